"""Staff side: answering a survey, and reading what came of it."""

from __future__ import annotations

from flask import Blueprint, Flask, g, make_response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from paper.svg import both_widths
from surveys import lifecycle, queries
from surveys.answering import admission, form_layout, form_page, redeeming
from surveys.answers import Answers, read_answers
from surveys.ballot_box import box as ballot_box
from surveys.ballot_box import receiving, rewriting
from surveys.counting import drawing_account, scoring
from surveys.items import INVITATIONS, Definition
from surveys.lifecycle import Stage
from surveys.models import Survey
from surveys.queries import Answering
from surveys.results import findings
from surveys.results import page as results_page
from web import clock, limits, navigation, warming
from web.access import public
from web.errors import Missing
from web.navigation import Door, Panel
from web.pages import page_language
from web.transactions import database, session
from web.words import N_

bp = Blueprint("surveys", __name__)


def register(app: Flask) -> None:
    """Add the pages, their doors, and what /trust says about surveys."""
    app.register_blueprint(bp)
    app.jinja_env.filters["svg"] = both_widths
    warming.warmer(app, results_page.make_ready)
    app.jinja_env.globals.update(
        methods=scoring, findings=findings, admission=admission, drawn_share=drawing_account.words
    )
    # Nothing ambient is used: no cookie, no account, so there is nothing to forge.
    app.extensions["csrf"].exempt(answer_post)
    found = navigation.of(app)
    found.doors += [
        Door(N_("填问卷"), N_("不记名，几分钟"), "surveys.list_open", large=True, is_open=_any_open, position=10),
        Door(N_("看结果"), N_("问卷公布的结果"), "surveys.results_list", is_open=_any_released, position=40),
    ]
    found.trust_sections.append(Panel("surveys/_trust.html", position=10))


@bp.get("/s/")
@public
def list_open() -> str:
    """The surveys one can answer now."""
    return render_template("surveys/list_open.html", surveys=queries.open_surveys(session(), clock.now()))


@bp.get("/s/<slug>")
@public
def answer(slug: str) -> BaseResponse | tuple[str, int]:
    """The survey on one page, the same for everybody."""
    with database().main.connect() as reading:
        survey = queries.answering(reading, slug)
        definition = form_page.definition_of(reading, survey)
    if queries.stage(survey, clock.now()) is not Stage.OPEN:
        return not_open(survey)
    if definition.admission == INVITATIONS and redeeming.is_early(survey, definition, now=clock.now()):
        return _drawing(survey, definition)
    return form_page.remember(survey, definition)


@bp.post("/s/<slug>")
@public
def answer_post(slug: str) -> BaseResponse | tuple[str, int]:
    """Take the answers, or give the page back with everything kept."""
    limits.require("answer")
    survey, definition = form_page.opened(database(), slug)
    posted = request.form.to_dict(flat=False)
    if queries.stage(survey, clock.now()) is not Stage.OPEN:
        return _too_late(survey, definition, posted)
    answers, wrong = read_answers(definition.items, posted)
    admitted = None
    try:
        admitted = admission.admit(database(), survey, definition, request.form, now=clock.now())
    except admission.NotAdmitted as refused:
        wrong = {refused.field: refused.sentence, **wrong}
    except ballot_box.AlreadySpent:
        return _thank(slug)
    if admitted is None or wrong:
        if not form_page.is_still_open(database(), slug, now=clock.now()):
            return _too_late(survey, definition, posted)
        unit = admitted.unit if admitted is not None else None
        return form_page.render(survey, definition, posted=posted, wrong=wrong, unit=unit), 422
    return _drop(survey, definition, admitted, answers, posted)


def _drop(
    survey: Answering,
    definition: Definition,
    admitted: admission.Admitted,
    answers: Answers,
    posted: dict[str, list[str]],
) -> BaseResponse | tuple[str, int]:
    """Seal whole answers of somebody who was admitted, drop them into the box, and thank; once, however often they come."""
    assert survey.public_key is not None
    sealed = ballot_box.seal_ballot(survey.public_key, admitted.unit, answers)
    try:
        moved = receiving.take(
            database(),
            survey,
            admitted.unit,
            sealed,
            spent=admitted.spent,
            is_valid=admitted.is_valid,
            now=clock.now,
        )
    except ballot_box.Shut:
        return _too_late(survey, definition, posted)
    except ballot_box.AlreadySpent:
        moved = False
    except ballot_box.Void:
        void = {"slip": admission.UNKNOWN}
        return form_page.render(survey, definition, posted=posted, wrong=void), 422
    if moved:
        rewriting.clear_log_soon(database())
    return _thank(survey.slug)


@bp.get("/s/<slug>/thanks")
@public
def thanks(slug: str) -> str:
    """The answer was received."""
    return render_template("surveys/thanks.html", survey=queries.survey_by_slug(session(), slug))


def _thank(slug: str) -> BaseResponse:
    """On to the page of thanks, without a page of its own: every answer passes here."""
    return BaseResponse(status=303, headers={"Location": url_for("surveys.thanks", slug=slug)})


@bp.get("/results")
@public
def results_list() -> str:
    """Every released survey."""
    return render_template("surveys/results/list.html", surveys=queries.released(session()))


@bp.get("/results/<slug>")
@public
def results(slug: str) -> str:
    """One released survey."""
    survey = _released(slug)
    return render_template("surveys/results/results.html", results=results_page.of(session(), survey), survey=survey)


def _released(slug: str) -> Survey:
    survey = queries.survey_by_slug(session(), slug)
    if survey.released_on is None:
        raise Missing(_("这份问卷的结果还没有公布。"))
    return survey


def not_open(survey: Answering) -> tuple[str, int]:
    """The page of a survey that takes no more answers. Raises Missing for a draft."""
    if survey.opened_at is None:
        raise Missing
    return render_template("surveys/not_open.html", survey=survey), 410


def _drawing(survey: Answering, definition: Definition) -> BaseResponse:
    """The page while tickets are only drawn: from when on answers are taken, and where to draw."""
    g.shared_page = True
    assert survey.opened_at is not None
    begins = lifecycle.answers_from(survey.opened_at, definition.drawing_days)
    return make_response(render_template("surveys/drawing.html", survey=survey, definition=definition, begins=begins))


def _too_late(survey: Answering, definition: Definition, posted: dict[str, list[str]]) -> tuple[str, int]:
    shown = definition.in_language(page_language())
    kept = [(question, list(map(_, words))) for question, words in form_layout.read_back(shown, posted)]
    return render_template("surveys/not_open.html", survey=survey, definition=shown, kept=kept), 410


def _any_open() -> bool:
    return bool(queries.open_surveys(session(), clock.now()))


def _any_released() -> bool:
    return bool(queries.released(session()))
