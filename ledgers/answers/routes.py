"""政策口径 for everybody to read and look into, without an account."""

from __future__ import annotations

from flask import Blueprint, Flask, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from ledgers import likeness
from ledgers.answers import operations
from ledgers.answers import queries as answers
from web import clock, limits, navigation
from web.access import public
from web.errors import Missing
from web.navigation import Door
from web.transactions import session
from web.words import N_

bp = Blueprint("ledgers_answers", __name__)
LONGEST_QUESTION = 200
LIST_KEPT_SECONDS = 600


def register(app: Flask) -> None:
    """Add the page, its door and the list for devices."""
    app.register_blueprint(bp)
    # Nothing ambient is used: no cookie, no account, so there is nothing to forge.
    app.extensions["csrf"].exempt(helped)
    navigation.of(app).doors.append(
        Door(
            N_("问政策"),
            N_("工资、休假、社保怎么规定的"),
            "ledgers_answers.show",
            is_open=lambda: bool(answers.valid(session(), today=clock.today())),
            position=50,
        )
    )


@bp.get("/policies")
@public
def show() -> str:
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
def for_devices() -> AnyResponse:
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
                "unit": each.unit,
                "keywords": clues.keywords,
                "pairs": clues.pairs,
                "helped": url_for("ledgers_answers.helped", number=each.number),
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
    operations.explain(session(), found.id, "page", actor=None, now=clock.now())
    return redirect(url_for("ledgers_answers.show", thanked=number) + f"#{number}", 303)
