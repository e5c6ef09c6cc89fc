"""What the desk's list, its panel on the home page and the calendar show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from accounts import preferences
from accounts import queries as accounts
from accounts.people import Person
from accounts.units import UnitTree
from petitions import kinds, queries, queue, workflow
from petitions.desk_forms import FilterForm, unit_options
from petitions.queue import Filters, Queue, QueueRow
from vault import keyring
from web import formats

#: The longest clock an action starts: sixty days, and what a holiday adds.
LONGEST_CLOCK = 90


@dataclass(frozen=True)
class Listed:
    """One page of the list with everything around it."""

    filters: Filters
    form: FilterForm
    queue: Queue
    names: Mapping[int, str]
    tree: UnitTree
    soon_days: int
    #: Somebody with an office's role whom no office has admitted yet.
    is_not_admitted: bool
    sentence: str
    #: Years that deadlines starting today may reach into and whose days off are not announced yet.
    unknown_years: list[int]

    def unit(self, row: QueueRow) -> str:
        """The unit concerned, in words."""
        return self.tree.path(row.unit_id) if row.unit_id is not None and row.unit_id in self.tree else "—"

    def tone(self, row: QueueRow, today: date) -> str:
        """The tone of a row's clock."""
        return queue.standing_of(row, today, self.soon_days)

    def page_url(self, number: int) -> str:
        """The address of another page of the same list."""
        asked = {name: value for name, value in self.form.data.items() if value}
        asked.pop("csrf_token", None)
        return url_for("petitions_desk.cases", view=self.filters.view, page=number, **asked)


def load(session: Session, who: Person, asked: Mapping[str, str], *, today: date) -> Listed:
    """The list as asked for in the address; what makes no sense there is as if it had not been asked."""
    tree = accounts.unit_tree(session)
    form = FilterForm(asked)
    form.unit.choices = [SelectChoice("", _("全部")), *unit_options(tree)[1:]]
    form.validate()
    filters = _filters(form, asked, tree)
    return Listed(
        filters=filters,
        form=form,
        queue=queue.page(session, who, filters, today=today),
        names={account.id: account.name for account in accounts.accounts(session)},
        tree=tree,
        soon_days=preferences.read(session).due_soon_days,
        is_not_admitted=who.can("petitions.assign") and not keyring.groups_of(session, who.id),
        sentence=_sentence(filters, form, tree),
        unknown_years=unknown_years(session, today) if who.can("petitions.officer") else [],
    )


def panel(session: Session, who: Person, *, today: date) -> dict[str, object]:
    """What the desk's home says about cases: what waits for this person, and what is due."""
    counts = queue.counts(session, who, today=today)
    first = queue.page(session, who, Filters(view="mine"), today=today)
    this_month = today.replace(day=1)
    before = this_month - timedelta(days=1)
    # As many days of the month before, so that the two can be compared.
    same_day = min(before, before.replace(day=min(today.day, before.day)))
    return {
        "counts": counts,
        "rows": first.rows[:6],
        "came_in": queue.came_in(session, who, this_month, today),
        "came_in_before": queue.came_in(session, who, before.replace(day=1), same_day),
        "soon_days": preferences.read(session).due_soon_days,
        "today": today,
        "standing": queue.standing_of,
        "categories": kinds.CATEGORIES,
        "states": workflow.STATE_LABELS,
        "is_not_admitted": who.can("petitions.assign") and not keyring.groups_of(session, who.id),
    }


def unknown_years(session: Session, today: date) -> list[int]:
    """The years within a quarter whose arrangement is missing; until it is entered, weekdays and holidays stand in."""
    last = today + timedelta(days=LONGEST_CLOCK)
    return queries.working_days(session, range(today.year, last.year + 1)).missing_years(today, last)


def calendar_page(session: Session, year: int) -> dict[str, object]:
    """The special days of a year, and whether its official arrangement is known."""
    year = min(max(year, 2020), 2099)
    calendar = queries.working_days(session, (year,))
    listed = sorted((day for day in calendar.special.values() if day.on.year == year), key=lambda day: day.on)
    return {"year": year, "days": listed, "is_missing": year not in calendar.years}


def _filters(form: FilterForm, asked: Mapping[str, str], tree: UnitTree) -> Filters:
    view = asked.get("view", "mine")
    unit = form.unit.data or ""
    unit_id = int(unit) if unit.isascii() and unit.isdigit() else None
    page = asked.get("page", "1")
    return Filters(
        view=view if view in queue.VIEWS else "mine",
        category=form.category.data if form.category.data in kinds.CATEGORIES else "",
        unit_ids=frozenset(tree.subtree(unit_id)) if unit_id is not None and unit_id in tree else frozenset(),
        first=form.first.data,
        last=form.last.data,
        number=(form.number.data or "").strip(),
        page=min(max(int(page), 1), 10_000) if page.isascii() and page.isdigit() and len(page) < 9 else 1,
    )


def _sentence(filters: Filters, form: FilterForm, tree: UnitTree) -> str:
    """The filter as a sentence that can be read aloud."""
    parts = [_(queue.VIEWS[filters.view])]
    if filters.category:
        parts.append(_(kinds.CATEGORIES[filters.category]))
    if filters.unit_ids:
        parts.append(_("%(unit)s及下属单位", unit=tree.path(int(form.unit.data))))
    if filters.first:
        parts.append(_("%(day)s以后收到", day=formats.plain_day(filters.first)))
    if filters.last:
        parts.append(_("%(day)s以前收到", day=formats.plain_day(filters.last)))
    if filters.number:
        parts.append(_("编号以 %(number)s 开头", number=filters.number.upper()))
    return _("，").join(parts)
