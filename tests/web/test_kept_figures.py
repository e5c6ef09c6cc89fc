"""Figures that take long are not counted for every reader, and never shown as newer than they are."""

from datetime import datetime, timedelta
from itertools import count

import pytest

from web import clock, kept_figures
from web.kept_figures import LONGEST, KeptFigures, keeps

NOON = datetime(2026, 11, 25, 12, 0, 0)


@pytest.fixture
def at_noon(monkeypatch):
    """A clock that stands at noon until it is moved."""
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def slow(monkeypatch):
    """Counting that takes three seconds by the stop watch."""
    watch = count(step=3)
    monkeypatch.setattr(kept_figures.time, "perf_counter", lambda: next(watch))


@pytest.mark.usefixtures("at_noon")
def test_what_is_quickly_counted_is_counted_for_every_reader():
    figures, numbers = KeptFigures(), count()
    assert [figures.get("a", lambda: next(numbers)).value for _reader in range(3)] == [0, 1, 2]


@pytest.mark.usefixtures("at_noon", "slow")
def test_slow_figures_are_shown_again_with_the_moment_they_were_counted(monkeypatch):
    figures, numbers = KeptFigures(), count()
    figures.get("a", lambda: next(numbers))
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(minutes=2))
    again = figures.get("a", lambda: next(numbers))
    assert (again.value, again.at) == (0, NOON)
    assert figures.get("b", lambda: next(numbers)).value == 1


@pytest.mark.usefixtures("at_noon", "slow")
@pytest.mark.parametrize("later", [timedelta(minutes=3), timedelta(seconds=-1)])
def test_they_are_counted_again_when_their_time_is_over_or_the_clock_went_back(monkeypatch, later):
    figures, numbers = KeptFigures(), count()
    figures.get("a", lambda: next(numbers))
    monkeypatch.setattr(clock, "now", lambda: NOON + later)
    assert figures.get("a", lambda: next(numbers)).value == 1


@pytest.mark.usefixtures("at_noon", "slow")
def test_a_count_that_fails_leaves_nothing_behind():
    figures = KeptFigures()
    with pytest.raises(ZeroDivisionError):
        figures.get("a", lambda: 1 // 0)
    assert figures.get("a", lambda: 7).value == 7


@pytest.mark.usefixtures("at_noon", "slow")
def test_many_different_figures_do_not_fill_the_memory():
    figures = KeptFigures()
    for number in range(kept_figures.MOST * 3):
        figures.get(number, lambda: 1)
    assert len(figures._kept) <= kept_figures.MOST


def test_no_figure_is_older_than_ten_minutes():
    assert keeps(timedelta(seconds=0.1)) == timedelta(0)
    assert keeps(timedelta(seconds=1)) == timedelta(minutes=1)
    assert keeps(timedelta(minutes=5)) == LONGEST


def test_an_application_keeps_its_own(app):
    with app.app_context():
        assert kept_figures.of_app() is kept_figures.of_app()
