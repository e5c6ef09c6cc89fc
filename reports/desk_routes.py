"""Desk pages of the reports: the lists, the preview with the officers' words, key cases and the files."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Flask, Response, current_app, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.routing import BaseConverter, ValidationError
from werkzeug.wrappers import Response as AnyResponse

from accounts import preferences
from accounts.enterprise_wide import may
from config import BadSetting, Settings
from notices.registry import DigestPart, register_digest_part
from paper import faces
from reports import digest_part, operations, preview, queries
from reports.board import pictures as board_pictures
from reports.commands import reports as command_group
from reports.forms import CheckForm, CorrectionForm, KeyCaseForm, ReturnForm, SubmitForm, WordForm
from reports.manuscript import document
from reports.period import BadPeriod, Kind, Period, newest_issuable, parse
from reports.stages import STAGE_LABELS, may_check
from reports.wording import KIND_LABELS
from web import clock, ids, navigation
from web.access import person, requires
from web.doctor import doctor_check
from web.errors import Missing, Refusal
from web.forms import say_beside
from web.transactions import session
from web.words import N_

PDF = "application/pdf"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

bp = Blueprint("reports", __name__, url_prefix="/desk/reports")


class PeriodConverter(BaseConverter):
    """A period in an address: 2026-10, 2026-Q3, 2026."""

    regex = r"\d{4}(?:-\d{2}|-Q[1-4])?"

    def to_python(self, value: str) -> Period:
        try:
            return parse(value)
        except BadPeriod as wrong:
            raise ValidationError from wrong

    def to_url(self, value: Period) -> str:
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
    app.url_map.converters["period"] = PeriodConverter
    app.register_blueprint(bp)
    app.cli.add_command(command_group)
    doctor_check(app, "fonts", preview.font_findings)
    found = navigation.of(app)
    found.desk_items.append(navigation.DeskItem(N_("报告"), "reports.listing", "reports", position=60))
    found.desk_panels.append(navigation.Panel("reports/_panel.html", _newest, "reports", position=80))
    register_digest_part(app, DigestPart(N_("报告"), "reports", digest_part.lines, position=60))


@bp.get("/")
@requires("reports")
def listing() -> str:
    """Every period of a kind with its report; months unless another kind is asked for."""
    asked = request.args.get("kind", Kind.MONTH.value)
    kind = next((each for each in Kind if each.value == asked), Kind.MONTH)
    rows = preview.listed(session(), kind, clock.today(), may_issue=may("reports.issue"))
    return render_template("reports/list.html", rows=rows, kind=kind, kinds=KIND_LABELS, stage_labels=STAGE_LABELS)


@bp.get("/<period:period>")
@requires("reports")
def period(period: Period) -> str:
    """A period's report as it was issued, as it was frozen for checking, or as it would be issued now."""
    return shown(period, correcting=request.args.get("correct") == "1")


@bp.post("/<period:period>/comments")
@requires("reports.issue")
def comment(period: Period) -> AnyResponse | tuple[str, int]:
    """Keep the officer's words on every part."""
    try:
        keep_words(period)
    except Refusal as refusal:
        return not_kept(refusal, period)
    flash(_("已保存。"), "good")
    return redirect(here(period))


@bp.post("/<period:period>/key-cases")
@requires("reports.issue")
def choose_key_case(period: Period) -> str | AnyResponse | tuple[str, int]:
    """Put a case into the report."""
    form = KeyCaseForm()
    if not form.validate():
        return shown(period, key_case_form=form), 400
    try:
        keep_words(period)
        operations.choose_key_case(
            session(), period, form.number.data or "", form.summary.data or "", actor=person(), now=clock.now()
        )
    except Refusal as refusal:
        return refused(refusal, form, period, key_case_form=form)
    flash(_("已列入重点案件。"), "good")
    return redirect(here(period))


@bp.post("/<period:period>/key-cases/<number>/remove")
@requires("reports.issue")
def drop_key_case(period: Period, number: str) -> AnyResponse | tuple[str, int]:
    """Take a case out of the report."""
    try:
        keep_words(period)
    except Refusal as refusal:
        return not_kept(refusal, period)
    operations.drop_key_case(session(), period, number, now=clock.now())
    flash(_("已移出重点案件。"), "good")
    return redirect(here(period))


def keep_words(period: Period) -> None:
    """Keep the words that came with a step of a draft, so that none is lost by taking it. Raises Refusal.

    A part that stands as the page was opened with it was not touched: what a colleague wrote there since stays.
    """
    for part in document.COMMENTABLE:
        typed, opened = request.form.get(part), request.form.get(f"opened-{part}")
        if typed is not None and (opened is None or typed.splitlines() != opened.splitlines()):
            operations.comment(session(), period, part, typed, actor=person(), now=clock.now(), opened=opened)


@bp.get("/<period:period>.pdf")
@requires("reports")
def pdf(period: Period) -> Response:
    """The issued file, or a draft marked with the day it counts to."""
    edition, correcting = request.args.get("edition", type=ids.read), request.args.get("correct") == "1"
    if queries.in_force(session(), period) is not None and not correcting:
        return _file(queries.pdf(session(), period, edition), preview.file_name(session(), period, "pdf"), PDF)
    _officers_or_issued(period, correcting=correcting)
    content = preview.draft_pdf(session(), period, today=clock.today(), demo=demo(), correcting=correcting)
    return _file(content, preview.file_name(session(), period, "pdf", draft=True), PDF)


@bp.get("/<period:period>.docx")
@requires("reports")
def word(period: Period) -> Response:
    """The same report for Word."""
    _officers_or_issued(period)
    content = preview.word(session(), period, today=clock.today(), demo=demo())
    return _file(content, preview.file_name(session(), period, "docx"), WORD)


@bp.get("/<period:period>.xlsx")
@requires("reports")
def workbook(period: Period) -> Response:
    """The same figures as a workbook."""
    _officers_or_issued(period)
    content = preview.workbook(session(), period, today=clock.today(), demo=demo())
    return _file(content, preview.file_name(session(), period, "xlsx"), WORKBOOK)


def shown(
    period: Period, *, correcting: bool = False, wrong: Mapping[str, str] | None = None, **forms: FlaskForm
) -> str:
    """The page of a period; what was refused is shown with what was typed, and sentences by part in `wrong`."""
    may_issue = may("reports.issue")
    # Words, cases and the reason of a correction come back to the page they were sent from.
    correcting = correcting or request.form.get("correct") == "1"
    view = preview.view(session(), period, today=clock.today(), demo=demo(), may_issue=may_issue, correcting=correcting)
    fresh = {
        "key_case_form": KeyCaseForm(formdata=None),
        "submit_form": CorrectionForm(formdata=None) if view.correcting else SubmitForm(formdata=None),
        "check_form": CheckForm(formdata=None),
        "return_form": ReturnForm(formdata=None),
        "word_form": WordForm(formdata=None),
    }
    labels = {"stage_labels": STAGE_LABELS, "kinds": KIND_LABELS, "may_check": _may_check(view)}
    typed = {part: request.form[part] for part in document.COMMENTABLE if part in request.form}
    opened = {part: request.form[f"opened-{part}"] for part in typed if f"opened-{part}" in request.form}
    # Once both texts stand on the page, what is sent next was written with a colleague's before one's eyes.
    theirs = {
        each.key: each.comment
        for each in view.sections
        if each.key in opened and operations.is_clash(each.comment, typed[each.key], opened[each.key])
    }
    said = dict.fromkeys(theirs, _(operations.CHANGED_SINCE)) | dict(wrong or {})
    words = {"typed": typed, "opened": opened | theirs, "theirs": theirs, "wrong": said}
    return render_template("reports/period.html", view=view, may_issue=may_issue, **labels, **words, **(fresh | forms))


def refused(refusal: Refusal, form: FlaskForm, period: Period, **forms: FlaskForm) -> tuple[str, int]:
    """The page again with the refusal beside its field. Raises a refusal that belongs to none."""
    session().rollback()
    if refusal.field in document.COMMENTABLE:
        return not_kept(refusal, period, **forms)
    say_beside(form, refusal)
    return shown(period, **forms), refusal.status


def not_kept(refusal: Refusal, period: Period, **forms: FlaskForm) -> tuple[str, int]:
    """The page again with the refusal beside the words it is about. Raises a refusal that is about none."""
    if refusal.field not in document.COMMENTABLE:
        raise refusal
    session().rollback()
    return shown(period, wrong={refusal.field: str(refusal.message)}, **forms), refusal.status


def here(period: Period) -> str:
    """The page somebody is working on: the period's, or that of its correction."""
    return url_for("reports.period", period=period, correct=request.form.get("correct") or None)


def demo() -> bool:
    """Whether everything is invented."""
    settings: Settings = current_app.extensions["settings"]
    return settings.demo


def _may_check(view: preview.View) -> bool:
    """Whether the reader may check the draft that waits; whoever drafted it waits for a colleague."""
    alone = preferences.read(session()).report_checked_alone
    return view.draft is not None and may_check(person().id, view.draft.drafter_id, alone=alone)


def _newest() -> dict[str, Any]:
    """The newest report with its first chart, the month that waits to be issued and how far it is, for who may do it."""
    report, waiting, oldest = queries.newest(session()), newest_issuable(clock.today()), queries.first_filed(session())
    has_something = oldest is not None and oldest <= waiting.last_day
    issued = report is not None and report.period >= waiting
    may_issue = may("reports.issue")
    return {
        "report": report,
        "picture": board_pictures.first(queries.frozen(session(), report.id)[0]) if report else None,
        "waiting": waiting if may_issue and has_something and not issued else None,
        "stage": preview.stage_of(session(), waiting),
        "stage_labels": STAGE_LABELS,
    }


def _officers_or_issued(period: Period, *, correcting: bool = False) -> None:
    """Until a period is issued its figures still move: only those who issue it read them."""
    issued = queries.in_force(session(), period) is not None and not correcting
    if not issued and not may("reports.issue"):
        raise Missing


def _file(content: bytes, name: str, media_type: str) -> Response:
    return send_file(io.BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name)
