"""Which column of a workbook means which column of a ledger, and what each row says or why it cannot be taken; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ledgers import likeness, values
from ledgers.declaration import Column, Content, Ledger, Place
from ledgers.values import BadValue, Names
from web.words import N_

#: The heading under which a workbook says where an entry stands.
STATE = "state"
STATE_LABEL = N_("状态")
NUMBER_LABEL = N_("编号")
STATE_ALIASES = ("当前状态", "办理状态", "进展状态")
HERE_ALREADY = N_(
    "这一条已经在台账里，再导入就成了两条。要改它，请在台账里打开它改；真要另登一条，请把表里的编号删掉。"
)
DAY_NEEDED = N_("没有填，而时限已经过了。请补上是哪一天登记的。")
MOST_ROWS = 5_000
#: A heading that holds this share of a name's pairs of characters is proposed for it; the form lets one choose otherwise.
ALIKE = 0.6
_UNITS = re.compile(r"[（(][^）)]*[）)]")


@dataclass(frozen=True)
class GoodRow:
    """A row that can be taken: its number in the file, its contents, and where it stands (None: at the beginning)."""

    number: int
    contents: Mapping[str, Content]
    state: str | None


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be taken: the column (a message id), and why (a message id with its values)."""

    number: int
    label: str
    message: str
    values: Mapping[str, object]


@dataclass(frozen=True)
class Preview:
    """What would come of a workbook."""

    good: tuple[GoodRow, ...]
    bad: tuple[BadRow, ...]


def targets(ledger: Ledger) -> tuple[tuple[str, str, bool], ...]:
    """What headings may mean: (code, label, whether it is required), the state last."""
    columns = tuple((each.code, each.label, each.required and each.place is not Place.DAY) for each in ledger.columns)
    return (*columns, (STATE, STATE_LABEL, False))


def known(ledger: Ledger, called: Callable[[str], str] = str) -> tuple[str, ...]:
    """Every heading that is understood without being told; `called` is what the page calls a label."""
    return tuple(name for _code, names in _understood(ledger, called) for name in names)


def numbers(rows: Iterable[tuple[int, Mapping[str, str]]], called: Callable[[str], str] = str) -> frozenset[str]:
    """The numbers that rows of a workbook bear: those of the ledger itself, if it was taken out of it."""
    return frozenset(_number(cells, called) for _row, cells in rows) - {""}


def guess(ledger: Ledger, header: Sequence[str], called: Callable[[str], str] = str) -> dict[str, str]:
    """Column code to heading, as far as the headings say so or are alike; no heading is used twice."""
    left = {_plain(heading): heading for heading in reversed(header)}
    found: dict[str, str] = {}
    wanted = _understood(ledger, called)
    # Labels first: an alias of one column may be the label of another.
    for names_of in (lambda names: names[:2], lambda names: names[2:]):
        for code, names in wanted:
            heading = next((left[_plain(name)] for name in names_of(names) if _plain(name) in left), None)
            if code not in found and heading is not None:
                found[code] = heading
                del left[_plain(heading)]
    return found | _alike([(code, names) for code, names in wanted if code not in found], left.values())


def _understood(ledger: Ledger, called: Callable[[str], str]) -> list[tuple[str, tuple[str, ...]]]:
    """Column code and the names it goes by, its label first."""
    columns = [(each.code, (each.label, called(each.label), *each.aliases)) for each in ledger.columns]
    return [*columns, (STATE, (STATE_LABEL, called(STATE_LABEL), *STATE_ALIASES))]


def _alike(wanted: Sequence[tuple[str, Sequence[str]]], headings: Iterable[str]) -> dict[str, str]:
    """Column code to heading for what is left, the most alike first."""
    scored = sorted(
        (
            (-_likeness(names, heading), position, code, heading)
            for position, (code, names) in enumerate(wanted)
            for heading in headings
        ),
    )
    found: dict[str, str] = {}
    for score, _position, code, heading in scored:
        if -score >= ALIKE and code not in found and heading not in found.values():
            found[code] = heading
    return found


def _likeness(names: Sequence[str], heading: str) -> float:
    """The greatest share of a name's pairs of characters that the heading holds, less a little for what it says besides."""
    said = likeness.pairs(_plain(heading))
    shares = []
    for name in names:
        meant = likeness.pairs(_plain(name))
        shares.append(len(meant & said) / len(meant) - len(said - meant) / 100 if meant else 0.0)
    return max(shares)


def asked(
    ledger: Ledger, header: Sequence[str], said: Mapping[str, str], called: Callable[[str], str] = str
) -> dict[str, str]:
    """Column code to heading as the trial's form says ("map-title"); before it was sent, what the headings say themselves."""
    if "mapped" not in said:
        return guess(ledger, header, called)
    chosen = {code: said.get(f"map-{code}", "") for code, _label, _needed in targets(ledger)}
    return {code: heading for code, heading in chosen.items() if heading in header}


def read_rows(
    ledger: Ledger,
    rows: Iterable[tuple[int, Mapping[str, str]]],
    mapping: Mapping[str, str],
    names: Names,
    *,
    today: date,
    here: Collection[str] = (),
) -> Preview:
    """Every row as contents, or the first reason why it cannot be taken; `here` are numbers of entries there are."""
    good: list[GoodRow] = []
    bad: list[BadRow] = []
    columns = [each for each in ledger.columns if each.code in mapping]
    for number, cells in rows:
        if not any(cells.get(heading, "").strip() for heading in mapping.values()):
            continue
        if _number(cells, names.called) in here:
            bad.append(BadRow(number, NUMBER_LABEL, HERE_ALREADY, {}))
            continue
        read = _row(ledger, columns, number, cells, mapping, names, today)
        if isinstance(read, GoodRow):
            good.append(read)
        else:
            bad.append(read)
    return Preview(tuple(good), tuple(bad))


def _row(
    ledger: Ledger,
    columns: Sequence[Column],
    number: int,
    cells: Mapping[str, str],
    mapping: Mapping[str, str],
    names: Names,
    today: date,
) -> GoodRow | BadRow:
    contents: dict[str, Content] = {}
    for column in columns:
        try:
            contents[column.code] = values.read(column, cells.get(mapping[column.code], ""), names)
        except BadValue as wrong:
            return BadRow(number, column.label, wrong.message, wrong.values)
    for column in ledger.columns:
        if names.requires(column) and column.place is not Place.DAY and contents.get(column.code) is None:
            return BadRow(number, column.label, N_("没有填，这一项必须有。"), {})
    impossible = _wrong_days(ledger, number, contents, today)
    if impossible is not None:
        return impossible
    if contents.get("day") is None:
        # An entry of no day is of today.
        contents.pop("day", None)
    said = cells.get(mapping.get(STATE, ""), "").strip()
    state = next(
        (
            each.code
            for each in ledger.states
            if said in (each.label, each.code, names.called(each.label), *each.aliases)
        ),
        None,
    )
    if said and state is None:
        listed = "；".join(names.called(each.label) for each in ledger.states)
        return BadRow(number, STATE_LABEL, values.NOT_A_CHOICE, {"typed": said[:40], "choices": listed})
    return GoodRow(number, contents, state)


def _wrong_days(ledger: Ledger, number: int, contents: Mapping[str, Content], today: date) -> BadRow | None:
    """Why a limit cannot be: it lies before the entry's own day, which is today where none is written."""
    day, due = contents.get("day"), ledger.placed(Place.DUE)
    until = contents.get(due.code) if due else None
    if due is None or not isinstance(until, date):
        return None
    if isinstance(day, date):
        return BadRow(number, due.label, values.DUE_BEFORE_DAY, {}) if until < day else None
    label = next(each.label for each in ledger.columns if each.place is Place.DAY)
    return BadRow(number, label, DAY_NEEDED, {}) if until < today else None


def _number(cells: Mapping[str, str], called: Callable[[str], str]) -> str:
    return cells.get(NUMBER_LABEL, "") or cells.get(called(NUMBER_LABEL), "")


def _plain(heading: str) -> str:
    return re.sub(r"[\s*＊：:]", "", _UNITS.sub("", heading))
