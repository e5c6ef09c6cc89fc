"""Founding, admitting, removing and bringing back: who reads what a group was given, before and after."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from vault import account_keys, reading_groups, recovery, seal, subject_keys
from vault.account_keys import KeyAlarm, Unlocked
from vault.models import AccountKey, GroupKey, GroupKeyWrap, SubjectKeyWrap
from vault.reading_groups import NotAReader, TooFewReaders
from vault.seal import KeyPair, SealBroken

SUBJECT = "petition:5"
KEY = seal.random_key()


def test_a_group_is_founded_once_by_its_link(session: Session, holders: list[Unlocked], clock: Any) -> None:
    waiting, token = reading_groups.prepare_group(session, kind="discipline", unit_id=9)

    assert reading_groups.group_of_link(session, token) == waiting
    assert reading_groups.group_of_link(session, token + "x") is None
    reading_groups.found_by_link(session, token, founder=holders[3], now=clock())
    assert (waiting.founded_by, waiting.founded_on) == (4, clock().date())
    with pytest.raises(NotAReader):
        reading_groups.found_by_link(session, token, founder=holders[2], now=clock())
    with pytest.raises(NotAReader):
        reading_groups.renew_founding_link(session, waiting.id)


def test_a_renewed_link_voids_the_one_before(session: Session, holders: list[Unlocked], clock: Any) -> None:
    waiting, token = reading_groups.prepare_group(session, kind="discipline", unit_id=9)
    renewed = reading_groups.renew_founding_link(session, waiting.id)

    with pytest.raises(NotAReader):
        reading_groups.found_by_link(session, token, founder=holders[3], now=clock())
    reading_groups.found_by_link(session, renewed, founder=holders[3], now=clock())


def test_the_token_of_a_link_is_not_in_the_table(session: Session) -> None:
    waiting, token = reading_groups.prepare_group(session, kind="discipline", unit_id=9)

    assert waiting.founding_hash is not None
    assert token.encode() not in waiting.founding_hash


def test_only_a_member_admits(session: Session, holders: list[Unlocked], group: int, clock: Any) -> None:
    with pytest.raises(NotAReader):
        reading_groups.admit(session, group, 4, by=holders[3], now=clock())
    assert reading_groups.member_ids(session, group) == {1, 2, 3}


def test_a_new_member_reads_what_came_before(session: Session, holders: list[Unlocked], group: int, clock: Any) -> None:
    subject_keys.seal_subject(session, SUBJECT, KEY, group)
    reading_groups.admit(session, group, 4, by=holders[1], now=clock())

    assert subject_keys.open_subject(session, SUBJECT, holders[3]) == KEY


def test_who_is_removed_reads_nothing_new_nor_what_is_open(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    subject_keys.seal_subject(session, "petition:open", KEY, group)
    subject_keys.seal_subject(session, "petition:closed", KEY, group)

    reading_groups.remove_member(session, group, 2, by=holders[0], open_subjects={"petition:open"})
    subject_keys.seal_subject(session, "petition:later", KEY, group)

    for subject in ("petition:open", "petition:closed", "petition:later"):
        with pytest.raises(NotAReader):
            subject_keys.open_subject(session, subject, holders[1])
        assert subject_keys.open_subject(session, subject, holders[0]) == KEY
        assert subject_keys.open_subject(session, subject, holders[2]) == KEY
        assert subject_keys.readers(session, subject) == {1, 3}


def test_a_removed_members_old_copy_of_the_group_key_does_not_open_what_is_open(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    """Whoever kept the old private half at home still cannot read what moved to the new pair."""
    subject_keys.seal_subject(session, SUBJECT, KEY, group)
    old = reading_groups.open_group(session, group, holders[1])

    reading_groups.remove_member(session, group, 2, by=holders[0], open_subjects={SUBJECT})

    sealed = session.scalars(sa.select(SubjectKeyWrap.sealed).where(SubjectKeyWrap.subject == SUBJECT)).one()
    with pytest.raises(SealBroken):
        seal.open_with(old, sealed)


def test_the_last_member_cannot_leave_and_a_stranger_cannot_remove(
    session: Session, holders: list[Unlocked], group: int, clock: Any
) -> None:
    with pytest.raises(NotAReader):
        reading_groups.remove_member(session, group, 1, by=holders[3], open_subjects=())
    alone = reading_groups.found_group(session, kind="discipline", unit_id=9, founder=holders[3], now=clock())
    with pytest.raises(TooFewReaders):
        reading_groups.remove_member(session, alone.id, 4, by=holders[3], open_subjects=())


def test_an_exchanged_group_key_raises_the_alarm(session: Session, holders: list[Unlocked], group: int) -> None:
    """Somebody who can write the table puts a pair of their own in place of the group's."""
    forged = KeyPair.generate()
    for wrap in session.scalars(sa.select(GroupKeyWrap)):
        wrap.sealed = seal.seal_for(session.get_one(AccountKey, wrap.holder_id).public, forged.private)

    with pytest.raises(KeyAlarm):
        reading_groups.open_group(session, group, holders[0])


def test_a_group_key_exchanged_after_it_was_opened_raises_the_alarm(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    reading_groups.open_group(session, group, holders[0])
    session.execute(sa.update(GroupKey).values(public=KeyPair.generate().public))

    with pytest.raises(KeyAlarm):
        reading_groups.open_group(session, group, holders[0])


def test_a_reset_account_opens_nothing_until_it_is_admitted_again(
    session: Session, holders: list[Unlocked], group: int, clock: Any
) -> None:
    subject_keys.seal_subject(session, SUBJECT, KEY, group)
    account_keys.reset(session, 2, "重置之后 2027", cost="cheap")
    fresh = account_keys.unlock(session, 2, "重置之后 2027", cost="cheap")

    assert fresh.pair != holders[1].pair
    with pytest.raises(NotAReader):
        subject_keys.open_subject(session, SUBJECT, fresh)
    with pytest.raises(NotAReader):
        reading_groups.admit(session, group, 2, by=fresh, now=clock())
    reading_groups.admit(session, group, 2, by=holders[0], now=clock())
    assert subject_keys.open_subject(session, SUBJECT, fresh) == KEY


def test_when_every_member_is_lost_two_sheets_bring_the_group_back(
    session: Session, holders: list[Unlocked], group: int, clock: Any
) -> None:
    """All passwords forgotten, all keys remade: what was sealed before and after a change of pairs opens again."""
    subject_keys.seal_subject(session, "petition:old", KEY, group)
    sheets = recovery.print_sheets(group)
    reading_groups.set_recovery(session, group, sheets.public, by=holders[0], now=clock())
    reading_groups.remove_member(session, group, 3, by=holders[0], open_subjects=set())
    subject_keys.seal_subject(session, "petition:new", KEY, group)
    for holder in (1, 2):
        account_keys.reset(session, holder, "全都忘了 2027", cost="cheap")
    back = account_keys.unlock(session, 1, "全都忘了 2027", cost="cheap")
    assert reading_groups.member_ids(session, group) == frozenset()

    pair = recovery.bring_back([" ".join(sheets.words[0]), " ".join(sheets.words[2])])
    reading_groups.restore_member(session, group, 1, recovery=pair, now=clock())

    assert subject_keys.open_subject(session, "petition:old", back) == KEY
    assert subject_keys.open_subject(session, "petition:new", back) == KEY
    reading_groups.admit(session, group, 2, by=back, now=clock())


def test_sheets_printed_later_void_the_earlier_ones(
    session: Session, holders: list[Unlocked], group: int, clock: Any
) -> None:
    first, second = recovery.print_sheets(group), recovery.print_sheets(group)
    for sheets in (first, second):
        reading_groups.set_recovery(session, group, sheets.public, by=holders[0], now=clock())
    voided = recovery.bring_back([" ".join(words) for words in first.words[:2]])

    with pytest.raises(KeyAlarm):
        reading_groups.restore_member(session, group, 4, recovery=voided, now=clock())


def test_sheets_that_were_never_confirmed_open_nothing(
    session: Session, holders: list[Unlocked], group: int, clock: Any
) -> None:
    sheets = recovery.print_sheets(group)
    pair = recovery.bring_back([" ".join(words) for words in sheets.words[:2]])

    with pytest.raises(KeyAlarm):
        reading_groups.restore_member(session, group, 4, recovery=pair, now=clock())
