"""The steps from a draft to an issued report: submit, check or send back, withdraw, issue."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from reports import operations, queries
from reports.desk_routes import demo, here, keep_words, refused, shown
from reports.drafts import operations as draft_operations
from reports.forms import CheckForm, CorrectionForm, ReturnForm, SubmitForm
from reports.period import Period
from reports.wording import KIND_LABELS
from web import clock
from web.access import person, requires
from web.errors import Refusal
from web.transactions import session

bp = Blueprint("reports_drafts", __name__, url_prefix="/desk/reports")


def register(app: Flask) -> None:
    """Add the steps."""
    app.register_blueprint(bp)


@bp.post("/<period:period>/submit")
@requires("reports.issue")
def submit(period: Period) -> str | AnyResponse | tuple[str, int]:
    """Freeze figures and words, and hand them to a colleague to be checked."""
    form = CorrectionForm() if queries.in_force(session(), period) is not None else SubmitForm()
    if not form.validate():
        return shown(period, submit_form=form), 400
    reason = form.reason.data or "" if isinstance(form, CorrectionForm) else ""
    try:
        keep_words(period)
        draft_operations.submit(session(), period, actor=person(), now=clock.now(), demo=demo(), reason=reason)
    except Refusal as refusal:
        return refused(refusal, form, period, submit_form=form)
    flash(_("已送核。数字和文字已固定，请同事核稿。"), "good")
    return redirect(here(period))


@bp.post("/<period:period>/check")
@requires("reports.issue")
def check(period: Period) -> str | AnyResponse | tuple[str, int]:
    """Say that everything is right."""
    form = CheckForm()
    if not form.validate():
        return shown(period, check_form=form), 400
    draft_operations.check(session(), period, actor=person(), now=clock.now())
    flash(_("已核稿，可以签发。"), "good")
    return redirect(here(period))


@bp.post("/<period:period>/return")
@requires("reports.issue")
def send_back(period: Period) -> str | AnyResponse | tuple[str, int]:
    """Give it back with what is to be changed."""
    form = ReturnForm()
    if not form.validate():
        return shown(period, return_form=form), 400
    try:
        draft_operations.send_back(session(), period, form.note.data or "", actor=person(), now=clock.now())
    except Refusal as refusal:
        return refused(refusal, form, period, return_form=form)
    flash(_("已退回，拟稿人会看到要改什么。"), "good")
    return redirect(here(period))


@bp.post("/<period:period>/withdraw")
@requires("reports.issue")
def withdraw(period: Period) -> AnyResponse:
    """Take it back to change it."""
    draft_operations.withdraw(session(), period, actor=person(), now=clock.now())
    flash(_("已撤回，可以修改。改好后重新送核。"), "good")
    return redirect(here(period))


@bp.post("/<period:period>/issue")
@requires("reports.issue")
def issue(period: Period) -> AnyResponse:
    """Issue what was checked: the period, or a further edition of it."""
    correct = queries.in_force(session(), period) is not None
    operations.issue(session(), period, actor=person(), now=clock.now(), demo=demo(), correct=correct)
    names = {"period": period.label, "report": _(KIND_LABELS[period.kind])}
    flash(_("%(period)s%(report)s已签发，可以下载。", **names), "good")
    return redirect(url_for("reports.period", period=period))
