"""The desk's pages for reviewing what respondents wrote: one text at a time, in random order, without unit."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from accounts import queries as account_queries
from figures import masking
from surveys import queries
from surveys.forms import ReviewForm
from surveys.items import Definition
from surveys.lifecycle import Stage
from surveys.models import Survey
from surveys.review import comments, sealed_texts
from surveys.review import operations as review
from surveys.review import queries as review_queries
from surveys.review.comments import DROP, KEEP, REASONS, Comment, Decision
from web import clock, forms
from web.access import person, requires
from web.errors import Refusal
from web.transactions import session

bp = Blueprint("surveys_review", __name__, url_prefix="/desk/surveys/<int:survey_id>/comments")


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("/")
@requires("surveys.write")
def overview(survey_id: int) -> str:
    """How far the review has come, and what happens to the texts."""
    survey, definition = _in_review(survey_id)
    return render_template(
        "surveys/review/list.html",
        survey=survey,
        definition=definition,
        progress=review_queries.progress(session(), survey_id),
        questions=comments.questions(definition),
        next_id=review_queries.next_unreviewed(session(), survey_id),
        second_look=review_queries.second_look(session(), survey_id),
        names=account_queries.account_names(session()),
    )


@bp.get("/<int:comment_id>")
@requires("surveys.write")
def comment(survey_id: int, comment_id: int) -> str:
    """One text with everything that could point at a person marked."""
    survey, definition = _in_review(survey_id)
    key = review.borrow_key(session(), survey, person().keys)
    opened = sealed_texts.opened(review_queries.comment(session(), survey_id, comment_id), key)
    decision = opened.decision or Decision(KEEP)
    form = _form(data={"verdict": decision.reason or KEEP, "quote": decision.quote})
    form.seen.data = opened.decision.verdict if opened.decision else ""
    return _page(survey, definition, opened, form)


@bp.post("/<int:comment_id>")
@requires("surveys.write")
def decide(survey_id: int, comment_id: int) -> BaseResponse | tuple[str, int]:
    """Keep the text masked, or drop it; then on to the next."""
    survey, definition = _in_review(survey_id)
    key = review.borrow_key(session(), survey, person().keys)
    row = review_queries.comment_to_change(session(), survey_id, comment_id)
    opened = sealed_texts.opened(row, key)
    form = _form()
    words = [line.strip() for line in (form.more.data or "").splitlines() if line.strip()]
    kept = form.verdict.data == KEEP
    decision = Decision(
        verdict=KEEP if kept else DROP,
        spans=masking.joined(opened.text, [*_ticked(opened.text), *masking.spans_of(opened.text, words)]),
        reason="" if kept else form.verdict.data or "",
        quote=kept and bool(form.quote.data),
    )
    if form.validate() and _stand_in_text(form, words, opened.text):
        try:
            seen = form.seen.data or ""
            review.decide(session(), survey, row, decision, key, seen=seen, actor=person(), now=clock.now())
        except Refusal as refusal:
            forms.say_somewhere(form, refusal)
    if form.errors:
        return _page(survey, definition, replace(opened, decision=decision), form), 422
    following = review_queries.next_unreviewed(session(), survey_id, after=comment_id)
    if following is None:
        flash(_("都看过了。公布以前，请把要公布的文字再看一遍。"), "good")
        return redirect(url_for("surveys_review.second_look", survey_id=survey_id))
    return redirect(url_for("surveys_review.comment", survey_id=survey_id, comment_id=following))


@bp.get("/second-look")
@requires("surveys.write")
def second_look(survey_id: int) -> str:
    """Every text as it would be published, and what is left out."""
    survey, definition = _in_review(survey_id)
    key = review.borrow_key(session(), survey, person().keys)
    opened = [sealed_texts.opened(row, key) for row in review_queries.comments(session(), survey_id)]
    return render_template(
        "surveys/review/second_look.html",
        survey=survey,
        definition=definition,
        questions=comments.questions(definition),
        comments=opened,
        left=sum(each.decision is None for each in opened),
        reasons=REASONS,
        looked=review_queries.second_look(session(), survey_id),
    )


@bp.post("/second-look")
@requires("surveys.write")
def confirm(survey_id: int) -> BaseResponse:
    """Everything was read once more."""
    survey = queries.survey_to_change(session(), survey_id)
    review.borrow_key(session(), survey, person().keys)
    review.confirm(session(), survey, actor=person(), now=clock.now())
    flash(_("已确认。现在可以公布了。"), "good")
    return redirect(url_for("surveys_desk.show", survey_id=survey_id))


def _in_review(survey_id: int) -> tuple[Survey, Definition]:
    survey = queries.survey(session(), survey_id)
    if queries.stage(survey, clock.now()) is not Stage.COUNTED:
        raise Refusal(_("只有已计票、还没有公布的问卷，才能审阅文字。"))
    return survey, Definition.from_json(survey.definition)


def _form(**given: object) -> ReviewForm:
    form = ReviewForm(**given)
    reasons = [(name, _("不公布：%(reason)s", reason=_(words))) for name, words in REASONS.items()]
    form.verdict.choices = [(KEEP, _("公布，勾选的地方遮住")), *reasons]
    return form


def _stand_in_text(form: ReviewForm, words: list[str], text: str) -> bool:
    """Whether every word the officer typed is in the text; one that is not would mask nothing, unnoticed."""
    missing = [word for word in words if not masking.spans_of(text, [word])]
    if missing:
        form.more.errors = [_("原文里没有“%(words)s”，请照原文写。", words="”“".join(missing))]
    return not missing


def _ticked(text: str) -> list[masking.Span]:
    """The marks whose boxes are ticked."""
    spans = []
    for value in request.form.getlist("mask"):
        start, _dash, end = value.partition("-")
        if value.isascii() and start.isdigit() and end.isdigit() and 0 <= int(start) < int(end) <= len(text):
            spans.append((int(start), int(end)))
    return spans


def _page(survey: Survey, definition: Definition, opened: Comment, form: ReviewForm) -> str:
    found = review.known(session()).marks(opened.text)
    proposals = masking.proposals(found, opened.decision.spans if opened.decision else None)
    return render_template(
        "surveys/review/comment.html",
        survey=survey,
        definition=definition,
        comment=opened,
        question=comments.questions(definition)[opened.item_id],
        form=form,
        kinds=masking.KINDS,
        proposals=proposals,
        pieces=masking.pieces(opened.text, [mark for mark, _ticked in proposals]),
        progress=review_queries.progress(session(), survey.id),
    )
