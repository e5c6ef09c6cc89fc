"""Who can open what: passwords, groups, subjects, grants, recusal, recovery; and what a stolen table does not give."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from vault import keyring, recovery, seal
from vault.keyring import KeyAlarm, NotAReader, TooFewReaders, Unlocked, WrongPassword
from vault.models import AccountKey, GroupKey, GroupKeyWrap, SubjectKeyWrap
from vault.seal import KeyPair, SealBroken

PASSWORD = "一座桥 bridge 2026"
SUBJECT = "petition:5"
KEY = seal.random_key()


@pytest.fixture
def holders(session: Session) -> list[Unlocked]:
    """Four holders with opened keys."""
    return [keyring.create_account_key(session, holder, PASSWORD, cost="cheap") for holder in (1, 2, 3, 4)]


@pytest.fixture
def group(session: Session, holders: list[Unlocked], clock: Any) -> int:
    """A union group of holders 1, 2 and 3."""
    made = keyring.found_group(session, kind="union", unit_id=9, founder=holders[0], now=clock())
    for holder in holders[1:3]:
        keyring.admit(session, made.id, holder.holder_id, by=holders[0], now=clock())
    return made.id


# Account keys


def test_opening_the_key_is_what_authenticates(session: Session, holders: list[Unlocked]) -> None:
    assert keyring.unlock(session, 1, PASSWORD, cost="cheap") == holders[0]
    for holder, password in ((1, PASSWORD + "x"), (1, ""), (99, PASSWORD)):
        with pytest.raises(WrongPassword):
            keyring.unlock(session, holder, password, cost="cheap")


def test_a_new_password_opens_the_same_key_and_the_old_one_nothing(session: Session, holders: list[Unlocked]) -> None:
    keyring.change_password(session, holders[0], "另一座桥 2027", cost="cheap")

    assert keyring.unlock(session, 1, "另一座桥 2027", cost="cheap") == holders[0]
    with pytest.raises(WrongPassword):
        keyring.unlock(session, 1, PASSWORD, cost="cheap")


def test_somebody_elses_sealed_key_put_in_place_does_not_open(session: Session, holders: list[Unlocked]) -> None:
    mine, theirs = session.get_one(AccountKey, 1), session.get_one(AccountKey, 2)
    mine.sealed_private, mine.salt, mine.public = theirs.sealed_private, theirs.salt, theirs.public

    with pytest.raises(WrongPassword):
        keyring.unlock(session, 1, PASSWORD, cost="cheap")


def test_an_exchanged_public_key_raises_the_alarm(session: Session, holders: list[Unlocked]) -> None:
    session.get_one(AccountKey, 1).public = KeyPair.generate().public

    with pytest.raises(KeyAlarm):
        keyring.unlock(session, 1, PASSWORD, cost="cheap")
    key, sealed = keyring.wrap_for_session(holders[0])
    with pytest.raises(KeyAlarm):
        keyring.unwrap_from_session(session, 1, key, sealed)


def test_cookie_and_table_open_only_together(session: Session, holders: list[Unlocked]) -> None:
    key, sealed = keyring.wrap_for_session(holders[0])

    assert keyring.unwrap_from_session(session, 1, key, sealed) == holders[0]
    assert holders[0].pair.private not in sealed
    with pytest.raises(SealBroken):
        keyring.unwrap_from_session(session, 1, seal.random_key(), sealed)
    with pytest.raises(SealBroken):
        keyring.unwrap_from_session(session, 2, key, sealed)


# Groups


def test_a_group_is_founded_once_by_its_link(session: Session, holders: list[Unlocked], clock: Any) -> None:
    waiting, token = keyring.prepare_group(session, kind="discipline", unit_id=9)

    assert keyring.group_of_link(session, token) == waiting
    assert keyring.group_of_link(session, token + "x") is None
    keyring.found_by_link(session, token, founder=holders[3], now=clock())
    assert (waiting.founded_by, waiting.founded_on) == (4, clock().date())
    with pytest.raises(NotAReader):
        keyring.found_by_link(session, token, founder=holders[2], now=clock())
    with pytest.raises(NotAReader):
        keyring.renew_founding_link(session, waiting.id)


def test_a_renewed_link_voids_the_one_before(session: Session, holders: list[Unlocked], clock: Any) -> None:
    waiting, token = keyring.prepare_group(session, kind="discipline", unit_id=9)
    renewed = keyring.renew_founding_link(session, waiting.id)

    with pytest.raises(NotAReader):
        keyring.found_by_link(session, token, founder=holders[3], now=clock())
    keyring.found_by_link(session, renewed, founder=holders[3], now=clock())


def test_the_token_of_a_link_is_not_in_the_table(session: Session) -> None:
    waiting, token = keyring.prepare_group(session, kind="discipline", unit_id=9)

    assert waiting.founding_hash is not None
    assert token.encode() not in waiting.founding_hash


def test_only_a_member_admits(session: Session, holders: list[Unlocked], group: int, clock: Any) -> None:
    with pytest.raises(NotAReader):
        keyring.admit(session, group, 4, by=holders[3], now=clock())
    assert keyring.member_ids(session, group) == {1, 2, 3}


def test_a_new_member_reads_what_came_before(session: Session, holders: list[Unlocked], group: int, clock: Any) -> None:
    keyring.seal_subject(session, SUBJECT, KEY, group)
    keyring.admit(session, group, 4, by=holders[1], now=clock())

    assert keyring.open_subject(session, SUBJECT, holders[3]) == KEY


def test_who_is_removed_reads_nothing_new_nor_what_is_open(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    keyring.seal_subject(session, "petition:open", KEY, group)
    keyring.seal_subject(session, "petition:closed", KEY, group)

    keyring.remove_member(session, group, 2, by=holders[0], open_subjects={"petition:open"})
    keyring.seal_subject(session, "petition:later", KEY, group)

    for subject in ("petition:open", "petition:closed", "petition:later"):
        with pytest.raises(NotAReader):
            keyring.open_subject(session, subject, holders[1])
        assert keyring.open_subject(session, subject, holders[0]) == KEY
        assert keyring.open_subject(session, subject, holders[2]) == KEY
        assert keyring.readers(session, subject) == {1, 3}


def test_a_removed_members_old_copy_of_the_group_key_does_not_open_what_is_open(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    """Whoever kept the old private half at home still cannot read what moved to the new pair."""
    keyring.seal_subject(session, SUBJECT, KEY, group)
    old = keyring.open_group(session, group, holders[1])

    keyring.remove_member(session, group, 2, by=holders[0], open_subjects={SUBJECT})

    sealed = session.scalars(sa.select(SubjectKeyWrap.sealed).where(SubjectKeyWrap.subject == SUBJECT)).one()
    with pytest.raises(SealBroken):
        seal.open_with(old, sealed)


def test_the_last_member_cannot_leave_and_a_stranger_cannot_remove(
    session: Session, holders: list[Unlocked], group: int, clock: Any
) -> None:
    with pytest.raises(NotAReader):
        keyring.remove_member(session, group, 1, by=holders[3], open_subjects=())
    alone = keyring.found_group(session, kind="discipline", unit_id=9, founder=holders[3], now=clock())
    with pytest.raises(TooFewReaders):
        keyring.remove_member(session, alone.id, 4, by=holders[3], open_subjects=())


def test_an_exchanged_group_key_raises_the_alarm(session: Session, holders: list[Unlocked], group: int) -> None:
    """Somebody who can write the table puts a pair of their own in place of the group's."""
    forged = KeyPair.generate()
    for wrap in session.scalars(sa.select(GroupKeyWrap)):
        wrap.sealed = seal.seal_for(session.get_one(AccountKey, wrap.holder_id).public, forged.private)

    with pytest.raises(KeyAlarm):
        keyring.open_group(session, group, holders[0])


# Subjects


def test_sealing_needs_no_private_key_and_every_member_opens(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    keyring.seal_subject(session, SUBJECT, KEY, group)

    assert keyring.readers(session, SUBJECT) == {1, 2, 3}
    assert all(keyring.open_subject(session, SUBJECT, each) == KEY for each in holders[:3])
    with pytest.raises(NotAReader):
        keyring.open_subject(session, SUBJECT, holders[3])
    assert keyring.group_of(session, SUBJECT) == group
    assert keyring.subjects_of(session, group) == {SUBJECT}


def test_a_named_member_is_left_out_although_they_hold_the_group_key(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    keyring.seal_subject(session, SUBJECT, KEY, group, excluding={2})

    assert keyring.readers(session, SUBJECT) == {1, 3}
    assert not keyring.can_open(session, SUBJECT, 2)
    with pytest.raises(NotAReader):
        keyring.open_subject(session, SUBJECT, holders[1])
    groups_own = keyring.open_group(session, group, holders[1])
    for sealed in session.scalars(sa.select(SubjectKeyWrap.sealed)):
        for pair in (groups_own, holders[1].pair):
            with pytest.raises(SealBroken):
                seal.open_with(pair, sealed)


def test_leaving_out_so_many_that_one_would_read_alone_is_refused(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    with pytest.raises(TooFewReaders):
        keyring.seal_subject(session, SUBJECT, KEY, group, excluding={1, 2})
    assert keyring.readers(session, SUBJECT) == frozenset()


def test_what_was_kept_singly_lets_the_others_read_on_without_anybodys_key(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    keyring.seal_subject(session, SUBJECT, KEY, group)
    kept = keyring.sealed_singly(session, KEY, {1, 2, 3})
    keyring.let_only(session, SUBJECT, group, {each: kept[each] for each in (1, 3)})

    assert keyring.readers(session, SUBJECT) == {1, 3}
    assert keyring.open_subject(session, SUBJECT, holders[0]) == KEY
    with pytest.raises(NotAReader):
        keyring.open_subject(session, SUBJECT, holders[1])
    assert keyring.group_of(session, SUBJECT) == group
    with pytest.raises(TooFewReaders):
        keyring.let_only(session, SUBJECT, group, {1: kept[1]})
    assert keyring.readers(session, SUBJECT) == {1, 3}


def test_a_stranger_who_is_named_changes_nothing(session: Session, holders: list[Unlocked], group: int) -> None:
    keyring.seal_subject(session, SUBJECT, KEY, group, excluding={4, 77})

    assert keyring.readers(session, SUBJECT) == {1, 2, 3}


def test_a_grant_ends_with_its_purpose_or_its_day(
    session: Session, holders: list[Unlocked], group: int, clock: Any
) -> None:
    keyring.seal_subject(session, SUBJECT, KEY, group)
    keyring.grant(session, SUBJECT, 4, KEY, purpose="handle")
    assert keyring.open_subject(session, SUBJECT, holders[3]) == KEY
    keyring.end_grant(session, SUBJECT, 4, purpose="handle")
    assert not keyring.can_open(session, SUBJECT, 4)

    keyring.grant(session, SUBJECT, 4, KEY, purpose="look", until=clock().date() + timedelta(days=7))
    clock.advance(days=7)
    assert keyring.can_open(session, SUBJECT, 4)
    clock.advance(days=1)
    assert not keyring.can_open(session, SUBJECT, 4)
    with pytest.raises(NotAReader):
        keyring.open_subject(session, SUBJECT, holders[3])


def test_recusing_takes_the_key_from_one_and_leaves_it_with_the_others(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    keyring.seal_subject(session, SUBJECT, KEY, group)

    keyring.recuse(session, SUBJECT, 2, by=holders[1])

    assert keyring.readers(session, SUBJECT) == {1, 3}
    with pytest.raises(NotAReader):
        keyring.open_subject(session, SUBJECT, holders[1])
    with pytest.raises(TooFewReaders):
        keyring.recuse(session, SUBJECT, 1, by=holders[0])
    assert keyring.open_subject(session, SUBJECT, holders[0]) == KEY


def test_a_member_admitted_later_does_not_read_what_was_sealed_singly(
    session: Session, holders: list[Unlocked], group: int, clock: Any
) -> None:
    keyring.seal_subject(session, SUBJECT, KEY, group, excluding={2})
    keyring.admit(session, group, 4, by=holders[0], now=clock())

    assert not keyring.can_open(session, SUBJECT, 4)


def test_a_subject_handed_over_is_read_by_the_other_office_only(
    session: Session, holders: list[Unlocked], group: int, clock: Any
) -> None:
    other = keyring.found_group(session, kind="discipline", unit_id=9, founder=holders[3], now=clock())
    keyring.seal_subject(session, SUBJECT, KEY, group)

    keyring.move_subject(session, SUBJECT, other.id, by=holders[0])

    assert keyring.readers(session, SUBJECT) == {4}
    assert keyring.open_subject(session, SUBJECT, holders[3]) == KEY


def test_an_erased_subject_opens_for_nobody(session: Session, holders: list[Unlocked], group: int) -> None:
    keyring.seal_subject(session, SUBJECT, KEY, group)
    keyring.grant(session, SUBJECT, 4, KEY, purpose="handle")

    keyring.erase_subject(session, SUBJECT)

    assert keyring.readers(session, SUBJECT) == frozenset()


def test_lists_hold_only_what_somebody_can_open(session: Session, holders: list[Unlocked], group: int) -> None:
    keyring.seal_subject(session, "petition:1", KEY, group)
    keyring.seal_subject(session, "petition:2", KEY, group, excluding={1})
    keyring.seal_subject(session, "survey:1", KEY, group)
    keyring.grant(session, "petition:2", 4, KEY, purpose="handle")

    def seen(holder: int) -> set[str]:
        return set(session.scalars(sa.select(keyring.subjects_open_to(session, holder, "petition:").c.subject)))

    assert [seen(holder) for holder in (1, 2, 4)] == [{"petition:1"}, {"petition:1", "petition:2"}, {"petition:2"}]


def test_many_keys_are_opened_at_once_and_only_those_one_holds(
    session: Session, holders: list[Unlocked], group: int
) -> None:
    keyring.seal_subject(session, "petition:1", KEY, group)
    keyring.seal_subject(session, "petition:2", KEY, group, excluding={1})
    keyring.grant(session, "petition:2", 4, KEY, purpose="handle")
    every = ["petition:1", "petition:2", "petition:3"]

    opened = [keyring.open_subjects(session, every, holders[each - 1]) for each in (1, 2, 4)]

    assert opened == [{"petition:1": KEY}, {"petition:1": KEY, "petition:2": KEY}, {"petition:2": KEY}]


# Passwords lost


def test_a_reset_account_opens_nothing_until_it_is_admitted_again(
    session: Session, holders: list[Unlocked], group: int, clock: Any
) -> None:
    keyring.seal_subject(session, SUBJECT, KEY, group)
    keyring.reset_account_key(session, 2, "重置之后 2027", cost="cheap")
    fresh = keyring.unlock(session, 2, "重置之后 2027", cost="cheap")

    assert fresh.pair != holders[1].pair
    with pytest.raises(NotAReader):
        keyring.open_subject(session, SUBJECT, fresh)
    with pytest.raises(NotAReader):
        keyring.admit(session, group, 2, by=fresh, now=clock())
    keyring.admit(session, group, 2, by=holders[0], now=clock())
    assert keyring.open_subject(session, SUBJECT, fresh) == KEY


def test_when_every_member_is_lost_two_sheets_bring_the_group_back(
    session: Session, holders: list[Unlocked], group: int, clock: Any
) -> None:
    """All passwords forgotten, all keys remade: what was sealed before and after a change of pairs opens again."""
    keyring.seal_subject(session, "petition:old", KEY, group)
    sheets = recovery.print_sheets(group)
    keyring.set_recovery(session, group, sheets.public, by=holders[0], now=clock())
    keyring.remove_member(session, group, 3, by=holders[0], open_subjects=set())
    keyring.seal_subject(session, "petition:new", KEY, group)
    for holder in (1, 2):
        keyring.reset_account_key(session, holder, "全都忘了 2027", cost="cheap")
    back = keyring.unlock(session, 1, "全都忘了 2027", cost="cheap")
    assert keyring.member_ids(session, group) == frozenset()

    pair = recovery.bring_back([" ".join(sheets.words[0]), " ".join(sheets.words[2])])
    keyring.restore_member(session, group, 1, recovery=pair, now=clock())

    assert keyring.open_subject(session, "petition:old", back) == KEY
    assert keyring.open_subject(session, "petition:new", back) == KEY
    keyring.admit(session, group, 2, by=back, now=clock())


def test_sheets_printed_later_void_the_earlier_ones(
    session: Session, holders: list[Unlocked], group: int, clock: Any
) -> None:
    first, second = recovery.print_sheets(group), recovery.print_sheets(group)
    for sheets in (first, second):
        keyring.set_recovery(session, group, sheets.public, by=holders[0], now=clock())
    voided = recovery.bring_back([" ".join(words) for words in first.words[:2]])

    with pytest.raises(KeyAlarm):
        keyring.restore_member(session, group, 4, recovery=voided, now=clock())


def test_sheets_that_were_never_confirmed_open_nothing(
    session: Session, holders: list[Unlocked], group: int, clock: Any
) -> None:
    sheets = recovery.print_sheets(group)
    pair = recovery.bring_back([" ".join(words) for words in sheets.words[:2]])

    with pytest.raises(KeyAlarm):
        keyring.restore_member(session, group, 4, recovery=pair, now=clock())


def test_the_tables_hold_no_key_in_clear(session: Session, holders: list[Unlocked], group: int, clock: Any) -> None:
    keyring.seal_subject(session, SUBJECT, KEY, group)
    keyring.grant(session, SUBJECT, 4, KEY, purpose="handle", until=date(2027, 1, 1))
    secrets = [KEY, keyring.open_group(session, group, holders[0]).private, *(each.pair.private for each in holders)]

    for table in (AccountKey, GroupKey, GroupKeyWrap, SubjectKeyWrap):
        for row in session.execute(sa.select(*sa.inspect(table).columns)):
            stored = b"".join(value for value in row if isinstance(value, bytes))
            assert not any(secret in stored for secret in secrets)
