"""Constraints of issued reports: an edition is never written twice, and numbers count up."""

from datetime import date

import pytest
import sqlalchemy as sa

from reports.models import IssuedReport, ReportComment, ReportDraft, ReportKeyCase
from reports.period import Kind
from reports.stages import DraftState


@pytest.fixture
def report():
    """Build an issued report, changed as asked."""

    def build(**changes):
        values = {
            "period": "2026-10",
            "kind": Kind.MONTH,
            "edition": 1,
            "number": 1,
            "total": 1,
            "issued_on": date(2026, 11, 2),
            "issuer": "王芳",
            "figures": {},
            "comments": {},
            "pdf": b"%PDF",
            "digest": "0" * 64,
            "pages": 1,
        }
        return IssuedReport(**(values | changes))

    return build


@pytest.mark.parametrize(
    "wrong", [{}, {"period": "2026-11"}, {"period": "2026-11", "total": 2, "number": 3}, {"edition": 0, "total": 2}]
)
def test_what_contradicts_an_issued_report_is_not_stored(session, report, wrong):
    session.add(report())
    session.flush()
    session.add(report(**wrong))
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()


def test_a_further_edition_keeps_number_and_total(session, report):
    session.add_all([report(), report(edition=2)])
    session.flush()


def test_a_part_has_one_text_and_a_case_is_chosen_once(session):
    for one in (
        lambda: ReportComment(period="2026-10", part="overview", text="一", written_on=date(2026, 11, 1)),
        lambda: ReportKeyCase(period="2026-10", number="XF1", summary="一"),
    ):
        session.add_all([one(), one()])
        with pytest.raises(sa.exc.IntegrityError):
            session.flush()
        session.rollback()


def test_each_kind_of_report_counts_its_own_numbers(session, report):
    session.add_all([report(), report(period="2026-Q3", kind=Kind.QUARTER), report(period="2025", kind=Kind.YEAR)])
    session.flush()


@pytest.mark.parametrize("wrong", [{"state": DraftState.CHECKED}, {"checked_on": date(2026, 11, 2)}])
def test_a_checked_draft_has_its_day_and_no_other_has(session, wrong):
    values = {"period": "2026-10", "state": DraftState.SUBMITTED, "figures": {}, "comments": {}}
    session.add(ReportDraft(**(values | {"drafter": "王芳", "drafted_on": date(2026, 11, 1)} | wrong)))
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()
