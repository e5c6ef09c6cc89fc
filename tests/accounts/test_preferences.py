"""Editable settings: declared defaults, stored differences."""

from __future__ import annotations

from dataclasses import fields

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import preferences
from accounts.models import Preference
from accounts.preferences import Preferences


def test_defaults_hold_until_something_is_changed(session: Session) -> None:
    assert preferences.read(session) == Preferences()
    preferences.write(session, handling_days=45, organisation="岱山能源集团")
    assert preferences.read(session).handling_days == 45
    assert preferences.read(session).organisation == "岱山能源集团"


def test_going_back_to_the_default_forgets_the_row(session: Session) -> None:
    preferences.write(session, handling_days=45)
    preferences.write(session, handling_days=60)
    assert session.execute(sa.select(Preference)).first() is None


def test_an_undeclared_name_is_refused(session: Session) -> None:
    with pytest.raises(KeyError):
        preferences.write(session, handling_weeks=9)


def test_every_preference_has_a_label() -> None:
    assert all(each.metadata["label"] for each in fields(Preferences))


def test_every_preference_stands_in_one_chapter_in_its_order() -> None:
    chapters = preferences.chapters()
    assert [name for _heading, names in chapters for name in names] == [each.name for each in fields(Preferences)]
    assert len({heading for heading, _names in chapters}) == len(chapters)
