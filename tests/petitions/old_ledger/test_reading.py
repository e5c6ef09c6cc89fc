"""A row of the old ledger becomes a case only as far as it says so itself; else it is refused with its first reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ledgers.values import Names
from ledgers.workbooks.importing import guess
from petitions.categories.tree import Category, CategoryTree, Stage
from petitions.kinds import CATEGORIES, Channel, Kind
from petitions.old_ledger import reading as old_ledger
from petitions.old_ledger.columns import LEDGER
from petitions.old_ledger.reading import OldCase, Trial, category_of
from petitions.outcome.conclusion import Conclusion
from petitions.outcome.disposal import Disposal
from petitions.outcome.opinion import Outcome
from petitions.workflow import Ground, State

TODAY = date(2026, 11, 24)
NAMES = Names(units={"三车间": 5, "机关": 6})
ROW = {
    "编号": "信〔2025〕12号",
    "登记日期": "2025-03-03",
    "渠道": "来访",
    "信访人": "欧阳青禾",
    "人数": "3人",
    "信访目的": "求决",
    "内容分类": "欠薪",
    "反映内容": "夜班津贴没有发。",
    "涉及单位": "三车间",
    "受理日期": "2025-03-05",
    "责任单位": "机关",
    "处理意见": "支持",
    "答复日期": "2025-04-01",
    "办结日期": "2025-04-20",
    "状态": "已办结",
    "包案领导": "刘洋",
}


def _read(*changes: dict[str, str], columns: tuple[str, ...] = (), **kept: Any) -> Trial:
    rows = [(number, ROW | changed) for number, changed in enumerate(changes or ({},), start=4)]
    return old_ledger.read_rows(
        rows, guess(LEDGER, (*ROW, "终结", "终结日期", *columns)), NAMES, categories=CategoryTree(), today=TODAY, **kept
    )


def one(**changed: str) -> OldCase:
    """The case that ROW with these changes is."""
    read = _read(changed)
    assert read.bad == ()
    return read.good[0]


def test_a_row_becomes_a_case_with_everything_it_says() -> None:
    case = one()
    assert (case.old_number, case.kind, case.channel, case.people) == ("信〔2025〕12号", Kind.PROBLEM, Channel.VISIT, 3)
    assert (case.category, case.unit_id, case.handling_unit_id) == ("pay", 5, 6)
    assert (case.state, case.outcome) == (State.CLOSED, Outcome.SUPPORTED)
    assert (case.filed_on, case.runs_from, case.replied_on, case.closed_on) == (
        date(2025, 3, 3),
        date(2025, 3, 5),
        date(2025, 4, 1),
        date(2025, 4, 20),
    )
    assert "包案领导：刘洋" in case.record
    assert "欧阳青禾" not in repr(case)


def test_a_claim_that_was_settled_keeps_that_as_its_outcome() -> None:
    assert one(处理意见="达成协议").outcome is Outcome.SETTLED


def test_a_matter_at_its_end_says_why_and_since_when_as_far_as_the_ledger_does() -> None:
    def end(**changed: str) -> tuple[Conclusion | None, date | None]:
        case = one(**changed)
        return case.conclusion, case.concluded_on

    closed = one().closed_on
    assert closed is not None
    assert end() == end(终结="未终结") == end(终结="否") == (None, None)
    assert end(终结="复核意见已书面送达") == end(终结="复核终结") == (Conclusion.REREVIEWED, closed)
    assert end(终结="逾期未申请复查", 终结日期="2025-08-01") == (Conclusion.LAPSED, date(2025, 8, 1))
    assert end(终结="是") == (Conclusion.OTHER, closed)
    assert end(终结日期="2025-08-01") == (Conclusion.OTHER, date(2025, 8, 1))
    # What a second review ended may be done after it.
    assert end(终结="已复核", 终结日期="2025-03-20") == (Conclusion.REREVIEWED, date(2025, 3, 20))


def test_what_the_ledger_does_not_say_is_not_made_up() -> None:
    case = one(受理日期="", 信访人="匿名")
    assert case.name == ""
    assert case.accepted_on is None
    assert case.decided_on is None
    assert case.runs_from == date(2025, 3, 3)


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({"状态": "在办", "答复日期": "", "办结日期": ""}, State.ACCEPTED),
        ({"状态": "待办", "受理日期": "", "答复日期": "", "办结日期": ""}, State.REGISTERED),
        ({"状态": "已答复", "办结日期": ""}, State.REPLIED),
        ({"状态": "撤回"}, State.WITHDRAWN),
        ({"状态": ""}, State.CLOSED),
        ({"状态": "", "办结日期": ""}, State.REPLIED),
        ({"状态": "", "办结日期": "", "答复日期": ""}, State.ACCEPTED),
        ({"状态": "", "办结日期": "", "答复日期": "", "受理日期": ""}, State.REGISTERED),
    ],
)
def test_a_case_stands_where_the_row_says_by_word_or_by_its_days(changed: dict[str, str], state: State) -> None:
    case = one(**changed)
    assert case.state is state
    assert (case.outcome is not None) == (state in (State.REPLIED, State.CLOSED))


def test_what_was_not_accepted_says_on_which_ground() -> None:
    rows = [
        (
            4,
            ROW
            | {
                "状态": "不予受理",
                "不予受理理由": "不属于本单位",
                "告知日期": "2025-03-10",
                "办结日期": "",
                "答复日期": "",
            },
        )
    ]
    read = old_ledger.read_rows(rows, guess(LEDGER, tuple(rows[0][1])), NAMES, categories=CategoryTree(), today=TODAY)
    assert (read.good[0].ground, read.good[0].decided_on) == (Ground.NOT_OURS, date(2025, 3, 10))


@pytest.mark.parametrize(
    ("changed", "label"),
    [
        ({"登记日期": ""}, "登记日期"),
        ({"登记日期": "去年"}, "登记日期"),
        ({"登记日期": "2027-01-01"}, "登记日期"),
        ({"渠道": "托梦"}, "渠道"),
        ({"反映内容": ""}, "反映内容"),
        ({"涉及单位": "九车间"}, "涉及单位"),
        ({"受理日期": "2025-03-01"}, "受理日期"),
        ({"答复日期": "2025-03-04"}, "答复日期"),
        ({"办结日期": "2025-03-31"}, "办结日期"),
        ({"办结日期": ""}, "办结日期"),
        ({"处理意见": ""}, "处理意见"),
        ({"处理意见": "经查，不能支持其诉求"}, "处理意见"),
        ({"处理意见": "采纳"}, "处理意见"),
        ({"状态": "办着呢"}, "状态"),
        ({"状态": "不予受理", "办结日期": ""}, "不予受理依据"),
        ({"状态": "已答复", "答复日期": ""}, "答复日期"),
        ({"终结": "是", "状态": "在办", "办结日期": ""}, "终结情形"),
        ({"终结日期": "2025-08-01", "状态": "已答复"}, "终结日期"),
        ({"终结": "未终结", "终结日期": "2025-08-01"}, "终结日期"),
        ({"终结日期": "2025-03-01"}, "终结日期"),
        ({"编号": "号" * 41}, "编号"),
        ({"人数": "很多"}, "人数"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_with_its_number_column_and_reason(
    changed: dict[str, str], label: str
) -> None:
    read = _read(changed)
    (bad,) = read.bad
    assert read.good == ()
    assert (bad.number, bad.label) == (4, label)
    assert bad.message % bad.values


def test_a_limit_before_the_start_is_refused_and_one_of_its_own_is_kept() -> None:
    cells = ROW | {"办理期限": "2025-04-30"}
    mapping = guess(LEDGER, tuple(cells))
    read = old_ledger.read_rows(
        [(4, cells), (5, cells | {"办理期限": "2025-03-05", "编号": "2"})],
        mapping,
        NAMES,
        categories=CategoryTree(),
        today=TODAY,
    )
    assert read.good[0].due_on == date(2025, 4, 30)
    assert [(bad.number, bad.label) for bad in read.bad] == [(5, "办理期限")]


def test_an_old_number_comes_in_once() -> None:
    read = _read({}, {}, {"编号": "13"}, {"编号": ""}, {"编号": ""}, taken={"13"})
    assert [case.row for case in read.good] == [4, 7, 8]
    assert [(bad.number, bad.label) for bad in read.bad] == [(5, "编号"), (6, "编号")]


def test_what_became_of_it_is_as_the_ledger_says_or_as_it_stands() -> None:
    assert one().disposal is Disposal.CHARGED
    said = _read({"处置方式": "呈批", "稳控单位": "三车间"}, columns=("处置方式", "稳控单位")).good[0]
    assert (said.disposal, said.stability_unit_id) == (Disposal.REPORTED, 5)


def test_a_category_is_found_by_its_words_or_is_other() -> None:
    def found(words: str, finer: str = "") -> tuple[str, bool]:
        return category_of(words, finer, tree)

    own = (
        Category("own-pit", "safety", "井下作业", parent=None),
        Category("own-late", "pay", "拖欠工资", parent="pay"),
        Category("own-draft", "pay", "想到再说", parent="pay", stage=Stage.DRAFT),
    )
    tree = CategoryTree.of((Category("pay", "pay", "薪酬待遇"), *own))
    assert found("薪酬待遇") == found("工资") == ("pay", True)
    assert found("食堂") == ("canteen", True)
    assert found("职工住房分配问题") == ("housing", True)
    assert found("") == ("other", True)
    assert found("外星人") == ("other", False)
    assert found("井下作业") == ("own-pit", True)
    assert found("工资", "拖欠工资") == found("拖欠工资") == ("own-late", True)
    assert found("食堂", "拖欠工资") == ("canteen", True)
    assert found("工资", "想到再说") == ("pay", True)
    assert all(category_of(label, "", CategoryTree()) == (code, True) for code, label in CATEGORIES.items())
    assert _read({"内容分类": "外星人"}).unknown_categories == 1
