"""The daily digest counts surveys that close soon or wait for somebody, and names none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys import digest_part
from surveys.models import Survey


@pytest.fixture
def lines(app: Flask, session: Session, enterprise: Any) -> Iterator[Callable[[datetime], list[str]]]:
    """The lines at a moment."""
    with app.test_request_context():
        yield lambda now: digest_part.lines(session, enterprise.people["officer"], now)


def test_nothing_to_do_is_said_in_as_many_lines(lines: Any, clock: Any) -> None:
    assert lines(clock()) == [
        "正在答题 0 份，7 天内截止 0 份",
        "已截止待开箱 0 份，留言待审阅 0 份，已计票待公布 0 份",
    ]


def test_what_closes_within_a_week_is_counted_with_its_day(lines: Any, clock: Any, open_survey: Any) -> None:
    open_survey(days=20)
    soon = open_survey(days=4)
    first, second = lines(clock())

    assert first == "正在答题 2 份，7 天内截止 1 份，最早11月28日截止"
    assert soon.definition["title"] not in first + second
    assert "已截止待开箱 1 份" in lines(clock() + timedelta(days=5))[1]


def test_texts_that_wait_are_told_as_one_survey_and_not_counted(
    lines: Any, clock: Any, counted_survey: Callable[..., Survey]
) -> None:
    """How many wrote something is no one's business before the release."""
    counted_survey({"change": ["班车太晚"] * 13})
    said = lines(clock())[1]

    assert "留言待审阅 1 份，已计票待公布 1 份" in said
    assert "13" not in said
