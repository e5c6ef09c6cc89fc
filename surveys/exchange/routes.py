"""A questionnaire out of the product as a workbook, and into it from a workbook or another program's file."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePath

from flask import Blueprint, Flask, Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from werkzeug.wrappers import Response as BaseResponse
from wtforms import BooleanField

from paper.sheet_bounds import Unreadable
from paper.sheet_reading import read_tables
from paper.sheets import write_workbook
from surveys import bank, queries
from surveys.answering import admission
from surveys.drafts import drafting
from surveys.drafts import operations as building
from surveys.drafts.checklist import Remark
from surveys.exchange import lss, questionnaire_reading, questionnaire_sheet, surveyjs
from surveys.exchange.foreign import NotReadable
from surveys.exchange.questionnaire_reading import Sheets
from surveys.items import TYPE_NAMES, Definition
from surveys.questionnaires import BUILT_IN
from surveys.remarks import sentence
from web import clock, downloads
from web.access import person, requires
from web.transactions import session

bp = Blueprint("surveys_exchange", __name__, url_prefix="/desk/surveys")
READERS: dict[str, Callable[[bytes, Callable[[], str]], tuple[Definition, list[Remark]]]] = {
    "lss": lss.read,
    "json": surveyjs.read,
}


class ImportForm(FlaskForm):
    """A file, and whether reworded questions still mean the same."""

    file = FileField(
        _l("问卷文件"),
        description=_l("表格（.xlsx、.csv），LimeSurvey 的 .lss，或者 SurveyJS 的 .json。"),
        validators=[FileRequired(_l("请先选文件。"))],
    )
    same_meaning = BooleanField(_l("表格里改过的老题只是改了错字或语气，意思没变：题号照旧，跟以前接着比"))


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("/<int:survey_id>/questionnaire.xlsx")
@requires("surveys")
def workbook(survey_id: int) -> Response:
    """The questionnaire as a workbook that can be changed and brought in again."""
    survey = queries.survey(session(), survey_id)
    return _download(Definition.from_json(survey.definition), f"questionnaire-{survey.slug}.xlsx")


@bp.route("/import", methods=["GET", "POST"])
@requires("surveys.write")
def bring_in() -> BaseResponse | str | tuple[str, int]:
    """A draft from a file; with anything wrong in a workbook, nothing is made and every row is named."""
    form, wrong = ImportForm(), list[str]()
    if form.validate_on_submit():
        name, data = form.file.data.filename or "", form.file.data.read()
        try:
            kind = _kind(name, data)
            definition, remarks = _read(kind, name, data, same_meaning=form.same_meaning.data)
        except (Unreadable, NotReadable) as refused:
            form.file.errors = [_(refused.message, **getattr(refused, "values", {}))]
        else:
            if kind in READERS or not remarks:
                return _made(definition, remarks, kind, name)
            wrong = [sentence(each.message, each.values) for each in remarks]
    page = render_template("surveys/exchange/import.html", form=form, wrong=wrong, kinds=TYPE_NAMES.values())
    return (page, 422) if wrong or form.errors else page


@bp.get("/import.xlsx")
@requires("surveys.write")
def pattern() -> Response:
    """A workbook to fill in: the shortest built-in questionnaire as an example."""
    return _download(BUILT_IN["pulse"].definition, "questionnaire.xlsx")


def _download(definition: Definition, name: str) -> Response:
    return downloads.file(write_workbook(questionnaire_sheet.tables(definition)), name)


def _made(definition: Definition, losses: Sequence[Remark], kind: str, name: str) -> BaseResponse:
    # A file does not say how people come in; what this site can do for them does.
    definition = replace(definition, admission=admission.default())
    if not definition.title:
        definition = replace(definition, title=PurePath(name).stem[:40] or _("导入的问卷"))
    kept = tuple((each.message, each.values) for each in losses)
    survey = building.bring_in(session(), definition, kept, form=kind, actor=person(), now=clock.now())
    if losses:
        flash(_("草稿已经建好。有些内容没能带过来，下面列出来了，请逐条看一看。"), "soon")
    else:
        flash(_("草稿已经建好，内容都带过来了。"), "good")
    return redirect(url_for("surveys_items.listing", survey_id=survey.id))


def _kind(name: str, data: bytes) -> str:
    """What a file holds, by its name and its first bytes."""
    lower, start = name.lower(), data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if lower.endswith(".lss") or (start == b"<" and not lower.endswith((".xlsx", ".csv", ".xls", ".et"))):
        return "lss"
    if lower.endswith(".json") or start == b"{":
        return "json"
    return "sheet"


def _read(kind: str, name: str, data: bytes, *, same_meaning: bool) -> tuple[Definition, list[Remark]]:
    """The questionnaire and its losses, or what is wrong with a workbook. Raises Unreadable or NotReadable."""
    if kind in READERS:
        return READERS[kind](data, _letters)
    columns = (questionnaire_sheet.ABOUT, questionnaire_sheet.DIMENSIONS, questionnaire_sheet.TRANSLATIONS)
    beside = [[column.title for column in each] for each in columns]
    questions, others = read_tables(data, name, expected=questionnaire_reading.NEEDED, beside=beside)
    sheets = Sheets(questions.rows, *(each.rows if each else () for each in others))
    definition, wrong = questionnaire_reading.read(sheets, _letters)
    known = bank.gather([*(each.definition for each in BUILT_IN.values()), *queries.asked_before(session())])
    asked = {name: each.question.item for name, each in known.items()}
    return drafting.renew(definition, asked, same_meaning=same_meaning, draw=_letters), wrong


def _letters() -> str:
    return secrets.token_hex(4)
