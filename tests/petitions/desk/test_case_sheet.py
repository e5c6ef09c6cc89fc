"""The workbook of chosen cases holds what stands in clear, only of cases one may know of, and not a word that was written."""

from __future__ import annotations

import io
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from accounts.models import Account
from petitions.desk import case_sheet
from petitions.kinds import Channel, Kind
from petitions.models import Petition
from petitions.workflow import Action, State
from tests.petitions.conftest import NARRATIVE, RATING
from web.errors import Refusal


def test_only_what_one_may_know_of_leaves_and_no_word(casework: Any) -> None:
    mine, _ = casework.lead_to(State.REPLIED)
    hidden, _ = casework.file(Kind.ACCUSATION)
    officer = casework.enterprise.people["officer"]

    content, count = case_sheet.workbook(casework.session, officer, Petition.id.in_([mine.id, hidden.id]))

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
    officer = casework.enterprise.people["officer"]

    content, _count = case_sheet.workbook(casework.session, officer, sa.true())

    rows = list(load_workbook(io.BytesIO(content)).active.values)
    at = next(number for number, row in enumerate(rows) if row[0] == "序号")
    line = dict(zip(rows[at], rows[at + 1], strict=True))
    assert (line["序号"], line["编号"], line["渠道"], line["集体访"]) == (1, case.number, "来访", "是")
    assert (line["内容分类"], line["二级分类"], line["报告归类"]) == ("工资报酬与奖金", None, "工资报酬与奖金")
    assert (line["处置方式"], line["稳控单位"]) == ("交办", "生产二部／三车间")
    assert line["包案领导"] == f"{casework.enterprise.people['leader'].name}（副总经理）"
    assert line["三个到位"] == "☐解决问题到位"
    assert line["满意度"] == "满意"
    assert line["办理期限"].date() > line["受理日期"].date()


def test_more_than_a_workbook_should_hold_is_refused_with_advice(
    casework: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    casework.file()
    monkeypatch.setattr(case_sheet, "MOST_ROWS", 0)

    with pytest.raises(Refusal) as refused:
        case_sheet.workbook(casework.session, casework.enterprise.people["officer"], sa.true())

    assert "按收到日期筛选" in str(refused.value.message)
