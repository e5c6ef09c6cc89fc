"""What the daily digest says of surveys: how many close soon, wait for their box to be opened, for review, for release."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import preferences
from accounts.people import Person
from surveys import offices, queries
from surveys.lifecycle import Stage
from surveys.review import queries as review_queries
from web import clock, formats


def lines(session: Session, who: Person, now: datetime) -> list[str]:
    """Two lines, whatever there is: those that are answered, and those that wait for somebody; only counts and days."""
    shown = list(filter(offices.listed(session, who, now), queries.under_way(session, now)))
    found = [(queries.stage(each, now), each) for each in shown]
    stages = Counter(stage for stage, _survey in found)
    ahead = preferences.read(session).due_soon_days
    until = now + timedelta(days=ahead)
    closing = [
        each.closes_at for stage, each in found if stage is Stage.OPEN and each.closes_at and each.closes_at <= until
    ]
    first = _("，最早%(day)s截止", day=formats.short_day(clock.local(min(closing)).date())) if closing else ""
    return [
        _("正在答题 %(open)s 份，%(days)s 天内截止 %(soon)s 份", open=stages[Stage.OPEN], days=ahead, soon=len(closing))
        + first,
        _(
            "已截止待开箱 %(closed)s 份，留言待审阅 %(review)s 份，已计票待公布 %(counted)s 份",
            closed=stages[Stage.CLOSED],
            review=review_queries.surveys_unreviewed(session, [each.id for each in shown]),
            counted=stages[Stage.COUNTED],
        ),
    ]
