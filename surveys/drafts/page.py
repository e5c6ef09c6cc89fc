"""What the page of a draft says before it is opened."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from accounts import queries as account_queries
from surveys import length, operations
from surveys.drafts import checklist, drafting
from surveys.items import Definition
from surveys.models import Survey


def checks(session: Session, survey: Survey, definition: Definition, *, now: datetime) -> dict[str, Any]:
    """Variables of the check list: obstacles as sentences, advice as remarks, and what respondents may expect."""
    texts = {item.id: item.text for item in definition.items}
    return {
        "obstacles": operations.obstacles(session, survey, now=now),
        "advice": checklist.advice(definition),
        "minutes": length.minutes(definition),
        "segments": [texts[each] for each in definition.segments if each in texts],
        "untranslated": len(drafting.untranslated(definition)),
        "openers": len(account_queries.able_members(session, survey.group_id)),
    }
