"""The desk's pages of the working calendar: the year's special days, and whether its official arrangement is entered."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from petitions.calendar import operations as calendar_operations
from petitions.calendar import queries as calendar_queries
from petitions.calendar.forms import DayForm
from web import clock, ids
from web.access import person, requires
from web.errors import Missing
from web.transactions import session

#: Years whose calendar can be looked at.
FIRST_YEAR, LAST_YEAR = 2020, 2099

bp = Blueprint("petition_calendar", __name__, url_prefix="/desk/petitions/calendar")


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("/")
@requires("petitions.officer")
def days() -> str:
    """The year's days off and working weekends."""
    year = request.args.get("year", clock.today().year, type=ids.read)
    return render_template("petitions/calendar/year.html", **calendar_page(session(), year), form=DayForm())


@bp.post("/")
@requires("petitions.officer")
def days_post() -> AnyResponse | tuple[str, int]:
    """Change one day."""
    form = DayForm()
    if not form.validate_on_submit():
        year = form.day.data.year if form.day.data else clock.today().year
        shown = calendar_page(session(), year)
        return render_template("petitions/calendar/year.html", **shown, form=form), 422
    chosen = {"off": False, "work": True, "usual": None}[form.what.data]
    name = form.name.data or ""
    calendar_operations.set_day(session(), form.day.data, is_workday=chosen, name=name, actor=person(), now=clock.now())
    flash(_("日历已改。正在走的期限不变，新的期限按改后的日历算。"), "good")
    return redirect(url_for(".days", year=form.day.data.year))


@bp.post("/<int:year>")
@requires("petitions.officer")
def year_post(year: int) -> AnyResponse:
    """Say that the year's official arrangement is entered."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Missing
    moved = calendar_operations.announce_year(session(), year, actor=person(), now=clock.now())
    flash(_("%(year)d年的安排已确认录入。%(n)d 件诉求的暂定期限按它重新算过，其余不变。", year=year, n=moved), "good")
    return redirect(url_for(".days", year=year))


def calendar_page(session: Session, year: int) -> dict[str, object]:
    """The special days of a year, and whether its official arrangement is known."""
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    calendar = calendar_queries.working_days(session, (year,))
    listed = sorted((day for day in calendar.special.values() if day.on.year == year), key=lambda day: day.on)
    return {"year": year, "days": listed, "is_missing": year not in calendar.years, "moves": calendar.moves_last_day}
