"""When a name that was sealed apart (实名保密) may be looked at, and where a request for it stands; pure.

An officer of the case's office asks with a reason, the petitioner may object for some days unless it is urgent, a
keeper agrees or refuses, and what was granted ends by itself after seven days. Where a request stands is derived from
its days whenever it is read; nothing depends on a timer having run.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Protocol

from petitions.kinds import LegalClass
from petitions.transitions.actions import CaseRole
from petitions.transitions.states import FINISHED_STATES, State
from web.words import N_

#: What the vault writes beside the grant of a sealed name.
PURPOSE = "identity"
GRANT_DAYS = 7


class Answer(enum.Enum):
    """What the petitioner says to a request."""

    CONSENTED = "consented"
    OBJECTED = "objected"


class Standing(enum.Enum):
    """Where a request stands."""

    #: The petitioner may still object; a keeper may refuse, but not agree.
    ASKED = "asked"
    #: It waits for a keeper.
    READY = "ready"
    OBJECTED = "objected"
    REFUSED = "refused"
    GRANTED = "granted"
    #: The seven days are over, or whoever asked has nothing to do with the case any more.
    OVER = "over"


#: Something may still come of it, or has.
UNDER_WAY = frozenset({Standing.ASKED, Standing.READY, Standing.GRANTED})


class Barrier(enum.Enum):
    """Why a name may not be asked for."""

    NOT_THE_OFFICE = "not-the-office"
    NOT_SEALED = "not-sealed"
    ACCUSATION = "accusation"
    FINISHED = "finished"
    UNDER_WAY = "under-way"
    OBJECTED_LATELY = "objected-lately"


ANSWER_LABELS = {
    Answer.CONSENTED: N_("同意，可以看"),
    Answer.OBJECTED: N_("不同意"),
}

STANDING_LABELS = {
    Standing.ASKED: N_("等信访人看过"),
    Standing.READY: N_("等保管人决定"),
    Standing.OBJECTED: N_("信访人不同意"),
    Standing.REFUSED: N_("保管人没有同意"),
    Standing.GRANTED: N_("可以查看"),
    Standing.OVER: N_("已到期收回"),
}

BARRIER_LABELS = {
    Barrier.NOT_THE_OFFICE: N_("只有受理这件诉求的机构成员才能申请查看姓名。"),
    Barrier.NOT_SEALED: N_("这件诉求没有单独封存的姓名。"),
    Barrier.ACCUSATION: N_("检举控告人的姓名，工会任何时候都不能申请查看（条例第三十条、第四十六条）。"),
    Barrier.FINISHED: N_("这件诉求已经办结，不再打开姓名。"),
    Barrier.UNDER_WAY: N_("已经有一份申请在办，或者已经有人可以查看，不必再申请。"),
    Barrier.OBJECTED_LATELY: N_("信访人不久前不同意查看。请先在对话里说明；确有人身危险时可以标为紧急。"),
}


#: What is written in a request, each part sealed by itself.
PARTS = ("reason", "urgency", "answer", "refusal")


class Request(Protocol):
    """What the rules look at in a request."""

    #: Last day on which the petitioner may object; None when it was marked urgent.
    objection_until: date | None
    answer: Answer | None
    answered_on: date | None
    is_granted: bool | None
    granted_until: date | None
    ended_on: date | None


def identity_subject(petition_id: int) -> str:
    """The sealed name as the vault knows it."""
    return f"identity:{petition_id}"


def request_subject(request_id: int) -> str:
    """What is written in a request, as the vault knows it."""
    return f"identity-request:{request_id}"


def place(request_id: int, what: str) -> str:
    """What a part of a request, or its key, is bound to."""
    return f"{request_subject(request_id)}/{what}"


def granted_until(day: date) -> date:
    """The last day of a grant that begins on `day`, which is not counted (Civil Code, article 201)."""
    return day + timedelta(days=GRANT_DAYS)


def standing(request: Request, today: date) -> Standing:
    """Where a request stands today."""
    if request.answer is Answer.OBJECTED:
        return Standing.OBJECTED
    if request.is_granted is False:
        return Standing.REFUSED
    if request.ended_on is not None:
        return Standing.OVER
    if request.granted_until is not None:
        return Standing.GRANTED if today <= request.granted_until else Standing.OVER
    is_open = request.objection_until is not None and today <= request.objection_until
    return Standing.ASKED if is_open and request.answer is None else Standing.READY


def barrier(
    *,
    roles: Collection[CaseRole],
    is_sealed: bool,
    legal_class: LegalClass,
    office_kind: str,
    state: State,
    earlier: Sequence[Request],
    is_urgent: bool,
    again_days: int,
    today: date,
) -> Barrier | None:
    """The first reason why the name may not be asked for now, or None."""
    objected = [each.answered_on for each in earlier if each.answer is Answer.OBJECTED and each.answered_on is not None]
    waits_until = max(objected, default=date.min) + timedelta(days=again_days)
    reasons = (
        (Barrier.NOT_THE_OFFICE, CaseRole.OFFICE not in roles),
        (Barrier.NOT_SEALED, not is_sealed),
        (Barrier.ACCUSATION, legal_class is LegalClass.ACCUSATION and office_kind == "union"),
        (Barrier.FINISHED, state in FINISHED_STATES),
        (Barrier.UNDER_WAY, any(standing(each, today) in UNDER_WAY for each in earlier)),
        (Barrier.OBJECTED_LATELY, bool(objected) and today <= waits_until and not is_urgent),
    )
    return next((reason for reason, applies in reasons if applies), None)
