"""The daily digest: one mail to each who works cases, every working day, with numbers, steps and days only.

It comes at the set hour whether or not anything is due, with the same subject, so that its arrival tells nothing. What it
says is looked up when it is sent: whoever stepped back from a case since does not find it there. Other packages add what
waits with them as counts.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from flask import Flask, current_app
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from accounts.people import Person
from notices import backoff, mail, operations, registry
from notices import queries as notices
from notices.models import Channel, OutboxRow
from notices.registry import Message, Template
from petitions.calendar import queries as calendar_queries
from petitions.reminding import due
from petitions.reminding import queries as due_queries
from petitions.reminding.due import Line
from web import formats
from web.tick import tick_task
from web.transactions import database
from web.words import N_

NAME = "digest"
LAST_HOUR = 23
#: More than this in one group is told as a number.
MOST_LINES = 40


def register(app: Flask) -> None:
    """Let `tick` write the digests of a day, and say how one is made."""
    registry.register_template(app, NAME, Template(N_("每日摘要"), compose))
    tick_task(app, NAME, write)


def write(now: datetime) -> None:
    """Write today's digests into the outbox, once, from the set hour of a working day on."""
    if mail.server(current_app.extensions["settings"]) is None:
        return
    with database().reading() as session:
        if not is_time(session, now):
            return
        wanted = {_once(each, now.date()): each for each in receivers(session)}
        missing = set(wanted) - notices.written(session, wanted)
    if missing:
        with database().writing() as session, session.begin():
            for once in sorted(missing):
                # Every digest of a day leaves at the same hour, so its moment tells nothing about any case.
                operations.put(
                    session, Channel.MAIL, wanted[once].id, NAME, now=now, once=once, last_day=now.date(), coarse=False
                )


def is_time(session: Session, now: datetime, past: timedelta = backoff.ON_THE_HOUR) -> bool:
    """Whether the day's word is due: on a working day, `past` the set hour."""
    hour = min(preferences.read(session).digest_hour, LAST_HOUR)
    begins = now.replace(hour=hour, minute=0, second=0, microsecond=0) + past
    return now >= begins and calendar_queries.working_days(session, (now.year,)).is_workday(now.date())


def receivers(session: Session) -> list[Person]:
    """Everybody who works cases (officers, handlers, leaders, inspectors) and gave a mailbox."""
    return [each for each in accounts.with_mailbox(session) if each.can("petitions")]


def compose(session: Session, row: OutboxRow, now: datetime) -> Message | None:
    """The digest of one person as of now; None when they work no cases any more."""
    who = next((each for each in receivers(session) if each.id == row.addressee_id), None)
    if who is None:
        return None
    today = now.date()
    chosen = preferences.read(session)
    after, ahead = chosen.escalate_after_days, chosen.due_soon_days
    parts = [
        *grouped(due_queries.lines_for(session, who, today), today, ahead),
        *to_answer(session, who, today),
        *for_leader(due_queries.late_for_leader(session, who, today, after), today, after),
        *besides(session, who, now),
    ]
    return Message(subject(today), text(parts, today, desk_address()))


def subject(today: date) -> str:
    """The same for everybody."""
    return _("心桥每日摘要 %(day)s", day=formats.plain_day(today))


def grouped(lines: list[Line], today: date, days: int) -> list[str]:
    """The three groups, each with what is in it or with the word that nothing is."""
    found = due.grouped(lines, today, days)
    return [part for key, group in found.items() for part in _group(_(due.LABELS[key], days=days), group, today)]


def to_answer(session: Session, who: Person, today: date) -> list[str]:
    """What waits for its first answer, for those who give it; with the word that nothing does."""
    if not who.can("petitions.assign"):
        return []
    return _group(_(due.FIRST_ANSWER), due_queries.to_answer(session, who, today), today)


def for_leader(lines: list[Line], today: date, after_days: int) -> list[str]:
    """What is late for so long that a leader is named for it; nothing where nothing is."""
    return _group(_("超期 %(n)s 天以上，请您督促", n=after_days), lines, today) if lines else []


def besides(session: Session, who: Person, now: datetime) -> list[str]:
    """What waits besides cases, as far as `who` has to do with it."""
    return [
        line
        for part in registry.digest_parts(who)
        for line in (_("【%(title)s】", title=_(part.title)), *part.lines(session, who, now), "")
    ]


def _group(title: str, lines: list[Line], today: date) -> list[str]:
    parts = [_("【%(group)s】%(n)s 件", group=title, n=len(lines))]
    parts += [said(each, today) for each in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        parts.append(_("另有 %(n)s 件，请到心桥查看。", n=len(lines) - MOST_LINES))
    return [*parts, ""]


def text(groups: list[str], today: date, address: str) -> str:
    """The whole mail."""
    parts = [_("截至%(day)s：", day=formats.day(today)), "", *groups]
    parts.append(_("办理请登录心桥：%(address)s", address=address) if address else _("办理请登录心桥。"))
    parts.append(
        _("这封信每个工作日发一次，没有到期的也发；只有编号、环节、日期和件数，没有姓名，没有职工写的内容。请勿回复。")
    )
    return "\n".join(parts) + "\n"


def said(line: Line, today: date) -> str:
    """One case in one line: number, step, whose step it is, and the day."""
    step = _("%(step)s（%(owner)s）", step=_(line.step), owner=_(line.owner)) if line.owner else _(line.step)
    day = f"　{formats.days_left(line.due_on, today)}" if line.due_on else ""
    nudged = "　" + _("%(day)s催办", day=formats.short_day(line.nudged_on)) if line.nudged_on else ""
    return f"{line.number}　{step}{day}{nudged}"


def desk_address() -> str:
    """Where the desk is reached, when the public address is set."""
    public: str = current_app.extensions["settings"].public_url
    return f"{public.rstrip('/')}/desk/" if public else ""


def _once(who: Person, today: date) -> str:
    return f"{NAME}:{today:%Y-%m-%d}:{who.id}"
