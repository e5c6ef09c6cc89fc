"""Sends an issued report by mail: locked in the request that asks for it, sent by `tick` through the outbox.

The password is made here, shown once to whoever sends, and kept nowhere. Who was sent which issue stays on record.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit
from accounts.people import Person
from notices import operations, registry
from notices.models import Channel, OutboxRow
from notices.registry import File, Message, Template
from reports import queries, wording
from reports.mailing import locking
from reports.mailing import queries as mailing_queries
from reports.mailing.models import MailingRecipient, ReportMailing
from reports.period import Period
from web.errors import Missing, Refusal
from web.tick import tick_task
from web.transactions import database
from web.words import N_

NAME = "report"
KEPT_DAYS = 30
PDF = "application/pdf"
NOBODY = _l("请至少选一位收件人。")
NOT_A_RECIPIENT = _l("有的收件人不能收：账号已停用、没有看报告的权限，或者没有填通知邮箱。请重新选。")
ALREADY_SENT = _l("这一次已经发过，密码当时显示过。忘了密码，请再发一次，会有新的密码。")


def register(app: Flask) -> None:
    """Say how the mail is made, and let `tick` forget locked files that were never fetched from here."""
    registry.register_template(app, NAME, Template(N_("报告"), compose, sent=note_sent))
    tick_task(app, "report mailings", forget_locked)


def send(
    session: Session, period: Period, to: Collection[int], *, mailing_id: int, actor: Person, now: datetime
) -> str:
    """Lock the report in force and write a mail to each of `to`; returns the password. `mailing_id` was made with the
    form, so that the same form sent twice sends once. Raises Missing where nothing is issued, Refusal otherwise."""
    report = queries.in_force(session, period)
    if report is None:
        raise Missing
    if not to:
        raise Refusal(NOBODY, status=422, field="to")
    if not set(to) <= {each.id for each in mailing_queries.recipients(session)}:
        raise Refusal(NOT_A_RECIPIENT, status=422, field="to")
    if mailing_queries.mailing(session, mailing_id) is not None:
        raise Refusal(ALREADY_SENT)
    password = locking.new_password()
    content = locking.locked(queries.pdf(session, period, report.edition), password)
    session.add(
        ReportMailing(id=mailing_id, report_id=report.id, sender_id=actor.id, made_on=now.date(), locked=content)
    )
    session.flush()
    for account_id in sorted(set(to)):
        session.add(MailingRecipient(mailing_id=mailing_id, account_id=account_id))
        facts = {"mailing": mailing_id, "month": str(period)}
        once = f"{NAME}:{mailing_id}:{account_id}"
        operations.put(session, Channel.MAIL, account_id, NAME, now=now, facts=facts, once=once, coarse=False)
    session.flush()
    audit.record(session, actor, "report.mail", f"report:{period}", now=now, edition=report.edition, to=sorted(set(to)))
    return password


def compose(session: Session, row: OutboxRow, _now: datetime) -> Message | None:
    """The mail with the locked file; None when it is not kept any more or its reader may not read reports any more."""
    mailing_id = _mailing_id(row)
    found = mailing_queries.locked(session, mailing_id)
    may_read = row.addressee_id in {each.id for each in mailing_queries.recipients(session)}
    if found is None or not may_read:
        return None
    period, content = found
    title = f"{period.label}{wording.of(period).report}"
    text = _("附件是%(title)s，用密码加密。密码由发送人另行告知，不在邮件里。", title=title)
    return Message(title, text + "\n", (File(f"report-{period}.pdf", PDF, content),))


def note_sent(session: Session, row: OutboxRow, now: datetime) -> None:
    """Write down the day it left; with the last one the locked file is forgotten."""
    mailing_id = _mailing_id(row)
    found = session.get(MailingRecipient, (mailing_id, row.addressee_id))
    if found is not None:
        found.sent_on = now.date()
        session.flush()
    if not mailing_queries.still_waits(session, mailing_id):
        _forget(session, [mailing_id])


def forget_locked(now: datetime) -> None:
    """Delete locked files that could not be sent for a month; the record of the sending stays."""
    with database().reading() as session:
        old = mailing_queries.locked_before(session, now.date() - timedelta(days=KEPT_DAYS))
    if old:
        with database().writing() as session, session.begin():
            _forget(session, old)


def _forget(session: Session, mailings: Collection[int]) -> None:
    session.execute(sa.update(ReportMailing).where(ReportMailing.id.in_(sorted(mailings))).values(locked=None))


def _mailing_id(row: OutboxRow) -> int:
    found = row.facts.get("mailing")
    return found if isinstance(found, int) else 0
