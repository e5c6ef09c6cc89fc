"""The desk's page of rates, and the cases behind each figure."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Flask, render_template, request

from petitions import queries
from petitions import words as desk_words
from petitions.rates import performance
from petitions.rates.behind import Asked, Counting
from web import clock, months, paging
from web.access import person, requires
from web.errors import Missing
from web.transactions import session

bp = Blueprint("petition_rates", __name__, url_prefix="/desk/petitions/rates")
bp.context_processor(desk_words.words)


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("/")
@requires("petitions.assign")
def rates() -> str:
    """Every rate of a month."""
    today = clock.today()
    month = months.asked(request.args.get("month"), today)
    counted = performance.load(session(), person(), month, today=today)
    return render_template(
        "petitions/rates/month.html",
        counted=counted,
        duty_labels=queries.duty_labels(session()),
        duty_set=queries.duty_set(session()),
        duty_formula=performance.DUTY_FORMULA,
        duty_key=performance.duty_key,
        unit_key=performance.unit_key,
    )


@bp.get("/<key>")
@requires("petitions.assign")
def cases(key: str) -> str:
    """The cases behind one figure."""
    today = clock.today()
    asked = _asked(today)
    found = performance.drill(session(), person(), key, asked, today=today)
    if found is None:
        raise Missing
    return render_template("petitions/rates/cases.html", key=key, drilled=found, asked=asked)


def _asked(today: date) -> Asked:
    """The month, the cases and the page that an address asks for; what cannot be read is as if it were not there."""
    counting = next((each for each in Counting if each.value == request.args.get("counting")), None)
    month = months.asked(request.args.get("month"), today)
    return Asked(month, counting, paging.number(request.args.get("page")))
