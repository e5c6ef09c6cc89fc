"""政策口径 for those who ask: what holds today, what fits a question, and how often each answer was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import queries as accounts
from database import Database
from ledgers import likeness, policies, queries
from ledgers.answers.models import PolicyExplanation
from ledgers.likeness import Document
from ledgers.models import LedgerEntry
from web import lately

SUGGESTED = 3


@dataclass(frozen=True)
class Answer:
    """One question with its answer as staff read it."""

    id: int
    number: str
    question: str
    kind: str
    answer: str
    basis: str
    keywords: str
    since: date
    until: date | None
    #: The unit in which alone it holds, with those below it; empty where it holds in the whole enterprise.
    unit: str


def valid(session: Session, *, today: date) -> list[Answer]:
    """Every answer that may be given today, by kind, then by number."""
    found = [
        each
        for each in queries.every(session, policies.LEDGER)
        if policies.is_valid(each.state, each.day, each.due_on, today)
    ]
    tree = accounts.unit_tree(session)
    order = list(policies.KINDS)
    found.sort(key=lambda each: (order.index(each.kind) if each.kind in order else len(order), each.number))
    return [
        Answer(
            id=each.id,
            number=each.number,
            question=each.title,
            kind=policies.KINDS.get(each.kind or "", ""),
            answer=str(each.value("answer") or ""),
            basis=str(each.value("basis") or ""),
            keywords=str(each.value("keywords") or ""),
            since=each.day,
            until=each.due_on,
            unit=tree.path(each.unit_id) if each.unit_id is not None else "",
        )
        for each in found
    ]


def valid_lately(database: Database, *, today: date) -> list[Answer]:
    """What `valid` found within the last second: whoever files something asks."""
    return lately.read(database, (Answer, today), lambda session: valid(session, today=today))


def fitting(answers: Sequence[Answer], words: str, *, most: int = SUGGESTED) -> list[Answer]:
    """Those of `answers` that fit a question or somebody's story, the best first; none when nothing fits."""
    by_id = {each.id: each for each in answers}
    return [by_id[found] for found in likeness.rank(words, [document(each) for each in answers])[:most]]


def document(answer: Answer) -> Document:
    """An answer as the rule of likeness reads it."""
    return Document(answer.id, answer.question, answer.keywords, answer.answer)


def times_given(session: Session, entry_id: int) -> dict[str, int]:
    """How often an answer was given, by the way it was given, in a fixed order."""
    wanted = (
        sa.select(PolicyExplanation.channel, sa.func.sum(PolicyExplanation.times))
        .where(PolicyExplanation.entry_id == entry_id)
        .group_by(PolicyExplanation.channel)
    )
    counted = {channel: int(times) for channel, times in session.execute(wanted)}
    return {channel: counted[channel] for channel in policies.CHANNELS if channel in counted}


def given_between(session: Session, first: date, last: date) -> dict[str, dict[str, int]]:
    """How often answers were given between two days: question to way to times; questions in the order of their names."""
    wanted = (
        sa.select(LedgerEntry.title, PolicyExplanation.channel, sa.func.sum(PolicyExplanation.times))
        .join(LedgerEntry, LedgerEntry.id == PolicyExplanation.entry_id)
        .where(PolicyExplanation.day >= first, PolicyExplanation.day <= last)
        .group_by(LedgerEntry.title, PolicyExplanation.channel)
        .order_by(LedgerEntry.title, PolicyExplanation.channel)
    )
    found: dict[str, dict[str, int]] = {}
    for title, channel, times in session.execute(wanted):
        found.setdefault(title, {})[channel] = int(times)
    return found
