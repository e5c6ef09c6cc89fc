"""Ten figures, each with what it is compared with; nothing known is said, not left blank."""

import pytest

from figures.comparison import Ratio
from reports.board.tiles import tiles
from reports.counts import Count, Rate
from reports.ledger_statement import Aid, Ledgers, Measures, NeverRow, Risks, Sweeps
from reports.petition_statement import LateCase


@pytest.fixture
def by_label(app):
    """Tiles by their label."""

    def go(statement, survey=None):
        with app.test_request_context():
            found = tiles(statement, survey)
        assert len(found) == 10
        return {tile.label: tile for tile in found}

    return go


def test_there_are_ten_even_when_nothing_is_known(by_label, statement):
    found = by_label(statement(petitions=None, ledgers=None))
    assert found["登记诉求"].value == "—"
    assert found["登记诉求"].note == "还没有诉求"
    assert found["最近一次问卷得分"].note == "两年内没有公布的问卷"
    assert found["五个不发生"].note == "今年的清单还没有设"


def test_a_running_month_says_that_it_is_compared_to_the_day(by_label, statement):
    assert by_label(statement())["登记诉求"].note == "上月 56"
    assert by_label(statement(complete=False))["登记诉求"].note == "上月同期 56"


def test_a_late_case_is_marked_and_leads_to_its_list(by_label, statement, petitions):
    late = (LateCase("XF1", "其他", "—", "2026-10-01", 30),)
    found = by_label(statement(petitions=petitions(late=late)))["超期未答复"]
    assert (found.value, found.tone, found.cases) == ("1 件", "late", "late")
    calm = by_label(statement(petitions=petitions(late=())))["超期未答复"]
    assert (calm.value, calm.tone, calm.note) == ("0 件", "", "没有超期的")


def test_a_rate_over_too_few_ratings_is_not_shown(by_label, statement, petitions):
    rates = (
        Rate("satisfied", "满意率", "", Ratio(0, 0)),
        Rate("on_time", "按期答复率", "", Ratio(9, 10), Ratio(8, 10)),
    )
    found = by_label(statement(petitions=petitions(rates=rates)))
    assert (found["职工满意率"].value, found["职工满意率"].note) == ("—", "评价不足 5 件，不显示")
    assert found["按期答复率"].value == "90.0%"
    assert "+10.0" in found["按期答复率"].note


def test_an_index_that_may_not_be_told_stays_in_words(by_label, statement, survey):
    assert by_label(statement(), survey())["最近一次问卷得分"].value == "66.4"
    hidden = by_label(statement(), survey(index=None, index_words="中等（40至70分）"))
    assert hidden["最近一次问卷得分"].value == "中等（40至70分）"


def test_the_ledgers_figures_lead_to_their_ledgers(by_label, statement):
    ledgers = Ledgers(
        never_events=(NeverRow("不发生群体性事件", 1, 2, 9), NeverRow("不发生越级上访", 0, 0, 300)),
        risks=Risks(Count(3), Count(1), 1, 4, 2, (("红（重点）", 1), ("黄（一般）", 3)), Sweeps(4, 20, 24)),
        aid=Aid(Count(6), Count(900_000), (), (), 2, 1, None),
        measures=Measures(3, 5, 0, (), ()),
    )
    found = by_label(statement(ledgers=ledgers))
    assert (found["在册不稳定因素"].value, found["在册不稳定因素"].note) == ("4 件", "红、橙级 1 件，超期 2 件")
    assert (found["五个不发生"].value, found["五个不发生"].tone) == ("今年 2 起", "late")
    assert found["本月帮扶"].note == "9,000 元，待安排 2 户"
    assert found["在办实事与整改"].note == "本月完成 0 件"
    few = Ledgers(aid=Aid(Count(1), None, (), (), 2, 1, None))
    assert by_label(statement(ledgers=few))["本月帮扶"].note == "待安排 2 户"
    assert [each.ledger for each in found.values() if each.ledger] == ["risks", "never_events", "aid", "measures"]
