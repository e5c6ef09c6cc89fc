"""The appendices: the period's cases on turned pages, and how every figure is counted."""

from figures.comparison import Ratio
from paper.manuscript import NewPage, Table
from reports.counts import Rate
from reports.ledger_statement import LedgerList
from reports.manuscript.appendices import appendices
from reports.petition_statement import Visits


def test_the_ledger_is_turned_and_the_formulas_stand_upright_after_it(statement):
    turns = [block.landscape for block in appendices(statement()) if isinstance(block, NewPage)]
    assert turns == [True, False]


def test_every_case_has_its_line_and_those_kept_out_are_only_counted(statement):
    ledger = next(block for block in appendices(statement()) if isinstance(block, Table))
    assert [row[1] for row in ledger.rows] == [line.number for line in statement().petitions.ledger]
    assert "另有2件依规不列示" in ledger.note


def test_every_rate_has_its_formula(statement):
    *_others, formulas = (block for block in appendices(statement()) if isinstance(block, Table))
    names = {row[0] for row in formulas.rows}
    assert {rate.label for rate in statement().petitions.rates} <= names


def test_other_readings_stand_with_figure_parts_and_formula_and_old_issues_have_none(statement, petitions):
    half = Rate("solved_half", "解决率（部分解决折半）", "怎么算。", Ratio(5, 10, 1), None)
    few = Rate("solved_called", "解决率（回访口径）", "怎样算。", Ratio(0, 0), Ratio(5, 5))
    tables = [
        each for each in appendices(statement(petitions=petitions(further=(half, few)))) if isinstance(each, Table)
    ]
    (found,) = [each for each in tables if each.caption == "其他口径的指标"]
    assert found.rows == (
        ("解决率（部分解决折半）", "55.0%", "5.5/10", "—", "怎么算。"),
        ("解决率（回访口径）", "—", "—", "100.0%", "怎样算。"),
    )
    assert all(each.caption != "其他口径的指标" for each in appendices(statement()) if isinstance(each, Table))


def test_the_number_that_makes_a_visit_collective_is_the_one_that_was_counted_by(statement, petitions):
    def told(visits):
        *_others, formulas = (
            each for each in appendices(statement(petitions=petitions(visits=visits))) if isinstance(each, Table)
        )
        return dict(formulas.rows)["集体反映"]

    assert "达到8人" in told(Visits(10, 1, 8, 8))
    assert "达到5人" in told(None)


def test_a_period_without_cases_has_no_appendix(statement):
    assert [*appendices(statement(petitions=None))] == []


def test_numbers_of_a_ledger_stand_at_the_right_and_the_number_of_the_row_does_not(statement):
    listed = LedgerList(
        "政策解释台账",
        ("序号", "问题", "电话解释", "合计（次）"),
        (("1", "年休假", "2", "2"), ("2", "公积金", "0", "—")),
    )
    tables = [block for block in appendices(statement(ledger_lists=(listed,))) if isinstance(block, Table)]
    found = next(each for each in tables if each.caption == "政策解释台账")
    assert [column.align for column in found.columns] == ["left", "left", "end", "end"]
