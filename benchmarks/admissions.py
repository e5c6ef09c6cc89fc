"""Ways in which known people are admitted to the survey under attack; each says what the attacker learns of it."""

from __future__ import annotations

import base64
import hashlib
import random
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from flask import Flask
from werkzeug.test import TestResponse

from benchmarks import attacker, phone
from surveys import queries
from surveys.answering import admission as product
from surveys.ballot_box import invitations, slip_codes, slips, tickets
from surveys.ballot_box.tickets import Ticket, UnitKey
from surveys.items import INVITATIONS, OPEN_LINK, SLIPS
from surveys.models import PrintReason


@dataclass(frozen=True)
class Respondent:
    """One known person: a name, a unit, the token that betrays a ballot, and how much is written."""

    name: str
    unit: int
    token: str
    words: int


#: What an answer of the server tells somebody who watches the line: status, length and head.
Reply = tuple[int, int, tuple[str, ...]]


def reply(answer: TestResponse) -> Reply:
    """What `answer` tells by its looks."""
    head = tuple(sorted(f"{name}: {value}" for name, value in answer.headers if name != "Date"))
    return answer.status_code, len(answer.data), head


class Admission(Protocol):
    """How people come in."""

    name: str

    def hand_out(self, app: Flask, survey_id: int, people: Sequence[Respondent], chance: random.Random) -> None:
        """Give everybody what they need."""

    def draw(self, app: Flask, person: Respondent) -> Reply | None:
        """Let one person draw what is asked for at the server; how that answered, None where nothing is."""

    def form(self, person: Respondent) -> dict[str, str]:
        """What this person posts beside the answers."""

    def holders(self, instance: Path) -> Mapping[bytes, str]:
        """Mark -> person, as an attacker computes it who saw what everybody was given and has every key."""


class OpenLink:
    """Everybody says their unit; nothing is spent."""

    name = OPEN_LINK

    def hand_out(self, app: Flask, survey_id: int, people: Sequence[Respondent], chance: random.Random) -> None:
        """Nothing to hand out."""

    def draw(self, app: Flask, person: Respondent) -> Reply | None:
        """Nothing to draw."""
        return None

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
        """Print as many as there are people, and let everybody draw by hand."""
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

    def draw(self, app: Flask, person: Respondent) -> Reply | None:
        """Drawn by hand, where no server sees it."""
        return None

    def form(self, person: Respondent) -> dict[str, str]:
        """The code."""
        return {"slip": self._codes[person.name]}

    def holders(self, instance: Path) -> Mapping[bytes, str]:
        """The marks of the codes, from the instance's key file."""
        key = attacker.keyed_hash((instance / "secret.key").read_bytes(), "slip", b"")
        return {attacker.keyed_hash(key, "slip-mark", code.encode()): name for name, code in self._codes.items()}


@dataclass
class Tickets:
    """Everybody draws with a personal link when it suits them; the attacker has the workbook with all links."""

    name: str = INVITATIONS
    _links: dict[str, str] = field(default_factory=dict)
    _tickets: dict[str, Ticket] = field(default_factory=dict)
    _slug: str = ""
    _keys: Mapping[int, UnitKey] = field(default_factory=dict)

    def hand_out(self, app: Flask, survey_id: int, people: Sequence[Respondent], chance: random.Random) -> None:
        """Give everybody a link."""
        database = app.extensions["database"]
        with database.reading() as session:
            document = queries.key_document(session, survey_id)
            self._slug = queries.survey(session, survey_id).slug
        assert document is not None
        self._keys = tickets.keys_in(document)
        self._links = {person.name: invitations.token() for person in people}
        invitations.keep_links(database, survey_id, list(self._links.values()), [person.unit for person in people])

    def draw(self, app: Flask, person: Respondent) -> Reply | None:
        """Blind, have signed, keep."""
        key = self._keys[person.unit].public
        message = secrets.token_bytes(tickets.MESSAGE_BYTES)
        blinded, factor = phone.blind(key, message)
        posted = {"link": self._links[person.name], "blinded": base64.b64encode(blinded).decode()}
        answer = app.test_client().post("/i/draw", data=posted)
        signature = phone.finalize(key, base64.b64decode(answer.get_json()["signature"]), factor)
        self._tickets[person.name] = Ticket(self._slug, person.unit, message, signature)
        return reply(answer)

    def form(self, person: Respondent) -> dict[str, str]:
        """The ticket."""
        return {"ticket": self._tickets[person.name].to_text()}

    def holders(self, instance: Path) -> Mapping[bytes, str]:
        """The hashes of the links, which the attacker computes from the workbook."""
        return {
            hashlib.blake2b(link.replace("-", "").encode(), digest_size=32, person=b"xinqiao link").digest(): name
            for name, link in self._links.items()
        }


ADMISSIONS = {OPEN_LINK: OpenLink, SLIPS: Slips, INVITATIONS: Tickets}
