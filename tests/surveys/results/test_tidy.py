"""The long table holds every released figure, and no figure that a page hides."""

from __future__ import annotations

from dataclasses import replace

from figures.disclosure import HIDDEN_WORDS, TELLING_MEAN_WORDS
from surveys.counting.driving import Driver, Drivers
from surveys.counting.release import (
    Cell,
    Change,
    DrawnRow,
    GroupChange,
    Release,
    SegmentPart,
    SegmentRow,
    SlipRow,
    Trend,
    WavePoint,
)
from surveys.results import tidy
from surveys.results.tidy import MEASURES, SHOWN, TABLES, WITHHELD, lines
from surveys.review.comments import ItemComments, ReleasedComments
from surveys.review.themes import Theme
from tests.surveys.results.test_charts import mixed, released

WRITTEN = ReleasedComments(
    10,
    (
        ItemComments(
            "change",
            "先改什么？",
            16,
            (*(["夜班没有热饭，等于白跑一趟。"] * 12), "=HYPERLINK(×××)"),
            (Theme("夜班、热饭", 12, ("夜班没有热饭，等于白跑一趟。",)),),
        ),
    ),
    ("坚持什么？",),
)


def with_comments() -> Release:
    """A release with three units, one of them hidden, and texts."""
    return replace(released(unit_1=30, unit_2=20, unit_3=3), comments=WRITTEN)


def full() -> Release:
    """The same with a segment, an earlier wave and drivers."""
    release = with_comments()
    scores = tuple(row.index.value for row in release.dimensions)
    cells = tuple(row.index for row in release.dimensions)
    parts = (
        SegmentPart("三十岁以下", ("young",), 20, Cell(61.0), cells),
        SegmentPart("其他", ("old", "older"), 33, Cell(None, HIDDEN_WORDS), cells),
    )
    changes = (Change(2.5, 0.5, 4.5), *(None for _row in release.dimensions[1:]))
    waves = (WavePoint("r", "上半年", "2026-05-08", 50.0, scores), WavePoint("s", "下半年", "2026-11-08", 52.5, scores))
    trend = Trend(waves, Change(2.5, -0.5, 5.5), changes, (GroupChange(1, Change(1.0, None, None), changes),))
    weights = tuple(Driver(row.id, row.label, 30 - number, 1) for number, row in enumerate(release.dimensions[:4]))
    return replace(
        release,
        segments=(SegmentRow("age", "年龄段？", parts, ("六十岁以上",)),),
        trend=trend,
        drivers=Drivers("happy", 44, weights),
    )


def accounted() -> Release:
    """A release with the accounts of both ways of admission that have one; one unit is hidden."""
    return replace(
        with_comments(),
        slips=(SlipRow("一车间", 92, 80, 12), SlipRow("检修班", 3, None, None), SlipRow("机关", 9, 8, None)),
        drawn=61,
        drawing=(DrawnRow("一车间", 50, 90), DrawnRow("机关", 20, 70)),
    )


def test_the_accounts_of_slips_and_tickets_are_told_and_no_number_of_a_hidden_unit() -> None:
    told = [
        (MEASURES[line.measure], line.name, line.value, line.withheld)
        for line in lines(accounted())
        if line.table in {tidy.SLIPS, tidy.TICKETS}
    ]
    title = accounted().title
    assert told == [
        ("印制", "一车间", 92, SHOWN),
        ("核销未用", "一车间", 12, SHOWN),
        ("已用", "一车间", 80, SHOWN),
        ("印制", "检修班", 3, SHOWN),
        ("已用", "检修班", None, 7),
        ("印制", "机关", 9, SHOWN),
        ("已用", "机关", 8, SHOWN),
        ("受邀", title, 70, SHOWN),
        ("领券", title, 61, SHOWN),
        ("受邀", "一车间", 50, SHOWN),
        ("领券比例下限（%）", "一车间", 90, SHOWN),
        ("受邀", "机关", 20, SHOWN),
        ("领券比例下限（%）", "机关", 70, SHOWN),
    ]


def test_every_code_has_a_name_and_every_hidden_figure_a_reason() -> None:
    for line in [*lines(full()), *lines(mixed()), *lines(accounted())]:
        assert line.table in TABLES
        assert line.measure in MEASURES
        assert line.withheld in WITHHELD
        assert (line.value is None) == (line.withheld != SHOWN)


def test_a_mean_that_is_withheld_says_why() -> None:
    rows = tuple(
        replace(item, kind="band", mean=None, words=TELLING_MEAN_WORDS) if item.id == "n" else item
        for item in mixed().items
    )
    told = [line for line in lines(replace(mixed(), items=rows)) if line.id == "n"]
    assert [WITHHELD[line.withheld] for line in told] == [TELLING_MEAN_WORDS]


def test_a_hidden_unit_has_no_figure_that_rests_on_answers() -> None:
    found = [line for line in lines(with_comments()) if line.table == tidy.UNIT and line.name == "三车间"]
    assert {line.measure for line in found if line.value is not None} == {tidy.HEADCOUNT}
    assert len([line for line in found if line.withheld == 1]) == 13


def test_what_the_pages_show_is_there() -> None:
    release = with_comments()
    told = {(line.table, line.id, line.measure, line.detail): line.value for line in lines(release)}
    assert told[tidy.OVERALL, "s", tidy.INDEX, ""] == release.index.value
    assert told[tidy.DIMENSION, "pay", tidy.FAVOURABLE, ""] == release.dimensions[0].favourable
    assert told[tidy.UNIT, "1", tidy.INDEX, release.dimensions[0].label] == release.groups[1].dimensions[0].value
    assert told[tidy.WRITTEN, "change", tidy.MENTIONS, "夜班、热饭"] == 12
    for item in release.items:
        if item.kind == "shares":
            for option, percent in zip(item.options, item.percents, strict=True):
                assert told[tidy.ITEM, item.id, tidy.SHARE, option] == percent


def test_no_line_stands_twice() -> None:
    for release in (full(), mixed()):
        keys = [(line.table, line.id, line.measure, line.detail) for line in lines(release)]
        assert len(keys) == len(set(keys))


def test_rankings_and_numbers_are_told_as_on_the_page() -> None:
    told = {(line.id, line.measure, line.detail): line.value for line in lines(mixed())}
    assert told["r", tidy.PLACE, "食堂"] == 1.5
    assert told["n", tidy.MEAN, "小时"] == 16


def test_segments_waves_changes_and_drivers_are_told_as_on_the_page() -> None:
    release = full()
    told = {(line.table, line.id, line.measure, line.detail): line for line in lines(release)}
    pay = release.dimensions[0].label
    assert told[tidy.SEGMENT, "age:young", tidy.INDEX, ""].value == 61.0
    assert told[tidy.SEGMENT, "age:old+older", tidy.INDEX, ""].withheld == 1
    assert told[tidy.WAVE, "r", tidy.INDEX, ""].value == 50.0
    assert told[tidy.CHANGED, "s", tidy.CHANGE_HIGH, pay].value == 4.5
    assert (tidy.CHANGED, "1", tidy.CHANGE_LOW, "") not in told
    assert told[tidy.DRIVER, "happy", tidy.WEIGHT, pay].value == 30
    assert told[tidy.DRIVER, "happy", tidy.EXPLAINED, ""].value == 44
