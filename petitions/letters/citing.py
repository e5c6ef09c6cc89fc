"""Replies that cite policies: which fit the case, the citation in the letter, and the explanation that is counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy.orm import Session

from ledgers import answers, policy_operations
from ledgers.answers import Answer
from petitions.conduct import Conduct
from petitions.letters import reply
from petitions.models import CaseEvent
from petitions.workflow import Action

#: Those that fit the petition's words stand first, the others after them.
SUGGESTED = 5
#: Steps that tell the petitioner an answer.
TELLING = frozenset({Action.REPLY, Action.RELAY})


def choices(session: Session, narrative: str, *, today: date) -> tuple[list[Answer], list[Answer]]:
    """(answers that fit the words, best first; all others that hold today)."""
    fitting = answers.matching(session, narrative, today=today, most=SUGGESTED)
    ids = {each.id for each in fitting}
    return fitting, [each for each in answers.valid(session, today=today) if each.id not in ids]


def cite(doing: Conduct) -> list[Answer]:
    """Count each chosen answer as given once, and note which in the history. Raises Missing, Refusal, Forbidden."""
    chosen: Collection[int] = dict.fromkeys(doing.given.get("policies") or ())
    if not chosen:
        return []
    for entry_id in chosen:
        policy_operations.explain(doing.session, entry_id, "reply", actor=doing.actor, now=doing.now)
    by_id = {each.id: each for each in answers.valid(doing.session, today=doing.today)}
    cited = [by_id[each] for each in chosen]
    doing.details["policies"] = [each.number for each in cited]
    return cited


def with_citations(text: str, cited: Collection[Answer]) -> str:
    """The reply with what it rests on at its end."""
    return reply.citing(text, [(each.question, each.number, each.basis) for each in cited])


def cited_in(session: Session, events: Iterable[CaseEvent], *, today: date) -> list[Answer]:
    """The answers that a history says were given, as far as they still hold; the reply names them in any case."""
    told = (event.details.get("policies") for event in events if event.action in TELLING)
    numbers = {number for each in told if isinstance(each, list) for number in each}
    return [each for each in answers.valid(session, today=today) if each.number in numbers] if numbers else []
