"""Staff side of paper slips: `/c`, where a code is typed or brought by the QR picture."""

from __future__ import annotations

from flask import Blueprint, Flask, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from surveys import queries, routes
from surveys.answering import admission, form_page
from surveys.ballot_box import slip_codes
from surveys.lifecycle import Stage
from web import clock, limits
from web.access import public
from web.crockford import LONGEST_TYPED
from web.transactions import database

bp = Blueprint("slips", __name__)


def register(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(bp)
    # Nothing ambient is used: no cookie, no account, so there is nothing to forge.
    app.extensions["csrf"].exempt(enter)


@bp.get("/c")
@public
def slip() -> str:
    """Where a code is typed; what stands behind the # is filled in by script."""
    return _page("")


@bp.post("/c")
@public
def enter() -> Response | tuple[str, int]:
    """The survey of a slip, for its unit; thanks again when the slip was used."""
    typed = request.form.get("code", "")[:LONGEST_TYPED]
    limits.require("slip", typed)
    try:
        found, _mark = admission.slip(database(), typed)
    except admission.NotAdmitted as refused:
        return _page(typed, refused.sentence), 422
    with database().main.connect() as reading:
        slug = queries.slug(reading, found.survey_id)
        survey = queries.answering(reading, slug)
        definition = form_page.definition_of(reading, survey)
    if found.is_spent:
        return redirect(url_for("surveys.thanks", slug=slug), code=303)
    if queries.stage(survey, clock.now()) is not Stage.OPEN:
        return routes.not_open(survey)
    page = form_page.render(survey, definition, unit=found.unit, slip=slip_codes.read(typed))
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(typed: str, wrong: str = "") -> str:
    return render_template("surveys/slips/slip.html", typed=typed, wrong=wrong, length=slip_codes.LENGTH)
