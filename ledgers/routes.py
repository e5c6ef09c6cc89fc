"""What everybody may read and tell without an account: what is being done, what the rules say, a family's difficulty."""

from __future__ import annotations

from flask import Blueprint, Flask, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from accounts import queries as accounts
from ledgers import aid, likeness
from ledgers.answers import operations as answer_operations
from ledgers.answers import queries as answers
from ledgers.forms import SelfReportForm
from ledgers.progress import page as progress
from ledgers.self_report import operations as self_report
from vault import reading_groups
from web import clock, crockford, ids, limits, navigation, puzzle
from web.access import public
from web.errors import Missing, Refusal
from web.forms import say_somewhere
from web.navigation import Door, Panel
from web.transactions import session
from web.words import N_

bp = Blueprint("ledgers", __name__)
LONGEST_QUESTION = 200
LIST_KEPT_SECONDS = 600
CODE_LENGTH = 16


def register(app: Flask) -> None:
    """Add the pages, their doors, and what /trust says about them."""
    app.register_blueprint(bp)
    # Nothing ambient is used: no cookie, no account, so there is nothing to forge.
    app.extensions["csrf"].exempt(helped)
    app.extensions["csrf"].exempt(aid_post)
    found = navigation.of(app)
    found.doors += [
        Door(
            N_("您说我们办"),
            N_("大家说的，办到哪一步了"),
            "ledgers.progress_page",
            is_open=lambda: progress.any_public(session()),
            position=45,
        ),
        Door(
            N_("问政策"),
            N_("工资、休假、社保怎么规定的"),
            "ledgers.policies_page",
            is_open=lambda: bool(answers.valid(session(), today=clock.today())),
            position=50,
        ),
        Door(N_("说难处"), N_("家里有困难，工会来帮"), "ledgers.aid_page", is_open=_can_seal, position=55),
    ]
    found.trust_sections.append(Panel("ledgers/_trust.html", position=40))


@bp.get("/progress")
@public
def progress_page() -> str:
    """您说我们办."""
    return render_template("ledgers/progress/page.html", progress=progress.load(session(), today=clock.today()))


@bp.get("/policies")
@public
def policies_page() -> str:
    """Every answer, or those that fit a question."""
    question = request.args.get("q", "").strip()[:LONGEST_QUESTION]
    every = answers.valid(session(), today=clock.today())
    fitting = answers.fitting(every, question, most=len(every)) if question else every
    thanked = request.args.get("thanked", "")
    return render_template(
        "ledgers/answers/list.html", question=question, answers=fitting, every=every, thanked=thanked
    )


@bp.get("/policies/list.json")
@public
def policy_list() -> AnyResponse:
    """Every answer with what to look for in a story, the same for everybody: the device looks, and tells nobody."""
    every = answers.valid(session(), today=clock.today())
    found = []
    for each in every:
        clues = likeness.clues(answers.document(each))
        found.append(
            {
                "number": each.number,
                "question": each.question,
                "answer": each.answer,
                "basis": each.basis,
                "keywords": clues.keywords,
                "pairs": clues.pairs,
                "helped": url_for("ledgers.helped", number=each.number),
            }
        )
    answer = jsonify(enough=likeness.ENOUGH_OF_TITLE, most=answers.SUGGESTED, policies=found)
    answer.headers["Cache-Control"] = f"public, max-age={LIST_KEPT_SECONDS}"
    return answer


@bp.post("/policies/<number>/helped")
@public
def helped(number: str) -> AnyResponse:
    """A reader says that an answer helped; a day's count is all that is kept."""
    limits.require("policy")
    found = next((each for each in answers.valid(session(), today=clock.today()) if each.number == number), None)
    if found is None:
        raise Missing
    answer_operations.explain(session(), found.id, "page", actor=None, now=clock.now())
    return redirect(url_for("ledgers.policies_page", thanked=number) + f"#{number}", 303)


@bp.get("/aid")
@public
def aid_page() -> str:
    """The form for a family's difficulty."""
    return _aid_page(_self_report_form())


@bp.post("/aid")
@public
def aid_post() -> AnyResponse | tuple[str, int]:
    """List a difficulty, sealed."""
    is_calm = limits.is_calm("aid")
    form = _self_report_form()
    if not is_calm and not _is_worked(form):
        if form.sum.data:
            form.sum.errors = [_("这道题没有算对，请再算一次。")]
        return _aid_page(form, question=puzzle.question(form.code.data)), 429
    limits.require("petition")
    if not form.validate():
        return _aid_page(form), 422
    try:
        self_report.report(
            session(),
            text=form.text.data or "",
            contact=form.contact.data or "",
            unit_id=ids.read_or_none(form.unit.data),
            cause=form.cause.data or "",
            now=clock.now(),
        )
    except Refusal as refusal:
        session().rollback()
        say_somewhere(form, refusal)
        return _aid_page(form), 422
    return redirect(url_for("ledgers.aid_thanks"), 303)


@bp.get("/aid/thanks")
@public
def aid_thanks() -> str:
    """What happens next."""
    return render_template("ledgers/self_report/thanks.html")


def _self_report_form() -> SelfReportForm:
    form = SelfReportForm()
    form.code.data = form.code.data or crockford.mint(CODE_LENGTH)
    form.offer(accounts.unit_tree(session(), only_active=True), aid.CAUSES)
    return form


def _aid_page(form: SelfReportForm, *, question: str = "") -> str:
    return render_template(
        "ledgers/self_report/form.html", form=form, can_seal=_can_seal(), question=question, work_bits=puzzle.BITS
    )


def _is_worked(form: SelfReportForm) -> bool:
    """Whether the puzzle is solved; what was worked for one form does not carry many, as no receipt tells them apart."""
    code = form.code.data
    return puzzle.passes(code, form.proof.data or "", form.sum.data or "") and limits.allow("worked", code)


def _can_seal() -> bool:
    """Whether a union office was founded that can open what is sealed."""
    return any(group.founded_on is not None for group in reading_groups.groups(session(), "union"))
