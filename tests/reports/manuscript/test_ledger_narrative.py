"""What the ledgers come to, in the field's own phrasing; what was not reached is said as plainly as what was."""

from dataclasses import replace

from reports.counts import Count
from reports.ledger_statement import Aid, AidRow, Explained, Ledgers, Measure, Measures, NeverRow, Risks, Sweeps
from reports.manuscript import ledger_narrative as narrative
from reports.period import Kind
from reports.wording import WORDINGS

MONTHLY = WORDINGS[Kind.MONTH]
CLEAN = Ledgers(never_events=tuple(NeverRow(f"不发生第{number}种", 0, 0, 100 + number) for number in range(5)))
RISKS = Risks(Count(4, 3, None), Count(2, 2, None), 3, 3, 1, (("红（重点）", 1), ("黄（一般）", 2)), Sweeps(4, 31, 32))
AID = Aid(
    families=Count(7, 5, None),
    fen=Count(2_050_050, 2_000_000, None),
    rows=(AidRow("大病救助", 7, 20, 2_050_050),),
    gatherings=(AidRow("送清凉", 2, 460, 0),),
    waiting=3,
    followed=6,
    eased=5,
)
MEASURES = Measures(
    2, 3, 1, (Measure("夜班热饭", "", "达到目标", ""),), (Measure("班车", "2026年12月1日", "", "准点"),)
)


def test_a_month_in_which_nothing_happened_reaches_every_target():
    (said,) = narrative.never_events(CLEAN, MONTHLY)
    assert "5项均未发生，本年累计均为零，全部达标" in said
    assert "“不发生第4种”已连续104天" in said


def test_what_happened_is_said_and_no_target_is_claimed():
    rows = (replace(CLEAN.never_events[0], happened=2, year=3, days=4), *CLEAN.never_events[1:])
    first, second = narrative.never_events(Ledgers(never_events=rows), MONTHLY)
    assert "本月发生“不发生第0种”2起，未达到零目标，其余4项未发生；本年累计3起" in first
    assert "达标；" not in first
    assert "查明原因" in second


def test_what_happened_earlier_in_the_year_is_not_forgotten():
    rows = (replace(CLEAN.never_events[0], year=1), *CLEAN.never_events[1:])
    (said,) = narrative.never_events(Ledgers(never_events=rows), MONTHLY)
    assert "本月5项均未发生；本年累计发生的有：“不发生第0种”1起" in said


def test_risks_with_grades_lateness_and_who_did_not_report():
    first, second, third = narrative.risks(RISKS, MONTHLY)
    assert first == "本月新排查不稳定因素4件，与上月相比上升33.3%；化解3件，销号2件；期末在册3件。"
    assert "红（重点）1件、黄（一般）2件，其中超过化解时限1件" in second
    assert "应报32次，实报31次，未报1次" in third


def test_aid_in_families_gatherings_and_yuan():
    said = "".join(narrative.aid(AID, MONTHLY))
    assert "救助困难职工家庭7户次，与上月相比上升40.0%；送清凉2次、惠及460人次" in said
    assert "资金合计20,500.50元" in said
    assert "回访6户，5户表示困难有所缓解" in said
    untold = "".join(narrative.aid(replace(AID, fen=None), MONTHLY))
    assert "惠及460人次。资金合计会指向个别家庭，不列示。" in untold
    assert "元" not in untold


def test_few_families_asked_again_are_only_counted():
    said = "".join(narrative.aid(replace(AID, followed=2, eased=None), MONTHLY))
    assert "本月回访2户。" in said
    assert "缓解" not in said


def test_a_month_without_aid_or_explanations_says_so():
    empty = replace(
        AID, families=Count(0, 5, None), fen=Count(0, 1, None), rows=(), gatherings=(), waiting=0, followed=0
    )
    assert narrative.aid(replace(empty, eased=None), MONTHLY) == ["本月没有发放帮扶慰问资金。"]
    assert narrative.explained(Explained(Count(0), (), (), 12), MONTHLY) == [
        "本月没有政策解释记录；期末公开有效的政策口径12条，职工可自行查阅。"
    ]


def test_explanations_by_way_and_what_is_asked_most():
    found = Explained(Count(9, 9, None), (("当面解释", 6), ("网页自助", 3)), (("夜班津贴怎么算", 5),), 12)
    first, second = narrative.explained(found, MONTHLY)
    assert first == "本月开展政策解释9次，与上月持平，其中当面解释6次、网页自助3次。"
    assert "“夜班津贴怎么算”（5次）" in second


def test_measures_stand_in_both_last_parts():
    said = "".join(narrative.rectification(MEASURES, MONTHLY))
    assert "新列2件，办成1件，期末在办3件，其中超期1件" in said
    assert "“夜班热饭”（达到目标）" in said
    assert narrative.next_steps(MEASURES)[1] == "1. 班车。目标：准点；时限：2026年12月1日。"


def test_where_a_ledger_holds_nothing_nothing_is_said():
    assert narrative.never_events(Ledgers(), MONTHLY) == []
    for say in (narrative.risks, narrative.aid, narrative.explained, narrative.rectification):
        assert say(None, MONTHLY) == []
    assert narrative.next_steps(None) == []
    assert narrative.next_steps(replace(MEASURES, next=())) == []


def test_a_year_is_told_without_a_year_so_far():
    yearly = WORDINGS[Kind.YEAR]
    assert "本年5项均未发生，全部达标" in narrative.never_events(CLEAN, yearly)[0]
    rows = (replace(CLEAN.never_events[0], happened=2, year=2), *CLEAN.never_events[1:])
    assert "累计" not in narrative.never_events(replace(CLEAN, never_events=rows), yearly)[0]
    assert "与上年相比" in narrative.risks(RISKS, yearly)[0]


def test_important_days_ahead_are_named():
    told = narrative.risks(replace(RISKS, ahead=("国庆（10月1日至10月7日）",)), MONTHLY)
    assert told[-1] == "下月需重点关注：国庆（10月1日至10月7日）。其间每日排查、每日报告。"
