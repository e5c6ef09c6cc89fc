"""Somebody who holds everything that was kept: database files or rows with their system columns, logs, sessions, every key.

Knows nothing of the product's code, only what stands in its documents: ballots are sealed boxes, marks are keyed hashes.
Finds both wherever they lie, and says in as many ways as there are traces who wrote which ballot.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

TOKEN = 16
NEEDLE = 32
#: A mark no further than this from a ballot's bytes lies in the same record.
BESIDE = 24
TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d")
BEGINS = re.compile(rb"\[(?:\d+|null), ?\{")

#: Which person each ballot (known by its token) is said to be from.
Guess = dict[str, str]


@dataclass(frozen=True)
class Knowledge:
    """What the attacker brings: every key, who works where, whose slip or ticket is whose, who answered when."""

    survey_key: bytes
    units: Mapping[str, int]
    #: Mark -> person; the attacker saw everybody's slip. Empty where nothing is spent.
    holders: Mapping[bytes, str] = field(default_factory=dict)
    #: People in the order in which they were seen to answer, and to draw; empty when nobody watched.
    order: Sequence[str] = ()
    drawn: Sequence[str] = ()


@dataclass
class Traces:
    """Where ballots and marks were found: each measure puts them into an order; some lie together."""

    ballots: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    holders: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    links: dict[str, Guess] = field(default_factory=lambda: defaultdict(dict))
    lengths: dict[str, int] = field(default_factory=dict)
    #: The kinds of files whose bytes were looked at, whether or not anything lay there.
    looked_in: set[str] = field(default_factory=set)


def keyed_hash(key: bytes, purpose: str, data: bytes) -> bytes:
    """The hash under which a code is stored, as docs/anonymity.md gives it."""
    framed = len(purpose).to_bytes(4, "big") + purpose.encode() + data
    return hashlib.blake2b(framed, key=key, digest_size=32).digest()


def in_sqlite(folder: Path, knowledge: Knowledge) -> Traces:
    """Traces in a folder of copied files: rows of every table of every database, then the raw bytes of every file."""
    found = _Finder(knowledge)
    for path in sorted(folder.glob("*.db")):
        with sqlite3.connect(f"file:{path}?mode=ro&immutable=0", uri=True) as connection:
            names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for name in names:
                rows = connection.execute(f'SELECT rowid, * FROM "{name}"')
                found.rows(name, ((f"row {row[0]}", {"row": row[0]}, row[1:]) for row in rows))
    return found.in_files(sorted(path for path in folder.iterdir() if path.is_file()))


def in_postgres(url: str, knowledge: Knowledge, files: Iterable[Path] = ()) -> Traces:
    """Traces in a running server's rows with their system columns, and in the raw bytes of `files`."""
    found = _Finder(knowledge)
    listed = "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'box')"
    with psycopg.connect(url) as connection:
        for schema, name in connection.execute(listed).fetchall():
            columns = f'xmin::text::bigint, (ctid::text::point)[0], (ctid::text::point)[1], * FROM {schema}."{name}"'
            rows = connection.execute(f"SELECT {columns}").fetchall()
            found.rows(name, ((f"xmin {row[0]}", {"xmin": row[0], "ctid": (row[1], row[2])}, row[3:]) for row in rows))
    return found.in_files(files)


def guesses(traces: Traces, knowledge: Knowledge) -> dict[str, Guess]:
    """Everything that the traces say, by the way it was found."""
    said = {f"link: {way}": guess for way, guess in traces.links.items() if guess}
    for measure in sorted({name for measures in traces.ballots.values() for name in measures} - {"unit"}):
        tokens = _by_unit(traces.ballots, measure, lambda token: traces.ballots[token]["unit"])
        marked = _by_unit(traces.holders, measure, lambda person: knowledge.units[person])
        if marked:
            said[f"both by {measure}"] = _paired(tokens, marked)
        for seen, order in (("answer", knowledge.order), ("draw", knowledge.drawn)):
            if order:
                said[f"seen to {seen}, by {measure}"] = _paired(tokens, _seen(order, knowledge.units))
    return {way: guess for way, guess in said.items() if guess}


def by_length(traces: Traces, lengths: Mapping[str, int], knowledge: Knowledge) -> Guess:
    """Ballots matched with people by how much each was seen to write."""
    if len(set(traces.lengths.values())) < 2:
        return {}
    tokens: dict[int, list[str]] = defaultdict(list)
    for token in sorted(traces.lengths, key=lambda token: (traces.lengths[token], token)):
        tokens[traces.ballots[token]["unit"]].append(token)
    people: dict[int, list[str]] = defaultdict(list)
    for person in sorted(lengths, key=lambda person: (lengths[person], person)):
        people[knowledge.units[person]].append(person)
    return _paired(tokens, people)


class _Finder:
    """Collects traces."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.traces = Traces()
        self._box = SealedBox(PrivateKey(knowledge.survey_key))
        self._sealed: dict[str, bytes] = {}

    def rows(self, table: str, rows: Iterable[tuple[str, dict[str, Any], Sequence[Any]]]) -> None:
        """Look at rows of a table: (what ties them together, measures, values)."""
        together: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for tie, of_row, values in rows:
            measures = {**of_row, **_moment(values)}
            for value in values:
                if not isinstance(value, bytes | memoryview):
                    continue
                token, person = self._ballot(bytes(value)), self.knowledge.holders.get(bytes(value))
                if token is not None:
                    self.traces.ballots[token].update({f"{name} of the row": place for name, place in measures.items()})
                    together[tie][0].append(token)
                elif person is not None and table != "slip":
                    self.traces.holders[person].update({f"{name} of the row": at for name, at in measures.items()})
                    together[tie][1].append(person)
        for tie, (tokens, people) in together.items():
            if len(tokens) == 1 and len(people) == 1:
                self.traces.links[f"the same {tie.split()[0]}"][tokens[0]] = people[0]

    def in_files(self, files: Iterable[Path]) -> Traces:
        """Look for what was found in rows, again and also where it was deleted, in the bytes of files."""
        for number, path in enumerate(files):
            # A running server throws files away while they are copied.
            with suppress(FileNotFoundError):
                content = path.read_bytes()
                self.traces.looked_in.add(_kind(path))
                self._in_bytes(_kind(path), number, content)
                # A database server's own files have no suffix, and hold their text in rows that were looked at.
                if path.suffix:
                    self._in_words(_kind(path), number, content)
        return self.traces

    def _in_bytes(self, kind: str, number: int, content: bytes) -> None:
        marks = sorted(self._places(content, {person: mark for mark, person in self.knowledge.holders.items()}))
        ends = {token: len(sealed) for token, sealed in self._sealed.items()}
        for place, token in self._places(content, {token: sealed[:NEEDLE] for token, sealed in self._sealed.items()}):
            _note(self.traces.ballots[token], kind, (number, place))
            for at, person in marks:
                if -NEEDLE - BESIDE <= at - place <= -NEEDLE or 0 <= at - place - ends[token] <= BESIDE:
                    self.traces.links[f"beside it in {kind}"][token] = person
        for place, person in marks:
            _note(self.traces.holders[person], kind, (number, place))

    def _in_words(self, kind: str, number: int, content: bytes) -> None:
        """The same as text, as a log or a session would hold it."""
        for place, token in self._places(content, {token: token.encode() for token in self._sealed}):
            _note(self.traces.ballots[token], f"{kind} in words", (number, place))
        written = {person: mark.hex().encode() for mark, person in self.knowledge.holders.items()}
        for place, person in self._places(content, written):
            _note(self.traces.holders[person], f"{kind} in words", (number, place))

    @staticmethod
    def _places(content: bytes, needles: Mapping[str, bytes]) -> Iterator[tuple[int, str]]:
        for label, needle in needles.items():
            place = content.find(needle)
            while place >= 0:
                yield place, label
                place = content.find(needle, place + 1)

    def _ballot(self, value: bytes) -> str | None:
        if len(value) < 64:
            return None
        try:
            opened = self._box.decrypt(value)
        except CryptoError:
            return None
        # A length may stand before it and padding after it; either may look like a bracket.
        begins = BEGINS.search(opened)
        if begins is None:
            return None
        (unit, answers), _end = json.JSONDecoder().raw_decode(opened[begins.start() :].decode())
        token = str(answers["token"])[:TOKEN]
        self.traces.ballots[token]["unit"] = unit
        self.traces.lengths[token] = len(value)
        self._sealed[token] = value
        return token


def _by_unit(found: Mapping[str, Mapping[str, Any]], measure: str, unit_of: Any) -> dict[int, list[str]]:
    units: dict[int, list[str]] = defaultdict(list)
    have = [label for label, measures in found.items() if measure in measures]
    for label in sorted(have, key=lambda label: (found[label][measure], label)):
        units[unit_of(label)].append(label)
    return units


def _seen(order: Sequence[str], unit_of: Mapping[str, int]) -> dict[int, list[str]]:
    units: dict[int, list[str]] = defaultdict(list)
    for person in order:
        units[unit_of[person]].append(person)
    return units


def _paired(tokens: Mapping[int, Sequence[str]], people: Mapping[int, Sequence[str]]) -> Guess:
    return {
        token: person
        for unit, of_unit in tokens.items()
        if len(of_unit) == len(people.get(unit, ()))
        for token, person in zip(of_unit, people[unit], strict=True)
    }


def _moment(values: Sequence[Any]) -> dict[str, str]:
    """The time a row holds, if any, as a measure."""
    times = [str(value) for value in values if isinstance(value, str | datetime) and TIME.match(str(value))]
    return {"moment": min(times)} if times else {}


def _note(measures: dict[str, Any], kind: str, place: tuple[int, int]) -> None:
    first, last = f"first byte in {kind}", f"last byte in {kind}"
    measures[first] = min(place, measures.get(first, place))
    measures[last] = max(place, measures.get(last, place))


def _kind(path: Path) -> str:
    if path.suffix:
        return path.suffix.lstrip(".")
    return "the table files" if path.parent.name.isdigit() else path.parent.name
