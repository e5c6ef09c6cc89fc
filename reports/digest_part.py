"""What the daily digest says of reports: the newest month that may be issued and where it stands, and what waits."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts.people import Person
from reports import queries
from reports.period import newest_issuable
from reports.stages import STAGE_LABELS, DraftState, Stage, stage


def lines(session: Session, _who: Person, now: datetime) -> list[str]:
    """Two lines, whatever there is; only counts and months."""
    month, drafts = newest_issuable(now.date()), queries.drafts(session)
    waiting = Counter(drafts.values())
    at = Stage.ISSUED if queries.in_force(session, month) is not None else stage(drafts.get(str(month)))
    label, _tone = STAGE_LABELS[at]
    return [
        _("%(month)s月报：%(stage)s", month=month.label, stage=_(label)),
        _(
            "待核稿 %(submitted)s 份，待签发 %(checked)s 份，退回修改 %(returned)s 份",
            submitted=waiting[DraftState.SUBMITTED],
            checked=waiting[DraftState.CHECKED],
            returned=waiting[DraftState.RETURNED],
        ),
    ]
