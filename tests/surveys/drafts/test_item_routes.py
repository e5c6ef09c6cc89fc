"""The questions of a draft, edited by an officer who knows Excel and has no script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from accounts.models import AuditEntry
from database import Database
from surveys.drafts import drafting
from surveys.items import Definition, Item, ItemType, ShowIf
from surveys.models import Survey
from surveys.questionnaires import BUILT_IN


@pytest.fixture
def draft(officer: FlaskClient) -> str:
    """The address of a draft of the young staff's questionnaire."""
    return officer.post("/desk/surveys/", data={"questionnaire": "youth"}).headers["Location"]


def _item(definition: Definition, text: str) -> Item:
    return next(item for item in definition.items if item.text == text)


def test_every_question_stands_in_order_with_its_number_and_its_buttons(officer: FlaskClient, draft: str) -> None:
    page = officer.get(f"{draft}/items").text
    assert page.index("您来单位多久了") < page.index("刚来的时候，有人带我。") < page.index("用工身份")
    assert "1. 您来单位多久了？" in page
    assert "第 1 题答“不到 1 年、1–3 年”才出现" in page
    assert "分组题" in page
    assert f"{draft}/items/settle_2/up" in page
    assert "撤销" not in page


def test_a_question_moves_and_the_step_is_undone_and_redone(officer: FlaskClient, draft: str, read: Any) -> None:
    before = [item.id for item in read(draft).items]
    answer = officer.post(f"{draft}/items/settle_2/up")
    assert answer.headers["Location"].endswith("/items#i-settle_2")
    moved = [item.id for item in read(draft).items]
    assert moved != before
    assert sorted(moved) == sorted(before)
    assert "移动了“在班组里，我说得上话。”" in officer.get(f"{draft}/items").text
    officer.post(f"{draft}/items/undo")
    assert [item.id for item in read(draft).items] == before
    officer.post(f"{draft}/items/undo")
    assert [item.id for item in read(draft).items] == moved


def test_a_whole_section_moves(officer: FlaskClient, draft: str, read: Any) -> None:
    assert officer.post(f"{draft}/items/growth_1/section-up").status_code == 302
    assert [part.heading for part in drafting.sections(read(draft))][1:3] == ["有奔头", "扎下根"]
    assert officer.post(f"{draft}/items/growth_3/section-up").status_code == 404


def test_a_deleted_question_frees_what_hung_on_it_and_comes_back(officer: FlaskClient, draft: str, read: Any) -> None:
    page = officer.post(f"{draft}/items/youth_years/delete", follow_redirects=True).text
    assert "有 1 道题原来看这一题才出现，现在总会出现" in page
    assert "删除了“您来单位多久了？”" in page
    assert drafting.find(read(draft), "youth_years") is None
    officer.post(f"{draft}/items/undo")
    settle = drafting.find(read(draft), "settle_1")
    assert settle is not None
    assert settle.show_if == ShowIf("youth_years", ("new", "young"))
    assert officer.post(f"{draft}/items/nothing/delete").status_code == 404


def test_there_is_nothing_to_undo_in_a_new_draft(officer: FlaskClient, draft: str) -> None:
    answer = officer.post(f"{draft}/items/undo")
    assert answer.status_code == 409
    assert "没有可以撤销的步骤" in answer.text


def test_questions_come_from_the_bank_behind_the_chosen_one(officer: FlaskClient, draft: str, read: Any) -> None:
    page = officer.get(f"{draft}/items/add?after=youth_years&q=工资").text
    assert "您对现在的工资收入满意吗？" in page
    assert "食堂" not in page
    officer.post(f"{draft}/items/add", data={"item": ["pay_1", "pay_2", "settle_2"], "after": "youth_years"})
    definition = read(draft)
    assert [item.id for item in definition.items][:3] == ["youth_years", "pay_1", "pay_2"]
    assert definition.translations["en"]["pay_1"] == "Are you satisfied with your present pay?"
    assert "已经在问卷里" in officer.get(f"{draft}/items/add").text
    assert "还没有选题" in officer.post(f"{draft}/items/add", data={"item": "nothing"}).text
    assert "题库里没有找到" in officer.get(f"{draft}/items/add?q=没有这样的题").text


def test_a_question_asked_in_an_earlier_survey_is_in_the_bank(
    officer: FlaskClient, draft: str, session: Any, enterprise: Any, clock: Any
) -> None:
    from dataclasses import replace
    from datetime import timedelta

    from surveys import operations

    own = Item("own_food", ItemType.AGREEMENT, "食堂的菜合口味。")
    definition = replace(BUILT_IN["pulse"].definition, title="去年的问卷", items=(own,), sections=(), dimensions=())
    survey = operations.draft(session, definition, actor=enterprise.people["officer"], now=clock())
    survey.closes_at = clock() + timedelta(days=1)
    operations.open_(session, survey, actor=enterprise.people["officer"], now=clock())
    session.commit()
    page = officer.get(f"{draft}/items/add").text
    assert "去年的问卷" in page
    assert "食堂的菜合口味。" in page


def test_a_new_question_of_every_kind_can_be_written(officer: FlaskClient, draft: str, read: Any) -> None:
    typed: dict[str, dict[str, str]] = {
        "agreement": {"dimension": "hope", "reverse": "y", "required": "y", "stem": "在单位里："},
        "satisfaction": {"may_not_apply": "y", "dimension": ""},
        "single": {"options": "甲\n乙\n", "other": "y", "required": "y"},
        "multiple": {"options": "甲\n乙\n都没有", "last_alone": "y", "shuffle": "y"},
        "ranking": {"options": "甲\n乙\n丙"},
        "ten": {"required": "y"},
        "number": {"low": "0", "high": "80", "unit": "小时", "bands": "41、49，61"},
        "date": {"help": "大概就行"},
        "short": {},
        "text": {},
        "statement": {},
    }
    for kind, fields in typed.items():
        page = officer.get(f"{draft}/items/new?type={kind}")
        assert page.status_code == 200
        answer = officer.post(
            f"{draft}/items/new?type={kind}", data={"type": kind, "text": f"{kind} 的题", "heading": "", **fields}
        )
        assert answer.status_code == 302, kind
    definition = read(draft)
    made = {item.type.value: item for item in definition.items if item.id.startswith("own_")}
    assert set(made) == set(typed)
    assert made["agreement"].reverse
    assert made["agreement"].dimension == "hope"
    assert made["agreement"].stem == "在单位里："
    assert made["single"].other
    assert made["multiple"].options[-1].exclusive
    assert not made["multiple"].options[0].exclusive
    assert made["number"].bands == (41, 49, 61)
    assert not made["short"].required


def test_a_questionnaire_has_an_end(officer: FlaskClient, draft: str, read: Any) -> None:
    every = [item.id for each in BUILT_IN.values() for item in each.definition.items]
    for part in (every[:90], every[90:]):
        answer = officer.post(f"{draft}/items/add", data={"item": part})
    assert answer.status_code == 409
    assert "一份问卷最多 200 道题" in answer.text
    assert len(read(draft).items) <= drafting.MOST_ITEMS


def test_what_was_typed_stays_when_something_is_missing(officer: FlaskClient, draft: str) -> None:
    answer = officer.post(
        f"{draft}/items/new?type=single",
        data={"type": "single", "text": "", "options": "只有这一个", "heading": "新的一段"},
    )
    assert answer.status_code == 422
    assert "请写题目" in answer.text
    assert "至少写两个选项" in answer.text
    assert "只有这一个" in answer.text
    assert "新的一段" in answer.text
    number = officer.post(
        f"{draft}/items/new?type=number",
        data={"type": "number", "text": "几个", "low": "9", "high": "3", "bands": "五，六"},
    )
    assert "最大的数不能比最小的数还小" in number.text
    assert "分档请写几个整数" in number.text
    falling = {"type": "number", "text": "几个", "bands": "9、3"}
    assert "分档请从小到大写" in officer.post(f"{draft}/items/new?type=number", data=falling).text
    assert officer.get(f"{draft}/items/new?type=poem").status_code == 409


def _form_of(page: str) -> dict[str, str]:
    import re

    return {"was": re.search(r'name="was"[^>]*value="(\w+)"', page)[1]}  # type: ignore[index]


def test_rewording_a_bank_question_asks_whether_the_meaning_changed(
    officer: FlaskClient, draft: str, read: Any, database: Database
) -> None:
    address = f"{draft}/items/settle_2"
    typed = {
        "type": "agreement",
        "text": "在班组里，我的话有人听。",
        "dimension": "settle",
        "required": "y",
        "heading": "",
        **_form_of(officer.get(address).text),
    }
    asked = officer.post(address, data=typed)
    assert asked.status_code == 422
    assert "请说明意思变没变" in asked.text
    assert "我的话有人听" in asked.text
    assert drafting.find(read(draft), "settle_2").text == "在班组里，我说得上话。"

    officer.post(address, data={**typed, "meaning": "keep"})
    kept = drafting.find(read(draft), "settle_2")
    assert kept is not None
    assert kept.text == "在班组里，我的话有人听。"

    typed |= {"text": "班组里的事，我能拿主意。", **_form_of(officer.get(address).text)}
    page = officer.post(address, data={**typed, "meaning": "new"}, follow_redirects=True).text
    assert "换了新题号" in page
    definition = read(draft)
    assert drafting.find(definition, "settle_2") is None
    assert _item(definition, "班组里的事，我能拿主意。").id.startswith("own_")
    with database.reading() as session:
        steps = [
            entry.details for entry in session.execute(sa.select(AuditEntry)).scalars() if "meaning" in entry.details
        ]
    assert [(each["before"], each["meaning"]) for each in steps] == [("settle_2", "kept"), ("settle_2", "new")]


def test_another_kind_of_answer_always_begins_a_new_trend(officer: FlaskClient, draft: str, read: Any) -> None:
    address = f"{draft}/items/settle_2"
    page = officer.get(f"{address}?type=satisfaction").text
    assert "满意程度" in page
    typed = {"type": "satisfaction", "text": "在班组里，我说得上话。", "dimension": "", "heading": "", **_form_of(page)}
    assert officer.post(f"{address}?type=satisfaction", data={**typed, "meaning": "keep"}).status_code == 302
    assert drafting.find(read(draft), "settle_2") is None


def test_changing_what_is_not_asked_keeps_the_id_without_a_question(
    officer: FlaskClient, draft: str, read: Any
) -> None:
    address = f"{draft}/items/settle_2"
    typed = {
        "type": "agreement",
        "text": "在班组里，我说得上话。",
        "dimension": "hope",
        "heading": "班组",
        **_form_of(officer.get(address).text),
    }
    assert officer.post(address, data=typed).status_code == 302
    definition = read(draft)
    item = drafting.find(definition, "settle_2")
    assert item is not None
    assert (item.dimension, item.required) == ("hope", False)
    assert ("settle_2", "班组") in definition.sections


def test_two_officers_at_one_question_do_not_overwrite_each_other(officer: FlaskClient, draft: str, read: Any) -> None:
    address = f"{draft}/items/youth_stay"
    typed = {"type": "text", "text": "怎样您才愿意留下？", "heading": "", "meaning": "keep"}
    typed |= _form_of(officer.get(address).text)
    assert officer.post(address, data=typed).status_code == 302
    late = officer.post(address, data={**typed, "text": "我的改法"})
    assert late.status_code == 422
    assert "有人改了这道题" in late.text
    assert "我的改法" in late.text
    again = officer.post(address, data={**typed, "text": "我的改法", **_form_of(late.text)})
    assert again.status_code == 302
    assert drafting.find(read(draft), "youth_stay").text == "我的改法"


def test_a_question_appears_after_certain_answers_only(officer: FlaskClient, draft: str, read: Any) -> None:
    address = f"{draft}/items/settle_2/condition"
    assert "看前面哪一题的回答" in officer.get(address).text
    assert "不到 1 年" in officer.get(f"{address}?on=youth_years").text
    missing = officer.post(address, data={"on": "youth_years"})
    assert missing.status_code == 422
    assert "请至少勾一个回答" in missing.text
    officer.post(address, data={"on": "youth_years", "value": ["settled", "nonsense"]})
    assert drafting.find(read(draft), "settle_2").show_if == ShowIf("youth_years", ("settled",))
    assert "checked" in officer.get(address).text
    officer.post(address, data={"on": ""})
    assert drafting.find(read(draft), "settle_2").show_if is None
    assert "总是出现" in officer.get(f"{draft}/items/youth_years/condition").text


def test_an_open_survey_is_not_edited(officer: FlaskClient, open_survey: Callable[..., Survey]) -> None:
    address = f"/desk/surveys/{open_survey().id}/items"
    assert officer.get(address).status_code == 409
    for step in ("pay_1/up", "pay_1/delete", "pay_1/section-down", "undo", "pay_1/condition", "new?type=ten"):
        assert officer.post(f"{address}/{step}").status_code == 409, step


def test_a_leader_does_not_edit(client: FlaskClient, sign_in: Any, draft: str) -> None:
    leader = sign_in(client, "leader")
    assert leader.get(f"{draft}/items").status_code == 403
    assert leader.post(f"{draft}/items/settle_2/delete").status_code == 403
