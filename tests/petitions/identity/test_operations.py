"""A sealed name: who may ask, agree and read, when it ends, and that a thief without a keeper opens nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound

from accounts.models import AuditEntry
from accounts.roles import Role
from petitions import queries
from petitions.identity import operations as identity_operations
from petitions.identity import queries as identity_queries
from petitions.identity.asking import PURPOSE, Answer, Standing, identity_subject, request_subject, standing
from petitions.identity.models import IdentityReading, IdentityRequest, SealedIdentity
from petitions.kinds import Kind
from petitions.models import Petition
from petitions.workflow import Action, Procedure, State
from tests.petitions.conftest import CONTACT, NAME
from vault import reading_groups, seal, subject_keys
from vault.models import GroupKey, GroupKeyWrap, SubjectKeyWrap
from web.errors import Missing, Refusal

REASON = "夜班考勤要与本人核对。"


@pytest.fixture
def kept(casework: Any) -> tuple[Petition, bytes]:
    """A case in hand whose name is sealed, and its key."""
    petition, key = casework.file_confidential()
    casework.do(petition, Action.REGISTER, "officer", category="pay")
    casework.do(petition, Action.ACCEPT, "officer", procedure=Procedure.ORDINARY)
    return petition, key


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    """A refusal whose words hold `sentence`."""
    with pytest.raises(Refusal) as refusal:
        yield
    assert sentence in str(refusal.value.message)


def ask(casework: Any, kept: tuple[Petition, bytes], who: str = "officer", **given: str) -> IdentityRequest:
    petition, _key = kept
    actor = casework.enterprise.people[who]
    return identity_operations.ask(
        casework.session, petition.id, reason=REASON, actor=actor, now=casework.clock(), **given
    )


def decide(casework: Any, request: IdentityRequest, who: str = "keeper", *, agrees: bool = True) -> IdentityRequest:
    actor = casework.enterprise.people[who]
    return identity_operations.decide(
        casework.session,
        request.id,
        agrees=agrees,
        words="" if agrees else "先在对话里问。",
        actor=actor,
        now=casework.clock(),
    )


def read(casework: Any, request: IdentityRequest, who: str = "officer") -> Any:
    actor = casework.enterprise.people[who]
    return identity_operations.read(
        casework.session, request.petition_id, request.id, actor=actor, now=casework.clock()
    )


def answered(casework: Any, kept: tuple[Petition, bytes], request: IdentityRequest, said: Answer) -> None:
    petition, key = kept
    identity_operations.answer(
        casework.session, petition.id, request.id, key=key, said=said, words="请先打电话。", now=casework.clock()
    )


def where(casework: Any, request: IdentityRequest) -> Standing:
    return standing(request, casework.clock().date())


def test_asked_waited_agreed_read_and_over_after_seven_days(casework: Any, kept: Any) -> None:
    request = ask(casework, kept)
    with refused("不能答应"):
        decide(casework, request)
    casework.clock.advance(days=4)

    decide(casework, request)

    named = read(casework, request)
    assert (named.name, named.contact) == (NAME, CONTACT)
    casework.clock.advance(days=7)
    assert read(casework, request).name == NAME
    casework.clock.advance(days=1)
    with refused("不能查看"):
        read(casework, request)
    assert where(casework, request) is Standing.OVER


@pytest.mark.parametrize("who", ["admin", "handler", "leader", "inspector", "inspector2", "keeper", "keeper2"])
def test_nobody_but_the_office_asks(casework: Any, kept: Any, who: str) -> None:
    petition, _key = kept
    casework.do(petition, Action.ASSIGN, "officer", handler_id=casework.enterprise.people["handler"].id)

    with pytest.raises(Refusal) as refusal:
        ask(casework, kept, who)

    assert refusal.value.status == 403
    assert identity_queries.requests(casework.session, petition.id) == []


@pytest.mark.parametrize("who", ["officer", "officer2"])
def test_every_officer_of_the_office_may_ask(casework: Any, kept: Any, who: str) -> None:
    assert where(casework, ask(casework, kept, who)) is Standing.ASKED


@pytest.mark.parametrize("who", ["admin", "officer", "officer2", "handler", "leader", "inspector", "inspector2"])
def test_nobody_but_a_keeper_decides(casework: Any, kept: Any, who: str) -> None:
    request = ask(casework, kept, urgency="说要轻生。")

    for agrees in (True, False):
        with pytest.raises(Missing):
            decide(casework, request, who, agrees=agrees)

    assert where(casework, request) is Standing.READY


@pytest.mark.parametrize("who", ["admin", "officer2", "handler", "leader", "inspector", "keeper", "keeper2"])
def test_nobody_but_whoever_asked_reads(casework: Any, kept: Any, who: str) -> None:
    request = decide(casework, ask(casework, kept, urgency="说要轻生。"))

    with pytest.raises(Refusal):
        read(casework, request, who)


def test_a_keeper_who_reads_the_case_does_not_decide(casework: Any, kept: Any) -> None:
    petition, key = kept
    request = ask(casework, kept, urgency="说要轻生。")
    keeper = casework.enterprise.people["keeper"]
    subject_keys.grant(casework.session, queries.subject(petition.id), keeper.id, key, purpose="handle")

    with refused("另一位保管人"):
        decide(casework, request)

    assert decide(casework, request, "keeper2").keeper_id == casework.enterprise.people["keeper2"].id


def test_a_keeper_whom_the_case_concerns_neither_sees_nor_decides(casework: Any) -> None:
    third = casework.add_person("keeper3", "吴刚", Role.KEEPER, "岱山能源集团")
    keeper, group = casework.enterprise.people["keeper"], casework.enterprise.groups["identity"]
    reading_groups.admit(casework.session, group, third.id, by=keeper.keys, now=casework.clock())
    kept = casework.file_confidential(concerned=("keeper3",))
    request = ask(casework, kept, urgency="说要轻生。")

    assert identity_queries.for_keeper(casework.session, third.id) == []
    assert len(identity_queries.for_keeper(casework.session, keeper.id)) == 1
    with pytest.raises(Missing):
        decide(casework, request, "keeper3")
    for subject in (identity_subject(kept[0].id), request_subject(request.id)):
        with pytest.raises(reading_groups.NotAReader):
            subject_keys.open_subject(casework.session, subject, third.keys)


def test_an_objection_ends_it_and_stays_for_the_days_that_were_set(casework: Any, kept: Any) -> None:
    request = ask(casework, kept)
    answered(casework, kept, request, Answer.OBJECTED)

    with refused("已经有了结果"):
        decide(casework, request)
    with refused("不久前不同意"):
        ask(casework, kept)
    assert where(casework, ask(casework, kept, urgency="说要轻生。")) is Standing.READY


def test_a_consent_lets_the_keeper_decide_at_once(casework: Any, kept: Any) -> None:
    request = ask(casework, kept)
    answered(casework, kept, request, Answer.CONSENTED)

    decide(casework, request)

    assert read(casework, request).name == NAME


def test_an_answer_that_comes_too_late_or_to_another_case_changes_nothing(casework: Any, kept: Any) -> None:
    request = ask(casework, kept)
    other = casework.file_confidential()
    with pytest.raises(Missing):
        answered(casework, other, request, Answer.OBJECTED)
    casework.clock.advance(days=4)

    with refused("不等您回答"):
        answered(casework, kept, request, Answer.OBJECTED)

    assert request.answer is None


def test_a_refusal_of_a_keeper_gives_nothing_and_another_request_may_follow(casework: Any, kept: Any) -> None:
    request = decide(casework, ask(casework, kept), agrees=False)

    assert where(casework, request) is Standing.REFUSED
    with pytest.raises(Refusal):
        read(casework, request)
    assert where(casework, ask(casework, kept)) is Standing.ASKED


def test_the_union_never_learns_who_accuses(casework: Any) -> None:
    """Even when an accusation has ended up with the union, through whatever fault."""
    petition, key = casework.file_confidential(Kind.ACCUSATION)
    petition.group_id = casework.enterprise.groups["union"]
    subject_keys.reseal_subject(casework.session, queries.subject(petition.id), key, petition.group_id)

    with refused("任何时候"):
        ask(casework, (petition, key), urgency="说要轻生。")


def test_the_inspectors_may_ask_who_accuses(casework: Any) -> None:
    kept = casework.file_confidential(Kind.ACCUSATION)

    request = decide(casework, ask(casework, kept, "inspector", urgency="要当面取证。"))

    assert read(casework, request, "inspector").name == NAME


def test_whoever_steps_back_or_is_named_later_loses_the_name_too(casework: Any, kept: Any) -> None:
    petition, _key = kept
    third = casework.add_person("officer9", "郑爽", Role.OFFICER, "岱山能源集团")
    by = casework.enterprise.people["officer"].keys
    reading_groups.admit(casework.session, casework.enterprise.groups["union"], third.id, by=by, now=casework.clock())
    request = decide(casework, ask(casework, kept, urgency="说要轻生。"))

    casework.do(petition, Action.RECUSE, "officer", reason="是我的亲戚。")

    assert where(casework, request) is Standing.OVER
    with pytest.raises(reading_groups.NotAReader):
        subject_keys.open_subject(casework.session, identity_subject(petition.id), by)


def test_a_case_that_goes_to_another_office_takes_the_name_away(casework: Any, kept: Any) -> None:
    petition, _key = casework.file_confidential()
    casework.do(petition, Action.REGISTER, "officer", category="pay")
    request = decide(casework, ask(casework, (petition, _key), urgency="说要轻生。"))

    casework.do(petition, Action.TRANSFER, "officer", office_id=casework.second_office(), reason="生产二部的事。")

    assert where(casework, request) is Standing.OVER
    with pytest.raises((Refusal, NoResultFound)):
        read(casework, request)


def test_a_finished_case_gives_the_name_back(casework: Any) -> None:
    petition, key = casework.file_confidential()
    casework.do(petition, Action.REGISTER, "officer", category="pay")
    request = decide(casework, ask(casework, (petition, key), urgency="说要轻生。"))

    casework.follow(petition, key, [casework.declining()])

    assert petition.state is State.DECLINED
    assert where(casework, request) is Standing.OVER


def test_an_officer_who_left_the_office_reads_nothing_and_gets_nothing(casework: Any, kept: Any) -> None:
    first = decide(casework, ask(casework, kept, urgency="说要轻生。"))
    people, union = casework.enterprise.people, casework.enterprise.groups["union"]
    reading_groups.remove_member(
        casework.session, union, people["officer"].id, by=people["officer2"].keys, open_subjects=[]
    )

    with pytest.raises(Refusal):
        read(casework, first)
    assert identity_operations.take_back(casework.session, now=casework.clock()) == 1
    with pytest.raises(reading_groups.NotAReader):
        subject_keys.open_subject(casework.session, identity_subject(first.petition_id), people["officer"].keys)


def test_a_keeper_cannot_agree_once_the_asker_is_out(casework: Any, kept: Any) -> None:
    request = ask(casework, kept, urgency="说要轻生。")
    people, union = casework.enterprise.people, casework.enterprise.groups["union"]
    reading_groups.remove_member(
        casework.session, union, people["officer"].id, by=people["officer2"].keys, open_subjects=[]
    )

    with refused("已经不办理"):
        decide(casework, request)


def test_the_key_is_destroyed_once_the_days_are_over(casework: Any, kept: Any) -> None:
    request = decide(casework, ask(casework, kept, urgency="说要轻生。"))
    assert identity_operations.take_back(casework.session, now=casework.clock()) == 0
    casework.clock.advance(days=8)

    assert identity_operations.take_back(casework.session, now=casework.clock()) == 1
    assert identity_operations.take_back(casework.session, now=casework.clock()) == 0

    left = sa.select(sa.func.count()).where(SubjectKeyWrap.purpose == PURPOSE)
    assert casework.session.scalar(left) == 0
    assert request.ended_on == casework.clock().date()


def test_every_step_stands_in_the_log_and_each_day_of_reading_once(casework: Any, kept: Any) -> None:
    request = decide(casework, ask(casework, kept, urgency="说要轻生。"))
    read(casework, request)
    read(casework, request)
    casework.clock.advance(days=1)
    read(casework, request)
    casework.clock.advance(days=9)
    identity_operations.take_back(casework.session, now=casework.clock())

    logged = sa.select(AuditEntry.action, AuditEntry.account_id).where(AuditEntry.action.startswith("identity."))
    officer, keeper = (casework.enterprise.people[each].id for each in ("officer", "keeper"))
    assert [tuple(row) for row in casework.session.execute(logged.order_by(AuditEntry.sequence))] == [
        ("identity.ask", officer),
        ("identity.agree", keeper),
        ("identity.read", officer),
        ("identity.read", officer),
        ("identity.end", None),
    ]
    assert casework.session.scalar(sa.select(sa.func.count()).select_from(IdentityReading)) == 2


def test_what_a_petitioner_answers_leaves_a_day_and_no_moment(casework: Any, kept: Any) -> None:
    before = casework.session.scalar(sa.select(sa.func.count()).select_from(AuditEntry))
    request = ask(casework, kept)
    answered(casework, kept, request, Answer.OBJECTED)

    assert casework.session.scalar(sa.select(sa.func.count()).select_from(AuditEntry)) == before + 1
    assert request.answered_on == casework.clock().date()


def test_a_thief_of_the_database_opens_the_name_only_with_a_keepers_key(casework: Any, kept: Any) -> None:
    """Every row, and the keys of everybody but the keepers and whoever was granted it: each wrap is tried with each."""
    petition, _key = kept
    waiting = ask(casework, kept)
    people = casework.enterprise.people
    outsiders = [
        people[each] for each in ("admin", "officer", "officer2", "handler", "leader", "inspector", "inspector2")
    ]

    assert _stolen(casework, petition, outsiders) is None
    assert _stolen(casework, petition, [people["keeper"]]) == NAME

    casework.clock.advance(days=4)
    decide(casework, waiting)
    assert _stolen(casework, petition, [each for each in outsiders if each.name != people["officer"].name]) is None
    assert _stolen(casework, petition, [people["officer"]]) == NAME
    casework.clock.advance(days=8)
    identity_operations.take_back(casework.session, now=casework.clock())
    assert _stolen(casework, petition, outsiders) is None


def test_no_row_holds_a_word_of_a_request(casework: Any, kept: Any) -> None:
    request = ask(casework, kept, urgency="说要轻生。")
    decide(casework, request, agrees=False)

    row = casework.session.execute(sa.select(IdentityRequest.__table__)).one()
    kept_bytes = b"".join(value for value in row if isinstance(value, bytes))
    for word in (REASON, "轻生", "先在对话里问"):
        assert word.encode() not in kept_bytes


def _stolen(casework: Any, petition: Petition, holders: list[Any]) -> str | None:
    """What somebody with every row and these people's keys makes of the sealed name, without the product's rules."""
    session = casework.session
    pairs = [each.keys.pair for each in holders]
    for wrap, generation in session.execute(sa.select(GroupKeyWrap, GroupKey).join(GroupKey)):
        for pair in list(pairs):
            private = _opened(pair, wrap.sealed)
            if private is not None and seal.KeyPair.from_private(private).public == generation.public:
                pairs.append(seal.KeyPair.from_private(private))
    sealed = session.get_one(SealedIdentity, petition.id).sealed
    keys = [
        key
        for wrap in session.scalars(sa.select(SubjectKeyWrap))
        for pair in pairs
        if (key := _opened(pair, wrap.sealed))
    ]
    for key in keys:
        try:
            return str(seal.open_text(key, sealed, identity_subject(petition.id))).split('"')[1]
        except seal.SealBroken:
            continue
    return None


def _opened(pair: seal.KeyPair, sealed: bytes) -> bytes | None:
    try:
        return seal.open_with(pair, sealed)
    except seal.SealBroken:
        return None
