"""The cases behind a figure: kept by id with the figure they make, and read a page at a time by whoever may know of them."""

from __future__ import annotations

import enum
from array import array
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.people import Person
from petitions import reach
from petitions.models import Petition
from petitions.rates.figure import Picked
from petitions.workflow import State
from web import paging
from web.words import N_


class Counting(enum.Enum):
    """How much a case counts in the part of a rate."""

    NOT = "not"
    HALF = "half"
    WHOLE = "whole"


LABELS = {Counting.NOT: N_("没有计入分子"), Counting.HALF: N_("折半计入分子"), Counting.WHOLE: N_("计入分子")}


@dataclass(frozen=True)
class Behind:
    """The ids of the cases of a rate: those that count, that count half, and that do not; small, for many are kept."""

    counted: array[int]
    half: array[int]
    rest: array[int]
    #: A plain count has no part, and nothing is said of what counts.
    is_rate: bool

    @property
    def choices(self) -> list[tuple[Counting | None, str, int]]:
        """The lists that can be asked for, with what they are called and how many cases they hold."""
        if not self.is_rate:
            return []
        every = [(None, N_("全部"), len(self.ids()))]
        return every + [(each, LABELS[each], len(self.ids(each))) for each in Counting if self.ids(each)]

    @classmethod
    def of(cls, picked: Picked) -> Behind:
        """The cases that a rate took."""
        counted, half = {case.id for case in picked.part}, {case.id for case in picked.half}
        ids = [case.id for case in picked.whole]
        return cls(
            array("q", [each for each in ids if each in counted]),
            array("q", [each for each in ids if each in half]),
            array("q", [each for each in ids if each not in counted and each not in half]),
            is_rate=picked.part is not picked.whole,
        )

    def ids(self, counting: Counting | None = None) -> array[int]:
        """The cases that count so; for None every one, what does not count first: what went wrong is looked for."""
        lists = {Counting.NOT: self.rest, Counting.HALF: self.half, Counting.WHOLE: self.counted}
        return self.rest + self.half + self.counted if counting is None else lists[counting]


@dataclass(frozen=True)
class Asked:
    """The month of a figure, which of its cases, and which page of them, from 1."""

    month: date
    counting: Counting | None = None
    page: int = 1


@dataclass(frozen=True)
class Line:
    """One case of a list; of a destroyed one only what is counted is left."""

    id: int
    number: str
    category: str
    state: State
    filed_on: date
    replied_on: date | None
    is_purged: bool
    counting: Counting


@dataclass(frozen=True)
class Page:
    """One page of the cases behind a figure."""

    lines: list[Line]
    number: int
    pages: int


def page(session: Session, who: Person, found: Behind, asked: Asked) -> Page:
    """The cases on the page that was asked for, or on the last one there is."""
    shown = paging.cut(found.ids(asked.counting), asked.page)
    counted, half = set(found.counted), set(found.half)
    wanted = sa.select(
        Petition.id,
        Petition.number,
        Petition.category,
        Petition.state,
        Petition.filed_on,
        Petition.first_replied_on,
        Petition.purged_on.is_not(None),
    ).where(Petition.id.in_(shown.rows), reach.may_count(session, who))
    by_id = {row.id: row for row in session.execute(wanted)}
    lines = [Line(*by_id[each], _counting(each, counted, half)) for each in shown.rows if each in by_id]
    return Page(lines, shown.number, shown.pages)


def _counting(petition_id: int, counted: set[int], half: set[int]) -> Counting:
    if petition_id in counted:
        return Counting.WHOLE
    return Counting.HALF if petition_id in half else Counting.NOT
