"""The desk's pages for doing one step to several cases: what can be done and what not, and what became of each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import sqlalchemy as sa
from flask import Blueprint, Flask, Response, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from accounts import audit
from accounts import queries as accounts
from accounts.units import UnitTree
from petitions import words as desk_words
from petitions.categories import choices
from petitions.categories import queries as category_queries
from petitions.desk import bulk, bulk_forms, case_sheet
from petitions.desk.bulk import Doing, Order
from petitions.desk.bulk_forms import AcceptEachForm, AssignEachForm, AssignUnitForm, RegisterEachForm, SeveralForm
from petitions.desk.forms import handler_options
from petitions.lists import page as desk_lists
from petitions.lists import queue
from petitions.models import Petition
from web import clock, downloads
from web.access import person, requires
from web.errors import Missing
from web.transactions import apart, database

bp = Blueprint("petition_bulk", __name__, url_prefix="/desk/petitions/bulk")
bp.context_processor(desk_words.words)


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.post("/<name>")
@requires("petitions.assign")
def several(name: str) -> tuple[str, int]:
    """Do a step to what was ticked: first the page that says what can be done, then each, then what became of them.

    Whatever would be refused with what was filled in is shown with its reason before anything is done.
    """
    doing = next((each for each in Doing if each.value == name), None)
    if doing is None:
        raise Missing
    cases = bulk.chosen(request.form.getlist("case"))
    form, is_asking = bulk_forms.FORMS[doing](), "go" not in request.form
    if is_asking:
        form.process(None)
    with database().reading() as reading:
        tree = accounts.unit_tree(reading)
        categories = category_queries.tree(reading)
        _offer(form, reading, tree)
        known = queue.known_rows(reading, [petition_id for petition_id, _version in cases], person())
        refused = bulk.barriers(reading, list(known), doing, person())
        acceptable = [each for each in known if each not in refused] if doing is Doing.ACCEPT else []
        simple = bulk.simple_barriers(reading, acceptable, today=clock.today())
    able = [each for each in cases if each[0] in known and each[0] not in refused]
    shown = {"doing": doing, "label": bulk.LABELS[doing], "form": form, "tree": tree, "simple": simple}
    shown["category_label"] = partial(choices.full, categories)
    if able and not is_asking and form.validate():
        order = Order(doing, form.given(), _units(form, tree), _simple(form))
        tried = bulk.try_each(apart, able, order, actor=person(), now=clock.now())
        refused |= {each.petition_id: each.sentence for each in tried if not each.is_done}
        if not refused:
            results = bulk.do_each(apart, cases, order, actor=person(), now=clock.now())
            return render_template("petitions/desk/bulk.html", rows=[], results=results, **shown), 200
        form.form_errors = [_("有 %(n)d 件办不了，原因写在各件后面，都还没有办。其余的可以接着办。", n=len(refused))]
    rows = [(known[each], version, refused.get(each, "")) for each, version in cases if each in known]
    page = render_template("petitions/desk/bulk.html", rows=rows, results=None, **shown)
    return page, 200 if is_asking and cases else 422


@bp.post("/export.xlsx")
@requires("petitions.assign")
def export() -> Response | tuple[str, int]:
    """What was ticked, as a workbook."""
    ids = [petition_id for petition_id, _version in bulk.chosen(request.form.getlist("case"))]
    if not ids:
        page = render_template("petitions/desk/bulk.html", rows=[], results=None, form=SeveralForm(), label="")
        return page, 422
    return _register(lambda _reading: Petition.id.in_(sorted(ids)))


@bp.post("/register.xlsx")
@requires("petitions.assign")
def register_as_workbook() -> Response:
    """信访台账: the whole list as it is narrowed, as a workbook."""

    def narrowed(reading: Session) -> sa.ColumnElement[bool]:
        filters = desk_lists.filters_asked(reading, request.form, person())
        return queue.narrowed(reading, person(), filters, today=clock.today())

    return _register(narrowed)


def _register(chosen: Callable[[Session], sa.ColumnElement[bool]]) -> Response:
    """The register of the chosen cases, written down in the log by how many they are."""
    with database().reading() as reading:
        content, count = case_sheet.workbook(reading, person(), chosen(reading), today=clock.today())
    with apart() as own:
        audit.record(own, person(), "petition.export", now=clock.now(), rows=count)
    return downloads.file(content, f"cases-{clock.today():%Y%m%d}.xlsx")


def _offer(form: SeveralForm, reading: Session, tree: UnitTree) -> None:
    """Whom and which units the cases may go to, or under which category."""
    if isinstance(form, AssignEachForm):
        people = bulk.handlers(reading, person())
        form.handler_id.choices = [SelectChoice("", _("请选择")), *handler_options(people, tree)]
    elif isinstance(form, AssignUnitForm):
        units = bulk.units_with_handlers(reading, person(), tree)
        named = [SelectChoice(str(each), tree.path(each)) for each in units]
        form.unit_id.choices = [SelectChoice("", _("请选择")), *named]
    elif isinstance(form, RegisterEachForm):
        known = category_queries.tree(reading)
        form.category.choices = [SelectChoice("", _("各件照来件时选的")), *choices.for_officers(known)]


def _simple(form: SeveralForm) -> frozenset[int]:
    return frozenset(form.simple.data) if isinstance(form, AcceptEachForm) else frozenset()


def _units(form: SeveralForm, tree: UnitTree) -> frozenset[int]:
    if not isinstance(form, AssignUnitForm) or form.unit_id.data not in tree:
        return frozenset()
    return frozenset(tree.subtree(form.unit_id.data))
