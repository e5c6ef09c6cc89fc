"""Full text over sealed cases: opened in memory with the reader's own keys, for as long as one search takes.

Nothing of it is kept: neither the words nor what was opened. Only cases that the reader may know of and holds a key to
are looked into; the others are as if they were not there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from re import Pattern

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import preferences
from accounts.people import Person
from petitions import conduct, conversation, queries, reach
from petitions.lists import queue
from petitions.lists.filters import Filters, conditions
from petitions.lists.queue import QueueRow
from petitions.models import CaseNote, Message, Petition
from petitions.notes import NoteKind, parts
from petitions.outcome.opinion import Opinion
from petitions.redaction import versions as redactions
from petitions.search import finding
from petitions.search.finding import Piece
from vault import seal, subject_keys
from web.words import N_

#: Cases whose keys are opened and whose texts are read together; the first lot is small, so that hits come at once.
BATCH, FIRST_BATCH = 500, 100
#: Hits that are shown; then the search stops and offers to go on with the earlier cases.
MOST_HITS = 100

PLACES = {
    "narrative": N_("反映的内容"),
    "talk": N_("对话"),
    "notes": N_("内部记录"),
    "name": N_("姓名和联系方式"),
}

#: A text of a case: where it stands, and what it says.
Text = tuple[str, str]


@dataclass(frozen=True)
class Hit:
    """A case in which every word stands."""

    row: QueueRow
    #: Where the excerpt is from, a message id of PLACES.
    place: str
    pieces: list[Piece] = field(repr=False)


@dataclass(frozen=True)
class Step:
    """How far a search is, and what the cases just read brought."""

    hits: list[Hit] = field(repr=False)
    #: How many cases hold the words, of how many that were opened and read.
    matched: int
    searched: int
    #: How many cases are still to be looked at, of how many.
    left: int
    total: int
    #: How many of those that were opened do not open to the end: their key is exchanged just now, or they are damaged.
    shut: int = 0
    #: Where it stopped because enough is shown; that case was the last.
    after: int | None = None

    @property
    def done(self) -> int:
        """How many cases are behind, opened or not."""
        return self.total - self.left


def look(
    session: Session,
    who: Person,
    wanted: Sequence[Pattern[str]],
    filters: Filters,
    *,
    today: date,
    after: int | None = None,
) -> Iterator[Step]:
    """Look for the words in the cases that pass `filters` (its view apart), the newest first, step by step.

    `after` is the case at which an earlier search stopped. Whoever may know of no case gets no step.
    """
    known = _known(session, who, filters, today)
    at = known.index(after) + 1 if after in known else 0
    begin, searched, matched, shut = at, 0, 0, 0
    while at < len(known):
        size = FIRST_BATCH if at == begin else BATCH
        matches: dict[int, Text] = {}
        end = min(at + size, len(known))
        for petition_id, texts in texts_of(session, known[at:end], who):
            searched, shut = searched + 1, shut + (texts is None)
            if (hit := _hit(texts or (), wanted)) is not None:
                matches[petition_id] = hit
            if matched + len(matches) >= MOST_HITS:
                end = known.index(petition_id) + 1
                break
        at, matched = end, matched + len(matches)
        is_enough = matched >= MOST_HITS and at < len(known)
        stopped = known[at - 1] if is_enough else None
        hits, left = _hits(session, matches, wanted), len(known) - at
        yield Step(hits, matched, searched, left, len(known), shut=shut, after=stopped)
        if is_enough:
            return


def texts_of(session: Session, petition_ids: Sequence[int], who: Person) -> Iterator[tuple[int, list[Text] | None]]:
    """Each of these cases that `who` holds a key to, with everything that is written in it, in the order given; None for
    one of which some part does not open."""
    assert who.keys is not None
    keys = subject_keys.open_subjects(session, [queries.subject(each) for each in petition_ids], who.keys)
    by_id = {each: keys[queries.subject(each)] for each in petition_ids if queries.subject(each) in keys}
    sealed, versions = _sealed(session, by_id), redactions.of_cases(session, list(by_id))
    for petition_id, key in by_id.items():
        row, texts = versions.get(petition_id), None
        with suppress(seal.SealBroken):
            own = redactions.key_under(row, key) if row is not None else key
            texts = [_opened(own if each[4] else key, *each[:4]) for each in sealed[petition_id]]
        yield petition_id, texts


def _hits(session: Session, matches: Mapping[int, Text], wanted: Sequence[Pattern[str]]) -> list[Hit]:
    rows = queue.rows(session, matches) if matches else {}
    return [Hit(rows[each], PLACES[place], finding.excerpt(text, wanted)) for each, (place, text) in matches.items()]


def _hit(texts: Sequence[Text], wanted: Sequence[Pattern[str]]) -> Text | None:
    """The text to show of a case that holds every word: the one that holds most of them."""
    if not finding.holds(wanted, [text for _place, text in texts]):
        return None
    return max(texts, key=lambda each: finding.how_many(wanted, each[1]))


def _known(session: Session, who: Person, filters: Filters, today: date) -> list[int]:
    soon_days = preferences.read(session).due_soon_days
    wanted = sa.select(Petition.id).where(reach.may_know(session, who), *conditions(filters, today, soon_days))
    return list(session.execute(wanted.order_by(Petition.filed_on.desc(), Petition.id.desc())).scalars())


#: What is sealed where: (place in PLACES, sealed bytes, what it is bound to, what kind of note it is, and whether it lies
#: under the key of the redacted version).
_Sealed = tuple[str, bytes, str, NoteKind | None, bool]


def _sealed(session: Session, by_id: Mapping[int, bytes]) -> dict[int, list[_Sealed]]:
    ids = sorted(by_id)
    found: dict[int, list[_Sealed]] = defaultdict(list)
    said = sa.select(Message.petition_id, Message.ordinal, Message.sealed, Message.is_redacted).where(
        Message.petition_id.in_(ids)
    )
    for petition_id, ordinal, sealed, is_redacted in session.execute(
        said.order_by(Message.petition_id, Message.ordinal)
    ):
        place = "narrative" if ordinal == 1 else "talk"
        found[petition_id].append((place, sealed, conduct.message_place(petition_id, ordinal), None, is_redacted))
    noted = sa.select(CaseNote.petition_id, CaseNote.ordinal, CaseNote.kind, CaseNote.sealed, CaseNote.is_redacted)
    noted = noted.where(CaseNote.petition_id.in_(ids)).order_by(CaseNote.petition_id, CaseNote.ordinal)
    for petition_id, ordinal, kind, sealed, is_redacted in session.execute(noted):
        found[petition_id].append(("notes", sealed, conduct.note_place(petition_id, ordinal), kind, is_redacted))
    named = sa.select(Petition.id, Petition.name_sealed).where(Petition.id.in_(ids), Petition.name_sealed.is_not(None))
    for petition_id, name in session.execute(named):
        assert name is not None
        found[petition_id].append(("name", name, conversation.name_place(petition_id), None, False))
    return found


def _opened(key: bytes, place: str, sealed: bytes, bound_to: str, kind: NoteKind | None) -> Text:
    text = seal.open_text(key, sealed, bound_to)
    if place == "name":
        return place, conversation.Named.from_text(text).words
    if kind is None:
        return place, text
    return place, Opinion.from_text(text).words if kind is NoteKind.OPINION else " ".join(parts(kind, text)).strip()
