"""Reading issued reports: the edition in force, every edition, and lists without the heavy parts."""

from datetime import date

import pytest

from petitions.models import CaseEvent, Petition
from petitions.transitions.actions import Action, CaseRole
from petitions.workflow import State
from reports import operations, queries
from reports.drafts import operations as draft_operations
from reports.period import Month
from reports.stages import DraftState
from web.errors import Missing

OCTOBER = Month(2026, 10)


@pytest.fixture
def issued(october, issue):
    """September and October issued, October twice."""
    for month, reason in ((Month(2026, 9), ""), (OCTOBER, ""), (OCTOBER, "补登记一件")):
        issue(month, reason=reason)


def test_the_list_has_one_line_a_month_newest_first(session, issued):
    assert [(str(each.period), each.edition) for each in queries.newest_editions(session)] == [
        ("2026-10", 2),
        ("2026-09", 1),
    ]


def test_every_edition_of_a_month_is_kept_newest_first(session, issued):
    assert [each.edition for each in queries.editions(session, OCTOBER)] == [2, 1]
    assert queries.in_force(session, OCTOBER).edition == 2
    assert queries.in_force(session, Month(2026, 8)) is None


def test_a_file_that_was_never_issued_is_missing(session, issued):
    for month, edition in ((Month(2026, 8), None), (OCTOBER, 3)):
        with pytest.raises(Missing):
            queries.pdf(session, month, edition)


def test_frozen_figures_are_read_back_whole(session, issued):
    statement, comments = queries.frozen(session, queries.in_force(session, OCTOBER).id)
    assert statement.period == "2026-10"
    assert comments.parts == ()


def test_a_report_is_named_as_another_issue_speaks_of_it(session, issued):
    names = [each.name for each in queries.editions(session)]
    assert names == ["2026年10月月报（第2期）第2版", "2026年10月月报（第2期）", "2026年9月月报（第1期）"]


def test_a_frozen_draft_is_read_with_its_state_and_content(session, october, enterprise, clock):
    assert queries.draft(session, OCTOBER) is None
    draft_operations.submit(session, OCTOBER, actor=enterprise.people["officer"], now=clock())
    draft = queries.draft(session, OCTOBER)
    assert (draft.state, draft.drafter, draft.checker) == (DraftState.SUBMITTED, "王芳", "")
    assert queries.drafts(session) == {"2026-10": DraftState.SUBMITTED}
    assert queries.frozen_draft(session, draft.id)[0].petitions.registered.now == 16


def test_the_first_day_recorded(session, october):
    assert queries.first_filed(session) == date(2026, 8, 1)


def test_a_key_case_whose_case_is_gone_keeps_its_words(session, october, enterprise, clock):
    operations.choose_key_case(
        session, OCTOBER, "XF2026090001", "某事", actor=enterprise.people["officer"], now=clock()
    )
    session.query(Petition).filter_by(number="XF2026090001").delete()
    (case,) = queries.comments(session, OCTOBER).key_cases
    assert (case.state, case.summary) == ("", "某事")


def test_the_digest_of_histories_changes_with_any_of_them(session, october):
    before = queries.chain_digest(session)
    assert queries.chain_digest(session) == before
    session.query(Petition).filter_by(number="XF2026090001").one().head = b"another"
    session.flush()
    assert queries.chain_digest(session) != before


def test_steps_are_counted_by_case_within_their_days_and_without_accusations(session, october):
    cases = {each.number: each.id for each in session.query(Petition)}
    for number, ordinal, action, day in (
        ("XF2026100001", 1, Action.EXTEND, date(2026, 10, 5)),
        ("XF2026100001", 2, Action.EXTEND, date(2026, 10, 6)),
        ("XF2026100002", 1, Action.NUDGE, date(2026, 10, 31)),
        ("XF2026100003", 1, Action.NUDGE, date(2026, 11, 1)),
        ("XF202610ACCU", 1, Action.NUDGE, date(2026, 10, 21)),
    ):
        event = CaseEvent(petition_id=cases[number], ordinal=ordinal, action=action, role=CaseRole.OFFICE, day=day)
        event.to_state, event.details, event.digest = State.ACCEPTED, {}, b"d"
        session.add(event)
    session.flush()
    assert queries.steps_between(session, date(2026, 10, 1), date(2026, 10, 31)) == {Action.EXTEND: 1, Action.NUDGE: 1}
