"""What a release says in words: only what is told exactly, and no change that the interval leaves in doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from figures.disclosure import HIDDEN_WORDS
from surveys.counting.driving import Driver, Drivers
from surveys.counting.release import Cell, Change, Release, SegmentPart, SegmentRow, Trend, WavePoint
from surveys.results import findings
from tests.surveys.results.test_charts import released

UP, DOWN, LEVEL = Change(4.2, 1.0, 7.4), Change(-3.0, -5.0, -1.0), Change(0.4, -2.0, 2.8)
BEFORE, NOW = WavePoint("a", "春季", "2026-03-10", 50.0, ()), WavePoint("b", "秋季", "2026-10-10", 54.2, ())


@pytest.fixture
def release() -> Release:
    """A release with everything told."""
    return replace(released(unit_1=30, unit_2=20, unit_3=8), index=Cell(54.2))


def compared(release: Release, index: Change | None, *dimensions: Change | None) -> Release:
    """The release with these changes."""
    return replace(release, trend=Trend((BEFORE, NOW), index, dimensions, ()))


def test_the_index_is_said_to_have_moved_only_beyond_doubt(app: Flask, release: Release) -> None:
    with app.test_request_context():
        assert findings.of_index(release) == "总得分 54.2（满分 100）"
        assert findings.of_index(compared(release, UP)) == "总得分 54.2，比上次高 4.2 分"
        assert findings.of_index(compared(release, DOWN)) == "总得分 54.2，比上次低 3.0 分"
        assert findings.of_index(compared(release, LEVEL)) == "总得分 54.2，和上次差不多"
        assert findings.of_index(replace(release, index=Cell(None, HIDDEN_WORDS))) == ""


def test_what_rose_and_what_fell_is_counted(app: Flask, release: Release) -> None:
    with app.test_request_context():
        assert findings.of_trend(compared(release, UP, UP, DOWN, LEVEL)) == "和上次相比，1 个方面上升，1 个方面下降"
        assert findings.of_trend(compared(release, UP, UP)) == "和上次相比，1 个方面上升"
        assert findings.of_trend(compared(release, UP, DOWN)) == "和上次相比，1 个方面下降"
        assert findings.of_trend(compared(release, UP, LEVEL)) == "和上次相比，各方面变化都不明显"
        assert findings.of_trend(compared(release, UP, None)) == "题目和上次不同，不作比较"
        assert findings.of_waves(compared(release, UP)) == "历次总得分：50.0 → 54.2"


def test_highest_and_lowest_are_named(app: Flask, release: Release) -> None:
    low, high = (replace(row, index=Cell(score)) for row, score in zip(release.dimensions, (31.0, 77.0), strict=False))
    with app.test_request_context():
        assert findings.of_dimensions(replace(release, dimensions=(low, high))) == (
            f"得分最高的是{high.label}（77.0），最低的是{low.label}（31.0）"
        )
        assert findings.of_dimensions(replace(release, dimensions=(low,))) == "各维度得分"
        assert "最低" in findings.of_groups(release)
        assert findings.of_groups(replace(release, groups=release.groups[:1])) == "哪里好，哪里要用力"


def test_groups_of_people_that_score_alike_are_said_to(app: Flask) -> None:
    def row(*scores: float) -> SegmentRow:
        parts = (SegmentPart(f"组{score:.0f}", (), 9, Cell(score), ()) for score in scores)
        return SegmentRow("age", "您的年龄？", tuple(parts))

    with app.test_request_context():
        assert findings.of_segment(row(50.0, 51.9)) == "您的年龄：各组得分差不多"
        assert findings.of_segment(row(50.0, 61.0)) == "您的年龄：组61得分最高（61.0），组50最低（50.0）"
        assert findings.of_segment(row(50.0)) == "您的年龄？"


def test_the_three_strongest_drivers_are_named_in_plain_words(app: Flask, release: Release) -> None:
    rows = tuple(Driver(str(number), f"方面{number}", 30 - 8 * number, 1) for number in range(4))
    with app.test_request_context():
        told = replace(release, drivers=Drivers("happy", 40, rows))
        assert findings.of_drivers(told) == "最能带动总体幸福感的三件事：方面0、方面1、方面2"
        against = tuple(replace(row, sign=-1) for row in rows)
        told = replace(release, drivers=Drivers("enps", 40, against))
        assert findings.of_drivers(told) == "没有哪个方面明显带动推荐意愿"
        assert findings.of_drivers(replace(release, drivers=None)) == ""


def test_changes_are_written_with_their_interval(app: Flask) -> None:
    with app.test_request_context():
        assert findings.of_change(UP) == "+4.2（+1.0～+7.4）"
        assert findings.of_change(Change(-1.0, None, None)) == "−1.0"
        assert findings.of_change(None) == "—"
        assert [findings.of_direction(each) for each in (UP, DOWN, LEVEL, None)] == [
            "上升",
            "下降",
            "变化不明显",
            "不作比较",
        ]
