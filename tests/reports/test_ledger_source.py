"""What a report warned of leads back to it, for those who read reports."""

from reports import ledger_source


def test_those_who_read_reports_are_led_to_the_month(session, enterprise):
    people = enterprise.people
    assert ledger_source.report_address(session, "2026-10", people["leader"]) == "/desk/reports/2026-10"
    assert ledger_source.report_address(session, "2026-10", people["handler"]) is None
    assert ledger_source.report_address(session, "nonsense", people["leader"]) is None
