"""A petition reaches readers it does not concern, or nobody at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.kinds import Kind
from petitions.routing import Office, Reason, Unroutable, route

ROOT, PLANT, SHOP = 1, 2, 3
LINE = (SHOP, PLANT, ROOT)


def office(group_id: int, kind: str, unit_id: int, *members: int, confirmed: bool = True) -> Office:
    return Office(group_id, kind, unit_id, frozenset(members), confirmed)


UNION = office(10, "union", ROOT, 100, 101, 102)
DISCIPLINE = office(20, "discipline", ROOT, 200, 201)
IDENTITY = office(30, "identity", ROOT, 300, 301)
ALL = (UNION, DISCIPLINE, IDENTITY)


def test_an_ordinary_petition_goes_to_the_union() -> None:
    found = route(Kind.PROBLEM, LINE, ALL)
    assert (found.group_id, found.readers, found.excluded) == (10, {100, 101, 102}, frozenset())


def test_an_accusation_goes_to_discipline_and_never_to_the_union() -> None:
    assert route(Kind.ACCUSATION, LINE, ALL).group_id == 20
    with pytest.raises(Unroutable) as refused:
        route(Kind.ACCUSATION, LINE, (UNION, IDENTITY))
    assert refused.value.reason is Reason.NO_OFFICE


def test_it_goes_past_the_member_it_concerns() -> None:
    found = route(Kind.PROBLEM, LINE, ALL, {101})
    assert (found.group_id, found.readers) == (10, {100, 102})
    assert found.excluded == {101}


def test_with_fewer_than_two_readers_left_it_goes_to_the_next_body() -> None:
    found = route(Kind.PROBLEM, LINE, ALL, {100, 101})
    assert (found.group_id, found.readers) == (20, {200, 201})
    assert found.excluded == {100, 101}


def test_the_next_body_is_taken_without_the_people_named_in_it() -> None:
    with pytest.raises(Unroutable) as refused:
        route(Kind.PROBLEM, LINE, ALL, {100, 101, 200})
    assert refused.value.reason is Reason.NO_READERS


def test_an_office_of_one_member_works_until_that_member_is_named() -> None:
    alone = office(10, "union", ROOT, 100)
    assert route(Kind.HELP, LINE, (alone, DISCIPLINE)).readers == {100}
    assert route(Kind.HELP, LINE, (alone, DISCIPLINE), {100}).group_id == 20


def test_an_accusation_of_an_inspector_goes_to_the_discipline_office_above() -> None:
    near = office(21, "discipline", PLANT, 210, 211)
    assert route(Kind.ACCUSATION, LINE, (*ALL, near)).group_id == 21
    assert route(Kind.ACCUSATION, LINE, (*ALL, near), {210}).group_id == 20


def test_the_office_of_the_nearest_unit_above_takes_it() -> None:
    near = office(11, "union", PLANT, 110, 111)
    assert route(Kind.PROBLEM, LINE, (*ALL, near)).group_id == 11
    assert route(Kind.PROBLEM, (ROOT,), (*ALL, near)).group_id == 10
    elsewhere = office(12, "union", 99, 120, 121)
    assert route(Kind.PROBLEM, LINE, (*ALL, elsewhere)).group_id == 10


def test_after_union_and_discipline_comes_the_superior_union() -> None:
    near, near_discipline = office(11, "union", PLANT, 110, 111), office(21, "discipline", PLANT, 210, 211)
    offices = (*ALL, near, near_discipline)
    assert route(Kind.PROBLEM, LINE, offices, {110}).group_id == 21
    assert route(Kind.PROBLEM, LINE, offices, {110, 210}).group_id == 10


def test_accusations_wait_until_the_recovery_sheets_are_confirmed() -> None:
    unconfirmed = office(20, "discipline", ROOT, 200, 201, confirmed=False)
    with pytest.raises(Unroutable) as refused:
        route(Kind.ACCUSATION, LINE, (UNION, unconfirmed))
    assert refused.value.reason is Reason.SHEETS_UNCONFIRMED
    assert route(Kind.PROBLEM, LINE, (office(10, "union", ROOT, 100, confirmed=False),)).group_id == 10


def test_without_any_office_nothing_is_taken() -> None:
    with pytest.raises(Unroutable) as refused:
        route(Kind.PROBLEM, LINE, ())
    assert refused.value.reason is Reason.NO_OFFICE


def test_an_office_nobody_has_joined_yet_is_no_office() -> None:
    with pytest.raises(Unroutable):
        route(Kind.PROBLEM, LINE, (office(10, "union", ROOT),))


offices_drawn = st.lists(
    st.builds(
        Office,
        group_id=st.integers(1, 50),
        kind=st.sampled_from(["union", "discipline", "identity"]),
        unit_id=st.sampled_from([ROOT, PLANT, SHOP, 99]),
        members=st.frozensets(st.integers(1, 8), max_size=4),
        sheets_confirmed=st.booleans(),
    ),
    max_size=6,
)


@given(st.sampled_from(Kind), offices_drawn, st.frozensets(st.integers(1, 8), max_size=4))
def test_whoever_is_concerned_never_reads_it(kind: Kind, offices: list[Office], concerned: frozenset[int]) -> None:
    try:
        found = route(kind, LINE, offices, concerned)
    except Unroutable:
        return
    assert not found.readers & concerned
    assert found.readers
    chosen = [each for each in offices if each.group_id == found.group_id and each.kind != "identity"]
    assert chosen
    if kind is Kind.ACCUSATION:
        assert any(each.kind == "discipline" and each.sheets_confirmed for each in chosen)
    if any(each.members & concerned for each in chosen) and all(each.members & concerned for each in chosen):
        assert len(found.readers) >= 2
