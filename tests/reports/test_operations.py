"""Issuing: once, from the last day on, numbered, frozen, and superseded but never overwritten."""

import hashlib
from datetime import datetime

import pytest

from accounts.models import AuditEntry
from ledgers import queries as ledger_queries
from ledgers import risks
from ledgers.declaration import Source
from paper.document import pdf
from reports import operations, queries
from reports.drafts import operations as draft_operations
from reports.gathering.warnings import Warned
from reports.manuscript import document
from reports.manuscript.document import Issue
from reports.models import IssuedReport
from reports.period import Month, Quarter, Year
from web.clock import ZONE
from web.errors import Missing, Refusal

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)


@pytest.fixture
def officer(enterprise):
    """The officer who issues."""
    return enterprise.people["officer"]


def test_a_month_is_not_issued_before_its_last_day(session, october, officer, clock, issue):
    with pytest.raises(Refusal) as refused:
        operations.issue(session, NOVEMBER, actor=officer, now=clock())
    assert "11月30日" in str(refused.value.message)
    clock.set(datetime(2026, 11, 30, 0, 5, tzinfo=ZONE))
    assert issue(NOVEMBER).number == 1


def test_an_issued_report_keeps_figures_words_file_and_digest(session, october, officer, clock, issue):
    operations.comment(session, OCTOBER, "overview", "总体平稳。", actor=officer, now=clock())
    report = issue(OCTOBER)
    assert report.pdf.startswith(b"%PDF")
    assert report.digest == hashlib.sha256(report.pdf).hexdigest()
    statement, comments = queries.frozen(session, report.id)
    assert comments.of("overview") == "总体平稳。"
    assert statement.petitions.registered.now == 16
    assert (report.number, report.total, report.edition, report.issuer) == (1, 1, 1, "王芳")


def test_an_issued_report_prints_the_same_bytes_from_what_was_frozen(session, october, officer, clock, issue):
    report = issue(OCTOBER)
    statement, comments = queries.frozen(session, report.id)
    again = pdf(document.manuscript(statement, comments, Issue(report.number, report.total, report.issued_on)))
    assert again == queries.pdf(session, OCTOBER) == report.pdf


def test_a_month_is_issued_once(session, october, officer, clock, issue):
    issue(OCTOBER)
    with pytest.raises(Refusal):
        operations.issue(session, OCTOBER, actor=officer, now=clock())
    assert session.query(IssuedReport).count() == 1


def test_a_correction_supersedes_and_keeps_the_number_and_the_old_file(session, october, clock, file_case, issue):
    first = issue(OCTOBER)
    old = first.pdf
    file_case("XF202610NEWW", OCTOBER.last_day)
    clock.advance(days=1)
    second = issue(OCTOBER, reason="补登记一件来访")
    assert (second.edition, second.number, second.total) == (2, first.number, first.total)
    assert queries.pdf(session, OCTOBER) == second.pdf != old
    assert queries.pdf(session, OCTOBER, 1) == old
    assert queries.in_force(session, OCTOBER).edition == 2
    assert len(queries.newest_editions(session)) == 1


def test_issues_count_within_their_year_and_over_all_years(session, october, officer, clock, issue):
    numbers = []
    for month in (Month(2026, 8), Month(2026, 9), OCTOBER, Month(2025, 12)):
        report = issue(month)
        numbers.append((report.number, report.total))
    assert numbers == [(1, 1), (2, 2), (3, 3), (1, 4)]


def test_issuing_is_audited(session, october, officer, clock, issue):
    report = issue(OCTOBER)
    session.commit()
    issued = session.query(AuditEntry).filter_by(action="report.issue").all()
    assert issued[0].details["digest"] == report.digest
    assert issued[0].account_id == officer.id


def test_words_are_kept_changed_and_removed(session, october, officer, clock):
    for text, kept in (("一", "一"), ("二\r\n三", "二\n三"), ("  ", "")):
        operations.comment(session, OCTOBER, "problems", text, actor=officer, now=clock())
        assert queries.comments(session, OCTOBER).of("problems") == kept
    operations.comment(session, OCTOBER, "problems", "", actor=officer, now=clock())


def test_words_on_an_unknown_part_a_future_month_or_too_long_are_refused(session, october, officer, clock):
    with pytest.raises(Missing):
        operations.comment(session, OCTOBER, "nonsense", "一", actor=officer, now=clock())
    with pytest.raises(Missing):
        operations.comment(session, Month(2026, 12), "problems", "一", actor=officer, now=clock())
    with pytest.raises(Refusal):
        operations.comment(session, OCTOBER, "problems", "长" * 5001, actor=officer, now=clock())


def test_a_key_case_is_chosen_changed_and_dropped(session, october, officer, clock):
    operations.choose_key_case(session, OCTOBER, " xf2026100003 ", "某事", actor=officer, now=clock())
    operations.choose_key_case(session, OCTOBER, "XF2026100003", "某事\n已协调", actor=officer, now=clock())
    (case,) = queries.comments(session, OCTOBER).key_cases
    assert (case.number, case.summary, case.state) == ("XF2026100003", "某事 已协调", "已答复")
    operations.drop_key_case(session, OCTOBER, "XF2026100003", now=clock())
    assert queries.comments(session, OCTOBER).key_cases == ()


@pytest.mark.parametrize("number", ["XF202610ACCU", "XF202610HIDE", "XF000000XXXX", ""])
def test_a_case_the_officer_may_not_know_of_is_refused_like_one_that_is_not_there(
    session, october, officer, clock, number
):
    with pytest.raises(Refusal) as refused:
        operations.choose_key_case(session, OCTOBER, number, "某事", actor=officer, now=clock())
    assert "没有找到" in str(refused.value.message)


def test_a_key_case_needs_words_of_a_sensible_length(session, october, officer, clock):
    for summary in ("", "  ", "长" * 501):
        with pytest.raises(Refusal):
            operations.choose_key_case(session, OCTOBER, "XF2026100003", summary, actor=officer, now=clock())


def test_what_stands_out_waits_in_the_risk_ledger_once_however_often_the_month_is_issued(
    session, october, issue, monkeypatch
):
    warned = [Warned("“食堂”类诉求明显增多", "本月登记15件，上月10件。")]
    monkeypatch.setattr(operations.warnings, "found_in", lambda _statement: warned)
    for reason in ("", "补登记一件"):
        issue(OCTOBER, reason=reason)
    (entry,) = ledger_queries.every(session, risks.LEDGER)
    assert (entry.title, entry.state, entry.source) == (warned[0].title, risks.FOUND, Source("report", "2026-10"))
    assert ledger_queries.history(session, entry.id)[0].account_id is None


def test_what_was_not_checked_is_not_issued(session, october, officer, clock):
    for actor in (officer, officer, None):
        with pytest.raises(Refusal) as refused:
            operations.issue(session, OCTOBER, actor=actor, now=clock())
        assert "还没有核稿" in str(refused.value.message)
        if queries.draft(session, OCTOBER) is None:
            draft_operations.submit(session, OCTOBER, actor=officer, now=clock())


def test_what_was_checked_is_issued_whatever_happened_since(session, october, officer, enterprise, clock, file_case):
    draft_operations.submit(session, OCTOBER, actor=officer, now=clock())
    draft_operations.check(session, OCTOBER, actor=enterprise.people["officer2"], now=clock())
    file_case("XF202610LAST", OCTOBER.last_day)
    report = operations.issue(session, OCTOBER, actor=officer, now=clock())
    assert queries.frozen(session, report.id)[0].petitions.registered.now == 16
    assert (report.drafter, report.checker, report.issuer) == ("王芳", "李强", "王芳")
    assert queries.draft(session, OCTOBER) is None


def test_a_quarter_and_a_year_are_issued_with_numbers_of_their_own(session, october, clock, issue):
    issue(OCTOBER)
    clock.set(datetime(2027, 1, 4, 9, 0, tzinfo=ZONE))
    for period in (Quarter(2026, 3), Quarter(2026, 4), Year(2026)):
        issue(period)
    numbers = {str(each.period): (each.number, each.total) for each in queries.editions(session)}
    assert numbers == {"2026-10": (1, 1), "2026-Q3": (1, 1), "2026-Q4": (2, 2), "2026": (1, 1)}


def test_a_quarter_puts_nothing_into_the_risk_ledger(session, october, clock, issue, monkeypatch):
    monkeypatch.setattr(operations.warnings, "found_in", lambda _statement: [Warned("一", "二")])
    issue(Quarter(2026, 3))
    assert ledger_queries.every(session, risks.LEDGER) == []
