"""What being charged by a superior does: the mandate with its own number and day, and the report that ends it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask_babel import gettext as _

from petitions.conduct import Conduct
from petitions.deadlines import ClockKind
from petitions.notes import NoteKind
from petitions.register import mandate_queries
from petitions.register.models import Mandate
from petitions.workflow import Action
from web.errors import Refusal


def mandate(doing: Conduct) -> None:
    """Keep the superior's number and day; what is asked is sealed. Without a day there is no clock."""
    given = doing.given
    if mandate_queries.unreported(doing.session, doing.petition.id) is not None:
        raise Refusal(_("上一次交办还没有向上级反馈。请先登记反馈，再登记新的交办。"))
    due_on: date | None = given.get("due_on")
    if due_on is not None and due_on <= doing.today:
        raise Refusal(_("上级的期限应当在今天以后。请核对。"), field="due_on")
    received_on: date = given.get("received_on") or doing.today
    number = len(mandate_queries.of_case(doing.session, doing.petition.id)) + 1
    doing.add(
        Mandate(
            petition_id=doing.petition.id,
            number=number,
            issuer=given["issuer"].strip(),
            reference=(given.get("reference") or "").strip(),
            received_on=received_on,
            due_on=due_on,
        )
    )
    case = doing.petition
    case.charged_on = case.charged_on or received_on
    doing.counts_from = received_on
    doing.due_on, doing.starts = due_on, (ClockKind.MANDATE,) if due_on is not None else ()
    doing.details.update(mandate=number)
    if text := doing.text():
        doing.note(NoteKind.MANDATE, text)


def report_up(doing: Conduct) -> None:
    """Keep what was reported to the superior."""
    waiting = mandate_queries.unreported(doing.session, doing.petition.id)
    if waiting is None:
        raise Refusal(_("这件诉求没有等待反馈的交办，不用反馈。"))
    waiting.reported_on = doing.today
    doing.details.update(mandate=waiting.number)
    doing.note(NoteKind.REPORT_UP, doing.text())


CONDUCT: dict[Action, Callable[[Conduct], None]] = {
    Action.MANDATE: mandate,
    Action.REPORT_UP: report_up,
}
