"""Comparing frozen figures with newer ones: every figure that moved is told, and no cell of a breakdown."""

from figures.comparison import Ratio
from reports.counts import Count, Counted, Rate
from reports.gathering import errata
from reports.ledger_statement import Aid, Ledgers, NeverRow
from reports.statement import Corrected


def test_equal_figures_give_nothing(statement):
    assert errata.differences(statement(), statement()) == ()


def test_every_figure_that_moved_is_told_with_both_values(statement, petitions):
    new = statement(
        petitions=petitions(registered=Count(63, 56, 50), pending=34, mean_days=None),
        ledgers=Ledgers(never_events=(NeverRow("不发生集体访", 1, 1, 3),)),
    )
    assert errata.differences(statement(), new) == (
        Corrected("登记诉求（件次）", "62", "63"),
        Corrected("期末在办（件）", "33", "34"),
        Corrected("平均办结用时（天）", "21.4", "—"),
        Corrected("不发生集体访（起）", "—", "1"),
    )


def test_a_rate_is_told_with_its_parts(statement, petitions):
    rate = Rate("satisfied", "满意率", "", Ratio(32, 34))
    (found,) = errata.differences(
        statement(petitions=petitions(rates=(rate,))), statement(petitions=petitions(rates=()))
    )
    assert found == Corrected("满意率", "94.1%（32/34）", "—")


def test_rates_that_were_not_frozen_then_are_no_correction_of_what_was(statement, petitions):
    further = (Rate("by_web", "网信占比", "", Ratio(3, 6), Ratio(1, 2)),)
    old, new = statement(), statement(petitions=petitions(further=further))
    assert errata.differences(old, new) == ()
    assert "网信占比" not in {each.label for each in errata.moved_bases(old, new)}
    (found,) = errata.differences(
        new, statement(petitions=petitions(further=(Rate("by_web", "网信占比", "", Ratio(4, 6)),)))
    )
    assert found == Corrected("网信占比", "50.0%（3/6）", "66.7%（4/6）")


def test_breakdowns_are_compared_as_a_whole(statement, petitions):
    moved = petitions(categories=(Counted("工资报酬", Count(21)), Counted("食堂", Count(16))))
    (found,) = errata.differences(statement(), statement(petitions=moved))
    assert found.label == errata.BROKEN_DOWN
    assert not any(digit in found.after + found.before for digit in "0123456789")


def test_money_of_aid_is_corrected_without_the_difference_that_one_family_was_given(statement):
    def helped(families, fen):
        return statement(ledgers=Ledgers(aid=Aid(Count(families), Count(fen) if fen else None, (), (), 0, 0, None)))

    assert errata.differences(helped(5, 1_500_000), helped(6, 1_800_000)) == (
        Corrected("救助困难职工家庭（户次）", "5", "6"),
        Corrected(errata.MONEY, errata.AS_PRINTED, errata.ADJUSTED),
    )
    assert errata.differences(helped(1, 300_000), helped(1, None)) == ()


def test_a_new_name_alone_corrects_nothing(statement, petitions):
    rows = (Counted("工资报酬", Count(20)), Counted("食堂", Count(17)))
    old = statement(petitions=petitions(categories=rows))
    renamed = (Counted("薪酬待遇", Count(20)), rows[1])
    assert errata.differences(old, statement(petitions=petitions(categories=renamed))) == ()
    moved = (Counted("薪酬待遇", Count(19)), Counted("食堂", Count(18)))
    assert [each.label for each in errata.differences(old, statement(petitions=petitions(categories=moved)))] == [
        errata.BROKEN_DOWN
    ]


def test_a_period_that_could_not_be_counted_before_is_told_whole(statement):
    found = errata.differences(statement(petitions=None), statement())
    assert Corrected("登记诉求（件次）", "—", "62") in found


def test_a_base_that_the_last_issue_printed_otherwise_is_told(statement, petitions):
    last = statement(period="2026-09", petitions=petitions(registered=Count(56), people=Count(191)))
    found = errata.moved_bases(last, statement())
    assert Corrected("涉及人次", "191", "190") in found
    assert not any(each.label == "登记诉求（件次）" for each in found)
    assert errata.moved_bases(statement(petitions=None), statement()) == ()
    first = statement(petitions=petitions(registered=Count(62), people=Count(181)))
    assert not any(each.label == "涉及人次" for each in errata.moved_bases(last, first))
