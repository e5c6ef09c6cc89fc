"""What a report warned of leads back to it, for those who read it."""

from dataclasses import replace

from accounts.people import Assignment
from accounts.roles import Role
from ledgers import sources
from ledgers.declaration import Source
from ledgers.sources import ShownSource
from reports import ledger_source
from reports.operations import SOURCE
from tests.reports.issued_reports import issued


def test_those_who_read_reports_are_led_to_the_month_once_it_is_issued(session, enterprise, clock):
    people, address = enterprise.people, ledger_source.report_address
    part = replace(people["officer"], assignments=(Assignment(Role.OFFICER, enterprise.units["生产二部"]),))
    assert address(session, "2026-10", people["officer"]) == "/desk/reports/2026-10"
    # Before that there is no page for them, and the month alone is told.
    for who in (people["leader"], part):
        assert address(session, "2026-10", who) is None
        assert sources.at_desk(session, Source(SOURCE, "2026-10"), who) == ShownSource("月报预警", "2026-10")
    issued(session)
    for who in (people["leader"], part):
        assert address(session, "2026-10", who) == "/desk/reports/2026-10"
    assert address(session, "2026-10", people["handler"]) is None


def test_a_month_that_has_not_begun_and_what_is_no_month_are_no_source(session, enterprise, clock):
    for number in ("2026-11", "2026-12", "nonsense", " 2026-11", "2026-Q3"):
        assert ledger_source.is_known(session, number, enterprise.people["leader"]) is (number == "2026-11")
    assert not ledger_source.is_known(session, "2026-11", enterprise.people["handler"])
