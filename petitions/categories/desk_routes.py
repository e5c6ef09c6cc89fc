"""The desk's pages of content categories: all of them in order, and one with what stands below it."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse
from wtforms.fields.choices import SelectChoice

from petitions.categories import choices, operations, queries
from petitions.categories.forms import NewFirstForm, NewForm, WordsForm
from petitions.categories.operations import PERMISSION
from petitions.categories.tree import OTHER, Category, Stage
from web import clock
from web.access import person, requires
from web.errors import Missing, Refusal
from web.forms import say_beside
from web.transactions import session
from web.words import N_

STAGE_LABELS = {
    Stage.DRAFT: N_("还没启用"),
    Stage.SHOWN: N_("在用"),
    Stage.HIDDEN: N_("已隐藏"),
}
NEW = "new"

bp = Blueprint("petition_categories", __name__, url_prefix="/desk/petitions/categories")


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("/")
@requires(PERMISSION)
def listed() -> str:
    """Every category in its order."""
    return _list(NewFirstForm(prefix=NEW, formdata=None))


@bp.post("/")
@requires(PERMISSION)
def add() -> AnyResponse | tuple[str, int]:
    """Add one under a report code."""
    form = NewFirstForm(prefix=NEW)
    try:
        row = operations.add(
            session(),
            label=form.label.data or "",
            english=form.english.data or "",
            report_code=form.report_code.data or "",
            at_once=form.at_once.data,
            actor=person(),
            now=clock.now(),
        )
    except Refusal as refusal:
        session().rollback()
        say_beside(form, refusal)
        return _list(form), refusal.status
    flash(_added(row), "good")
    return redirect(url_for(".one", code=row.code))


@bp.get("/<code>")
@requires(PERMISSION)
def one(code: str) -> str:
    """One category: its words, whether it can be chosen, and what stands below it."""
    return _one(_found(code))


@bp.post("/<code>")
@requires(PERMISSION)
def reword(code: str) -> AnyResponse | tuple[str, int]:
    """Call it something else."""
    form = WordsForm()
    try:
        operations.reword(
            session(),
            code,
            label=form.label.data or "",
            english=form.english.data or "",
            seen=form.seen.data or "",
            actor=person(),
            now=clock.now(),
        )
    except Refusal as refusal:
        session().rollback()
        say_beside(form, refusal)
        row = _found(code)
        # Whoever read what a colleague called it may send theirs on top of it.
        form.seen.data = operations.mark(row)
        return _one(row, words=form), refusal.status
    flash(_("已改名，从现在起的页面都用新名称；已经发出的报告不变。"), "good")
    return redirect(url_for(".one", code=code))


@bp.post("/<code>/below")
@requires(PERMISSION)
def add_below(code: str) -> AnyResponse | tuple[str, int]:
    """Add a finer one below it."""
    form = NewForm(prefix=NEW)
    try:
        row = operations.add(
            session(),
            label=form.label.data or "",
            english=form.english.data or "",
            parent=code,
            at_once=form.at_once.data,
            actor=person(),
            now=clock.now(),
        )
    except Refusal as refusal:
        session().rollback()
        say_beside(form, refusal)
        return _one(_found(code), new=form), refusal.status
    flash(_added(row), "good")
    return redirect(url_for(".one", code=code))


@bp.post("/<code>/stage")
@requires(PERMISSION)
def stage(code: str) -> AnyResponse:
    """Let it be chosen, or not any more."""
    row = _found(code)
    if "hide" in request.form:
        operations.hide(session(), code, actor=person(), now=clock.now())
        flash(_("“%(name)s”已隐藏：新的诉求选不到它，原来的不变。", name=choices.word(row)), "good")
    else:
        operations.show(session(), code, actor=person(), now=clock.now())
        flash(_("“%(name)s”已启用。", name=choices.word(row)), "good")
    return redirect(_back(row))


@bp.post("/<code>/move")
@requires(PERMISSION)
def move(code: str) -> AnyResponse:
    """One place up or down."""
    row = _found(code)
    operations.move(session(), code, -1 if "up" in request.form else 1, actor=person())
    return redirect(url_for(".one", code=row.parent) if row.parent else url_for(".listed"))


@bp.post("/<code>/delete")
@requires(PERMISSION)
def delete(code: str) -> AnyResponse:
    """Delete what nobody could choose yet."""
    row = operations.delete(session(), code, actor=person(), now=clock.now())
    flash(_("“%(name)s”已删除。", name=choices.word(row)), "good")
    return redirect(url_for(".one", code=row.parent) if row.parent else url_for(".listed"))


def _list(form: NewFirstForm) -> str:
    known = queries.tree(session())
    form.offer(known)
    form.report_code.choices.insert(0, SelectChoice("", _("请选择")))
    rows = [(row, known.below(row.code)) for row in known.first_level()]
    reported = {choice.value: choice.label for choice in form.report_code.choices}
    other = known.find(OTHER)
    told = {"other": choices.word(other) if other is not None else ""}
    return render_template(
        "petitions/categories/list.html", rows=rows, form=form, reported=reported, **told, **_words()
    )


def _one(row: Category, *, words: WordsForm | None = None, new: NewForm | None = None) -> str:
    known = queries.tree(session())
    above = known.find(row.parent) if row.parent is not None else None
    reported = known.find(row.report_code)
    return render_template(
        "petitions/categories/one.html",
        row=row,
        above=above,
        reported=reported,
        below=known.below(row.code),
        form=words or WordsForm(formdata=None, label=row.label, english=row.english, seen=operations.mark(row)),
        new=new or NewForm(prefix=NEW, formdata=None, at_once=True),
        may_hide=row.code != OTHER,
        **_words(),
    )


def _words() -> dict[str, object]:
    return {"word": choices.word, "stages": STAGE_LABELS, "tones": {"draft": "soon", "shown": "good", "hidden": "info"}}


def _found(code: str) -> Category:
    row = queries.tree(session()).find(code)
    if row is None:
        raise Missing
    return row


def _added(row: Category) -> str:
    if row.stage is Stage.SHOWN:
        return _("“%(name)s”已加上，现在就能选。", name=choices.word(row))
    return _("“%(name)s”已加上，还没启用。核对好名称再启用。", name=choices.word(row))


def _back(row: Category) -> str:
    return url_for(".one", code=row.parent or row.code)
