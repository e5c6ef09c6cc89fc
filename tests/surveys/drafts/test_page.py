"""What the page of a draft says before it is opened."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from accounts.models import Account
from surveys import operations
from surveys.drafts import page as draft_page
from surveys.items import Definition


def test_it_counts_minutes_openers_and_missing_english_and_names_the_segments(
    session: Session, enterprise: Any, clock: Any
) -> None:
    survey = operations.make(session, "youth", actor=enterprise.people["officer"], now=clock())
    definition = Definition.from_json(survey.definition)
    told = draft_page.checks(session, survey, definition, now=clock())
    assert told["segments"] == ["您的用工身份", "您的岗位类别"]
    assert (told["openers"], told["untranslated"], told["minutes"]) == (2, 0, 4)
    assert told["obstacles"] == ["截止时间要在现在之后。"]
    survey.closes_at = clock() + timedelta(days=400)
    assert "最长一年" in draft_page.checks(session, survey, definition, now=clock())["obstacles"][0]
    assert told["advice"] == []


def test_a_member_who_may_no_longer_sign_in_opens_no_box(session: Session, enterprise: Any, clock: Any) -> None:
    survey = operations.make(session, "youth", actor=enterprise.people["officer"], now=clock())
    session.get_one(Account, enterprise.people["officer2"].id).active = False
    session.flush()
    told = draft_page.checks(session, survey, Definition.from_json(survey.definition), now=clock())
    assert told["openers"] == 1
    assert any("只有一个人打得开票箱" in each for each in told["obstacles"])
