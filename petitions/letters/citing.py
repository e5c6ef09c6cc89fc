"""Citing policies: which fit a case, the citation in what is written, and the explanation that is counted.

Whatever the office writes to a petitioner may cite. An opinion may too: there the policies are grounds, nobody has been
told yet, and the reply that follows offers the same ones again and counts them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from accounts.people import Person
from ledgers.answers import operations as answer_operations
from ledgers.answers import queries as answers
from ledgers.answers.queries import Answer
from petitions import queries
from petitions.conduct import Conduct
from petitions.letters import reply
from petitions.models import CaseEvent
from petitions.outcome.opinion import Opinion
from petitions.workflow import Action
from web.errors import Refusal

#: Those that fit the petition's words stand first, the others after them.
SUGGESTED = 5
#: In which field the steps that write to a petitioner do so.
WRITTEN_IN: Mapping[Action, str] = {
    **dict.fromkeys(
        (
            Action.ACCEPT,
            Action.DECLINE,
            Action.DIVERT,
            Action.HAND_OVER,
            Action.MERGE,
            Action.ASK,
            Action.WRITE,
            Action.REPLY,
            Action.RELAY,
            Action.EXTEND,
            Action.REFUSE_REVIEW,
            Action.UPHOLD,
            Action.AMEND,
            Action.REVOKE,
            Action.PROTECT,
        ),
        "text",
    ),
    Action.REOPEN: "reason",
}


def choices(session: Session, narrative: str, *, today: date) -> tuple[list[Answer], list[Answer]]:
    """(answers that fit the words, best first; all others that hold today)."""
    every = answers.valid(session, today=today)
    fitting = answers.fitting(every, narrative, most=SUGGESTED)
    ids = {each.id for each in fitting}
    return fitting, [each for each in every if each.id not in ids]


def cite(doing: Conduct) -> None:
    """Put what a step cites into what it writes, and note it in the history. Raises Missing, Refusal, Forbidden."""
    chosen = doing.given.get("policies")
    action, given = doing.row.action, dict(doing.given)
    if not chosen:
        return
    if (name := WRITTEN_IN.get(action)) is not None:
        cited = explained(doing.session, chosen, actor=doing.actor, now=doing.now)
        given[name] = with_citations(doing.text(name), cited)
    elif action is Action.DRAFT and isinstance(given.get("opinion"), Opinion):
        cited = _valid(doing.session, chosen, doing.today)
        opinion: Opinion = given["opinion"]
        given["opinion"] = replace(opinion, basis=reply.grounds(opinion.basis, _named(cited)))
    else:
        return
    doing.given = given
    doing.details["policies"] = [each.number for each in cited]


def explained(session: Session, chosen: Iterable[int], *, actor: Person | None, now: datetime) -> list[Answer]:
    """The chosen answers, each once and counted as given. Raises Missing, Refusal, Forbidden."""
    wanted = list(dict.fromkeys(chosen))
    for entry_id in wanted:
        answer_operations.explain(session, entry_id, "reply", actor=actor, now=now)
    return _valid(session, wanted, now.date())


def with_citations(text: str, cited: Collection[Answer]) -> str:
    """What is written, with what it rests on at its end; once, although it may be passed on."""
    return reply.citing(text, _named(cited))


def proposed(session: Session, petition_id: int, *, today: date) -> list[int]:
    """The answers that the last opinion rests on, as far as they still hold."""
    drafts = [each for each in queries.events(session, petition_id) if each.action is Action.DRAFT]
    noted = drafts[-1].details.get("policies") if drafts else None
    numbers = set(noted) if isinstance(noted, list) else set()
    return [each.id for each in answers.valid(session, today=today) if each.number in numbers]


def _valid(session: Session, chosen: Iterable[int], today: date) -> list[Answer]:
    by_id = {each.id: each for each in answers.valid(session, today=today)}
    wanted = list(dict.fromkeys(chosen))
    if any(each not in by_id for each in wanted):
        raise Refusal(answer_operations.NOT_VALID)
    return [by_id[each] for each in wanted]


def _named(cited: Collection[Answer]) -> list[tuple[str, str, str]]:
    return [(each.question, each.number, each.basis) for each in cited]


def cited_in(session: Session, events: Iterable[CaseEvent], *, today: date) -> list[Answer]:
    """The answers that a history says were given, as far as they still hold; what was written names them in any case."""
    told = (event.details.get("policies") for event in events if event.action in WRITTEN_IN)
    numbers = {number for each in told if isinstance(each, list) for number in each}
    return [each for each in answers.valid(session, today=today) if each.number in numbers] if numbers else []
