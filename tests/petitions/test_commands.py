"""`flask petitions …`: verifying histories, keeping a year, writing the guide."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask

from petitions import workflow_guide
from petitions.calendar import queries as calendar_queries
from petitions.models import CaseEvent
from petitions.workflow import State


def test_verify_is_content_with_whole_histories(casework: Any, app: Flask) -> None:
    casework.lead_to(State.CLOSED)
    casework.session.commit()

    answer = app.test_cli_runner().invoke(args=["petitions", "verify"])

    assert answer.exit_code == 0
    assert "1 cases checked, 0 broken" in answer.output


def test_verify_names_a_case_that_was_altered_and_fails(casework: Any, app: Flask) -> None:
    petition, _key = casework.lead_to(State.CLOSED)
    casework.session.get_one(CaseEvent, (petition.id, 2)).account_id = 1
    casework.session.commit()

    answer = app.test_cli_runner().invoke(args=["petitions", "verify"])

    assert answer.exit_code == 1
    assert f"{petition.number}: step 2" in answer.output


def test_a_year_is_kept_once_and_says_whether_it_is_known(casework: Any, app: Flask) -> None:
    casework.session.commit()
    runner = app.test_cli_runner()

    known = runner.invoke(args=["petitions", "calendar", "2026"])
    unknown = runner.invoke(args=["petitions", "calendar", "2030"])
    again = runner.invoke(args=["petitions", "calendar", "2026"])

    assert known.exit_code == unknown.exit_code == again.exit_code == 0
    assert "2026 is kept, with the" in known.output
    assert "WITHOUT" in unknown.output
    days = calendar_queries.working_days(casework.session, (2026, 2030))
    assert not days.is_workday(date(2026, 10, 1))
    assert days.missing_years(date(2026, 1, 1), date(2026, 12, 31)) == []


def test_the_guide_is_written_where_one_says(app: Flask, tmp_path: Path) -> None:
    answer = app.test_cli_runner().invoke(args=["petitions", "guide", "--out", str(tmp_path / "guide.md")])

    assert answer.exit_code == 0
    assert (tmp_path / "guide.md").read_text() == workflow_guide.markdown()


def test_the_doctor_warns_of_a_year_whose_calendar_is_not_known(app: Flask, clock: Any) -> None:
    from datetime import datetime

    from web import clock as product_clock
    from web import doctor

    with app.app_context():
        now = [finding for name, finding in doctor.examine() if name == "calendar"]
        clock.set(datetime(2029, 3, 1, 9, tzinfo=product_clock.ZONE))
        later = [finding for name, finding in doctor.examine() if name == "calendar"]

    assert [finding.level.value for finding in now] == ["warning"]
    assert "2027" in now[0].sentence
    assert "2029" in later[0].sentence
