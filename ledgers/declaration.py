"""What a ledger is made of: columns, states and steps, declared once and read by list, form, history and workbook; pure."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

#: What a column of an entry may hold: a text, a number, a day, an id, yes or no, nothing.
Content = str | int | date | bool | None


class Type(enum.Enum):
    """What a column holds and how it is asked for. NUMBER is whole; MONEY is kept in fen (分)."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    DAY = "day"
    NUMBER = "number"
    MONEY = "money"
    FLAG = "flag"
    UNIT = "unit"
    PERSON = "person"


class Place(enum.Enum):
    """A column that every list filters or sorts by lies in a column of its own in the table of entries."""

    TITLE = "title"
    KIND = "kind"
    UNIT = "unit_id"
    OWNER = "owner_id"
    LEADER = "leader_id"
    DAY = "day"
    DUE = "due_on"


@dataclass(frozen=True)
class Source:
    """Where an entry comes from, such as a case or a survey's finding: a kind that the application knows, and a number."""

    kind: str
    number: str


@dataclass(frozen=True)
class Column:
    """One column. Labels, hints and the words of choices are message ids."""

    code: str
    label: str
    type: Type = Type.TEXT
    place: Place | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    required: bool = False
    #: Whether it is sealed to the union office; a sealed column lies in no place of its own.
    sealed: bool = False
    hint: str = ""
    #: Printed behind a number: 元, %, 人.
    unit: str = ""
    highest: int | None = None
    #: What workbooks that already exist call this column.
    aliases: tuple[str, ...] = ()
    #: Other words that such workbooks use for a choice: words to code.
    words: Mapping[str, str] = field(default_factory=dict)
    #: Whether the list shows it beside title, kind and unit.
    listed: bool = False
    #: Whether the form for a new entry asks for it; the others are filled in by a step.
    on_form: bool = True


@dataclass(frozen=True)
class State:
    """Where an entry stands. `tone` is plain, info, good, soon or late."""

    code: str
    label: str
    tone: str = "plain"
    is_final: bool = False
    #: What had to be done by its day is done, though something else is still open.
    is_met: bool = False
    #: What workbooks that already exist call this state.
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """What can be done to an entry: from which states to which (none: it stays), and what it asks for."""

    code: str
    label: str
    sources: tuple[str, ...]
    target: str = ""
    columns: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    #: Label of the free note, or nothing when none is asked for.
    note: str = ""
    note_needed: bool = False
    #: Whether the person responsible may do it too, and not only those who write the ledger.
    own: bool = False
    is_grave: bool = False
    done: str = ""


@dataclass(frozen=True)
class Ledger:
    """A register (台账)."""

    name: str
    label: str
    about: str
    #: Two letters before the number of every entry.
    prefix: str
    columns: tuple[Column, ...]
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    #: What its empty list says: what would be here, and how to get it.
    empty: tuple[str, str]
    #: Whether everybody who opens ledgers reads all of it, whatever units they reach.
    open_to_all: bool = False
    #: Which part of the list is shown first: what is open, or all of it.
    first_view: str = "open"
    #: Whether everybody who opens ledgers may list something of the units they reach, and not only those who write.
    reported_by_all: bool = False

    @property
    def is_sealed(self) -> bool:
        """Whether it has sealed columns; the notes of its history are sealed then too."""
        return any(each.sealed for each in self.columns)

    @cached_property
    def _columns(self) -> dict[str, Column]:
        return {each.code: each for each in self.columns}

    @cached_property
    def _states(self) -> dict[str, State]:
        return {each.code: each for each in self.states}

    @property
    def first(self) -> str:
        """The state in which an entry begins."""
        return self.states[0].code

    @property
    def final(self) -> frozenset[str]:
        """The states in which nothing more is owed."""
        return frozenset(each.code for each in self.states if each.is_final)

    @property
    def owing(self) -> frozenset[str]:
        """The states in which it can be late."""
        return frozenset(each.code for each in self.states if not each.is_final and not each.is_met)

    @property
    def form_columns(self) -> tuple[Column, ...]:
        """What the form of a new entry asks for."""
        return tuple(each for each in self.columns if each.on_form)

    def column(self, code: str) -> Column:
        """The column called `code`. Raises KeyError."""
        return self._columns[code]

    def placed(self, place: Place) -> Column | None:
        """The column that lies in `place`, if this ledger has one."""
        return next((each for each in self.columns if each.place is place), None)

    def state(self, code: str) -> State:
        """The state called `code`. Raises KeyError."""
        return self._states[code]

    def step(self, code: str) -> Step | None:
        """The step called `code`, or None."""
        return next((each for each in self.steps if each.code == code), None)

    def steps_from(self, state: str, *, owner_only: bool = False) -> list[Step]:
        """What can be done next; `owner_only` leaves what the person responsible may do."""
        return [each for each in self.steps if state in each.sources and (each.own or not owner_only)]
