"""The desk's pages of ledgers: the overview, each list, one entry, its form and its steps."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.routing import BaseConverter, ValidationError
from werkzeug.wrappers import Response as AnyResponse
from wtforms import HiddenField

from accounts import queries as accounts
from ledgers import (
    clashes,
    desk_page,
    desk_panel,
    digest_part,
    directory,
    forms,
    list_heads,
    operations,
    policies,
    queries,
    sealing,
    sources,
)
from ledgers.answers import queries as answers
from ledgers.clashes import Clash, Compared
from ledgers.declaration import Content, Ledger, Place, Source, Step
from ledgers.desk_page import EntryPage
from ledgers.filters import VIEWS
from ledgers.forms import EntryForm
from ledgers.queries import Entry
from ledgers.registry import LEDGERS
from notices.registry import DigestPart, register_digest_part
from web import clock, navigation
from web.access import person, requires
from web.errors import Forbidden, Missing, Refusal
from web.forms import say_somewhere
from web.transactions import session
from web.words import N_

bp = Blueprint("ledgers_desk", __name__, url_prefix="/desk/ledgers")


class LedgerConverter(BaseConverter):
    """The name of a ledger in an address."""

    def to_python(self, value: str) -> Ledger:
        if value not in LEDGERS:
            raise ValidationError
        return LEDGERS[value]

    def to_url(self, value: Ledger | str) -> str:
        return value if isinstance(value, str) else value.name


def register(app: Flask) -> None:
    """Add the pages and their line in the navigation."""
    app.url_map.converters["ledger"] = LedgerConverter
    app.register_blueprint(bp)
    app.jinja_env.globals["listed_from"] = _listed_from
    navigation.of(app).desk_items.append(
        navigation.DeskItem(N_("台账"), "ledgers_desk.overview", "ledgers", position=40)
    )
    navigation.of(app).desk_panels.append(navigation.Panel("ledgers/desk_panel.html", _panel, "ledgers", position=30))
    register_digest_part(app, DigestPart(N_("台账"), "ledgers", digest_part.lines, position=40))


@bp.get("/")
@requires("ledgers")
def overview() -> str:
    """Every ledger, with what is open and late in it."""
    rows = desk_page.overview(session(), person(), today=clock.today())
    return render_template("ledgers/desk_overview.html", rows=rows)


@bp.get("/<ledger:ledger>/")
@requires("ledgers")
def entries(ledger: Ledger) -> str:
    """The list, by what is due next."""
    page = desk_page.load_list(session(), ledger, person(), request.args, today=clock.today())
    return render_template(
        "ledgers/desk_list.html",
        page=page,
        views=VIEWS,
        today=clock.today(),
        may_add=operations.may_add(ledger, person()),
        head=list_heads.load(session(), ledger, person(), today=clock.today()),
        panels=list_heads.panels(ledger, person()),
    )


@bp.route("/<ledger:ledger>/new", methods=["GET", "POST"])
@requires("ledgers")
def new(ledger: Ledger) -> AnyResponse | str | tuple[str, int]:
    """List something. `source` and any column may stand in the address, so that other pages can open it filled in."""
    if not operations.may_add(ledger, person()):
        raise Forbidden
    form = _form(ledger, shown=_prefilled(ledger))
    try:
        source = sources.named(session(), request.values.get("source", ""), person())
    except Refusal as refusal:
        say_somewhere(form, refusal)
        return _new_page(ledger, form, None), refusal.status
    if request.method == "GET":
        return _new_page(ledger, form, source)
    if not form.validate():
        return _new_page(ledger, form, source), 422
    try:
        row = operations.add(session(), ledger.name, form.given(), source=source, actor=person(), now=clock.now())
    except Refusal as refusal:
        say_somewhere(form, refusal)
        return _new_page(ledger, form, source), refusal.status
    flash(_("已登记，编号 %(number)s。", number=row.number), "good")
    return redirect(url_for(".entry", ledger=ledger, entry_id=row.id))


@bp.get("/<ledger:ledger>/<int:entry_id>/")
@requires("ledgers")
def entry(ledger: Ledger, entry_id: int) -> str:
    """One entry."""
    page = desk_page.load_entry(session(), ledger, entry_id, person())
    times = answers.times_given(session(), entry_id) if ledger is policies.LEDGER else {}
    return render_template(
        "ledgers/desk_entry.html", page=page, today=clock.today(), times=times, channels=policies.CHANNELS
    )


@bp.route("/<ledger:ledger>/<int:entry_id>/edit", methods=["GET", "POST"])
@requires("ledgers.write")
def edit(ledger: Ledger, entry_id: int) -> AnyResponse | str | tuple[str, int]:
    """Correct an entry."""
    page = desk_page.load_entry(session(), ledger, entry_id, person())
    if page.is_shut:
        raise Refusal(sealing.CANNOT_OPEN, status=403)
    if not page.may_change:
        raise Forbidden
    shown = {column.code: forms.as_typed(column, page.entry.value(column.code)) for column in ledger.form_columns}
    shown |= {"version": str(page.entry.version)}
    form = forms.entry_form(ledger.form_columns, page.names, page.words.units, shown=shown)
    if request.method == "GET":
        return _edit_page(page, form)
    if not form.validate():
        return _edit_page(page, form), 422
    try:
        given = _decided(page, form)
        operations.change(session(), entry_id, given, version=_ordinal(form.version), actor=person(), now=clock.now())
    except Refusal as refusal:
        return _edit_page(_refused(page, form, refusal), form), refusal.status
    flash(_("已保存，改了什么记在履历里。"), "good")
    return redirect(url_for(".entry", ledger=ledger, entry_id=entry_id))


@bp.route("/<ledger:ledger>/<int:entry_id>/steps/<code>", methods=["GET", "POST"])
@requires("ledgers")
def step(ledger: Ledger, entry_id: int, code: str) -> AnyResponse | str | tuple[str, int]:
    """One step."""
    page = desk_page.load_entry(session(), ledger, entry_id, person())
    doing = ledger.step(code)
    if doing is None:
        raise Missing
    if all(each.code != code for each in page.steps):
        raise Refusal(operations.NOT_FROM_HERE)
    form = _step_form(page, doing)
    if request.method == "GET":
        return _step_page(page, doing, form)
    if not form.validate():
        return _step_page(page, doing, form), 422
    note = form["note"].data if "note" in form else ""
    try:
        operations.perform(
            session(),
            entry_id,
            code,
            _decided(page, form),
            note or "",
            version=_ordinal(form.version),
            actor=person(),
            now=clock.now(),
        )
    except Refusal as refusal:
        return _step_page(_refused(page, form, refusal), doing, form), refusal.status
    flash(_(doing.done), "good")
    return redirect(url_for(".entry", ledger=ledger, entry_id=entry_id))


def _panel() -> dict[str, object]:
    return desk_panel.panel(session(), person(), today=clock.today())


def _listed_from(kind: str, number: str) -> list[Entry]:
    """What was listed from a case or a finding; for the pages of those."""
    return queries.from_source(session(), Source(kind, number), person(), accounts.unit_tree(session()))


def _form(ledger: Ledger, *, shown: dict[str, object]) -> EntryForm:
    tree = accounts.unit_tree(session())
    names = directory.names(session(), ledger, person(), tree)
    return forms.entry_form(ledger.form_columns, names, tree, shown=shown)


def _step_form(page: EntryPage, doing: Step) -> EntryForm:
    ledger = page.entry.ledger
    columns = [ledger.column(code) for code in doing.columns]
    shown = {column.code: forms.as_typed(column, page.entry.value(column.code)) for column in columns}
    return forms.entry_form(
        columns,
        page.names,
        page.words.units,
        shown=shown | {"version": str(page.entry.version)},
        needed=frozenset(doing.needed),
        step=doing,
    )


def _prefilled(ledger: Ledger) -> dict[str, object]:
    """What the address says about columns; the day is today unless it says otherwise."""
    asked = {column.code: request.args[column.code] for column in ledger.form_columns if column.code in request.args}
    day = ledger.placed(Place.DAY)
    today = {day.code: clock.today().isoformat()} if day else {}
    return {**today, **asked}


def _new_page(ledger: Ledger, form: EntryForm, source: Source | None) -> str:
    shown = sources.at_desk(session(), source, person())
    given = f"{source.kind}:{source.number}" if source else ""
    return render_template("ledgers/desk_form.html", ledger=ledger, form=form, entry=None, source=shown, given=given)


def _edit_page(page: EntryPage, form: EntryForm) -> str:
    entry = page.entry
    return render_template(
        "ledgers/desk_form.html",
        ledger=entry.ledger,
        form=form,
        entry=entry,
        source=page.source,
        given="",
        clashes=_told(page, form),
    )


def _step_page(page: EntryPage, doing: Step, form: EntryForm) -> str:
    return render_template("ledgers/desk_step.html", page=page, step=doing, form=form, clashes=_told(page, form))


def _refused(page: EntryPage, form: EntryForm, refusal: Refusal) -> EntryPage:
    """The page as it is by now. What a colleague changed meanwhile and the person left alone is put into their form; having
    read the sentence and chosen in the rest, they may send it again."""
    session().rollback()
    fresh = desk_page.load_entry(session(), page.entry.ledger, page.entry.id, person())
    say_somewhere(form, refusal)
    meanwhile = _compared(fresh, form, form.version)
    if form.version.data != str(fresh.entry.version):
        form.since.data = form.since.data or form.version.data
        form.version.data = str(fresh.entry.version)
    typed, asked = form.given(), {each.column.code for each in _compared(fresh, form, form.since).clashes}
    for column in form.columns:
        content = meanwhile.given[column.code]
        if column.code not in asked and content != typed[column.code]:
            form[column.code].data = forms.as_typed(column, content)
    return fresh


def _compared(page: EntryPage, form: EntryForm, version: HiddenField) -> Compared:
    """What was typed, as far as it fits, beside what was changed since a `version` that the form carries."""
    since = _ordinal(version)
    later = [each.changes for each in queries.history(session(), page.entry.id) if since and each.ordinal > since]
    typed = form.given()
    columns = [each for each in form.columns if each.code in typed]
    return clashes.compare(columns, typed, {each.code: page.entry.value(each.code) for each in columns}, later)


def _decided(page: EntryPage, form: EntryForm) -> dict[str, Content]:
    """What is to be written. Raises Refusal while somebody has not said what to do with what a colleague wrote. Everything
    else is as typed: a form that comes back holds what was changed meanwhile, and who writes over that means it."""
    chosen = {column.code: request.form.get(f"keep-{column.code}") for column in form.columns}
    if any(chosen[each.column.code] is None for each in _compared(page, form, form.since).clashes):
        raise Refusal(operations.STALE)
    typed = form.given()
    return typed | {code: page.entry.value(code) for code in typed if chosen[code] == "theirs"}


def _told(page: EntryPage, form: EntryForm) -> dict[str, tuple[str, bool]]:
    """What colleagues wrote in the columns that both changed, and whether the person chose their own, by column code; what
    was chosen before a colleague changed it once more is chosen anew."""
    found: tuple[Clash, ...] = _compared(page, form, form.since).clashes if form.since.data else ()
    chose = request.form if request.form.get("version") == str(page.entry.version) else {}
    return {
        each.column.code: (
            page.words.of(each.column, each.theirs),
            chose.get(f"keep-{each.column.code}") == "mine",
        )
        for each in found
    }


def _ordinal(field: HiddenField) -> int | None:
    typed = field.data or ""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else None
