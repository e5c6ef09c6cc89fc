"""Units as people write them: indented text and workbook rows, in any order, refused in words when they are no tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts import unit_lists
from accounts.unit_lists import BadUnits, UnitLine, below, depth, from_rows, from_text

LIST = """
生产一部 6人
  一车间（86人）
  二车间，45
    甲班 12
生产二部
\u3000三车间 60
"""


def _row(name: str, parent: str = "", people: str = "") -> dict[str, str]:
    return dict(zip(unit_lists.COLUMNS, (name, parent, people), strict=True))


def test_an_indented_list_becomes_a_tree_with_people() -> None:
    lines = from_text(LIST)

    assert lines == [
        UnitLine("生产一部", None, 6),
        UnitLine("一车间", 0, 86),
        UnitLine("二车间", 0, 45),
        UnitLine("甲班", 2, 12),
        UnitLine("生产二部", None, 0),
        UnitLine("三车间", 4, 60),
    ]
    assert depth(lines) == 3


@pytest.mark.parametrize(
    "text", ["机关\n\t财务科 9\n\t人力科 7", "机关\n- 财务科 9\n- 人力科 7", "机关\n——财务科9\n——人力科7"]
)
def test_tabs_dashes_and_spaces_all_indent(text: str) -> None:
    assert [(line.name, line.parent, line.headcount) for line in from_text(text)] == [
        ("机关", None, 0),
        ("财务科", 0, 9),
        ("人力科", 0, 7),
    ]


def test_a_number_that_belongs_to_the_name_stays_there() -> None:
    assert from_text("3号井 120")[0] == UnitLine("3号井", None, 120)
    assert from_text("101")[0] == UnitLine("101", None, 0)


def test_rows_may_stand_in_any_order() -> None:
    rows = [_row("甲班", "二车间", "12.0"), _row("二车间", "生产一部", "45人"), _row("生产一部", "", "1,006")]

    lines = from_rows(enumerate(rows, start=2))

    assert [(line.name, line.headcount) for line in lines] == [("生产一部", 1006), ("二车间", 45), ("甲班", 12)]
    assert [line.parent for line in lines] == [None, 0, 1]


def test_units_that_are_each_others_parent_are_named() -> None:
    rows = [_row("集团"), _row("甲", "乙"), _row("乙", "丙"), _row("丙", "甲")]

    with pytest.raises(BadUnits) as refused:
        from_rows(enumerate(rows, start=2))

    assert refused.value.message.startswith("第 %(row)s 行：%(names)s 互为上级")
    assert set(refused.value.values["names"].split("、")) == {"甲", "乙", "丙"}


def test_a_unit_that_is_its_own_parent_is_a_loop_too() -> None:
    with pytest.raises(BadUnits, match="上级写成了它自己"):
        from_rows([(2, _row("甲", "甲"))])


def test_fewer_than_nobody_is_no_headcount_and_no_part_of_a_name() -> None:
    for typed in ("一车间 -5", "一车间　－5", "一车间\t-5人"):
        with pytest.raises(BadUnits, match="不是一个数"):
            from_text(typed)
    assert from_text("3-2 班 5")[0].name == "3-2 班"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([_row("一车间", "没有的部")], "不在表里"),
        (
            [_row("甲部"), _row("乙部"), _row("综合科", "甲部"), _row("综合科", "乙部"), _row("甲班", "综合科")],
            "不止一个",
        ),
        ([_row("甲部"), _row("甲部")], "写了两次"),
        ([_row("甲部", "", "很多")], "不是一个数"),
        ([_row("", "甲部", "3")], "没有单位名称"),
        ([_row("长" * 61)], "太长"),
        ([], "还没有单位"),
    ],
)
def test_a_list_that_cannot_be_a_tree_says_why(rows: list[dict[str, str]], said: str) -> None:
    with pytest.raises(BadUnits, match=said):
        from_rows(enumerate(rows, start=2))


def test_a_parent_may_be_told_apart_by_its_own_parent() -> None:
    rows = [_row("甲部"), _row("乙部"), _row("综合科", "甲部"), _row("综合科", "乙部"), _row("班", "乙部／综合科")]

    lines = from_rows(enumerate(rows, start=2))
    team = lines[-1]

    assert team.parent is not None
    assert lines[team.parent].name == "综合科"
    assert lines[lines[team.parent].parent or 0].name == "乙部"


def test_the_enterprise_becomes_the_root_unless_it_is_one_already() -> None:
    hung = below(from_text("生产一部\n生产二部"), "集团")
    assert [(line.name, line.parent) for line in hung] == [("集团", None), ("生产一部", 0), ("生产二部", 0)]

    already = from_text("集团\n  生产一部")
    assert below(already, "集团") == already


@given(st.text(max_size=400))
def test_any_text_gives_a_tree_or_a_sentence(text: str) -> None:
    try:
        lines = from_text(text)
    except BadUnits as refused:
        assert refused.message % refused.values  # noqa: PT017
        return
    assert all(line.parent is None or line.parent < position for position, line in enumerate(lines))


@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁戊"), st.sampled_from(["", *"甲乙丙丁戊"])), max_size=8))
def test_any_rows_give_a_tree_or_a_sentence(pairs: list[tuple[str, str]]) -> None:
    try:
        lines = from_rows(enumerate((_row(*pair) for pair in pairs), start=2))
    except BadUnits as refused:
        assert refused.message % refused.values  # noqa: PT017
        return
    assert len(lines) == len(pairs)
    assert all(line.parent is None or line.parent < position for position, line in enumerate(lines))
