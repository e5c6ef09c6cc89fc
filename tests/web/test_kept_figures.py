"""Figures that take long are not counted for every reader, and never shown as newer than they are."""

from datetime import datetime, timedelta
from itertools import count

import pytest

from web import clock, kept_figures
from web.kept_figures import LONGEST, OLDEST, KeptFigures, keeps

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


@pytest.fixture
def behind():
    """The work that is to be done beside the server's, in order."""
    return []


@pytest.fixture
def numbers():
    """What counting gives, one more each time."""
    return count()


@pytest.fixture
def ask(app, behind, numbers):
    """Ask for figures as a reader does."""
    figures = KeptFigures(behind.append)

    def go(key="a", counting=lambda _session: next(numbers)):
        with app.app_context():
            return figures.get(None, key, counting)

    go.figures = figures
    return go


@pytest.mark.usefixtures("at_noon")
def test_what_is_quickly_counted_is_counted_for_every_reader(ask):
    assert [ask().value for _reader in range(3)] == [0, 1, 2]


@pytest.mark.usefixtures("at_noon", "slow")
def test_slow_figures_are_shown_again_with_the_moment_they_were_counted(ask, monkeypatch):
    ask()
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(minutes=2))
    again = ask()
    assert (again.value, again.at, again.is_recounted) == (0, NOON, False)
    assert ask("b").value == 1


@pytest.mark.usefixtures("at_noon", "slow")
def test_nobody_waits_for_the_next_count_and_only_one_is_made(ask, behind, monkeypatch):
    ask()
    later = NOON + timedelta(minutes=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    meanwhile = [ask() for _reader in range(3)]
    assert {(each.value, each.at, each.is_recounted) for each in meanwhile} == {(0, NOON, True)}
    assert len(behind) == 1
    behind.pop()()
    assert (ask().value, ask().at, ask().is_recounted) == (1, later, False)
    assert not behind


@pytest.mark.usefixtures("at_noon", "slow")
def test_the_count_behind_reads_in_a_session_of_its_own(ask, behind, monkeypatch):
    read = []
    ask(counting=read.append)
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(minutes=3))
    ask(counting=read.append)
    behind.pop()()
    assert read[0] is None
    assert read[1] is not None


@pytest.mark.usefixtures("at_noon", "slow")
@pytest.mark.parametrize("later", [OLDEST, timedelta(seconds=-1)])
def test_they_are_counted_at_once_when_they_are_half_a_day_old_or_the_clock_went_back(ask, behind, monkeypatch, later):
    ask()
    monkeypatch.setattr(clock, "now", lambda: NOON + later)
    assert ask().value == 1
    assert not behind


@pytest.mark.usefixtures("at_noon", "slow")
def test_a_count_that_fails_leaves_nothing_behind(ask):
    with pytest.raises(ZeroDivisionError):
        ask(counting=lambda _session: 1 // 0)
    assert ask(counting=lambda _session: 7).value == 7


@pytest.mark.usefixtures("at_noon", "slow")
def test_whoever_asks_after_a_count_failed_behind_others_is_told(ask, behind, monkeypatch, caplog):
    ask()
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(minutes=3))
    ask(counting=lambda _session: 1 // 0)
    behind.pop()()
    assert "ZeroDivisionError" in caplog.text
    with pytest.raises(ZeroDivisionError):
        ask(counting=lambda _session: 1 // 0)


@pytest.mark.usefixtures("at_noon")
def test_what_became_quick_is_no_longer_kept(ask, behind, monkeypatch):
    watch = iter([0, 3, 3, 3, 3, 3, 3, 3])
    monkeypatch.setattr(kept_figures.time, "perf_counter", lambda: next(watch))
    ask()
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(minutes=3))
    ask()
    behind.pop()()
    assert [ask().value, ask().value] == [2, 3]


@pytest.mark.usefixtures("at_noon", "slow")
def test_many_different_figures_do_not_fill_the_memory(ask):
    for number in range(kept_figures.MOST * 3):
        ask(number)
    assert len(ask.figures._kept) <= kept_figures.MOST


def test_no_figure_is_shown_for_longer_than_ten_minutes_without_being_counted_again():
    assert keeps(timedelta(seconds=0.1)) == timedelta(0)
    assert keeps(timedelta(seconds=1)) == timedelta(minutes=1)
    assert keeps(timedelta(minutes=5)) == LONGEST


def test_an_application_keeps_its_own(app):
    with app.app_context():
        assert kept_figures.of_app() is kept_figures.of_app()
