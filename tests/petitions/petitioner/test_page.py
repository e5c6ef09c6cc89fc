"""The petitioner sees the clock the office sees, and is offered only what works now."""

from datetime import date
from typing import Any

import pytest
from flask import render_template
from sqlalchemy.orm import Session

from petitions import queries
from petitions.conversation import Said
from petitions.kinds import Kind
from petitions.outcome.ratings import Grade, Solved
from petitions.petitioner import page as case_page
from petitions.workflow import PETITIONER_LABELS, Action, State
from tests.fixtures import START


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


def test_an_archived_case_reads_and_keeps_the_rights_that_still_run(
    session: Session, casework: Any, clock: Any
) -> None:
    page = load(session, *casework.lead_to(State.ARCHIVED), clock)
    assert not page.may_say
    assert page.may_rate
    assert page.clock is None


def test_a_merged_case_shows_the_clock_of_the_leading_one_and_nothing_else_of_it(
    session: Session, casework: Any, clock: Any
) -> None:
    leading, _ = casework.lead_to(State.ACCEPTED)
    petition, key = casework.lead_to(State.REGISTERED)
    casework.do(petition, Action.MERGE, "officer", leading_id=leading.id)

    page = load(session, petition, key, clock)

    assert page.leading == queries.Leading(State.ACCEPTED, is_answered=False)
    assert page.clock == queries.next_clock(queries.clocks(session, leading.id, clock().date()))
    assert len(page.messages) == 1


def test_what_becomes_of_the_leading_case_after_its_answer_concerns_its_own_petitioner(
    session: Session, casework: Any, clock: Any
) -> None:
    leading, leading_key = casework.lead_to(State.REPLIED)
    petition, key = casework.lead_to(State.REGISTERED)
    casework.do(petition, Action.MERGE, "officer", leading_id=leading.id, answer="12月补发。")
    for text in ("只补了两个月。", ""):
        page = load(session, petition, key, clock)
        assert page.leading == queries.Leading(None, is_answered=True)
        assert page.clock is None
        if text:
            casework.do(leading, Action.ASK_REVIEW, None, key=leading_key, text=text)
    assert leading.state is State.REVIEW_ASKED


@pytest.mark.parametrize(
    ("leading", "actions", "sentence"),
    [
        (queries.Leading(State.ACCEPTED, is_answered=False), (), "那一件现在：已受理"),
        (queries.Leading(None, is_answered=True), (Action.RELAY,), "给您的答复写在下面"),
        (queries.Leading(None, is_answered=True), (), "给您的答复还没有写"),
        (queries.Leading(None, is_answered=False), (), "那一件没有再办下去"),
    ],
)
def test_whoever_was_merged_reads_what_is_true_of_the_leading_case(
    session: Session, leading: queries.Leading, actions: tuple[Action, ...], sentence: str
) -> None:
    told = [Said(number, "office", action, START.date(), None, "", ()) for number, action in enumerate(actions)]
    labels = PETITIONER_LABELS
    said = render_template("petitions/petitioner/_leading.html", leading=leading, told=told, labels=labels)
    assert sentence in said
    assert said.count("<p") == 1


def test_whoever_was_merged_is_offered_rating_and_review_once_the_answer_was_passed_on(
    session: Session, casework: Any, clock: Any
) -> None:
    petition, key = casework.lead_to(State.MERGED)
    before = load(session, petition, key, clock)

    casework.do(petition, Action.RELAY, "officer", text="12月一并补发。")
    after = load(session, petition, key, clock)

    assert (before.may_rate, before.may_ask_review) == (False, False)
    assert (after.may_rate, after.may_ask_review) == (True, True)
    assert "一并补发" in after.messages[-1].text


def test_a_review_is_offered_inside_its_window_and_withdrawal_until_the_answer(
    session: Session, casework: Any, clock: Any
) -> None:
    in_hand = load(session, *casework.lead_to(State.INVESTIGATING), clock)
    answered, key = casework.lead_to(State.REPLIED)
    page = load(session, answered, key, clock)
    clock.advance(days=31)
    late = load(session, answered, key, clock)

    assert (in_hand.may_withdraw, in_hand.may_ask_review) == (True, False)
    assert (page.may_withdraw, page.may_ask_review, late.may_ask_review) == (False, True, False)
    reviewed = load(session, *casework.lead_to(State.REVIEWED), clock)
    assert (reviewed.may_ask_review, reviewed.may_ask_rereview) == (False, True)


def test_revenge_is_asked_about_after_thirty_and_ninety_days(session: Session, casework: Any, clock: Any) -> None:
    petition, key = casework.lead_to(State.REPLIED)
    asked = []
    for days in (0, 30, 60):
        clock.advance(days=days)
        asked.append(load(session, petition, key, clock).check_in)

    assert asked == [None, 1, 2]
    assert {name for _id, name in load(session, petition, key, clock).may_be_named} == {"王芳", "李强"}


def test_a_history_that_was_altered_is_shown_as_such(session: Session, casework: Any, clock: Any) -> None:
    petition, key = casework.lead_to(State.ACCEPTED)
    page = load(session, petition, key, clock)
    assert (page.is_whole, page.steps) == (True, 3)

    queries.events(session, petition.id)[1].details = {"category": "other"}
    session.flush()

    assert not load(session, petition, key, clock).is_whole


def test_the_limit_of_arbitration_is_shown_where_it_runs(session: Session, casework: Any, clock: Any) -> None:
    pay = load(session, *casework.file(category="pay"), clock)
    canteen = load(session, *casework.file(category="canteen"), clock)

    assert pay.arbitration_until == date(2027, 11, 24)
    assert canteen.arbitration_until is None
