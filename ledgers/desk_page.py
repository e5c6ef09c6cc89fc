"""What the desk's pages of ledgers show: the overview, a list, one entry with its history, and the words for contents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from accounts.units import UnitTree
from ledgers import directory, forms, operations, queries, sealing, sources, values
from ledgers.declaration import Column, Content, Ledger, Place, State, Step, Type
from ledgers.filters import VIEWS, Filters
from ledgers.forms import FilterForm
from ledgers.photos import operations as photos
from ledgers.photos.operations import Photo
from ledgers.queries import Entry, Event, Listed
from ledgers.registry import LEDGERS
from ledgers.sources import ShownSource
from ledgers.values import Names
from web import formats, ids, paging
from web.words import N_

#: A sealed column's history says that it changed, and nothing else.
SEALED_CHANGE = ("■■", "■■")
ACTIONS = {
    operations.ADD: N_("登记"),
    operations.CHANGE: N_("修改"),
    photos.HUNG: N_("加照片"),
    photos.TAKEN_DOWN: N_("移去照片"),
}


@dataclass(frozen=True)
class Words:
    """Contents in words."""

    names: Names
    units: UnitTree
    people: Mapping[int, str]

    def unit(self, unit_id: int | None) -> str:
        """The unit's path; what has none holds for all of them."""
        if unit_id is None:
            return _("全企业")
        return self.units.path(unit_id) if unit_id in self.units else formats.NOTHING

    def person(self, account_id: int | None) -> str:
        """The account's name."""
        return self.people.get(account_id, formats.NOTHING) if account_id is not None else formats.NOTHING

    def of(self, column: Column, content: Content) -> str:
        """A content as pages show it."""
        if content is None or content == "":
            return self.unit(None) if column.place is Place.UNIT else formats.NOTHING
        if isinstance(content, bool):
            return _("是") if content else _("否")
        if isinstance(content, date):
            return formats.plain_day(content)
        if column.type is Type.CHOICE:
            words = self.names.choices_of(column).get(str(content))
            return _(words) if words else str(content)
        if isinstance(content, int):
            return self._figure(column, content)
        return content

    def _figure(self, column: Column, content: int) -> str:
        if column.type is Type.UNIT:
            return self.unit(content)
        if column.type is Type.PERSON:
            return self.person(content)
        if column.type is Type.MONEY:
            return _("%(amount)s 元", amount=values.money(content))
        shown = formats.number(content)
        return f"{shown} {_(column.unit)}" if column.unit else shown


@dataclass(frozen=True)
class ListPage:
    """One page of a ledger's list with everything around it."""

    ledger: Ledger
    filters: Filters
    form: FilterForm
    listed: Listed
    words: Words
    sentence: str
    extra: tuple[Column, ...]

    @property
    def extra_heads(self) -> list[str | tuple[str, str]]:
        """Heads of the columns that only this ledger lists."""
        figures = (Type.NUMBER, Type.MONEY)
        return [(_(each.label), "number") if each.type in figures else _(each.label) for each in self.extra]

    def kind(self, entry: Entry) -> str:
        """The entry's kind in words."""
        column = self.ledger.placed(Place.KIND)
        return self.words.of(column, entry.kind) if column else ""

    def tone(self, entry: Entry, today: date, soon_days: int = 7) -> str:
        """The tone of an entry's limit."""
        if entry.runs_to is None:
            return "plain"
        left = (entry.runs_to - today).days
        return "late" if left < 0 else ("soon" if left <= soon_days else "good")

    def page_url(self, number: int) -> str:
        """The address of another page of the same list."""
        asked = {name: value for name, value in self.form.data.items() if value}
        return url_for("ledgers_desk.entries", ledger=self.ledger, view=self.filters.view, page=number, **asked)

    def export_url(self, *, sealed: bool = False) -> str:
        """The address of the same list as a workbook."""
        asked = {name: value for name, value in self.form.data.items() if value} | ({"sealed": "1"} if sealed else {})
        return url_for("ledgers_import.export", ledger=self.ledger, view=self.filters.view, **asked)


@dataclass(frozen=True)
class HistoryRow:
    """One line of the history in words."""

    day: date
    label: str
    who: str
    state: str
    note: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class EntryPage:
    """One entry with what can be done to it."""

    entry: Entry
    state: State
    words: Words
    steps: list[Step]
    may_change: bool
    #: Whether there are sealed columns that this person cannot open.
    is_shut: bool
    #: Whether this person may hang photos on it: whoever writes it or is responsible, and can seal them where needed.
    may_hang: bool
    photos: list[Photo]
    source: ShownSource | None
    history: list[HistoryRow]

    @property
    def names(self) -> Names:
        """What may be chosen, and the people who stand in the entry though they could not be chosen any more."""
        known, people = self.words.names, (c.code for c in self.entry.ledger.columns if c.type is Type.PERSON)
        standing = {found for code in people if isinstance(found := self.entry.value(code), int)}
        gone = sorted(standing.difference(known.people.values()))
        named = {_("%(name)s（已不在岗）", name=self.words.person(each)): each for each in gone}
        return replace(known, people={**known.people, **named})

    def facts(self) -> list[tuple[str, str]]:
        """Short contents beside their names, without those that say nothing yet."""
        shown = [
            (_(column.label), self.words.of(column, self.entry.value(column.code)))
            for column in self.entry.ledger.columns
            if column.type is not Type.LONG and column.place is not Place.TITLE
        ]
        return [(label, said) for label, said in shown if said != formats.NOTHING]

    def texts(self) -> list[tuple[str, str]]:
        """Long texts under their names, where there is one."""
        return [
            (_(column.label), str(self.entry.value(column.code)))
            for column in self.entry.ledger.columns
            if column.type is Type.LONG and self.entry.value(column.code)
        ]


def overview(session: Session, who: Person, *, today: date) -> list[tuple[Ledger, dict[str, int]]]:
    """Every ledger with how much is in it for this reader."""
    tree = accounts.unit_tree(session)
    return [(each, queries.counts(session, each, who, tree, today=today)) for each in LEDGERS.values()]


def words(session: Session, ledger: Ledger, who: Person | None, tree: UnitTree) -> Words:
    """The words for contents."""
    return Words(directory.names(session, ledger, who, tree), tree, accounts.account_names(session))


def load_list(session: Session, ledger: Ledger, who: Person, asked: Mapping[str, str], *, today: date) -> ListPage:
    """A list as asked for in the address; what makes no sense there is as if it had not been asked."""
    tree = accounts.unit_tree(session)
    said = words(session, ledger, who, tree)
    kinds = directory.kinds(ledger, said.names)
    form = forms.filter_form(asked, ledger, kinds, tree)
    filters = _filters(form, asked, kinds, tree, ledger)
    return ListPage(
        ledger=ledger,
        filters=filters,
        form=form,
        listed=queries.page(session, ledger, who, filters, tree, today=today),
        words=said,
        sentence=_sentence(filters, form, kinds, tree),
        extra=tuple(each for each in ledger.columns if each.listed),
    )


def load_entry(session: Session, ledger: Ledger, entry_id: int, who: Person) -> EntryPage:
    """One entry for `who`. Raises Missing."""
    tree = accounts.unit_tree(session)
    (entry,) = with_opened(session, [queries.entry(session, ledger, entry_id, who, tree)], who)
    key = sealing.key_of(session, entry.id, who) if ledger.is_sealed else None
    said = words(session, ledger, who, tree)
    may_write = directory.keeps(who, entry.unit_id, tree)
    is_own = entry.owner_id == who.id
    return EntryPage(
        entry=entry,
        state=ledger.state(entry.state),
        words=said,
        steps=ledger.steps_from(entry.state, owner_only=not may_write) if may_write or is_own else [],
        # Without the key a form would empty what it cannot show.
        may_change=may_write and (key is not None or not ledger.is_sealed),
        is_shut=ledger.is_sealed and key is None,
        may_hang=(may_write or is_own) and (key is not None or not ledger.is_sealed),
        photos=photos.of_entry(session, entry.id),
        source=sources.at_desk(session, entry.source, who),
        history=[_history_row(each, entry, said, key) for each in queries.history(session, entry.id)],
    )


def with_opened(session: Session, entries: Sequence[Entry], who: Person) -> list[Entry]:
    """Entries with their sealed columns, for somebody who may open them; as they are for others."""
    keys = sealing.keys_of(session, [each.id for each in entries if each.sealed is not None], who)
    return [
        replace(each, opened=sealing.open_contents(keys[each.id], each.id, each.sealed))
        if each.sealed is not None and each.id in keys
        else each
        for each in entries
    ]


def _history_row(event: Event, entry: Entry, said: Words, key: bytes | None) -> HistoryRow:
    ledger = entry.ledger
    step = ledger.step(event.action)
    return HistoryRow(
        day=event.day,
        label=_(step.label if step else ACTIONS[event.action]),
        who=said.person(event.account_id) if event.account_id else _("系统"),
        state=_(ledger.state(event.to_state).label),
        note=_note(event, entry, key),
        # What a new entry began with stands on the page itself until it changes.
        changes=tuple(
            (
                _(column.label),
                *((said.of(column, before), said.of(column, after)) if not column.sealed else SEALED_CHANGE),
            )
            for column, before, after in _changes(event, ledger)
            if event.action != operations.ADD
        ),
    )


def _note(event: Event, entry: Entry, key: bytes | None) -> str:
    if event.sealed_note is None:
        return event.note
    return (
        sealing.open_note(key, entry.id, event.ordinal, event.sealed_note) if key else _("（密封，工会受理机构可看）")
    )


def _changes(event: Event, ledger: Ledger) -> list[tuple[Column, Content, Content]]:
    found = []
    for column in ledger.columns:
        if column.code in event.changes:
            before, after = event.changes[column.code]
            found.append((column, values.from_plain(column, before), values.from_plain(column, after)))
    return found


def _filters(
    form: FilterForm, asked: Mapping[str, str], kinds: Mapping[str, str], tree: UnitTree, ledger: Ledger
) -> Filters:
    view = asked.get("view", ledger.first_view)
    unit_id = ids.read_or_none(form.unit.data)
    return Filters(
        view=view if view in VIEWS else ledger.first_view,
        kind=form.kind.data if form.kind.data in kinds else "",
        unit_ids=frozenset(tree.subtree(unit_id)) if unit_id is not None and unit_id in tree else frozenset(),
        first=form.first.data,
        last=form.last.data,
        words=(form.words.data or "").strip(),
        page=paging.number(asked.get("page")),
    )


def _sentence(filters: Filters, form: FilterForm, kinds: Mapping[str, str], tree: UnitTree) -> str:
    """The filter as a sentence that can be read aloud."""
    parts = [_(VIEWS[filters.view])]
    if filters.kind:
        parts.append(_(kinds[filters.kind]))
    if filters.unit_ids:
        parts.append(_("%(unit)s及下属单位", unit=tree.path(int(form.unit.data))))
    if filters.first:
        parts.append(_("%(day)s起登记", day=formats.plain_day(filters.first)))
    if filters.last:
        parts.append(_("%(day)s前登记", day=formats.plain_day(filters.last)))
    if filters.words:
        parts.append(_("事项或编号含“%(words)s”", words=filters.words))
    last = _("新登记的在前。") if filters.view in queries.LATEST_FIRST else _("先到期的在前。")
    return _("，").join([*parts, last])
