"""Sentences from figures: the field's own phrasing, nothing invented, and something sensible when there is nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.comparison import Ratio
from reports.counts import Count, Counted, Rate
from reports.manuscript import document, narrative
from reports.petition_statement import Duty, LateCase, Point, Visits
from reports.statement import Comments, KeyCase


def test_the_overview_compares_with_last_month_and_last_year(statement):
    first = narrative.overview(statement())[0]
    assert first == "本月，共登记职工诉求62件次、181人次，与上月相比上升10.7%，与上年同期相比上升24.0%。"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (Count(5, 5, 5), "与上月持平，与上年同期持平"),
        (Count(5, 0, None), "与上月相比增加5件次"),
        (Count(5, None, None), "系首月统计，暂无可比基数"),
        (Count(4, 8, 2), "与上月相比下降50.0%，与上年同期相比上升100.0%"),
    ],
)
def test_a_missing_or_empty_base_is_told_in_words_and_never_as_a_rate(statement, petitions, count, said):
    assert said in narrative.overview(statement(petitions=petitions(registered=count)))[0]


def test_a_month_without_petitions_says_so_and_breaks_nothing_down(statement, petitions):
    empty = statement(petitions=petitions(registered=Count(0, 12, 0)))
    assert narrative.overview(empty) == ["本月没有登记职工诉求，上月为12件次。"]
    assert narrative.topics_by_kind(empty) == narrative.topics_by_unit(empty) == []


def test_a_running_month_says_that_it_counts_to_a_day(statement):
    first = narrative.overview(statement(complete=False))[0]
    assert first.startswith("本月截至目前，")
    assert "与上月同期相比上升10.7%" in first


def test_visits_are_told_by_people_and_those_of_many_as_the_setting_counts_them(statement, petitions):
    def told(visits):
        return "".join(narrative.overview(statement(petitions=petitions(visits=visits))))

    assert "来电4件；来访共25人次，其中5人以上集体访2批次18人次。" in told(Visits(25, 2, 18, 5))
    assert "来电4件；来访共3人次。" in told(Visits(3, 0, 0, 5))
    assert "来电4件。" in told(Visits(0, 0, 0, 5))
    assert "来电4件。" in told(None)


#: Words for acts of people: no figure behind a report says that somebody did them.
ACTS = re.compile("逐一催报|跟踪督办|一案一策|逐户走访|高度重视|切实")


def test_no_sentence_claims_an_act_that_no_figure_counts(statement, petitions):
    owing = petitions(duties=(Duty("诉求合理的解决问题到位", 9, 4),), sponsored=1, sponsored_open=2)
    whole = statement(petitions=owing)
    of_topics, of_handling = (
        (narrative.topics_by_kind, narrative.topics_by_unit),
        (narrative.handled, narrative.on_the_way),
    )
    parts = (narrative.overview, *of_topics, *of_handling, narrative.in_place, narrative.sponsored)

    assert [said for part in parts for said in part(whole) if ACTS.search(said)] == []


def test_without_any_record_there_is_nothing_to_say(statement):
    nothing = statement(petitions=None, surveys=())
    assert narrative.overview(nothing) == narrative.topics_by_kind(nothing) == narrative.topics_by_unit(nothing) == []
    assert narrative.handled(nothing) == narrative.on_the_way(nothing) == []
    assert narrative.in_place(nothing) == []


def test_the_leading_categories_are_named_with_their_share_and_the_riser(statement):
    text = "".join(narrative.topics_by_kind(statement()))
    assert "居前的是“工资报酬与奖金”20件、“安全生产与职业健康”17件、“食堂、宿舍与通勤”14件，合计占82.3%" in text
    assert "“工资报酬与奖金”增加8件，增幅居前，需重点关注" in text


def test_what_is_gathered_as_others_never_leads(statement, petitions):
    rows = (Counted("其他（合并）", Count(40, 3)), Counted("工伤与疾病", Count(6, 6)))
    text = "".join(narrative.topics_by_kind(statement(petitions=petitions(categories=rows))))
    assert "居前的是“工伤与疾病”6件，占" in text


def test_hidden_counts_are_not_told(statement, petitions):
    rows = (Counted("工伤与疾病", None),)
    hidden = statement(petitions=petitions(categories=rows, units=rows))
    text = "".join((*narrative.topics_by_kind(hidden), *narrative.topics_by_unit(hidden)))
    assert "工伤与疾病" not in text
    assert "不逐类列示" in text


def test_rates_move_in_percentage_points_and_an_empty_rate_is_named(statement):
    text = "".join(narrative.handled(statement()))
    assert "按期答复率95.9%，比上月下降0.1个百分点" in text
    assert "解决率本月无可计算的件数，暂不统计" in text
    assert "解决率0" not in text


def test_late_cases_are_told_with_unit_and_days_and_their_absence_too(statement, petitions):
    assert "期末超期未办结1件，涉及人力资源部，最长已超期11天" in "".join(narrative.on_the_way(statement()))
    calm = statement(petitions=petitions(late=()))
    assert "期末没有超期未办结的诉求。" in narrative.on_the_way(calm)


def test_many_late_units_are_not_all_listed(statement, petitions):
    late = tuple(LateCase(f"XF{number}", "x", f"单位{number}", "2026-10-01", number) for number in range(9))
    assert "单位4等单位" in "".join(narrative.on_the_way(statement(petitions=petitions(late=late))))


def test_duties_that_are_not_kept_are_named(statement, petitions):
    assert "尚未到位的：“诉求合理的解决问题到位”1件" in "".join(narrative.in_place(statement()))
    kept = statement(petitions=petitions(duties=(Duty("解决问题到位", 3, 3), Duty("依法处理", 0, 0))))
    text = "".join(narrative.in_place(kept))
    assert "均已落实到位" in text
    assert "依法处理" not in text


def test_the_duties_are_called_together_what_the_enterprise_calls_them(statement, petitions):
    named = statement(petitions=petitions(duty_set="三到位一处理", due_soon_days=10))
    assert "对照“三到位一处理”要求" in narrative.in_place(named)[0]
    assert "其中10日内到期6件" in "".join(narrative.handled(named))
    assert "“三到位一处理”落实情况" in {part.title for part in document.parts(named, Comments((), ()))}


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ([], "满意率走势"),
        ([0.9], "满意率90.0%"),
        ([0.8, 0.9], "满意率90.0%，比上月上升"),
        ([0.7, 0.9, 0.8], "满意率80.0%，比上月下降"),
        ([0.9, 0.7, 0.8, 0.9], "满意率连续两个月上升"),
        ([0.5, 0.6, 0.7, 0.8, 0.9], "满意率连续四个月上升"),
        ([0.9, 0.9], "满意率90.0%，与上月持平"),
    ],
)
def test_a_chart_says_its_message_as_a_sentence(petitions, values, title):
    trend = tuple(Point(f"2026-{number + 1:02d}", 1, None, value, None) for number, value in enumerate(values))
    assert narrative.chart_title_rates(petitions(trend=trend)) in {title, title.replace("满意率", "按期答复率")}


def test_key_cases_are_numbered_and_closed_with_a_full_stop():
    cases = [KeyCase("XF1", "办理中", "某事 已协调"), KeyCase("XF2", "已办结", "已解决。")]
    assert narrative.key_cases(cases) == ["1. XF1（办理中）：某事 已协调。", "2. XF2（已办结）：已解决。"]


counts = st.builds(Count, st.integers(0, 500), *[st.one_of(st.none(), st.integers(0, 500))] * 2)
ratios = st.integers(0, 300).flatmap(lambda whole: st.builds(Ratio, st.integers(0, whole), st.just(whole)))


@given(
    registered=counts,
    repeated=st.integers(0, 5),
    rate=st.builds(Rate, st.just("on_time"), st.just("按期答复率"), st.just("口径"), ratios, ratios, st.none()),
    mean=st.one_of(st.none(), st.floats(0, 400)),
)
def test_whatever_the_figures_every_sentence_is_whole(registered, repeated, rate, mean):
    from_fixture = make(registered=registered, repeated=Count(repeated), rates=(rate,), mean_days=mean)
    sentences = [
        *narrative.overview(from_fixture),
        *narrative.topics_by_kind(from_fixture),
        *narrative.topics_by_unit(from_fixture),
        *narrative.handled(from_fixture),
        *narrative.on_the_way(from_fixture),
        *narrative.in_place(from_fixture),
    ]
    for sentence in sentences:
        assert sentence.endswith("。")
        assert "None" not in sentence
        assert "nan" not in sentence
        assert not re.search(r"[，、；]{2}|，。|；。|、。|。。|--|\+", sentence), sentence


@pytest.fixture(autouse=True)
def _builders(statement, petitions):
    global make
    make = lambda **changes: statement(petitions=petitions(**changes))  # noqa: E731


def test_comments_give_back_what_was_written_on_a_part():
    comments = Comments((("overview", " 好 "),))
    assert comments.of("overview") == "好"
    assert comments.of("topics") == ""


@pytest.mark.parametrize(
    ("new", "left", "said"),
    [
        (2, 3, ["本月新包案2件；期末领导包案未办结3件。"]),
        (0, 3, ["本月没有新包案件；期末领导包案未办结3件。"]),
        (1, 0, ["本月新包案1件；期末没有未办结的包案件。"]),
        (0, 0, []),
    ],
)
def test_cases_that_leaders_took_on_are_counted(statement, petitions, new, left, said):
    assert narrative.sponsored(statement(petitions=petitions(sponsored=new, sponsored_open=left))) == said


def test_a_quarter_and_a_year_speak_of_themselves(statement):
    quarter = narrative.overview(statement(period="2026-Q3"))[0]
    assert quarter.startswith("本季度，共登记")
    assert "与上季度相比上升10.7%，与上年同期相比上升24.0%" in quarter
    year = " ".join(narrative.handled(statement(period="2026")))
    assert "比上年" in year
    assert "上月" not in year


def test_steps_beside_the_straight_way_are_told_and_silent_when_there_were_none(statement, petitions):
    made = statement(petitions=petitions(steps=(("批准延期", 3), ("督办", 1))))
    assert "本月办理中批准延期3件、督办1件。" in narrative.on_the_way(made)
    assert not any("办理中" in text for text in narrative.on_the_way(statement()))
