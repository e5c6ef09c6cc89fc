"""The petitioner sees the clock the office sees, and is offered only what works now."""

from typing import Any

from sqlalchemy.orm import Session

from petitions import case_page, queries
from petitions.kinds import Kind
from petitions.ratings import Grade, Solved
from petitions.workflow import Action, State


def load(session: Session, petition: Any, key: bytes, clock: Any) -> case_page.CasePage:
    return case_page.load(session, petition.id, key, today=clock().date())


def test_a_new_case_shows_the_notice_clock_and_can_be_added_to(session: Session, casework: Any, clock: Any) -> None:
    page = load(session, *casework.file(), clock)
    assert page.clock is not None
    assert page.clock.days_left == 15
    assert page.clock == queries.next_clock(queries.clocks(session, page.petition.id, clock().date()))
    assert (page.may_say, page.may_rate, page.right) == (True, False, None)
    assert set(page.readers) == {"王芳", "李强"}


def test_the_handler_is_among_the_readers_while_it_lies_there(session: Session, casework: Any, clock: Any) -> None:
    page = load(session, *casework.lead_to(State.ASSIGNED), clock)
    assert "张伟" in page.readers


def test_rating_is_offered_once_and_while_its_window_is_open(session: Session, casework: Any, clock: Any) -> None:
    petition, key = casework.lead_to(State.REPLIED)
    assert load(session, petition, key, clock).may_rate
    clock.advance(days=31)
    assert not load(session, petition, key, clock).may_rate
    clock.advance(days=-31)
    rating = {"office": Grade.SATISFIED, "unit": None, "solved": Solved.YES}
    casework.do(petition, Action.RATE, None, key=key, **rating)
    page = load(session, petition, key, clock)
    assert not page.may_rate
    assert page.rating is not None


def test_an_accusation_is_not_rated(session: Session, casework: Any, clock: Any) -> None:
    petition, key = casework.file(Kind.ACCUSATION)
    session.flush()
    with session.no_autoflush:
        petition.state = State.REPLIED
        assert not load(session, petition, key, clock).may_rate


def test_an_archived_case_only_reads(session: Session, casework: Any, clock: Any) -> None:
    page = load(session, *casework.lead_to(State.ARCHIVED), clock)
    assert not page.may_say
    assert not page.may_rate
    assert page.clock is None
