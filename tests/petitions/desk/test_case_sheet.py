"""The workbook of chosen cases holds what stands in clear, only of cases one may know of, and not a word that was written."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from accounts.models import Account
from petitions.desk import case_sheet
from petitions.kinds import Channel, Kind
from petitions.models import Petition
from petitions.outcome import concluding
from petitions.outcome.conclusion import CONCLUSION_LABELS, Conclusion
from petitions.workflow import Action, State
from tests.fixtures import START
from tests.petitions.conftest import NARRATIVE, RATING
from web.errors import Refusal

TODAY = START.date()


def register(casework: Any, today: date = TODAY) -> list[dict[str, Any]]:
    """The lines of the officer's register, by heading."""
    officer = casework.enterprise.people["officer"]
    content, _count = case_sheet.workbook(casework.session, officer, sa.true(), today=today)
    rows = list(load_workbook(io.BytesIO(content)).active.values)
    at = next(number for number, row in enumerate(rows) if row[0] == "序号")
    return [dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :]]


def test_only_what_one_may_know_of_leaves_and_no_word(casework: Any) -> None:
    mine, _ = casework.lead_to(State.REPLIED)
    hidden, _ = casework.file(Kind.ACCUSATION)
    officer = casework.enterprise.people["officer"]

    content, count = case_sheet.workbook(casework.session, officer, Petition.id.in_([mine.id, hidden.id]), today=TODAY)

    cells = [str(each) for row in load_workbook(io.BytesIO(content)).active.values for each in row if each is not None]
    assert count == 1
    assert mine.number in cells
    assert hidden.number not in cells
    assert "支持" in cells
    assert not [each for each in cells if NARRATIVE in each]


def test_the_register_has_the_columns_an_enterprise_keeps(casework: Any) -> None:
    case, key = casework.lead_to(State.REPLIED, people=6)
    leader = casework.enterprise.people["leader"].id
    casework.session.get_one(Account, leader).title, case.sponsor_id = "副总经理", leader
    case.channel, case.stability_unit_id = Channel.VISIT, casework.enterprise.units["三车间"]
    casework.do(case, Action.RATE, None, key=key, **RATING)

    (line,) = register(casework)
    assert (line["序号"], line["编号"], line["渠道"], line["集体访"]) == (1, case.number, "来访", "是")
    assert (line["内容分类"], line["二级分类"], line["报告归类"]) == ("工资报酬与奖金", None, "工资报酬与奖金")
    assert (line["处置方式"], line["稳控单位"]) == ("交办", "生产二部／三车间")
    assert line["包案领导"] == f"{casework.enterprise.people['leader'].name}（副总经理）"
    assert line["三个到位"] == "☐解决问题到位"
    assert line["满意度"] == "满意"
    assert line["办理期限"].date() > line["受理日期"].date()
    assert (line["终结情形"], line["终结日期"]) == (None, None)


def test_the_register_says_why_and_since_when_a_matter_is_at_its_end(casework: Any) -> None:
    lapsed, _key = casework.lead_to(State.CLOSED)
    said, _key = casework.lead_to(State.CLOSED)
    last, _key = casework.lead_to(State.FINAL)
    today, until = casework.clock().date(), concluding.rights_until(casework.session, lapsed.id)
    said.conclusion, said.concluded_on = Conclusion.NOBODY_LEFT, today
    casework.session.flush()
    assert until is not None

    def told(day: date) -> dict[Any, Any]:
        lines = register(casework, today=day)
        return {line["编号"]: (line["终结情形"], line["终结日期"] and line["终结日期"].date()) for line in lines}

    after = until + timedelta(days=1)
    assert told(after) == {
        lapsed.number: ("没有在期限内申请复查、复核", until),
        said.number: ("信访人死亡或者终止，没有人继续", today),
        last.number: ("复核意见已书面送达", today),
    }
    # As the page of each case says it.
    alone = {case.number: concluding.of(casework.session, case, after) for case in (lapsed, said, last)}
    assert told(after) == {
        number: (CONCLUSION_LABELS[found.why], found.on) for number, found in alone.items() if found is not None
    }
    casework.do(last, Action.REOPEN, "officer", reason="上级要求重办。")
    assert (told(until)[last.number], told(until)[lapsed.number]) == ((None, None), (None, None))


def test_more_than_a_workbook_should_hold_is_refused_with_advice(
    casework: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    casework.file()
    monkeypatch.setattr(case_sheet, "MOST_ROWS", 0)

    with pytest.raises(Refusal) as refused:
        case_sheet.workbook(casework.session, casework.enterprise.people["officer"], sa.true(), today=TODAY)

    assert "按收到日期筛选" in str(refused.value.message)
