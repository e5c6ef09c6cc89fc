"""Telling a petitioner's mailbox that there is something new: the same mail for every step of every case."""

from __future__ import annotations

from datetime import datetime

from flask import Flask, current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from notices import mail, registry, sealed_mail
from notices.models import OutboxRow
from notices.registry import Message, Template
from petitions import workflow
from petitions.conduct import Conduct
from petitions.kinds import Kind, LegalClass
from petitions.mailbox import addresses, sealing
from petitions.mailbox.models import NoticeMailbox
from petitions.models import Petition
from petitions.workflow import Action, CaseRole
from web.errors import Refusal
from web.words import N_

NAME = "news"
NOT_OFFERED = _l("这件诉求现在不能留邮箱。请按回执上的日子回来看。")
OF_THE_ENTERPRISE = _l("这是公司的邮箱，公司管邮箱的人看得到来信。请换一个私人邮箱，或者不留。")


def register(app: Flask) -> None:
    """Say how the mail is made."""
    registry.register_template(app, NAME, Template(N_("给诉求人的提醒"), compose))


def compose(_session: Session, _row: OutboxRow, _now: datetime) -> Message:
    """Nothing but that there is something new, and where."""
    return Message(subject(), text(_site()))


def subject() -> str:
    """What some providers pass on as a text message, so it says all there is to say."""
    return _("有新进展，请凭查询码查看")


def text(site: str) -> str:
    """The whole mail."""
    first = _("有新进展，请凭查询码查看：%(site)s", site=site) if site else _("有新进展，请凭查询码查看。")
    last = _("这封信每次都一样，一天最多一封。不想再收，凭查询码进去把邮箱删掉就行。请勿回复。")
    return f"{first}\n\n{last}\n"


def is_offered(case: Petition) -> bool:
    """Whether a mailbox may be left for a case: mail leaves at all, something can still come, and nobody is accused.

    The mail server shows whoever runs it which address is written to on a day, and they may be close to the accused.
    """
    if not can_send() or case.legal_class is LegalClass.ACCUSATION or case.kind is Kind.ACCUSATION:
        return False
    return workflow.find(Action.SAY, case.state, {CaseRole.PETITIONER}) is not None


def require_private(address: str) -> None:
    """Refuse a mailbox at the enterprise, whose mail others there can see. Raises Refusal."""
    if addresses.is_of_the_enterprise(address, current_app.extensions["settings"].smtp_from):
        raise Refusal(OF_THE_ENTERPRISE, status=422, field="mailbox")


def tell(session: Session, row: NoticeMailbox, key: bytes, *, now: datetime, is_redacted: bool = False) -> None:
    """Open the mailbox for as long as it takes to put it into the outbox under the instance's key alone."""
    if not can_send():
        return
    address = sealing.opened(row, key, is_redacted=is_redacted)
    if address is not None:
        sealed_mail.put(session, address, NAME, now=now)


def after(doing: Conduct, row: NoticeMailbox) -> None:
    """What a step means for the mailbox: it is told what the table says the petitioner is told, unless they did it
    themselves, and it goes when they withdraw or the case turns out to accuse somebody."""
    case = doing.petition
    is_over = doing.row.action is Action.WITHDRAW or case.legal_class is LegalClass.ACCUSATION
    is_told = CaseRole.PETITIONER in doing.row.told or (is_over and doing.actor is not None)
    if is_told and doing.actor is not None:
        tell(doing.session, row, doing.key, now=doing.now, is_redacted=doing.holds_redacted_only)
    if is_over:
        doing.session.delete(row)
        doing.session.flush()


def can_send() -> bool:
    """Whether mail leaves this installation."""
    return mail.server(current_app.extensions["settings"]) is not None


def _site() -> str:
    public: str = current_app.extensions["settings"].public_url
    return f"{public.rstrip('/')}/case" if public else ""
