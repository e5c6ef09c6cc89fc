"""Building a survey on the desk: making a draft, changing it, looking at it as a respondent would."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from surveys import form_page, operations, queries
from surveys.forms import EditForm
from surveys.items import Definition
from surveys.questionnaires import BUILT_IN
from web import clock
from web.access import person, requires
from web.errors import Refusal
from web.transactions import session

bp = Blueprint("surveys_building", __name__, url_prefix="/desk/surveys")


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.post("/")
@requires("surveys.write")
def make() -> BaseResponse:
    """A draft from a built-in questionnaire."""
    chosen = request.form.get("questionnaire", "")
    if chosen not in BUILT_IN:
        raise Refusal(_("请选择一份内置问卷。"))
    survey = operations.make(session(), chosen, actor=person(), now=clock.now())
    return redirect(url_for("surveys_desk.show", survey_id=survey.id))


@bp.route("/<int:survey_id>/edit", methods=["GET", "POST"])
@requires("surveys.write")
def edit(survey_id: int) -> BaseResponse | str | tuple[str, int]:
    """Change a draft."""
    survey = queries.survey(session(), survey_id)
    definition = Definition.from_json(survey.definition)
    form = EditForm(
        title=definition.title,
        intro=definition.intro,
        scoring=definition.scoring,
        closes_at=clock.wall(survey.closes_at),
    )
    if request.method == "GET":
        return render_template("surveys/desk_edit.html", survey=survey, form=form)
    if not form.validate():
        return render_template("surveys/desk_edit.html", survey=survey, form=form), 422
    operations.edit(
        session(),
        survey,
        title=form.title.data,
        intro=form.intro.data,
        scoring=form.scoring.data,
        closes_at=clock.aware(form.closes_at.data),
        actor=person(),
        now=clock.now(),
    )
    flash(_("草稿已保存。"), "good")
    return redirect(url_for("surveys_desk.show", survey_id=survey_id))


@bp.get("/<int:survey_id>/preview")
@requires("surveys")
def preview(survey_id: int) -> str:
    """The answering page as a respondent would see it; it cannot be sent."""
    survey = queries.survey(session(), survey_id)
    definition = operations.shown(session(), survey, now=clock.now())
    return form_page.render(survey, definition, preview=True)


@bp.post("/<int:survey_id>/delete")
@requires("surveys.write")
def delete(survey_id: int) -> BaseResponse:
    """Throw a draft away."""
    operations.delete_draft(session(), queries.survey_to_change(session(), survey_id), actor=person(), now=clock.now())
    flash(_("草稿已删除。"), "good")
    return redirect(url_for("surveys_desk.surveys"))
