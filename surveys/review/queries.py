"""Every SELECT over the texts that wait for review; in the order of their random ids, which is no order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import AuditEntry
from surveys.models import CommentRow, SecondLook


@dataclass(frozen=True)
class Progress:
    """How far the review of one question has come."""

    item_id: str
    whole: int
    kept: int
    dropped: int

    @property
    def left(self) -> int:
        """Texts nobody has decided about."""
        return self.whole - self.kept - self.dropped


def progress(session: Session, survey_id: int) -> list[Progress]:
    """How far the review has come, by question; empty when the survey has no texts to review."""
    kept, dropped = (sa.func.count().filter(CommentRow.verdict == verdict) for verdict in ("keep", "drop"))
    wanted = sa.select(CommentRow.item_id, sa.func.count(), kept, dropped).where(CommentRow.survey_id == survey_id)
    rows = session.execute(wanted.group_by(CommentRow.item_id).order_by(CommentRow.item_id))
    return [Progress(*row) for row in rows]


def unreviewed(session: Session, survey_id: int) -> int:
    """How many texts wait for a decision."""
    waiting = sa.select(sa.func.count()).where(CommentRow.survey_id == survey_id, CommentRow.verdict.is_(None))
    return session.execute(waiting).scalar_one()


def surveys_unreviewed(session: Session, among: Collection[int]) -> int:
    """How many surveys of those `among` have texts that wait for a decision."""
    waiting = sa.select(sa.func.count(CommentRow.survey_id.distinct())).where(
        CommentRow.verdict.is_(None), CommentRow.survey_id.in_(among)
    )
    return session.execute(waiting).scalar_one()


def comment(session: Session, survey_id: int, comment_id: int) -> CommentRow:
    """One text of a survey. Raises NoResultFound."""
    wanted = sa.select(CommentRow).where(CommentRow.survey_id == survey_id, CommentRow.id == comment_id)
    return session.execute(wanted).scalar_one()


def comment_to_change(session: Session, survey_id: int, comment_id: int) -> CommentRow:
    """One text of a survey, locked for this transaction. Raises NoResultFound."""
    wanted = sa.select(CommentRow).where(CommentRow.survey_id == survey_id, CommentRow.id == comment_id)
    return session.execute(wanted.with_for_update()).scalar_one()


def comments(session: Session, survey_id: int) -> list[CommentRow]:
    """Every text of a survey, question by question."""
    wanted = sa.select(CommentRow).where(CommentRow.survey_id == survey_id)
    return list(session.execute(wanted.order_by(CommentRow.item_id, CommentRow.id)).scalars())


def next_unreviewed(session: Session, survey_id: int, *, after: int = 0) -> int | None:
    """The id of the next text nobody has decided about: after the one just read, then from the beginning."""
    waiting = sa.select(CommentRow.id).where(CommentRow.survey_id == survey_id, CommentRow.verdict.is_(None))
    ahead = waiting.where(CommentRow.id > after).order_by(CommentRow.id).limit(1)
    found = session.execute(ahead).scalar_one_or_none()
    return (
        found if found is not None else session.execute(waiting.order_by(CommentRow.id).limit(1)).scalar_one_or_none()
    )


def second_look(session: Session, survey_id: int) -> SecondLook | None:
    """Who last read everything as it would be published, unless a decision changed since."""
    return session.get(SecondLook, survey_id)


# Asked for every text that is decided, so the statement is built once.
_REVIEWED = (
    sa.select(AuditEntry.sequence)
    .where(
        AuditEntry.action == "survey.review",
        AuditEntry.subject == sa.bindparam("subject"),
        AuditEntry.account_id == sa.bindparam("account_id"),
        AuditEntry.at >= sa.bindparam("moment"),
    )
    .limit(1)
)


def reviewed_since(session: Session, subject: str, account_id: int, moment: datetime) -> bool:
    """Whether the log tells already that an account reviewed texts of a survey since `moment`."""
    asked = {"subject": subject, "account_id": account_id, "moment": moment}
    return session.execute(_REVIEWED, asked).first() is not None
