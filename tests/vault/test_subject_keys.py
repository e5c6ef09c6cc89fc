"""Who opens a subject: sealing, leaving out, grants, recusal, handing over; and what a stolen table does not give."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from vault import reading_groups, seal, subject_keys
from vault.account_keys import Unlocked
from vault.models import AccountKey, GroupKey, GroupKeyWrap, SubjectKeyWrap
from vault.reading_groups import NotAReader, TooFewReaders
from vault.seal import SealBroken

SUBJECT = "petition:5"
KEY = seal.random_key()


def test_sealing_needs_no_private_key_and_every_member_opens(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    subject_keys.seal_subject(session, SUBJECT, KEY, group)

    assert subject_keys.readers(session, SUBJECT) == {1, 2, 3}
    assert all(subject_keys.open_subject(session, SUBJECT, each) == KEY for each in holders[:3])
    with pytest.raises(NotAReader):
        subject_keys.open_subject(session, SUBJECT, holders[3])
    assert subject_keys.group_of(session, SUBJECT) == group
    assert subject_keys.subjects_of(session, group) == {SUBJECT}


def test_whoever_opened_through_the_group_a_moment_ago_opens_nothing_once_removed(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    """What is kept in memory of a group's pair is no right to it."""
    subject_keys.seal_subject(session, SUBJECT, KEY, group)
    assert subject_keys.open_subject(session, SUBJECT, holders[1]) == KEY

    reading_groups.remove_member(session, group, 2, by=holders[0], open_subjects=())

    with pytest.raises(NotAReader):
        subject_keys.open_subject(session, SUBJECT, holders[1])
    assert subject_keys.open_subjects(session, [SUBJECT], holders[1]) == {}
    assert subject_keys.open_subject(session, SUBJECT, holders[2]) == KEY


def test_a_named_member_is_left_out_although_they_hold_the_group_key(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    subject_keys.seal_subject(session, SUBJECT, KEY, group, excluding={2})

    assert subject_keys.readers(session, SUBJECT) == {1, 3}
    assert not subject_keys.can_open(session, SUBJECT, 2)
    with pytest.raises(NotAReader):
        subject_keys.open_subject(session, SUBJECT, holders[1])
    groups_own = reading_groups.open_group(session, group, holders[1])
    for sealed in session.scalars(sa.select(SubjectKeyWrap.sealed)):
        for pair in (groups_own, holders[1].pair):
            with pytest.raises(SealBroken):
                seal.open_with(pair, sealed)


def test_leaving_out_so_many_that_one_would_read_alone_is_refused(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    with pytest.raises(TooFewReaders):
        subject_keys.seal_subject(session, SUBJECT, KEY, group, excluding={1, 2})
    assert subject_keys.readers(session, SUBJECT) == frozenset()


def test_what_was_kept_singly_lets_the_others_read_on_without_anybodys_key(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    subject_keys.seal_subject(session, SUBJECT, KEY, group)
    kept = subject_keys.sealed_singly(session, KEY, {1, 2, 3})
    subject_keys.let_only(session, SUBJECT, group, {each: kept[each] for each in (1, 3)})

    assert subject_keys.readers(session, SUBJECT) == {1, 3}
    assert subject_keys.open_subject(session, SUBJECT, holders[0]) == KEY
    with pytest.raises(NotAReader):
        subject_keys.open_subject(session, SUBJECT, holders[1])
    assert subject_keys.group_of(session, SUBJECT) == group
    with pytest.raises(TooFewReaders):
        subject_keys.let_only(session, SUBJECT, group, {1: kept[1]})
    assert subject_keys.readers(session, SUBJECT) == {1, 3}


def test_a_stranger_who_is_named_changes_nothing(session: Session, holders: list[Unlocked], group: int) -> None:
    subject_keys.seal_subject(session, SUBJECT, KEY, group, excluding={4, 77})

    assert subject_keys.readers(session, SUBJECT) == {1, 2, 3}


def test_a_grant_ends_with_its_purpose_or_its_day(
    session: Session, holders: list[Unlocked], group: int, clock: Any
) -> None:
    subject_keys.seal_subject(session, SUBJECT, KEY, group)
    subject_keys.grant(session, SUBJECT, 4, KEY, purpose="handle")
    assert subject_keys.open_subject(session, SUBJECT, holders[3]) == KEY
    subject_keys.end_grant(session, SUBJECT, 4, purpose="handle")
    assert not subject_keys.can_open(session, SUBJECT, 4)

    subject_keys.grant(session, SUBJECT, 4, KEY, purpose="look", until=clock().date() + timedelta(days=7))
    clock.advance(days=7)
    assert subject_keys.can_open(session, SUBJECT, 4)
    clock.advance(days=1)
    assert not subject_keys.can_open(session, SUBJECT, 4)
    with pytest.raises(NotAReader):
        subject_keys.open_subject(session, SUBJECT, holders[3])


def test_a_member_admitted_later_does_not_read_what_was_sealed_singly(
    session: Session, holders: list[Unlocked], group: int, clock: Any
) -> None:
    subject_keys.seal_subject(session, SUBJECT, KEY, group, excluding={2})
    reading_groups.admit(session, group, 4, by=holders[0], now=clock())

    assert not subject_keys.can_open(session, SUBJECT, 4)


def test_a_subject_handed_over_is_read_by_the_other_office_only(
    session: Session, holders: list[Unlocked], group: int, clock: Any
) -> None:
    other = reading_groups.found_group(session, kind="discipline", unit_id=9, founder=holders[3], now=clock())
    subject_keys.seal_subject(session, SUBJECT, KEY, group)

    subject_keys.move_subject(session, SUBJECT, other.id, by=holders[0])

    assert subject_keys.readers(session, SUBJECT) == {4}
    assert subject_keys.open_subject(session, SUBJECT, holders[3]) == KEY


def test_an_erased_subject_opens_for_nobody(session: Session, holders: list[Unlocked], group: int) -> None:
    subject_keys.seal_subject(session, SUBJECT, KEY, group)
    subject_keys.grant(session, SUBJECT, 4, KEY, purpose="handle")

    subject_keys.erase_subject(session, SUBJECT)

    assert subject_keys.readers(session, SUBJECT) == frozenset()


def test_lists_hold_only_what_somebody_can_open(session: Session, holders: list[Unlocked], group: int) -> None:
    subject_keys.seal_subject(session, "petition:1", KEY, group)
    subject_keys.seal_subject(session, "petition:2", KEY, group, excluding={1})
    subject_keys.seal_subject(session, "survey:1", KEY, group)
    subject_keys.grant(session, "petition:2", 4, KEY, purpose="handle")

    def seen(holder: int) -> set[str]:
        return set(session.scalars(sa.select(subject_keys.subjects_open_to(session, holder, "petition:").c.subject)))

    assert [seen(holder) for holder in (1, 2, 4)] == [{"petition:1"}, {"petition:1", "petition:2"}, {"petition:2"}]


def test_many_keys_are_opened_at_once_and_only_those_one_holds(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    subject_keys.seal_subject(session, "petition:1", KEY, group)
    subject_keys.seal_subject(session, "petition:2", KEY, group, excluding={1})
    subject_keys.grant(session, "petition:2", 4, KEY, purpose="handle")
    every = ["petition:1", "petition:2", "petition:3"]

    opened = [subject_keys.open_subjects(session, every, holders[each - 1]) for each in (1, 2, 4)]

    assert opened == [{"petition:1": KEY}, {"petition:1": KEY, "petition:2": KEY}, {"petition:2": KEY}]


def test_the_tables_hold_no_key_in_clear(session: Session, holders: list[Unlocked], group: int, clock: Any) -> None:
    subject_keys.seal_subject(session, SUBJECT, KEY, group)
    subject_keys.grant(session, SUBJECT, 4, KEY, purpose="handle", until=date(2027, 1, 1))
    secrets = [
        KEY,
        reading_groups.open_group(session, group, holders[0]).private,
        *(each.pair.private for each in holders),
    ]

    for table in (AccountKey, GroupKey, GroupKeyWrap, SubjectKeyWrap):
        for row in session.execute(sa.select(*sa.inspect(table).columns)):
            stored = b"".join(value for value in row if isinstance(value, bytes))
            assert not any(secret in stored for secret in secrets)


def test_a_renewed_key_opens_for_whoever_opened_the_one_before_and_for_a_group_under_its_present_pair(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    subject_keys.seal_subject(session, SUBJECT, KEY, group)
    subject_keys.grant(session, SUBJECT, 4, KEY, purpose="handle")
    reading_groups.remove_member(session, group, 3, by=holders[0], open_subjects=[])
    fresh = seal.random_key()

    subject_keys.renew_subject(session, SUBJECT, fresh)

    assert subject_keys.readers(session, SUBJECT) == {1, 2, 4}
    for holder in (holders[0], holders[1], holders[3]):
        assert subject_keys.open_subject(session, SUBJECT, holder) == fresh
    with pytest.raises(NotAReader):
        subject_keys.open_subject(session, SUBJECT, holders[2])
