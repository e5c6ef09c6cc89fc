"""Words on a report written in Word: the draft to fill in, and the filled one read back."""

from __future__ import annotations

import io

from flask import Blueprint, Flask, Response, render_template, request, send_file

from reports import preview
from reports.desk_routes import WORD, demo, keep_words, refused, shown
from reports.drafts import word_operations
from reports.forms import WordForm
from reports.period import Period
from reports.wording import KIND_LABELS
from web import clock
from web.access import person, requires
from web.errors import Refusal
from web.transactions import session

DRAFT_NAME = "补充稿"
bp = Blueprint("reports_word", __name__, url_prefix="/desk/reports")


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("/<period:period>/words.docx")
@requires("reports.issue")
def draft(period: Period) -> Response:
    """The draft to fill in."""
    content = word_operations.exported(session(), period, now=clock.now(), demo=demo())
    name = preview.file_name(session(), period, "docx").replace(".docx", f"-{DRAFT_NAME}.docx")
    return send_file(io.BytesIO(content), mimetype=WORD, as_attachment=True, download_name=name)


@bp.post("/<period:period>/words")
@requires("reports.issue")
def take_back(period: Period) -> str | tuple[str, int]:
    """Take the words of a filled draft, and say what was taken and what was not."""
    form = WordForm()
    if not form.validate():
        return shown(period, word_form=form), 400
    data, name = form.file.data.read(), form.file.data.filename or ""
    try:
        keep_words(period)
        taken = word_operations.take_back(session(), period, data, name, actor=person(), now=clock.now(), demo=demo())
    except Refusal as refusal:
        return refused(refusal, form, period, word_form=form)
    correct = request.form.get("correct") == "1"
    return render_template("reports/drafts/words.html", period=period, taken=taken, kinds=KIND_LABELS, correct=correct)
