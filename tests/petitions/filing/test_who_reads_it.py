"""A story: who reads what was filed follows from what it is and whom it names, and nothing else is stored."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from petitions import queries, reach
from petitions.identity.models import SealedIdentity
from petitions.kinds import Naming
from petitions.models import CaseEvent, Exclusion, Message, Petition
from tests.petitions.conftest import count
from tests.petitions.phone import WORDS, fields, file_one, mint, open_case, send
from vault import reading_groups, seal, subject_keys
from vault.models import ReadingGroup


def test_an_accusation_is_refused_until_the_sheets_are_confirmed_and_nothing_is_stored(
    front: FlaskClient, session: Any
) -> None:
    assert "网上暂不受理举报" in front.get("/petition").get_data(as_text=True)
    answer = send(front, fields(mint(front), kind="accusation"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "没有留下记录" in page
    assert WORDS in page
    assert count(session, Petition) == 0


@pytest.fixture
def confirmed(enterprise: Any, session: Any, clock: Any) -> None:
    """The recovery sheets of discipline are confirmed."""
    group = session.get(ReadingGroup, enterprise.groups["discipline"])
    group.recovery_confirmed_on, group.recovery_public = clock().date(), seal.KeyPair.generate().public
    session.commit()


@pytest.mark.usefixtures("confirmed")
def test_an_accusation_goes_to_discipline_and_the_union_cannot_read_it(
    front: FlaskClient, session: Any, enterprise: Any
) -> None:
    file_one(front, kind="accusation")
    case = session.execute(select(Petition)).scalar_one()
    people = enterprise.people
    assert subject_keys.readers(session, queries.subject(case.id)) == {people["inspector"].id, people["inspector2"].id}
    assert not session.execute(
        select(Petition).where(Petition.id == case.id, reach.may_know(session, people["officer"]))
    ).first()


@pytest.mark.usefixtures("confirmed")
def test_an_accusation_of_one_of_two_inspectors_is_refused_rather_than_read_by_the_other_alone(
    front: FlaskClient, session: Any, enterprise: Any
) -> None:
    accused = str(enterprise.people["inspector2"].id)
    answer = send(front, fields(mint(front), kind="accusation", text="杨磊收礼", concerned=accused))
    assert answer.status_code == 422
    assert "杨磊收礼" in answer.get_data(as_text=True)
    assert count(session, Petition) == 0


@pytest.mark.usefixtures("confirmed")
def test_whoever_is_named_does_not_find_the_case_at_the_desk(
    app: Flask, front: FlaskClient, session: Any, enterprise: Any, clock: Any
) -> None:
    third = enterprise.people["leader"]
    reading_groups.admit(
        session, enterprise.groups["discipline"], third.id, by=enterprise.people["inspector"].keys, now=clock()
    )
    session.commit()
    accused = enterprise.people["inspector2"]
    file_one(front, kind="accusation", text="杨磊收礼", concerned=str(accused.id))
    case = session.execute(select(Petition)).scalar_one()
    assert subject_keys.readers(session, queries.subject(case.id)) == {enterprise.people["inspector"].id, third.id}
    assert not session.execute(select(Petition).where(reach.may_know(session, accused))).first()
    with pytest.raises(reading_groups.NotAReader):
        subject_keys.open_subject(session, queries.subject(case.id), accused.keys)


def test_naming_one_of_two_officers_sends_it_to_the_next_body(
    front: FlaskClient, session: Any, enterprise: Any
) -> None:
    people = enterprise.people
    answer = send(front, fields(mint(front), concerned=str(people["officer"].id), offered="1"))
    assert "<dt>谁受理</dt><dd>纪检</dd>" in answer.get_data(as_text=True)
    case = session.execute(select(Petition)).scalar_one()
    assert case.group_id == enterprise.groups["discipline"]
    readers = subject_keys.readers(session, queries.subject(case.id))
    assert readers == {people["inspector"].id, people["inspector2"].id}
    assert session.execute(select(Exclusion.account_id)).scalars().all() == [people["officer"].id]


def test_when_everybody_is_named_it_is_refused_and_a_place_is_named(
    front: FlaskClient, session: Any, enterprise: Any
) -> None:
    from accounts import preferences

    preferences.write(session, visit_place="办公楼 201 室", visit_phone="2201")
    session.commit()
    chosen = [str(enterprise.people[name].id) for name in ("officer", "inspector")]
    answer = send(front, fields(mint(front), concerned=chosen))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "办公楼 201 室" in page
    assert "2201" in page
    assert WORDS in page
    for model in (Petition, Message, Exclusion, CaseEvent):
        assert count(session, model) == 0


def test_someone_not_listed_is_marked_for_the_desk(front: FlaskClient, session: Any) -> None:
    file_one(front, concerned="other")
    assert session.execute(select(Petition.concerns_staff)).scalar_one() is True


def test_a_confidential_name_is_sealed_to_the_keepers_alone(front: FlaskClient, session: Any, enterprise: Any) -> None:
    file_one(front, naming="confidential", name="张德厚", contact="13900001111")
    case = session.execute(select(Petition)).scalar_one()
    people = enterprise.people
    assert case.naming is Naming.CONFIDENTIAL
    assert case.name_sealed is None
    subject = f"identity:{case.id}"
    assert subject_keys.readers(session, subject) == {people["keeper"].id, people["keeper2"].id}
    sealed = session.execute(select(SealedIdentity.sealed)).scalar_one()
    opened = seal.open_text(subject_keys.open_subject(session, subject, people["keeper"].keys), sealed, subject)
    assert "张德厚" in opened
    assert "13900001111" in opened


def test_a_confidential_name_is_not_taken_when_a_keeper_is_named(
    front: FlaskClient, session: Any, enterprise: Any
) -> None:
    keeper = str(enterprise.people["keeper"].id)
    answer = send(front, fields(mint(front), naming="confidential", name="张德厚", concerned=keeper))
    assert answer.status_code == 422
    assert "没有能替您保管姓名的人" in answer.get_data(as_text=True)
    assert count(session, Petition) == 0


def test_a_name_that_was_typed_before_choosing_anonymous_is_not_stored(front: FlaskClient, session: Any) -> None:
    file_one(front, naming="anonymous", name="张德厚", contact="13900001111")
    case = session.execute(select(Petition)).scalar_one()
    assert case.name_sealed is None
    assert count(session, SealedIdentity) == 0


def test_a_given_name_is_sealed_in_the_case(front: FlaskClient, session: Any) -> None:
    code = file_one(front, naming="named", name="张德厚", contact="13900001111")
    assert session.execute(select(Petition.name_sealed)).scalar_one()
    assert "张德厚" in open_case(front, code)


def test_danger_marks_the_case_urgent_and_shows_where_help_is(front: FlaskClient, session: Any) -> None:
    answer = send(front, fields(mint(front), text="我真的不 想 活了"))
    assert "12356" in answer.get_data(as_text=True)
    assert session.execute(select(Petition.urgent)).scalar_one() is True


def test_pay_matters_are_told_of_arbitration(front: FlaskClient) -> None:
    assert "劳动仲裁" in send(front, fields(mint(front), category="pay")).get_data(as_text=True)
