"""What petitioners see of their case: the same clock the union sees, what happened, who reads, and what they can do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from accounts import queries as accounts
from petitions import conversation, letter_facts, letters, queries, workflow
from petitions.conversation import File, Named, Said
from petitions.deadlines import ClockKind, Reading
from petitions.kinds import LegalClass
from petitions.letters import LetterKind
from petitions.models import Petition, Rating
from petitions.queries import TimelineRow
from petitions.workflow import Action, CaseRole
from vault import keyring


@dataclass(frozen=True)
class CasePage:
    """One case, opened for its petitioner."""

    petition: Petition
    timeline: list[TimelineRow]
    #: The duty that is due first, and a right of the petitioner's that runs.
    clock: Reading | None
    right: Reading | None
    messages: list[Said]
    readers: list[str]
    named: Named | None
    rating: Rating | None
    may_say: bool
    may_rate: bool
    letters: tuple[LetterKind, ...]
    scans: dict[LetterKind, File]


def load(session: Session, petition_id: int, key: bytes, *, today: date) -> CasePage:
    """The case as its petitioner sees it today. Raises NoResultFound when it is gone."""
    petition = queries.petition(session, petition_id)
    clocks = queries.clocks(session, petition_id, today)
    can = {row.action for row in workflow.allowed(petition.state, {CaseRole.PETITIONER})}
    rating = queries.rating(session, petition_id)
    theirs = letters.for_petitioner(letter_facts.gather(session, petition, key, demo=False))
    return CasePage(
        petition=petition,
        timeline=queries.timeline(session, petition_id),
        clock=queries.next_clock(clocks),
        right=next(
            (each for each in clocks if each.is_running and not each.rule.is_duty and each.days_left >= 0), None
        ),
        messages=conversation.messages(session, petition_id, key),
        readers=_names(session, keyring.readers(session, queries.subject(petition_id))),
        named=conversation.named(petition, key),
        rating=rating,
        may_say=Action.SAY in can,
        may_rate=Action.RATE in can and rating is None and _may_rate(petition, clocks),
        letters=theirs,
        scans={kind: file for kind, file in conversation.scans(session, petition_id, key).items() if kind in theirs},
    )


def _may_rate(petition: Petition, clocks: list[Reading]) -> bool:
    """Whether the rating window is open; accusations have none."""
    is_rated = petition.legal_class is not LegalClass.ACCUSATION
    return is_rated and any(each.kind is ClockKind.RATE and each.days_left >= 0 for each in clocks)


def _names(session: Session, account_ids: frozenset[int]) -> list[str]:
    return [account.name for account in accounts.accounts(session) if account.id in account_ids and account.active]
