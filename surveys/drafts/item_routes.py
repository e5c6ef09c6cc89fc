"""The questions of a draft on the desk: their order, each of them, the bank, and when one appears."""

from __future__ import annotations

import secrets
from dataclasses import replace
from itertools import groupby

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as BaseResponse

from surveys import bank, length, operations, queries
from surveys.bank import BankItem
from surveys.drafts import checklist, drafting
from surveys.drafts import operations as building
from surveys.drafts.forms import TYPES, ItemForm, filled, item_from
from surveys.items import Definition, Item, ItemType, ShowIf, as_json
from surveys.lifecycle import Stage
from surveys.models import Survey
from surveys.questionnaires import BUILT_IN
from web import clock, overtaken
from web.access import person, requires
from web.errors import Missing, Refusal
from web.transactions import session

bp = Blueprint("surveys_items", __name__, url_prefix="/desk/surveys/<int:survey_id>/items")
Page = BaseResponse | str | tuple[str, int]


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("")
@requires("surveys.write")
def listing(survey_id: int) -> str:
    """Every question in order, with buttons that work without script."""
    survey, definition = _draft(survey_id)
    return render_template(
        "surveys/drafts/items.html",
        survey=survey,
        definition=definition,
        parts=drafting.sections(definition),
        numbers={item.id: checklist.number(definition, item) for item in definition.items},
        labels={each.id: each.label for each in definition.dimensions},
        words={item.id: _condition_words(definition, item) for item in definition.items if item.show_if},
        minutes=length.minutes(definition),
        types=TYPES,
        workshop=building.workshop(survey),
        steps=building.STEPS,
    )


@bp.route("/add", methods=["GET", "POST"])
@requires("surveys.write")
def add(survey_id: int) -> Page:
    """Questions from the bank, or a new one of some kind."""
    survey, definition = _draft(survey_id)
    form, after = FlaskForm(), request.values.get("after", "")
    offered = _bank()
    if form.validate_on_submit():
        chosen = [offered[name].question for name in request.form.getlist("item") if name in offered]
        if chosen:
            _require_room(definition, len(chosen))
            longer = drafting.add(definition, chosen, after=after)
            _keep(survey_id, longer, "add", told={"n": len(longer.items) - len(definition.items)})
            return _back(survey_id, chosen[0].item.id)
        flash(_("还没有选题。请勾选要加的题，或者写一道新题。"), "soon")
    asked = request.values.get("q", "").strip()
    found = [each for each in offered.values() if asked in each.question.item.text or asked in each.heading]
    return render_template(
        "surveys/drafts/bank.html",
        survey=survey,
        form=form,
        after=after,
        asked=asked,
        groups=[(title, list(rows)) for title, rows in groupby(found, key=lambda each: each.title)],
        here={item.id for item in definition.items},
        types=TYPES,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires("surveys.write")
def new(survey_id: int) -> Page:
    """A question of one's own."""
    survey, definition = _draft(survey_id)
    _require_room(definition, 1)
    kind = _kind(request.values.get("type", ""))
    form = ItemForm(required=kind not in {ItemType.TEXT, ItemType.SHORT}).of(definition, kind)
    after = request.values.get("after", "")
    if form.validate_on_submit():
        made = item_from(form, bank.new_id(_known(definition), _letters), None)
        longer = drafting.add(definition, [BankItem(made)], after=after)
        if form.heading.data:
            longer = drafting.head(longer, made.id, form.heading.data)
        _keep(survey_id, longer, "add", told={"n": 1})
        flash(_("题目已经加上。"), "good")
        return _back(survey_id, made.id)
    page = render_template(
        "surveys/drafts/item.html", survey=survey, form=form, kind=kind, types=TYPES, item=None, after=after
    )
    return (page, 422) if form.errors else page


@bp.route("/<item_id>", methods=["GET", "POST"])
@requires("surveys.write")
def edit(survey_id: int, item_id: str) -> Page:
    """One question: its words, its kind, what may be answered."""
    survey, definition = _draft(survey_id)
    item = _item(definition, item_id)
    kind = _kind(request.values.get("type", item.type.value))
    heading = dict(definition.sections).get(item_id, "")
    form = ItemForm(data={**filled(item), "heading": heading, "was": _mark(item)}).of(definition, kind)
    must_say = False
    if form.validate_on_submit():
        changed = item_from(form, item_id, item)
        known = item_id in _bank() and drafting.reworded(item, changed)
        apart = known and drafting.incomparable(item, changed)
        must_say = known and not apart and form.meaning.data not in {"keep", "new"}
        if form.was.data != _mark(item):
            form.form_errors.append(_("您打开这一页以后，有人改了这道题。您写的都还在，请对照着再保存一次。"))
            form.was.data = _mark(item)
        elif must_say:
            form.meaning.errors = [_("这道题以前问过，或者在题库里。请说明意思变没变。")]
        else:
            return _reworded(survey_id, definition, item, changed, form, apart=apart, known=known)
    page = render_template(
        "surveys/drafts/item.html",
        survey=survey,
        form=form,
        kind=kind,
        types=TYPES,
        item=item,
        must_say=must_say or bool(form.meaning.data),
        trend=item_id in _bank(),
    )
    return (page, 422) if request.method == "POST" else page


@bp.post("/<item_id>/<any(up, down):way>")
@requires("surveys.write")
def move(survey_id: int, item_id: str, way: str) -> BaseResponse:
    """One place up or down."""
    _survey, definition = _draft(survey_id)
    item = _item(definition, item_id)
    moved = drafting.move(definition, item_id, up=way == "up")
    _keep(survey_id, moved, "move", told={"text": _short(item)})
    return _back(survey_id, item_id)


@bp.post("/<item_id>/section-<any(up, down):way>")
@requires("surveys.write")
def move_section(survey_id: int, item_id: str, way: str) -> BaseResponse:
    """A whole section before the one above it, or behind the one below."""
    _survey, definition = _draft(survey_id)
    heading = dict(definition.sections).get(item_id)
    if heading is None:
        raise Missing
    _keep(survey_id, drafting.move_section(definition, item_id, up=way == "up"), "section", told={"text": heading})
    return _back(survey_id, item_id)


@bp.post("/<item_id>/delete")
@requires("surveys.write")
def delete(survey_id: int, item_id: str) -> BaseResponse:
    """Take a question out; it can be undone."""
    _survey, definition = _draft(survey_id)
    item = _item(definition, item_id)
    freed = len(drafting.dependants(definition, item_id))
    position = [each.id for each in definition.items].index(item_id)
    _keep(survey_id, drafting.delete(definition, item_id), "delete", told={"text": _short(item)})
    if freed:
        flash(_("有 %(n)d 道题原来看这一题才出现，现在总会出现。", n=freed), "soon")
    return _back(survey_id, definition.items[position - 1].id if position else "")


@bp.post("/undo")
@requires("surveys.write")
def undo(survey_id: int) -> BaseResponse:
    """Take the last step back."""
    building.undo(session(), queries.survey_to_change(session(), survey_id), actor=person(), now=clock.now())
    flash(_("已经撤销。再按一次就恢复。"), "good")
    return _back(survey_id, "")


@bp.route("/<item_id>/condition", methods=["GET", "POST"])
@requires("surveys.write")
def condition(survey_id: int, item_id: str) -> Page:
    """When a question appears: always, or after certain answers to an earlier one."""
    survey, definition = _draft(survey_id)
    item = _item(definition, item_id)
    earlier = drafting.conditional_on(definition, item_id)
    chosen = request.values.get("on", item.show_if.item if item.show_if else "")
    on = next((each for each in earlier if each.id == chosen), None)
    form, missing = FlaskForm(), False
    if form.validate_on_submit():
        values = tuple(value for value in request.form.getlist("value") if on and value in checklist.answerable(on))
        missing = on is not None and not values
        if not missing:
            rule = ShowIf(on.id, values) if on is not None else None
            _keep(survey_id, drafting.condition(definition, item_id, rule), "condition", told={"text": _short(item)})
            return _back(survey_id, item_id)
    page = render_template(
        "surveys/drafts/condition.html",
        survey=survey,
        item=item,
        form=form,
        earlier=[(each, checklist.number(definition, each)) for each in earlier],
        on=on,
        answers=_answers(on) if on else [],
        kept=set(item.show_if.values) if on and item.show_if and item.show_if.item == on.id else set(),
        missing=missing,
    )
    return (page, 422) if missing else page


def _reworded(
    survey_id: int,
    definition: Definition,
    item: Item,
    changed: Item,
    form: ItemForm,
    *,
    apart: bool,
    known: bool,
) -> BaseResponse:
    """Keep the changed item under its id or a new one; which, and that somebody decided it, is recorded."""
    begins_anew = apart or (known and form.meaning.data == "new")
    if begins_anew:
        changed = replace(changed, id=bank.new_id(_known(definition), _letters))
        flash(_("换了新题号：这道题跟以前的结果不能比，从这次重新开始。"), "soon")
    recorded = {"item": changed.id}
    if known:
        recorded |= {"before": item.id, "meaning": "new" if begins_anew else "kept"}
    draft = drafting.change(definition, item.id, changed)
    draft = drafting.head(draft, changed.id, form.heading.data or "")
    _keep(survey_id, draft, "reword", told={"text": _short(changed)}, **recorded)
    return _back(survey_id, changed.id)


def _keep(survey_id: int, definition: Definition, step: str, *, told: dict[str, object], **recorded: str) -> None:
    survey = queries.survey_to_change(session(), survey_id)
    building.change(session(), survey, definition, step, actor=person(), now=clock.now(), told=told, **recorded)


def _draft(survey_id: int) -> tuple[Survey, Definition]:
    reading = queries.survey if request.method == "GET" else queries.survey_to_change
    survey = reading(session(), survey_id)
    operations.require(survey, clock.now(), Stage.DRAFT, operations.FROZEN)
    return survey, Definition.from_json(survey.definition)


def _item(definition: Definition, item_id: str) -> Item:
    item = drafting.find(definition, item_id)
    if item is None:
        raise Missing(_("这道题已经不在问卷里了。"))
    return item


def _require_room(definition: Definition, more: int) -> None:
    if len(definition.items) + more > drafting.MOST_ITEMS:
        raise Refusal(_("一份问卷最多 %(n)d 道题。", n=drafting.MOST_ITEMS))


def _bank() -> dict[str, bank.Offered]:
    """Built-in questions first, then those this enterprise has asked."""
    return bank.gather([*(each.definition for each in BUILT_IN.values()), *queries.asked_before(session())])


def _known(definition: Definition) -> set[str]:
    return {*_bank(), *(item.id for item in definition.items)}


def _letters() -> str:
    return secrets.token_hex(4)


def _kind(value: str) -> ItemType:
    try:
        return ItemType(value)
    except ValueError:
        raise Refusal(_("请先选题型。")) from None


def _mark(item: Item) -> str:
    return overtaken.mark(item, default=as_json)


def _short(item: Item) -> str:
    return item.text if len(item.text) <= checklist.SHOWN else item.text[: checklist.SHOWN - 1] + "…"


def _answers(item: Item) -> list[tuple[str, str]]:
    """(value, words) of everything an earlier item may be answered by."""
    words = {str(n): _(point) for n, point in enumerate(item.points, start=1)}
    words |= {option.id: _(option.label) if option.id == "other" else option.label for option in item.choices}
    return [*words.items(), *([("na", _("不适用"))] if item.may_not_apply else [])]


def _condition_words(definition: Definition, item: Item) -> str:
    assert item.show_if is not None
    earlier = drafting.find(definition, item.show_if.item)
    if earlier is None:
        return ""
    words = dict(_answers(earlier))
    told = _("、").join(words.get(value, value) for value in item.show_if.values)
    return _("第 %(n)d 题答“%(words)s”才出现", n=checklist.number(definition, earlier), words=told)


def _back(survey_id: int, item_id: str) -> BaseResponse:
    anchor = f"i-{item_id}" if item_id else None
    return redirect(url_for("surveys_items.listing", survey_id=survey_id, _anchor=anchor))
