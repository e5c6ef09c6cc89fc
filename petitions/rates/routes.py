"""The desk's page of rates, and the cases behind each figure."""

from __future__ import annotations

from flask import Blueprint, Flask, render_template, request

from petitions import queries
from petitions import words as desk_words
from petitions.in_place import Duty
from petitions.rates import performance
from web import clock, months
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
        "petitions/rates/month.html", counted=counted, duty_labels=queries.duty_labels(session()), today=today
    )


@bp.get("/<key>")
@requires("petitions.assign")
def cases(key: str) -> str:
    """The cases behind one rate."""
    today = clock.today()
    month = months.asked(request.args.get("month"), today)
    found = performance.drill(session(), person(), key, month, today=today)
    if found is None:
        raise Missing
    indicator, picked = found
    counted = {case.id for case in picked.part} if picked.part is not picked.whole else None
    return render_template(
        "petitions/rates/cases.html",
        title=indicator.label,
        formula=indicator.formula,
        cases=picked.whole,
        counted=counted,
        month=month,
    )


@bp.get("/duties/<duty>")
@requires("petitions.assign")
def duty(duty: str) -> str:
    """The cases that owe a duty and have no evidence of it yet."""
    today = clock.today()
    month = months.asked(request.args.get("month"), today)
    wanted = next((each for each in Duty if each.value == duty), None)
    if wanted is None:
        raise Missing
    lacking = performance.lacking(session(), person(), month, wanted, today=today)
    label = queries.duty_labels(session())[wanted]
    return render_template(
        "petitions/rates/cases.html", title=label, formula="", cases=lacking, counted=None, month=month
    )
