"""Ways in which known people are admitted to the survey under attack; each says what the attacker learns of it."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from flask import Flask

from benchmarks import attacker
from surveys import admission as product
from surveys import slip_codes, slips
from surveys.items import OPEN_LINK, SLIPS
from surveys.models import PrintReason


@dataclass(frozen=True)
class Respondent:
    """One known person: a name, a unit, the token that betrays a ballot, and how much is written."""

    name: str
    unit: int
    token: str
    words: int


class Admission(Protocol):
    """How people come in."""

    name: str

    def hand_out(self, app: Flask, survey_id: int, people: Sequence[Respondent], chance: random.Random) -> None:
        """Give everybody what they need."""

    def form(self, person: Respondent) -> dict[str, str]:
        """What this person posts beside the answers."""

    def holders(self, instance: Path) -> Mapping[bytes, str]:
        """Mark -> person, as an attacker computes it who saw what everybody was given and has every key."""


class OpenLink:
    """Everybody says their unit; nothing is spent."""

    name = OPEN_LINK

    def hand_out(self, app: Flask, survey_id: int, people: Sequence[Respondent], chance: random.Random) -> None:
        """Nothing to hand out."""

    def form(self, person: Respondent) -> dict[str, str]:
        """The unit."""
        return {"unit": str(person.unit)}

    def holders(self, instance: Path) -> Mapping[bytes, str]:
        """Nobody holds anything."""
        return {}


@dataclass
class Slips:
    """Printed by unit, drawn by hand; the attacker is given what nobody should have: who drew which."""

    name: str = SLIPS
    _codes: dict[str, str] = field(default_factory=dict)

    def hand_out(self, app: Flask, survey_id: int, people: Sequence[Respondent], chance: random.Random) -> None:
        """Print as many as there are people, and let everybody draw."""
        bags: dict[int, list[str]] = {}
        for person in people:
            bags.setdefault(person.unit, []).append(slip_codes.mint())
        with app.test_request_context():
            key = product.slip_key()
        marks = {unit: [slip_codes.mark(key, code) for code in codes] for unit, codes in bags.items()}
        slips.put(app.extensions["database"], survey_id, marks, reason=PrintReason.FIRST)
        for codes in bags.values():
            chance.shuffle(codes)
        self._codes = {person.name: bags[person.unit].pop() for person in people}

    def form(self, person: Respondent) -> dict[str, str]:
        """The code."""
        return {"slip": self._codes[person.name]}

    def holders(self, instance: Path) -> Mapping[bytes, str]:
        """The marks of the codes, from the instance's key file."""
        key = attacker.keyed_hash((instance / "secret.key").read_bytes(), "slip", b"")
        return {attacker.keyed_hash(key, "slip-mark", code.encode()): name for name, code in self._codes.items()}


ADMISSIONS = {OPEN_LINK: OpenLink, SLIPS: Slips}
