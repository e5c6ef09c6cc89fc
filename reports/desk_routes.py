"""Desk pages of the monthly report: the list of months, the preview with comments, the issue and the files."""

from __future__ import annotations

import io
from typing import Any

from flask import Blueprint, Flask, Response, current_app, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.routing import BaseConverter, ValidationError
from werkzeug.wrappers import Response as AnyResponse

from config import BadSetting, Settings
from paper import faces
from reports import document, operations, preview, queries
from reports.commands import reports as command_group
from reports.forms import IssueForm, KeyCaseForm
from reports.period import BadMonth, Month, newest_issuable
from web import clock, navigation
from web.access import person, requires
from web.doctor import doctor_check
from web.errors import Missing, Refusal
from web.transactions import session
from web.words import N_

PDF = "application/pdf"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

bp = Blueprint("reports", __name__, url_prefix="/desk/reports")


class MonthConverter(BaseConverter):
    """A month in an address: 2026-10."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, value: str) -> Month:
        try:
            return Month.parse(value)
        except BadMonth as wrong:
            raise ValidationError from wrong

    def to_url(self, value: Month) -> str:
        return str(value)


def register(app: Flask) -> None:
    """Add the report pages and commands, and print with the office's own fonts where they are set."""
    settings: Settings = app.extensions["settings"]
    try:
        faces.configure(
            fangsong=settings.font_fangsong, title=settings.font_title, kai=settings.font_kai, hei=settings.font_hei
        )
    except faces.BadTypeface as unusable:
        raise BadSetting(f"A font file set by XINQIAO_FONT_… cannot be used: {unusable}") from unusable
    app.url_map.converters["month"] = MonthConverter
    app.register_blueprint(bp)
    app.cli.add_command(command_group)
    doctor_check(app, "fonts", preview.font_findings)
    found = navigation.of(app)
    found.desk_items.append(navigation.DeskItem(N_("月报"), "reports.months", "reports", position=60))
    found.desk_panels.append(navigation.Panel("reports/_desk_panel.html", _newest, "reports", position=80))


@bp.get("/")
@requires("reports")
def months() -> str:
    """Every month with its report."""
    rows = preview.months(session(), clock.today(), may_issue=person().can("reports.issue"))
    return render_template("reports/desk_months.html", rows=rows)


@bp.get("/<month:month>")
@requires("reports")
def month(month: Month) -> str:
    """A month's report as it was issued, or as it would be issued now."""
    return _show(month, KeyCaseForm(formdata=None), IssueForm(formdata=None))


@bp.post("/<month:month>/comments")
@requires("reports.issue")
def comment(month: Month) -> AnyResponse:
    """Keep the officer's words on every part."""
    for part in document.COMMENTABLE:
        text = request.form.get(part, "")
        operations.comment(session(), month, part, text, actor=person(), now=clock.now())
    flash(_("已保存。"), "good")
    return redirect(url_for("reports.month", month=month))


@bp.post("/<month:month>/key-cases")
@requires("reports.issue")
def choose_key_case(month: Month) -> str | AnyResponse | tuple[str, int]:
    """Put a case into the report."""
    form = KeyCaseForm()
    if not form.validate():
        return _show(month, form, IssueForm(formdata=None)), 400
    try:
        operations.choose_key_case(
            session(), month, form.number.data or "", form.summary.data or "", actor=person(), now=clock.now()
        )
    except Refusal as refusal:
        if not refusal.field:
            raise
        form[refusal.field].errors = [*form[refusal.field].errors, refusal.message]
        return _show(month, form, IssueForm(formdata=None)), refusal.status
    flash(_("已列入重点案件。"), "good")
    return redirect(url_for("reports.month", month=month))


@bp.post("/<month:month>/key-cases/<number>/remove")
@requires("reports.issue")
def drop_key_case(month: Month, number: str) -> AnyResponse:
    """Take a case out of the report."""
    operations.drop_key_case(session(), month, number, now=clock.now())
    flash(_("已移出重点案件。"), "good")
    return redirect(url_for("reports.month", month=month))


@bp.post("/<month:month>/issue")
@requires("reports.issue")
def issue(month: Month) -> str | AnyResponse | tuple[str, int]:
    """Issue the month, or a corrected edition of it."""
    form = IssueForm()
    if not form.validate():
        return _show(month, KeyCaseForm(formdata=None), form), 400
    operations.issue(
        session(), month, actor=person(), now=clock.now(), demo=_demo(), correct=request.form.get("correct") == "1"
    )
    flash(_("%(month)s月报已签发，可以下载。", month=month.label), "good")
    return redirect(url_for("reports.month", month=month))


@bp.get("/<month:month>.pdf")
@requires("reports")
def pdf(month: Month) -> Response:
    """The issued file, or a draft marked with the day it counts to."""
    edition = request.args.get("edition", type=int)
    report = queries.in_force(session(), month)
    if report is not None:
        return _file(queries.pdf(session(), month, edition), preview.file_name(session(), month, "pdf"), PDF)
    _officers_or_issued(month)
    content = preview.draft_pdf(session(), month, today=clock.today(), demo=_demo())
    return _file(content, preview.file_name(session(), month, "pdf", draft=True), PDF)


@bp.get("/<month:month>.docx")
@requires("reports")
def word(month: Month) -> Response:
    """The same report for Word."""
    _officers_or_issued(month)
    content = preview.word(session(), month, today=clock.today(), demo=_demo())
    return _file(content, preview.file_name(session(), month, "docx"), WORD)


@bp.get("/<month:month>.xlsx")
@requires("reports")
def workbook(month: Month) -> Response:
    """The same figures as a workbook."""
    _officers_or_issued(month)
    content = preview.workbook(session(), month, today=clock.today(), demo=_demo())
    return _file(content, preview.file_name(session(), month, "xlsx"), WORKBOOK)


def _newest() -> dict[str, Any]:
    """The newest report, and the month that waits to be issued if this person may issue it."""
    report, waiting, oldest = queries.newest(session()), newest_issuable(clock.today()), queries.first_filed(session())
    has_something = oldest is not None and oldest <= waiting.last_day
    issued = report is not None and report.month >= waiting
    may_issue = person().can("reports.issue")
    return {"report": report, "waiting": waiting if may_issue and has_something and not issued else None}


def _show(month: Month, key_case: KeyCaseForm, issue_form: IssueForm) -> str:
    may_issue = person().can("reports.issue")
    view = preview.view(session(), month, today=clock.today(), demo=_demo(), may_issue=may_issue)
    forms = {"key_case_form": key_case, "issue_form": issue_form}
    return render_template("reports/desk_month.html", view=view, may_issue=may_issue, **forms)


def _officers_or_issued(month: Month) -> None:
    """Until a month is issued its figures still move: only those who issue it read them."""
    if queries.in_force(session(), month) is None and not person().can("reports.issue"):
        raise Missing


def _demo() -> bool:
    settings: Settings = current_app.extensions["settings"]
    return settings.demo


def _file(content: bytes, name: str, media_type: str) -> Response:
    return send_file(io.BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name)
