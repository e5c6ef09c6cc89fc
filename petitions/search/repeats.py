"""Earlier cases like this one: of the same unit and category in similar words, and of the same contact.

Similar words are compared in memory, over cases the reader may open. Contacts of petitioners who are named openly are
compared by a keyed digest; its key comes from the office's own, so that neither the database nor the instance folder
lets anybody try out telephone numbers. Nobody who is anonymous or named in confidence ever has one.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.people import Person
from ledgers import likeness
from petitions import conversation, queries, reach
from petitions.categories import queries as category_queries
from petitions.conduct import Conduct, message_place
from petitions.lists import queue
from petitions.lists.queue import QueueRow
from petitions.models import Message, Petition
from petitions.search import contacts
from vault import reading_groups, seal, subject_keys

#: The newest cases of the same unit and category that are compared.
MOST_COMPARED = 200
MOST_SHOWN = 5
#: Shared pairs of characters (Dice's coefficient): from where on a case is shown, and called much alike.
ALIKE = 0.3
MUCH_ALIKE = 0.55
PURPOSE = "petition-contact"
INDEX_BYTES = 16


@dataclass(frozen=True)
class Earlier:
    """What came before."""

    #: The most similar first, each with whether it is much alike.
    alike: list[tuple[QueueRow, bool]]
    same_contact: list[QueueRow]


def earlier(session: Session, case: Petition, key: bytes, who: Person) -> Earlier:
    """Earlier cases that this one may repeat, among those `who` may open."""
    shown = queue.rows(
        session, [*(alike := _alike(session, case, key, who)), *(same := _same(session, case, key, who))]
    )
    return Earlier([(shown[each], much) for each, much in alike.items()], [shown[each] for each in same])


def remember_contact(doing: Conduct) -> None:
    """Keep the digest of an openly given contact, by somebody of the office, whose key it needs."""
    case, actor = doing.petition, doing.actor
    assert actor is not None
    assert actor.keys is not None
    if (contact := _contact(case, doing.key)) is not None and actor.id in reading_groups.member_ids(
        doing.session, case.group_id
    ):
        pair = reading_groups.open_group(doing.session, case.group_id, actor.keys)
        case.contact_index = _index(pair.private, contact)


def _alike(session: Session, case: Petition, key: bytes, who: Person) -> dict[int, bool]:
    """The most similar cases of the same unit and category, each with whether it is much alike."""
    same_unit = Petition.unit_id == case.unit_id if case.unit_id is not None else Petition.unit_id.is_(None)
    # However finely the office divided it: an officer may have chosen more closely than the petitioner did.
    same_category = Petition.category.in_(sorted(category_queries.tree(session).alike(case.category)))
    known = (
        sa.select(Petition.id)
        .where(reach.may_know(session, who), same_unit, same_category, Petition.id != case.id)
        .where(Petition.filed_on <= case.filed_on)
        .order_by(Petition.filed_on.desc(), Petition.id.desc())
        .limit(MOST_COMPARED)
    )
    others = list(session.execute(known).scalars())
    if not others:
        return {}
    own = likeness.pairs(conversation.narrative(session, case.id, key))
    scores = {each: likeness.shared(own, likeness.pairs(text)) for each, text in _narratives(session, others, who)}
    best = sorted((each for each in others if scores.get(each, 0) >= ALIKE), key=lambda each: -scores[each])
    return {each: scores[each] >= MUCH_ALIKE for each in best[:MOST_SHOWN]}


def _narratives(session: Session, petition_ids: Sequence[int], who: Person) -> list[tuple[int, str]]:
    """(case, what it said first) of those that `who` can open."""
    assert who.keys is not None
    keys = subject_keys.open_subjects(session, [queries.subject(each) for each in petition_ids], who.keys)
    first = sa.select(Message.petition_id, Message.sealed).where(
        Message.petition_id.in_(petition_ids), Message.ordinal == 1
    )
    found: list[tuple[int, str]] = []
    for petition_id, sealed in session.execute(first):
        key = keys.get(queries.subject(petition_id))
        # One that is damaged, or whose key is exchanged just now, keeps no other case's page shut.
        with suppress(seal.SealBroken):
            found += [(petition_id, seal.open_text(key, sealed, message_place(petition_id, 1)))] if key else []
    return found


def _same(session: Session, case: Petition, key: bytes, who: Person) -> list[int]:
    """Cases of the same office whose petitioner gave the same contact, the newest first."""
    contact = _contact(case, key)
    if contact is None or who.keys is None or who.id not in reading_groups.member_ids(session, case.group_id):
        return []
    digests = [
        _index(pair.private, contact) for pair in reading_groups.open_generations(session, case.group_id, who.keys)
    ]
    wanted = (
        sa.select(Petition.id)
        .where(reach.may_know(session, who), Petition.contact_index.in_(digests), Petition.id != case.id)
        .order_by(Petition.filed_on.desc(), Petition.id.desc())
        .limit(MOST_SHOWN)
    )
    return list(session.execute(wanted).scalars())


def _contact(case: Petition, key: bytes) -> str | None:
    named = conversation.named(case, key)
    return contacts.normal(named.contact) if named is not None else None


def _index(private: bytes, contact: str) -> bytes:
    return seal.derive(private, PURPOSE, contact.encode(), INDEX_BYTES)
