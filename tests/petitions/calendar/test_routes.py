"""The working calendar is looked at and corrected at the desk, and a year that is confirmed ends what was provisional."""

from __future__ import annotations

from typing import Any

from petitions.calendar import routes as calendar_routes
from petitions.workflow import State
from tests.petitions.desks import Desk, text_of


def test_the_calendar_shows_the_year_and_can_be_corrected(casework: Any, desk: Desk) -> None:
    officer = desk("officer")
    before = text_of(officer.get("/desk/petitions/calendar/?year=2026"))
    missing = text_of(officer.get("/desk/petitions/calendar/?year=2027"))

    answer = officer.post("/desk/petitions/calendar/", data={"day": "2026-11-25", "what": "off", "name": "厂庆"})

    assert "国庆节" in before
    assert "还没有录入" in missing
    assert answer.status_code == 302
    after = text_of(officer.get("/desk/petitions/calendar/?year=2026"))
    assert "厂庆" in after
    assert "国庆节" in after


def test_a_year_is_confirmed_and_its_deadlines_are_provisional_until_then(casework: Any, desk: Desk) -> None:
    petition, _key = casework.lead_to(State.ACCEPTED)
    case = f"/desk/petitions/{petition.id}/"
    casework.session.commit()
    officer = desk("officer")
    assert "暂定：2027年" in text_of(officer.get(case))
    assert "2027年的放假和调休安排还没有录入" in text_of(officer.get("/desk/"))
    assert officer.post("/desk/petitions/calendar/1999").status_code == 404
    assert officer.post("/desk/petitions/calendar/2027").status_code == 302
    assert "暂定：" not in text_of(officer.get(case))
    assert "还没有录入" not in text_of(officer.get("/desk/"))
    assert desk("leader").post("/desk/petitions/calendar/2027").status_code == 403


def test_the_calendar_page_keeps_to_sensible_years(casework: Any) -> None:
    assert calendar_routes.calendar_page(casework.session, 1)["year"] == 2020
    assert calendar_routes.calendar_page(casework.session, 99999)["year"] == 2099
    assert not calendar_routes.calendar_page(casework.session, 2026)["is_missing"]
    assert calendar_routes.calendar_page(casework.session, 2098)["is_missing"]
