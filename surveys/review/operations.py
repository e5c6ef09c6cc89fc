"""Every write of the review: texts of answers are decided one by one, looked at again, published masked, destroyed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import audit
from accounts import queries as account_queries
from accounts.people import Person
from figures import masking
from figures.masking import Mark
from surveys import operations, queries
from surveys.items import Definition
from surveys.lifecycle import Stage
from surveys.models import CommentRow, SecondLook, StoredRelease, Survey
from surveys.review import comments, sealed_texts
from surveys.review import queries as review_queries
from surveys.review.comments import DROP, KEEP, REASONS, Decision
from vault.account_keys import Unlocked
from web.errors import Refusal


def borrow_key(session: Session, survey: Survey, keys: Unlocked | None) -> bytes:
    """The key of a survey's texts. Raises Refusal for somebody whom the office has not admitted."""
    return sealed_texts.key_of(operations.survey_key(session, survey, keys).private)


@dataclass(frozen=True)
class Known:
    """Names that point at somebody wherever they stand: of people with accounts, and of units."""

    names: frozenset[str]
    units: frozenset[str]

    def marks(self, text: str) -> tuple[Mark, ...]:
        """What in a text could point at a person."""
        return masking.marks(text, names=self.names, units=self.units)


def known(session: Session) -> Known:
    """The names the system knows."""
    units = account_queries.unit_tree(session)
    names = account_queries.account_names(session)
    return Known(frozenset(names.values()), frozenset(unit.name for _depth, unit in units.walk()))


def decide(
    session: Session,
    survey: Survey,
    row: CommentRow,
    decision: Decision,
    key: bytes,
    *,
    seen: str,
    actor: Person,
    now: datetime,
) -> None:
    """Keep a text with its masks, or drop it for a reason. `seen` is the verdict the officer's page showed.

    Raises Refusal when a reason is missing, or somebody else decided meanwhile.
    """
    _require_review(survey, now)
    if (row.verdict or "") != seen:
        raise Refusal(_("这一条刚刚由另一位同事看过了，他的决定已经保存。请核对后再改。"))
    if decision.verdict != KEEP and (decision.verdict != DROP or decision.reason not in REASONS):
        raise Refusal(_("请选择公布，或者选一个不公布的理由。"), field="verdict")
    row.verdict, row.decision = decision.verdict, sealed_texts.sealed_decision(row, decision, key)
    session.execute(sa.delete(SecondLook).where(SecondLook.survey_id == survey.id))
    session.flush()
    # Once a day: the log tells who read originals when, not how many times they pressed.
    subject = operations.subject(survey)
    if not review_queries.reviewed_since(session, subject, actor.id, now.replace(hour=0, minute=0, second=0)):
        audit.record(session, actor, "survey.review", subject, now=now)


def confirm(session: Session, survey: Survey, *, actor: Person, now: datetime) -> None:
    """Say that everything was read once more as it would be published. Raises Refusal while something waits."""
    _require_review(survey, now)
    left = review_queries.unreviewed(session, survey.id)
    if left:
        raise Refusal(_("还有 %(n)d 条没有看过。看完以后再确认。", n=left))
    session.merge(SecondLook(survey_id=survey.id, account_id=actor.id, day=now.date()))
    session.flush()
    audit.record(session, actor, "survey.second-look", operations.subject(survey), now=now)


def publish(session: Session, survey: Survey, *, with_comments: bool, actor: Person, now: datetime) -> None:
    """Publish the release with its reviewed texts or without any, then destroy what was sealed and the survey key.

    Raises Refusal while texts that shall be published are not reviewed and looked at a second time. The caller then
    destroys the ballots (`box.destroy`) and what the database remembers of the texts (`sealed_texts.forget`).
    """
    definition = Definition.from_json(survey.definition)
    rows = review_queries.comments(session, survey.id)
    told = comments.withheld(definition)
    if with_comments and rows:
        if any(row.verdict is None for row in rows):
            left = sum(row.verdict is None for row in rows)
            raise Refusal(_("还有 %(n)d 段文字没有看过。请先看完，或者选择“不公布文字，只公布数字”。", n=left))
        if review_queries.second_look(session, survey.id) is None:
            raise Refusal(_("公布文字以前，请先把要公布的文字再看一遍并确认。"))
        key = borrow_key(session, survey, actor.keys)
        told = comments.released(definition, (sealed_texts.opened(row, key) for row in rows))
    elif not rows:
        told = comments.released(definition, ())
    texts = sum(len(item.texts) for item in told.items)
    operations.publish(session, survey, texts=texts, actor=actor, now=now)
    tables = queries.release(session, survey.id)
    assert tables is not None
    session.get_one(StoredRelease, survey.id).tables = replace(tables, comments=told).to_json()
    session.execute(sa.delete(SecondLook).where(SecondLook.survey_id == survey.id))
    session.execute(sa.delete(CommentRow).where(CommentRow.survey_id == survey.id))
    session.flush()


def _require_review(survey: Survey, now: datetime) -> None:
    if queries.stage(survey, now) is not Stage.COUNTED:
        raise Refusal(_("只有已计票、还没有公布的问卷，才能审阅文字。"))
