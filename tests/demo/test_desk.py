"""The desk of the demonstration is furnished for its office: shared views, phrases, a leader for what is late."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from demo.desk import PHRASES, VIEWS
from petitions.desk.models import ReplyPhrase
from petitions.lists.models import SavedView
from vault.models import ReadingGroup


def test_the_union_office_shares_its_views_and_phrases(filled: Session) -> None:
    union = filled.execute(sa.select(ReadingGroup.id).where(ReadingGroup.kind == "union")).scalar_one()
    views = filled.execute(sa.select(SavedView)).scalars().all()
    phrases = filled.execute(sa.select(ReplyPhrase)).scalars().all()

    assert {each.group_id for each in (*views, *phrases)} == {union}
    assert sorted((each.name, each.asked) for each in views) == sorted(VIEWS)
    assert sorted((each.title, each.text) for each in phrases) == sorted(PHRASES)
