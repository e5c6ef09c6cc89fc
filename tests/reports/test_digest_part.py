"""The daily digest says where the newest month's report stands, and how many wait to be checked or issued."""

import pytest

from reports import digest_part
from reports.drafts import operations as drafts
from reports.period import Month, Quarter

OCTOBER = Month(2026, 10)


@pytest.fixture
def lines(app, session, enterprise, clock):
    """The lines as of now."""
    with app.test_request_context():
        yield lambda: digest_part.lines(session, enterprise.people["officer"], clock())


def test_each_step_of_a_report_is_told(lines, session, enterprise, october, clock):
    officer, colleague = enterprise.people["officer"], enterprise.people["officer2"]
    assert lines() == ["2026年10月月报：草稿", "待核稿 0 份，待签发 0 份，退回修改 0 份"]
    drafts.submit(session, OCTOBER, actor=officer, now=clock())
    drafts.submit(session, Quarter(2026, 3), actor=officer, now=clock())
    assert lines() == ["2026年10月月报：待核稿", "待核稿 2 份，待签发 0 份，退回修改 0 份"]
    drafts.send_back(session, OCTOBER, "补一件", actor=colleague, now=clock())
    drafts.check(session, Quarter(2026, 3), actor=colleague, now=clock())
    assert lines() == ["2026年10月月报：草稿", "待核稿 0 份，待签发 1 份，退回修改 1 份"]


def test_an_issued_month_waits_for_nobody(lines, october, issue):
    issue(OCTOBER)

    assert lines() == ["2026年10月月报：已签发", "待核稿 0 份，待签发 0 份，退回修改 0 份"]
