"""A story: what those who joined wrote is never shut for good because whoever could have opened it left before they did.

Somebody who joins may name a reader. What they bring is sealed to a pair of its own then, whose private half waits.
"""

from __future__ import annotations

from typing import Any

import pytest

from accounts import group_operations
from accounts.people import Person
from accounts.roles import Role
from petitions import receipt, rekeying
from petitions.identity.asking import identity_subject
from petitions.identity.models import SealedIdentity
from petitions.joint import exchanging as joint
from petitions.joint import voices
from petitions.keys import holding
from petitions.models import Petition
from tests.petitions.conftest import NAME, NARRATIVE
from tests.petitions.test_stepping_back import CODE, INSTANCE_KEY, by_receipt, filed, join, opens, thief, unite
from vault import seal, subject_keys
from web.errors import Refusal

NAMING = "班长扣了我的津贴。"


def admitted(casework: Any, username: str, name: str, by: str = "officer") -> Person:
    """An officer more, admitted by a member the way the product does it."""
    found: Person = casework.add_person(username, name, Role.OFFICER, "岱山能源集团")
    union, actor = casework.enterprise.groups["union"], casework.enterprise.people[by]
    group_operations.admit(casework.session, union, found.id, actor=actor, now=casework.clock())
    return found


def remove(casework: Any, who: str, by: str) -> None:
    people, union = casework.enterprise.people, casework.enterprise.groups["union"]
    group_operations.remove(casework.session, union, people[who].id, actor=people[by], now=casework.clock())


def named_by_a_voice(casework: Any, who: str) -> Petition:
    """A case in which one who joined named `who`."""
    petition = filed(casework)
    code = unite(casework, petition, by_receipt(casework))
    join(casework, code, text=NAMING, concerned=frozenset({casework.enterprise.people[who].id}))
    return petition


def read_by(casework: Any, petition: Petition, who: Person) -> str:
    """What those who joined wrote, as a reader sees it after opening the case."""
    if holding.may_exchange_due_key(casework.session, petition.id, who):
        holding.exchange_due_key(casework.session, petition.id, actor=who)
    key = holding.case_key(casework.session, petition, who)
    return "".join(each.text for each in voices.for_office(casework.session, petition.id, key))


def test_a_member_who_comes_later_reads_it_though_all_who_were_there_have_left(casework: Any) -> None:
    petition = named_by_a_voice(casework, "handler")
    admitted(casework, "officer9", "郑爽")
    late = admitted(casework, "officer10", "冯宝")
    for gone in ("officer", "officer2"):
        remove(casework, gone, by="officer9")

    assert read_by(casework, petition, late) == NAMING


def test_the_last_who_can_open_an_open_case_is_not_removed_by_whoever_was_named_in_it(casework: Any) -> None:
    admitted(casework, "officer9", "郑爽")
    petition = named_by_a_voice(casework, "officer")
    remove(casework, "officer9", by="officer")

    with pytest.raises(Refusal) as refused:
        remove(casework, "officer2", by="officer")

    assert refused.value.message == group_operations.LAST_READER
    casework.session.rollback()
    assert petition.number not in str(refused.value.message)


def test_the_first_petitioner_ends_the_waiting_so_that_another_office_reads_it_too(casework: Any) -> None:
    admitted(casework, "officer9", "郑爽")
    petition = named_by_a_voice(casework, "officer")
    receipt_key = receipt.derive(INSTANCE_KEY, CODE).key
    assert holding.waits_for_petitioner(casework.session, petition.id, receipt_key)

    key = holding.exchanged_for_petitioner(casework.session, petition.id, receipt_key)

    assert key == by_receipt(casework)
    assert not holding.waits_for_petitioner(casework.session, petition.id, receipt_key)
    assert not joint.has_begun_pair(casework.session, petition.id)
    assert [each.text for each in voices.for_office(casework.session, petition.id, key)] == [NAMING]


def test_somebody_who_was_named_and_joins_the_office_later_opens_nothing_of_the_case(casework: Any) -> None:
    casework.add_person("officer9", "郑爽", Role.OFFICER, "岱山能源集团")
    petition, _key = casework.file(excluded=("officer9",))
    spy = thief(casework, "officer9")

    admitted(casework, "officer9", "郑爽")

    assert NARRATIVE not in " ".join(spy.look())
    for reader in ("officer", "officer2"):
        assert NARRATIVE in opens(casework, petition, reader)


def test_somebody_who_was_named_and_keeps_names_later_opens_no_name_of_who_named_them(casework: Any) -> None:
    people, keepers = casework.enterprise.people, casework.enterprise.groups["identity"]
    casework.add_person("keeper9", "金晶", Role.KEEPER, "岱山能源集团")
    petition, _key = casework.file_confidential(concerned=("keeper9",))
    other, _key = casework.file_confidential()
    spy = thief(casework, "keeper9")
    spy.look()

    group_operations.admit(
        casework.session, keepers, people["keeper9"].id, actor=people["keeper"], now=casework.clock()
    )

    readable = {each: subject_keys.readers(casework.session, identity_subject(each.id)) for each in (petition, other)}
    assert readable[petition] == {people["keeper"].id, people["keeper2"].id}
    assert people["keeper9"].id in readable[other]
    assert sum(NAME in each for each in spy.look()) == 1
    name = subject_keys.open_subject(casework.session, identity_subject(petition.id), people["keeper2"].keys)
    sealed = casework.session.get_one(SealedIdentity, petition.id).sealed
    assert NAME in seal.open_text(name, sealed, identity_subject(petition.id))


def test_nobody_is_admitted_where_a_case_that_names_them_would_be_left_with_one_reader(casework: Any) -> None:
    casework.add_person("officer9", "郑爽", Role.OFFICER, "岱山能源集团")
    remove(casework, "officer2", by="officer")
    casework.file(excluded=("officer9",))

    with pytest.raises(Refusal) as refused:
        admitted(casework, "officer9", "郑爽")

    assert refused.value.message == rekeying.NAMED_IN_A_CASE
