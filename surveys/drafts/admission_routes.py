"""Choosing, in the draft, how people are admitted to a survey."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveys import operations, queries
from surveys.forms import AdmissionForm
from surveys.items import Definition
from web import clock
from web.access import person, requires
from web.transactions import session

bp = Blueprint("surveys_admission", __name__, url_prefix="/desk/surveys/<int:survey_id>/admission")


def register(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(bp)


@bp.route("/", methods=["GET", "POST"])
@requires("surveys.write")
def choose(survey_id: int) -> Response | str | tuple[str, int]:
    """The ways of admission with what each is good for."""
    survey = queries.survey(session(), survey_id)
    form = AdmissionForm(admission=Definition.from_json(survey.definition).admission)
    if not form.is_submitted():
        return render_template("surveys/drafts/admission.html", survey=survey, form=form)
    if not form.validate():
        return render_template("surveys/drafts/admission.html", survey=survey, form=form), 422
    operations.choose_admission(session(), survey, form.admission.data, actor=person(), now=clock.now())
    flash(_("答题方式已保存。"), "good")
    return redirect(url_for("surveys_desk.show", survey_id=survey_id))
