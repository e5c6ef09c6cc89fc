"""An officer's way through the review, with and without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from database import Database
from surveys.models import Survey
from surveys.review import queries as review_queries

NAMED = "张伟班长扣了我的热饭"
TEXTS = [NAMED, *(f"夜班第{number}个窗口没有热饭" for number in range(11))]


@pytest.fixture
def survey(counted_survey: Callable[..., Survey], session: Session) -> Survey:
    """A counted survey with twelve texts to review."""
    made = counted_survey({"change": TEXTS})
    session.refresh(made)
    session.expunge(made)
    session.rollback()
    return made


@pytest.fixture
def officer(client: FlaskClient, sign_in: Callable[..., FlaskClient], survey: Survey) -> FlaskClient:
    """The officer's browser, once there is something to review."""
    return sign_in(client, "officer")


def _address(survey: Survey) -> str:
    return f"/desk/surveys/{survey.id}/comments/"


def _numbers(database: Database, survey: Survey) -> list[int]:
    with database.reading() as session:
        return [row.id for row in review_queries.comments(session, survey.id)]


def _page_of(officer: FlaskClient, survey: Survey, database: Database, text: str) -> tuple[str, str]:
    """(address, page) of the text that reads `text`."""
    for number in _numbers(database, survey):
        page = officer.get(f"{_address(survey)}{number}").text
        if text in re.sub(r"<[^>]+>", "", page):
            return f"{_address(survey)}{number}", page
    raise AssertionError(text)


def test_a_name_is_marked_ticked_and_masked_with_one_press(
    officer: FlaskClient, survey: Survey, database: Database
) -> None:
    address, page = _page_of(officer, survey, database, NAMED)
    (span,) = re.findall(r'name="mask" value="(\d+-\d+)" checked', page)
    assert span == "0-4"
    saved = officer.post(address, data={"verdict": "keep", "mask": span, "seen": ""})
    assert saved.status_code == 302
    look = officer.get(_address(survey) + "second-look").text
    assert "×××扣了我的热饭" in look
    assert "张伟" not in look


def test_words_typed_by_hand_are_masked_wherever_they_stand(
    officer: FlaskClient, survey: Survey, database: Database
) -> None:
    address, _page = _page_of(officer, survey, database, NAMED)
    officer.post(address, data={"verdict": "keep", "mask": "0-4", "more": "热饭", "seen": ""})
    assert "×××扣了我的×××" in officer.get(_address(survey) + "second-look").text
    assert 'value="8-10" checked' in officer.get(address).text


def test_a_word_that_is_not_in_the_text_is_told_and_nothing_typed_is_lost(
    officer: FlaskClient, survey: Survey, database: Database
) -> None:
    address, _page = _page_of(officer, survey, database, NAMED)
    answer = officer.post(address, data={"verdict": "keep", "more": "冷饭", "seen": ""})
    assert answer.status_code == 422
    assert "原文里没有“冷饭”" in answer.text
    assert ">冷饭<" in answer.text.replace("\r\n", "").replace("\n", "")
    # What the officer had unticked stays unticked.
    assert 'value="0-4" checked' not in answer.text


def test_saving_without_a_choice_is_refused_in_place(officer: FlaskClient, survey: Survey, database: Database) -> None:
    address, _page = _page_of(officer, survey, database, NAMED)
    answer = officer.post(address, data={"seen": ""})
    assert answer.status_code == 422
    assert '<a href="#verdict">这一条怎么办：请选择公布，或者选一个不公布的理由。</a>' in answer.text
    # A keyboard, or a voice that reads the page, begins at what is wrong, without a script.
    assert 'tabindex="-1" autofocus' in answer.text


def test_after_the_last_text_comes_the_second_look_and_then_publishing(
    officer: FlaskClient, survey: Survey, database: Database
) -> None:
    rows = _numbers(database, survey)
    shut = officer.post(f"/desk/surveys/{survey.id}/publish", data={"understood": "1"})
    assert shut.status_code == 409
    assert "12 段文字没有看过" in shut.text
    for number in rows:
        last = officer.post(f"{_address(survey)}{number}", data={"verdict": "keep", "mask": "0-4", "seen": ""})
    assert last.headers["Location"].endswith("/second-look")
    assert officer.post(_address(survey) + "second-look").status_code == 302
    assert officer.post(f"/desk/surveys/{survey.id}/publish", data={"understood": "1"}).status_code == 302
    public = officer.get(f"/results/{survey.slug}").text
    assert "×××扣了我的热饭" in public
    assert "张伟" not in public
    assert "说得最多的词" in public
    # Nobody reviews what is published.
    assert officer.get(_address(survey)).status_code == 409
    assert officer.get(f"{_address(survey)}{rows[0]}").status_code == 409


def test_spans_that_were_tampered_with_mask_nothing_and_break_nothing(
    officer: FlaskClient, survey: Survey, database: Database
) -> None:
    address, _page = _page_of(officer, survey, database, NAMED)
    wild = ["0-9999", "5-2", "x-y", "-1-3", "²-³"]
    assert officer.post(address, data={"verdict": "keep", "mask": wild, "seen": ""}).status_code == 302


def test_the_original_is_shown_on_no_page_but_the_review(officer: FlaskClient, survey: Survey) -> None:
    for page in ("", "/results", "/comments/"):
        assert "热饭" not in officer.get(f"/desk/surveys/{survey.id}{page}").text
    assert "热饭".encode() not in officer.get(f"/desk/surveys/{survey.id}/results.xlsx").data


def test_only_members_of_the_office_who_may_write_surveys_read(
    app: Any, officer: FlaskClient, survey: Survey, database: Database, sign_in: Callable[..., FlaskClient]
) -> None:
    address, _page = _page_of(officer, survey, database, NAMED)
    for name in ("admin", "handler", "leader", "inspector", "keeper"):
        other = sign_in(app.test_client(), name)
        assert other.get(address).status_code == 403
        assert other.get(_address(survey) + "second-look").status_code == 403
    assert app.test_client().get(address).status_code in (302, 401)


def test_no_address_and_no_title_holds_a_word_of_a_text(
    officer: FlaskClient, survey: Survey, database: Database
) -> None:
    address, page = _page_of(officer, survey, database, NAMED)
    assert re.fullmatch(r"/desk/surveys/\d+/comments/\d+", address)
    assert "热饭" not in re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]  # type: ignore[index]


def test_a_published_finding_opens_the_form_of_a_measure_filled_in_and_is_marked_once_listed(
    officer: FlaskClient, survey: Survey, enterprise: Any
) -> None:
    assert "列为整改事项" not in officer.get(f"/desk/surveys/{survey.id}/results").text
    numbers_only = {"understood": "1", "without_comments": "1"}
    assert officer.post(f"/desk/surveys/{survey.id}/publish", data=numbers_only).status_code == 302
    results = officer.get(f"/desk/surveys/{survey.id}/results").text
    address = re.search(r'href="(/desk/ledgers/measures/new\?[^"]*said=[^"]+)"', results)[1].replace("&amp;", "&")  # type: ignore[index]
    assert f"source=survey:{survey.slug}:" in address.replace("%3A", ":")
    form = officer.get(address)
    assert form.status_code == 200
    assert "问卷里“" in form.text
    assert "问卷结果" in form.text
    typed = {
        "title": "给夜班加一个热饭窗口",
        "kind": "fix",
        "said": "夜班没有热饭",
        "plan": "食堂夜间增开窗口",
        "target": "每班都有热饭",
        "unit": str(enterprise.units["机关"]),
        "day": "2026-11-26",
        "due": "2026-12-31",
    }
    assert officer.post(address, data=typed).status_code == 302
    assert "已列" in officer.get(f"/desk/surveys/{survey.id}/results").text
