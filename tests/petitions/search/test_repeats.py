"""Earlier cases are found by words and by contact, only for whoever may open them, and no contact can be tried out."""

from __future__ import annotations

from typing import Any

import pytest

from petitions import conversation, queries
from petitions.kinds import Naming
from petitions.models import Exclusion, Petition
from petitions.search import repeats
from petitions.workflow import Action, Procedure, State
from vault import reading_groups, seal, subject_keys
from web.errors import Refusal


def named(casework: Any, contact: str, **fields: Any) -> tuple[Petition, bytes]:
    petition, key = casework.file(**fields)
    petition.naming = Naming.NAMED
    text = conversation.Named("𬱖建国", contact).to_text()
    petition.name_sealed = seal.seal_text(key, text, conversation.name_place(petition.id))
    casework.session.flush()
    return petition, key


def register(casework: Any, petition: Petition, who: str = "officer", **given: Any) -> None:
    casework.do(petition, Action.REGISTER, who, **{"category": petition.category, **given})


def seen(casework: Any, petition: Petition, key: bytes, who: str = "officer") -> repeats.Earlier:
    return repeats.earlier(casework.session, petition, key, casework.enterprise.people[who])


def test_similar_words_about_the_same_unit_and_category_are_found(casework: Any) -> None:
    before, _ = casework.file()
    casework.file(category="canteen")
    later, key = casework.file()

    found = seen(casework, later, key)

    assert [(row.number, much) for row, much in found.alike] == [(before.number, True)]
    assert found.same_contact == []


def test_an_earlier_case_that_does_not_open_keeps_the_later_one_from_nobody(casework: Any) -> None:
    before, _ = casework.file()
    broken, _ = casework.file()
    later, key = casework.file()
    queries.messages(casework.session, broken.id)[0].sealed = seal.seal_text(seal.random_key(), "坏了", "elsewhere")
    casework.session.flush()

    assert [row.number for row, _much in seen(casework, later, key).alike] == [before.number]


def test_what_the_reader_may_not_open_is_not_compared(casework: Any) -> None:
    before, _ = casework.file()
    later, key = casework.file()
    officer = casework.enterprise.people["officer2"]
    casework.session.add(Exclusion(petition_id=before.id, account_id=officer.id))
    casework.session.flush()

    assert seen(casework, later, key, "officer2").alike == []


def test_the_same_contact_is_found_however_it_was_written(casework: Any) -> None:
    first, _ = named(casework, "13800138000", category="canteen")
    register(casework, first)
    other, _ = named(casework, "13900139000")
    register(casework, other)
    second, key = named(casework, "手机 138-0013-8000", category="safety")

    assert [row.number for row in seen(casework, second, key).same_contact] == [first.number]


def test_a_contact_is_still_found_after_the_office_changed_its_key(casework: Any) -> None:
    first, _ = named(casework, "13800138000")
    register(casework, first)
    officer = casework.enterprise.people["officer"]
    third = casework.add_person("officer5", "何平", officer.assignments[0].role, "岱山能源集团")
    group, session = casework.enterprise.groups["union"], casework.session
    reading_groups.admit(session, group, third.id, by=officer.keys, now=casework.clock())
    reading_groups.remove_member(
        session,
        group,
        casework.enterprise.people["officer2"].id,
        by=officer.keys,
        open_subjects=subject_keys.subjects_of(session, group),
    )
    second, key = named(casework, "13800138000")

    assert [row.number for row in seen(casework, second, key).same_contact] == [first.number]
    register(casework, second)
    assert first.contact_index != second.contact_index


def test_nobody_anonymous_or_named_in_confidence_has_a_digest(casework: Any) -> None:
    anonymous, _ = casework.file()
    register(casework, anonymous)
    confidential, _ = casework.file()
    confidential.naming = Naming.CONFIDENTIAL
    register(casework, confidential)

    assert (anonymous.contact_index, confidential.contact_index) == (None, None)


def test_a_digest_cannot_be_tried_out_with_the_instances_key(casework: Any, app: Any) -> None:
    petition, _ = named(casework, "13800138000")
    register(casework, petition)
    instance = app.extensions["instance_key"]

    guesses = {
        instance.derive(purpose, b"tel:13800138000", repeats.INDEX_BYTES) for purpose in (repeats.PURPOSE, "receipt")
    }

    assert petition.contact_index is not None
    assert len(petition.contact_index) == repeats.INDEX_BYTES
    assert petition.contact_index not in guesses


def test_a_case_that_leaves_the_office_leaves_its_digest(casework: Any) -> None:
    petition, _ = named(casework, "13800138000")
    register(casework, petition)

    office = casework.second_office()
    casework.do(petition, Action.TRANSFER, "officer", office_id=office, reason="生产二部的事。")
    assert petition.contact_index is None
    casework.do(petition, Action.TAKE, "officer3")
    casework.do(petition, Action.ACCEPT, "officer3", procedure=Procedure.ORDINARY)
    assert petition.contact_index is not None


def test_a_repeat_is_marked_and_unmarked_later_and_stands_in_the_history(casework: Any) -> None:
    first, _ = casework.lead_to(State.REGISTERED)
    later, _ = casework.lead_to(State.ASSIGNED)

    casework.do(later, Action.MARK_REPEAT, "officer", is_repeat=True, repeat_of_id=first.id)
    assert (later.is_repeat, later.repeat_of_id, later.state) == (True, first.id, State.ASSIGNED)
    casework.do(later, Action.MARK_REPEAT, "officer", is_repeat=False, repeat_of_id=first.id)
    assert (later.is_repeat, later.repeat_of_id) == (False, None)

    marked = [event for event in queries.events(casework.session, later.id) if event.action is Action.MARK_REPEAT]
    assert [event.details for event in marked] == [{"is_repeat": True}, {"is_repeat": False}]
    with pytest.raises(Refusal):
        casework.do(later, Action.MARK_REPEAT, "officer", is_repeat=True, repeat_of_id=later.id)


def test_a_repeat_in_simple_handling_is_refused_until_it_is_converted(casework: Any) -> None:
    petition, _ = casework.lead_to(State.REGISTERED)
    casework.do(petition, Action.ACCEPT, "officer", procedure=Procedure.SIMPLE, fits=True)

    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.MARK_REPEAT, "officer", is_repeat=True)

    assert "普通程序" in str(refused.value.message)
