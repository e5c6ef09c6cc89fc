"""Every SELECT over cases whose period ends; plain rows in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from accounts import preferences
from accounts.people import Person
from petitions import periods as retention
from petitions import reach, workflow
from petitions.identity.models import SealedIdentity
from petitions.joint.models import Voice, VoiceMailbox
from petitions.keys import earlier
from petitions.kinds import LegalClass
from petitions.mailbox.models import NoticeMailbox
from petitions.models import Petition
from petitions.periods import Holding
from petitions.register.models import ReceptionCase, ReceptionDay
from petitions.retention.models import RetentionHold
from vault import seal

#: The case that another one was merged into.
Leading = aliased(Petition)


def _finished_on(case: type[Petition]) -> sa.ColumnElement[date | None]:
    """`finished_on` as a column."""
    ended_later = sa.and_(case.closed_on.is_not(None), case.ended_on > case.closed_on)
    return sa.case((ended_later, case.ended_on), else_=sa.func.coalesce(case.closed_on, case.ended_on, case.decided_on))


def finished_on(case: Petition) -> date | None:
    """The day a case was finished; one that was closed and then ended beside a review was finished when it ended."""
    days = [each for each in (case.closed_on, case.ended_on) if each is not None]
    return max(days, default=case.decided_on)


FINISHED_ON = _finished_on(Petition)


@dataclass(frozen=True)
class Ending:
    """A finished case, and the last day it is kept."""

    petition_id: int
    number: str
    category: str
    holding: Holding
    finished_on: date
    kept_until: date | None
    is_held: bool


def due(session: Session, today: date, *, most: int) -> list[Petition]:
    """Cases whose period is over, which nothing puts off; at most so many, their rows locked."""
    wanted = sa.select(Petition).where(_is_finished(), ~_is_held(Petition), _is_over(session, today))
    found = session.execute(wanted.order_by(Petition.id).limit(most).with_for_update(of=Petition)).scalars().all()
    held = _held_now(session, [each.id for each in found])
    return [each for each in found if each.id not in held]


def names_due(session: Session, today: date, *, most: int) -> list[int]:
    """Finished cases whose sealed name and mailboxes are not needed any more, ahead of the rest of the case; locked."""
    last = today - timedelta(days=preferences.read(session).keep_name_days)
    of_voices = sa.select(Voice.petition_id).join(VoiceMailbox, VoiceMailbox.voice_id == Voice.id)
    left = sa.union(sa.select(SealedIdentity.petition_id), sa.select(NoticeMailbox.petition_id), of_voices)
    is_over = sa.and_(last > FINISHED_ON, ~_is_led(last))
    wanted = sa.select(Petition.id).where(Petition.id.in_(left), _is_finished(), ~_is_held(Petition), is_over)
    found = session.execute(wanted.order_by(Petition.id).limit(most).with_for_update(of=Petition)).scalars().all()
    held = _held_now(session, found)
    return [each for each in found if each not in held]


def endings(session: Session, who: Person, until: date) -> list[Ending]:
    """The finished cases `who` may know of that are kept until a day before `until` or are held, the next first."""
    wanted = sa.select(Petition).where(_is_finished(), reach.may_know(session, who))
    soon = sa.or_(_is_held(Petition), _is_over(session, until))
    held = set(session.execute(sa.select(RetentionHold.petition_id)).scalars())
    rows = session.execute(wanted.where(soon).order_by(FINISHED_ON, Petition.number)).scalars()
    found = [ending(session, row, is_held=row.id in held) for row in rows]
    return sorted(found, key=lambda each: (each.kept_until or date.max, each.number))


def ending(session: Session, case: Petition, *, is_held: bool) -> Ending:
    """When the period of a finished case ends; that of one merged into another not before the other was finished."""
    kind = retention.holding(case.legal_class, was_answered=case.first_replied_on is not None)
    both = [each for each in (case, _led_by(session, case)) if each is not None]
    finished = max(day for day in map(finished_on, both) if day is not None)
    years = retention.years(kind, preferences.read(session))
    until = retention.kept_until(finished, years)
    return Ending(case.id, case.number, case.category, kind, finished, until, is_held)


def ending_of(session: Session, case: Petition) -> Ending | None:
    """The same for one case; None while it, or the one it was merged into, is not finished."""
    both = (case, _led_by(session, case) or case)
    is_finished = all(each.state in workflow.FINISHED_STATES for each in both)
    return ending(session, case, is_held=hold(session, case.id) is not None) if is_finished else None


def hold(session: Session, petition_id: int) -> RetentionHold | None:
    """What puts off the destruction of a case."""
    return session.get(RetentionHold, petition_id)


def reason(session: Session, kept: RetentionHold, key: bytes) -> str | None:
    """Why the destruction of a case is put off, with the case's `key`; None when no key the case ever had opens it."""
    place = retention.hold_place(kept.petition_id)
    try:
        return earlier.opened(session, kept.petition_id, key, kept.reason_sealed, place).decode()
    except seal.SealBroken:
        return None


def receptions_due(session: Session, before: date | None, *, most: int) -> list[ReceptionDay]:
    """Reception days before `before` whose record is kept still, and from which no case is put off its destruction."""
    if before is None:
        return []
    held = (
        sa.select(ReceptionCase.reception_id)
        .join(RetentionHold, RetentionHold.petition_id == ReceptionCase.petition_id)
        .where(ReceptionCase.reception_id == ReceptionDay.id)
    )
    over = sa.and_(ReceptionDay.recorded_on.is_not(None), ReceptionDay.purged_on.is_(None), ReceptionDay.day < before)
    wanted = sa.select(ReceptionDay).where(over, ~held.exists()).order_by(ReceptionDay.id)
    return list(session.execute(wanted.limit(most)).scalars())


def _is_finished() -> sa.ColumnElement[bool]:
    # Whoever reports revenge is answered before anything is destroyed.
    return sa.and_(Petition.state.in_(_FINISHED), Petition.purged_on.is_(None), Petition.alarm_on.is_(None))


def _is_held(case: type[Petition]) -> sa.ColumnElement[bool]:
    return sa.select(RetentionHold.petition_id).where(RetentionHold.petition_id == case.id).exists()


def _held_now(session: Session, petition_ids: Sequence[int]) -> set[int]:
    """Which of these locked cases are held: somebody may have put one off while it was waited for its row."""
    wanted = sa.select(RetentionHold.petition_id).where(RetentionHold.petition_id.in_(petition_ids))
    return set(session.execute(wanted).scalars())


def _is_led(before: date) -> sa.ColumnElement[bool]:
    """Whether a case was merged into one that is in hand or held still, or was not finished before this day: what its
    petitioner is told, and what they may ask for, goes by that one."""
    in_hand = sa.or_(Leading.state.not_in(_FINISHED), Leading.alarm_on.is_not(None))
    stays = sa.or_(in_hand, _is_held(Leading), _finished_on(Leading) >= before)
    leading = sa.select(Leading.id).where(Leading.id == Petition.leading_id, Leading.purged_on.is_(None), stays)
    return sa.and_(Petition.ended_on.is_not(None), leading.exists())


def _led_by(session: Session, case: Petition) -> Petition | None:
    """The case that this one was merged into and ended with, while that is kept."""
    if case.leading_id is None or case.ended_on is None:
        return None
    leading = session.get(Petition, case.leading_id)
    return leading if leading is not None and leading.purged_on is None else None


def _is_over(session: Session, today: date) -> sa.ColumnElement[bool]:
    chosen = preferences.read(session)
    over: list[sa.ColumnElement[bool]] = []
    for kind, condition in _HOLDINGS.items():
        before = retention.finished_before(today, retention.years(kind, chosen))
        if before is not None:
            over.append(sa.and_(condition, before > FINISHED_ON, ~_is_led(before)))
    return sa.or_(sa.false(), *over)


_FINISHED = reach.ordered(workflow.FINISHED_STATES)
_IS_ACCUSATION = Petition.legal_class == LegalClass.ACCUSATION
_IS_SUGGESTION = Petition.legal_class == LegalClass.SUGGESTION
_WAS_ANSWERED = Petition.first_replied_on.is_not(None)
#: The same as `retention.holding`, as conditions.
_HOLDINGS = {
    Holding.ACCUSATION: _IS_ACCUSATION,
    Holding.ANSWERED: sa.and_(~_IS_ACCUSATION, ~_IS_SUGGESTION, _WAS_ANSWERED),
    Holding.SUGGESTION: sa.and_(_IS_SUGGESTION, _WAS_ANSWERED),
    Holding.ENDED: sa.and_(~_IS_ACCUSATION, ~_WAS_ANSWERED),
}
