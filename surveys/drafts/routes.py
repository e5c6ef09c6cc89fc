"""Building a survey on the desk: beginning one, what it says and measures, its English, and how it will look."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as BaseResponse

from surveys import offices, operations, queries
from surveys.answering import admission, form_page
from surveys.bank import ENGLISH
from surveys.counting import reform_risk
from surveys.drafts import drafting
from surveys.drafts import operations as building
from surveys.drafts.forms import MeasureForm
from surveys.forms import EditForm
from surveys.items import Definition, ItemType
from surveys.lifecycle import Stage
from surveys.models import Survey
from surveys.questionnaires import BUILT_IN
from surveys.remarks import sentence
from web import clock
from web.access import person, requires
from web.errors import Refusal
from web.headers import framed_by_itself, framing_itself
from web.transactions import session

bp = Blueprint("surveys_building", __name__, url_prefix="/desk/surveys")
Page = BaseResponse | str | tuple[str, int]
BLANK = "blank"


def register(app: Flask) -> None:
    """Add the pages, and let templates say the remarks of pure rules and the risk of reforms."""
    app.register_blueprint(bp)
    app.jinja_env.globals.update(sentence=sentence, risks=reform_risk)


@bp.get("/new")
@requires("surveys.write")
def new() -> str:
    """Where a survey may begin: a built-in questionnaire, an earlier survey, a file, or nothing."""
    earlier = list(filter(offices.listed(session(), person(), clock.now()), queries.surveys(session())))
    return render_template("surveys/drafts/new.html", built_in=BUILT_IN.values(), earlier=earlier, blank=BLANK)


@bp.post("/")
@requires("surveys.write")
def make() -> BaseResponse:
    """A draft from a built-in questionnaire, or an empty one."""
    chosen = request.form.get("questionnaire", "")
    if chosen == BLANK:
        empty = Definition(title=_("新问卷"), intro="", items=(), dimensions=(), admission=admission.default())
        survey = operations.draft(session(), empty, actor=person(), now=clock.now())
        return redirect(url_for("surveys_building.edit", survey_id=survey.id))
    if chosen not in BUILT_IN:
        raise Refusal(_("请选择一份内置问卷。"))
    survey = operations.make(session(), chosen, actor=person(), now=clock.now(), admission=admission.default())
    return redirect(url_for("surveys_desk.show", survey_id=survey.id))


@bp.post("/<int:survey_id>/copy")
@requires("surveys.write")
def copy(survey_id: int) -> BaseResponse:
    """A new draft with the same questions."""
    made = building.copy(session(), queries.survey(session(), survey_id), actor=person(), now=clock.now())
    flash(_("已经照样做了一份草稿。题号都没变，结果可以跟上一次比。"), "good")
    return redirect(url_for("surveys_desk.show", survey_id=made.id))


@bp.route("/<int:survey_id>/edit", methods=["GET", "POST"])
@requires("surveys.write")
def edit(survey_id: int) -> Page:
    """What stands around the questions: title, first words, closing time, scoring, pages."""
    survey = queries.survey(session(), survey_id)
    definition = Definition.from_json(survey.definition)
    form = EditForm(obj=definition, closes_at=clock.wall(survey.closes_at))
    if request.method == "GET":
        return render_template("surveys/drafts/edit.html", survey=survey, definition=definition, form=form)
    if not form.validate():
        return render_template("surveys/drafts/edit.html", survey=survey, definition=definition, form=form), 422
    operations.edit(
        session(),
        survey,
        title=form.title.data,
        intro=form.intro.data,
        scoring=form.scoring.data,
        closes_at=clock.aware(form.closes_at.data),
        paged=form.paged.data,
        floor=form.floor.data,
        comment_floor=form.comment_floor.data,
        actor=person(),
        now=clock.now(),
    )
    flash(_("草稿已保存。"), "good")
    return redirect(url_for("surveys_desk.show", survey_id=survey_id))


@bp.route("/<int:survey_id>/measure", methods=["GET", "POST"])
@requires("surveys.write")
def measure(survey_id: int) -> Page:
    """Dimensions with their weights, and the items figures are broken down by."""
    survey, definition = _draft(survey_id)
    singles = [item for item in definition.items if item.type is ItemType.SINGLE]
    form = MeasureForm.of(definition, singles)
    if form.validate_on_submit():
        changed = drafting.measure(definition, form.dimensions(), form.segments.data or [])
        _keep(survey_id, changed, "measure")
        flash(_("维度和分组已保存。"), "good")
        return redirect(url_for("surveys_desk.show", survey_id=survey_id))
    page = render_template(
        "surveys/drafts/measure.html", survey=survey, definition=definition, form=form, singles=singles
    )
    return (page, 422) if request.method == "POST" else page


@bp.route("/<int:survey_id>/english", methods=["GET", "POST"])
@requires("surveys.write")
def english(survey_id: int) -> Page:
    """Every text beside its English."""
    survey, definition = _draft(survey_id)
    form, repeated = FlaskForm(), drafting.repeated_stems(definition)
    if form.validate_on_submit():
        typed = {key: request.form.get(f"en-{key}", "") for key in drafting.texts(definition)}
        changed = drafting.translate(definition, typed)
        _keep(survey_id, changed, "english")
        flash(_("英文已保存。还差 %(n)d 处。", n=len(drafting.untranslated(changed))), "good")
        return redirect(url_for("surveys_desk.show", survey_id=survey_id))
    return render_template(
        "surveys/drafts/english.html",
        survey=survey,
        definition=definition,
        form=form,
        texts={key: text for key, text in drafting.texts(definition).items() if key not in repeated},
        words=definition.translations.get(ENGLISH, {}),
    )


@bp.get("/<int:survey_id>/look")
@requires("surveys")
def look(survey_id: int) -> Response:
    """The preview inside the frame of a phone."""
    survey = queries.survey(session(), survey_id)
    definition = Definition.from_json(survey.definition)
    return framing_itself(
        make_response(render_template("surveys/drafts/look.html", survey=survey, definition=definition))
    )


@bp.get("/<int:survey_id>/preview")
@requires("surveys")
def preview(survey_id: int) -> Response:
    """The answering page as a respondent would see it; it cannot be sent."""
    survey = queries.survey(session(), survey_id)
    definition = operations.shown(session(), survey, now=clock.now())
    return framed_by_itself(make_response(form_page.render(survey, definition, preview=True)))


@bp.post("/<int:survey_id>/delete")
@requires("surveys.write")
def delete(survey_id: int) -> BaseResponse:
    """Throw a draft away."""
    operations.delete_draft(session(), queries.survey_to_change(session(), survey_id), actor=person(), now=clock.now())
    flash(_("草稿已删除。"), "good")
    return redirect(url_for("surveys_desk.surveys"))


def _draft(survey_id: int) -> tuple[Survey, Definition]:
    survey = queries.survey(session(), survey_id)
    operations.require(survey, clock.now(), Stage.DRAFT, operations.FROZEN)
    return survey, Definition.from_json(survey.definition)


def _keep(survey_id: int, definition: Definition, step: str) -> None:
    survey = queries.survey_to_change(session(), survey_id)
    building.change(session(), survey, definition, step, actor=person(), now=clock.now())
