"""What the desk's list shows."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import SelectField

from accounts import preferences
from accounts import queries as accounts
from accounts.people import Person
from accounts.units import UnitTree
from petitions import kinds, workflow
from petitions.calendar import queries as calendar_queries
from petitions.categories import queries as category_queries
from petitions.categories.choices import INDENT
from petitions.categories.tree import CategoryTree
from petitions.kinds import Kind, LegalClass
from petitions.lists import queue, saved_views
from petitions.lists.filters import STANDINGS, Filters
from petitions.lists.forms import ME, FilterForm
from petitions.lists.models import SavedView
from petitions.lists.queue import Queue, QueueRow
from petitions.outcome.disposal import DISPOSAL_LABELS, Disposal
from petitions.register import mandate_queries
from petitions.register.models import Mandate
from petitions.workflow import State
from vault import reading_groups
from web import formats, ids, paging

Choice = TypeVar("Choice", bound=enum.Enum)


@dataclass(frozen=True)
class Listed:
    """One page of the list with everything around it."""

    filters: Filters
    form: FilterForm
    queue: Queue
    #: What superiors wait for, by case.
    mandates: Mapping[int, Mandate]
    names: Mapping[int, str]
    tree: UnitTree
    soon_days: int
    #: Somebody with an office's role whom no office has admitted yet.
    is_not_admitted: bool
    sentence: str
    #: Years that deadlines starting today may reach into and whose days off are not announced yet.
    unknown_years: list[int]
    #: The reader's own views and those of their offices.
    saved: list[SavedView]

    def unit(self, row: QueueRow) -> str:
        """The unit concerned, in words."""
        return self.tree.path(row.unit_id) if row.unit_id is not None and row.unit_id in self.tree else "—"

    def tone(self, row: QueueRow, today: date) -> str:
        """The tone of a row's clock."""
        return queue.standing_of(row, today, self.soon_days)

    @property
    def is_latest_first(self) -> bool:
        """Whether what came in last stands first."""
        return self.filters.view in queue.LATEST_FIRST

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but a view was asked for."""
        return bool(self.form.asked)

    @property
    def tabs(self) -> list[tuple[str, str, int]]:
        """(view, msgid, how many) of the tabs that are shown: those one always looks for, and those that hold a case."""
        counted = self.queue.counts
        shown = [each for each in queue.VIEWS if each in queue.ALWAYS_SHOWN or counted[each]]
        wanted = [each for each in queue.VIEWS if each in shown or each == self.filters.view]
        return [(each, queue.VIEWS[each], counted[each]) for each in wanted]

    def page_url(self, number: int) -> str:
        """The address of another page of the same list."""
        asked: dict[str, Any] = dict(self.form.asked)
        return url_for("petitions_desk.cases", view=self.filters.view, page=number, **asked)


def load(session: Session, who: Person, asked: Mapping[str, str], *, today: date) -> Listed:
    """The list as asked for in the address; what makes no sense there is as if it had not been asked."""
    tree = accounts.unit_tree(session)
    form, filters = _asked(session, asked, tree, who)
    found = queue.page(session, who, filters, today=today)
    return Listed(
        filters=filters,
        form=form,
        queue=found,
        mandates=mandate_queries.open_of(session, [row.id for row in found.rows]),
        names=accounts.account_names(session),
        tree=tree,
        soon_days=preferences.read(session).due_soon_days,
        is_not_admitted=who.can("petitions.assign") and not reading_groups.groups_of(session, who.id),
        sentence=_sentence(filters, form, tree),
        saved=saved_views.seen_by(session, who),
        unknown_years=calendar_queries.unknown_years(session, today) if who.can("petitions.officer") else [],
    )


def filters_asked(session: Session, asked: Mapping[str, str], who: Person) -> Filters:
    """The filters that an address or a form asks for."""
    return _asked(session, asked, accounts.unit_tree(session), who)[1]


def said(session: Session, asked: Mapping[str, str], who: Person) -> str:
    """What a saved view narrows the list to, as a sentence."""
    tree = accounts.unit_tree(session)
    form, filters = _asked(session, MultiDict(asked), tree, who)
    return _sentence(filters, form, tree)


def handlers(session: Session) -> list[tuple[int, str]]:
    """(account id, name) of everybody who may have cases, by name."""
    return [(each.id, each.name) for each in accounts.people(session) if each.can("petitions.handle")]


def read(form: FilterForm, asked: Mapping[str, str], tree: UnitTree, who: Person, categories: CategoryTree) -> Filters:
    """The filters of a form; what makes no sense is as if it had not been asked."""
    view = asked.get("view", "mine")
    handler = form.handler.data or ""
    return Filters(
        view=view if view in queue.VIEWS else "mine",
        categories=_category(form.category.data, categories),
        kind=_one_of(Kind, form.kind.data),
        legal_class=_one_of(LegalClass, form.legal_class.data),
        unit_ids=_subtree(form.unit.data, tree),
        state=_one_of(State, form.state.data),
        disposal=_one_of(Disposal, form.disposal.data),
        standing=form.standing.data if form.standing.data in STANDINGS else "",
        handler_id=who.id if handler == ME else ids.read_or_none(handler),
        handling_unit_ids=_subtree(form.handling_unit.data, tree),
        first=form.first.data,
        last=form.last.data,
        due=form.due.data,
        number=(form.number.data or "").strip(),
        page=paging.number(asked.get("page")),
    )


def spoken(filters: Filters, form: FilterForm, tree: UnitTree) -> list[str]:
    """The filters, each as a part of a sentence that can be read aloud."""
    words = (
        (filters.kind, kinds.KIND_LABELS),
        (filters.legal_class, kinds.LEGAL_LABELS),
        (filters.state, workflow.STATE_LABELS),
        (filters.disposal, DISPOSAL_LABELS),
        (filters.standing, STANDINGS),
    )
    parts = [_chosen(form.category)] if filters.categories else []
    parts += [_(labels[value]) for value, labels in words if value]  # type: ignore[index]
    if filters.unit_ids:
        parts.append(_("%(unit)s及下属单位", unit=tree.path(int(form.unit.data))))
    if filters.handler_id is not None:
        parts.append(_("承办人%(name)s", name=_chosen(form.handler)))
    if filters.handling_unit_ids:
        parts.append(_("由%(unit)s及下属单位承办", unit=tree.path(int(form.handling_unit.data))))
    if filters.first:
        parts.append(_("%(day)s以后收到", day=formats.plain_day(filters.first)))
    if filters.last:
        parts.append(_("%(day)s以前收到", day=formats.plain_day(filters.last)))
    if filters.due:
        parts.append(_("%(day)s以前到期", day=formats.plain_day(filters.due)))
    if filters.number:
        parts.append(_("编号含 %(number)s", number=filters.number.upper()))
    return parts


def _asked(session: Session, asked: Mapping[str, str], tree: UnitTree, who: Person) -> tuple[FilterForm, Filters]:
    form = FilterForm(asked)
    categories = category_queries.tree(session)
    form.offer(tree, handlers(session), categories)
    form.validate()
    return form, read(form, asked, tree, who, categories)


def _sentence(filters: Filters, form: FilterForm, tree: UnitTree) -> str:
    return _("，").join([_(queue.VIEWS[filters.view]), *spoken(filters, form, tree)])


def _chosen(field: SelectField) -> str:
    """What a choice says, without how far it stands in."""
    said = next((str(choice.label) for choice in field.choices if choice.value == field.data), "—")
    return said.removeprefix(INDENT)


def _category(typed: str | None, categories: CategoryTree) -> frozenset[str]:
    return categories.within(typed) if typed and categories.find(typed) is not None else frozenset()


def _one_of(values: type[Choice], typed: str | None) -> Choice | None:
    return next((each for each in values if each.value == typed), None)


def _subtree(typed: str | None, tree: UnitTree) -> frozenset[int]:
    unit_id = ids.read_or_none(typed)
    return frozenset(tree.subtree(unit_id)) if unit_id is not None and unit_id in tree else frozenset()
