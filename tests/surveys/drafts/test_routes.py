"""Building a survey on the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from database import Database
from surveys import queries
from surveys.items import Definition
from surveys.models import Survey
from surveys.questionnaires import BUILT_IN

EDIT = {"title": "幸福指数", "intro": "请说实话", "closes_at": "2026-12-01T18:00", "scoring": "zero_based"}


@pytest.fixture
def draft(officer: FlaskClient) -> str:
    """The address of a draft."""
    return officer.post("/desk/surveys/", data={"questionnaire": "wellbeing"}).headers["Location"]


def test_every_built_in_questionnaire_is_offered_with_what_it_is_for(officer: FlaskClient) -> None:
    page = officer.get("/desk/surveys/new").text
    for each in BUILT_IN.values():
        assert each.title in page
        assert each.about in page
    assert "从空白开始" in page


def test_only_a_built_in_questionnaire_makes_a_draft(officer: FlaskClient) -> None:
    answer = officer.post("/desk/surveys/", data={"questionnaire": "nothing"})
    assert answer.status_code == 409
    assert "请选择一份内置问卷" in answer.text


def test_every_built_in_questionnaire_can_be_opened_as_it_is(officer: FlaskClient) -> None:
    for name in BUILT_IN:
        address = officer.post("/desk/surveys/", data={"questionnaire": name}).headers["Location"]
        officer.post(f"{address}/edit", data=EDIT)
        assert "开放前要办好的" not in officer.get(address).text, name
        assert officer.get(f"{address}/preview").status_code == 200


def test_an_empty_draft_says_what_it_lacks(officer: FlaskClient) -> None:
    address = officer.post("/desk/surveys/", data={"questionnaire": "blank"}).headers["Location"].removesuffix("/edit")
    page = officer.get(address).text
    assert "问卷里还没有题。" in page
    assert "还有 2 件事要办好" in page
    assert officer.post(f"{address}/open").status_code == 409
    assert "还没有题" in officer.get(f"{address}/items").text


def test_what_was_typed_stays_when_the_title_is_missing(officer: FlaskClient, draft: str) -> None:
    answer = officer.post(f"{draft}/edit", data={"title": "", "intro": "只写了这一句"})
    assert answer.status_code == 422
    assert "只写了这一句" in answer.text
    assert "请填写问卷标题" in answer.text


def test_a_survey_in_pages_is_chosen_and_unchosen(officer: FlaskClient, draft: str, read: Any) -> None:
    officer.post(f"{draft}/edit", data={**EDIT, "paged": "y"})
    assert read(draft).paged
    officer.post(f"{draft}/edit", data=EDIT)
    assert not read(draft).paged


def test_thresholds_are_raised_and_never_lowered(officer: FlaskClient, draft: str, read: Any) -> None:
    officer.post(f"{draft}/edit", data={**EDIT, "floor": "8", "comment_floor": "15"})
    assert (read(draft).floor, read(draft).comment_floor) == (8, 15)
    assert "数字 8 人，文字 15 段" in officer.get(draft).text
    low = officer.post(f"{draft}/edit", data={**EDIT, "floor": "4", "comment_floor": "9"})
    assert low.status_code == 422
    assert "请填 5 到 30 之间的整数" in low.text
    assert "请填 10 到 100 之间的整数" in low.text
    officer.post(f"{draft}/edit", data=EDIT)
    assert (read(draft).floor, read(draft).comment_floor) == (8, 15)


def test_the_check_list_says_what_respondents_and_readers_may_expect(officer: FlaskClient, draft: str) -> None:
    page = officer.get(draft).text
    for words in ("大约 8 分钟", "您的年龄段、您的用工身份", "齐全", "现在 2 个人打得开", "数字 5 人，文字 10 段"):
        assert words in page
    officer.post(
        f"{draft}/items/new?type=agreement", data={"type": "agreement", "text": "活累、钱少。", "dimension": ""}
    )
    page = officer.get(draft).text
    assert "还有 1 处没有英文" in page
    assert "像是一道题里问了两件事" in page


def test_dimensions_get_names_weights_and_a_new_one(officer: FlaskClient, draft: str, read: Any) -> None:
    page = officer.get(f"{draft}/measure").text
    assert "薪酬待遇与收入增长" in page
    typed = {f"label_{each.id}": each.label for each in read(draft).dimensions}
    typed |= {f"weight_{each.id}": "1" for each in read(draft).dimensions}
    typed |= {"label_pay": "收入", "weight_pay": "2.5", "label_life": "", "label_new": "食堂", "weight_new": ""}
    answer = officer.post(f"{draft}/measure", data={**typed, "segments": ["seg_age"]})
    assert answer.status_code == 302
    definition = read(draft)
    assert (definition.dimensions[0].label, definition.dimensions[0].weight) == ("收入", 2.5)
    assert [each.label for each in definition.dimensions][-1] == "食堂"
    assert "life" not in {each.id for each in definition.dimensions}
    assert definition.segments == ("seg_age",)
    assert all(item.dimension != "life" for item in definition.items)
    wrong = officer.post(f"{draft}/measure", data={**typed, "weight_pay": "99", "label_new": "写了一半"})
    assert wrong.status_code == 422
    assert "权重请填 0.1 到 10 之间的数" in wrong.text
    assert "写了一半" in wrong.text


def test_at_most_three_items_are_segments(officer: FlaskClient, read: Any) -> None:
    address = officer.post("/desk/surveys/", data={"questionnaire": "growth"}).headers["Location"]
    typed = {f"label_{each.id}": each.label for each in read(address).dimensions} | {"label_new": ""}
    four = ["seg_age", "seg_employment", "seg_job", "training_days"]
    answer = officer.post(f"{address}/measure", data={**typed, "segments": four})
    assert answer.status_code == 422
    assert "分组题最多三道" in answer.text


def test_english_is_written_beside_every_text(officer: FlaskClient, draft: str, read: Any) -> None:
    assert "Are you satisfied with your present pay?" in officer.get(f"{draft}/english").text
    officer.post(f"{draft}/english", data={"en-title": "How are you?", "en-pay_1": " Pay? ", "en-x": "no"})
    assert read(draft).translations == {"en": {"title": "How are you?", "pay_1": "Pay?"}}
    assert "还差" in officer.get(draft).text


def test_the_preview_cannot_be_sent_and_only_our_own_page_frames_it(
    officer: FlaskClient, draft: str, open_survey: Callable[..., Survey]
) -> None:
    page = officer.get(f"{draft}/preview")
    assert "这是预览，不能提交" in page.text
    assert "提交答卷" not in page.text
    # The first button of the form is what Enter presses; one that is off presses nothing, and nothing is sent.
    form = page.text[page.text.index('<form method="post"') :]
    assert form.index("<button disabled hidden>") == form.index("<button")
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    look = officer.get(f"{draft}/look")
    assert "<iframe" in look.text
    assert "frame-src 'self'" in look.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in look.headers["Content-Security-Policy"]
    opened = officer.get(f"/s/{open_survey().slug}")
    assert "frame-ancestors 'none'" in opened.headers["Content-Security-Policy"]
    assert opened.headers["X-Frame-Options"] == "DENY"


def test_a_copy_asks_the_same_under_the_same_ids_and_is_a_wave_of_the_same_questionnaire(
    officer: FlaskClient, open_survey: Callable[..., Survey], read: Any, database: Database
) -> None:
    survey = open_survey()
    made = officer.post(f"/desk/surveys/{survey.id}/copy").headers["Location"]
    copied, before = read(made), Definition.from_json(survey.definition)
    assert copied.items == before.items
    assert copied.units == ()
    with database.reading() as session:
        row = queries.survey(session, int(made.rsplit("/", 1)[1]))
        assert row.questionnaire == "wellbeing"
        assert row.opened_at is None
    assert "照样做一份" in officer.get("/desk/surveys/new").text


def test_a_draft_is_thrown_away_and_an_open_survey_is_not(
    officer: FlaskClient, draft: str, open_survey: Callable[..., Survey]
) -> None:
    assert officer.post(f"{draft}/delete").status_code == 302
    assert officer.get(draft).status_code == 404
    opened = f"/desk/surveys/{open_survey().id}"
    assert officer.post(f"{opened}/delete").status_code == 409
    assert officer.get(f"{opened}/measure").status_code == 409
    assert officer.get(f"{opened}/english").status_code == 409


def test_a_leader_looks_and_changes_nothing(client: FlaskClient, sign_in: Any, draft: str) -> None:
    leader = sign_in(client, "leader")
    page = leader.get(draft)
    assert page.status_code == 200
    assert f"{draft}/items" not in page.text
    assert leader.get(f"{draft}/look").status_code == 200
    for way in ("edit", "delete", "copy", "measure", "english"):
        assert leader.post(f"{draft}/{way}", data={}).status_code == 403
    assert leader.post("/desk/surveys/", data={"questionnaire": "wellbeing"}).status_code == 403
    assert leader.get("/desk/surveys/new").status_code == 403


def test_the_list_shows_first_what_waits_for_somebody(
    officer: FlaskClient, draft: str, open_survey: Callable[..., Survey], clock: Any
) -> None:
    open_survey(days=1)
    clock.advance(days=2)
    open_survey()
    officer.post("/sign-in", data={"username": "officer", "password": "一座桥 bridge 2026"})
    page = officer.get("/desk/surveys/").text
    order = [page.index(words) for words in ("已截止，待开箱", "正在答题", "草稿")]
    assert order == sorted(order)
    assert "已公布" not in page
    assert "1 份 · 开箱计票" in page
