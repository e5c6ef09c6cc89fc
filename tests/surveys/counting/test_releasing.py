"""A whole release, attacked: from everything it publishes no group of fewer than five can be computed."""

import json
from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st

from figures.disclosure import HIDDEN_WORDS
from surveys.counting.release import Release
from surveys.counting.releasing import build
from surveys.counting.tally import count
from surveys.items import Definition, Dimension, Item, ItemType, ReportingUnit
from tests.figures.elimination import rank

K = 5
ITEMS = (
    Item("pay1", ItemType.AGREEMENT, "收入", "pay", may_not_apply=True),
    Item("load1", ItemType.AGREEMENT, "劳动强度", "load", may_not_apply=True),
    Item("enps", ItemType.TEN, "推荐"),
    Item("open", ItemType.TEXT, "还想说"),
)
DIMENSIONS = (Dimension("pay", "薪酬待遇"), Dimension("load", "劳动强度"))


def definition(units):
    return Definition("问卷", "", ITEMS, DIMENSIONS, tuple(units))


@st.composite
def surveys(draw):
    """A tree of up to seven units and ballots from them, with gaps and people who do not say where they work."""
    size = draw(st.integers(1, 7))
    units = [ReportingUnit(1, None, "公司", 30, True)]
    for number in range(2, size + 1):
        units.append(ReportingUnit(number, draw(st.integers(1, number - 1)), f"单位{number}", 30, True))
    answer = st.fixed_dictionaries(
        {},
        optional={
            "pay1": st.integers(1, 5),
            "load1": st.integers(1, 5),
            "enps": st.integers(0, 10),
        },
    )
    ballots = []
    for unit in [None, *range(1, size + 1)]:
        ballots += [(unit, each) for each in draw(st.lists(answer, max_size=9))]
    return tuple(units), ballots


def publish(units, ballots):
    made = definition(units)
    tally = count(made, ballots)
    built = build(made, tally, slug="a", digest="d", opened_on="2026-10-01", closed_on="2026-10-20")
    # What an attacker holds is what is stored, so the attack goes through JSON.
    return Release.from_json(json.loads(json.dumps(built.to_json())))


def below(units, top):
    inside = {top}
    for unit in units:
        if unit.parent_id in inside:
            inside.add(unit.id)
    # Those who do not say where they work count for the enterprise only.
    return inside | ({None} if top == units[0].id else set())


def small_group(groups, people):
    """A set of units of 1 to k−1 people whose figure follows from the published groups, found by trying every set."""
    atoms = [atom for atom, number in people.items() if number]
    rows = [[int(atom in group) for atom in atoms] for group in groups]
    base = rank(rows) if rows else 0
    for choice in product((0, 1), repeat=len(atoms)):
        number = sum(people[atom] for atom, chosen in zip(atoms, choice, strict=True) if chosen)
        if rows and 0 < number < K and rank([*rows, list(choice)]) == base:
            return [atom for atom, chosen in zip(atoms, choice, strict=True) if chosen]
    return None


def answering(ballots, items):
    """How many of each unit gave an answer that a figure rests on."""
    people = {}
    for unit, answers in ballots:
        people[unit] = people.get(unit, 0) + any(item in answers for item in items)
    return people


def published(cell):
    return cell.value is not None or cell.words != HIDDEN_WORDS


FIGURES = (
    ("n", None, lambda group: group.n is not None),
    ("index", ("pay1", "load1"), lambda group: published(group.index)),
    ("pay", ("pay1",), lambda group: published(group.dimensions[0])),
    ("load", ("load1",), lambda group: published(group.dimensions[1])),
)
CROWD = [(2, {"pay1": 3, "load1": 2})] * 6 + [(3, {"pay1": 4, "load1": 4})] * 9 + [(4, {"pay1": 1, "load1": 5})] * 3


def flat(count_of_units):
    return (
        ReportingUnit(1, None, "公司", 0, False),
        *(ReportingUnit(number, 1, f"单位{number}", 30, True) for number in range(2, count_of_units + 2)),
    )


@given(surveys())
@example((flat(3), CROWD))
@example((flat(3), [*CROWD, (None, {"pay1": 5})]))
def test_no_published_figure_lets_a_small_group_be_computed(survey):
    units, ballots = survey
    found = publish(units, ballots)
    for name, items, is_shown in FIGURES:
        groups = [frozenset(below(units, group.id)) for group in found.groups if is_shown(group)]
        everyone = {}
        for unit, _ in ballots:
            everyone[unit] = everyone.get(unit, 0) + 1
        people = answering(ballots, items) if items else everyone
        assert small_group(groups, people) is None, name


@given(surveys())
def test_every_published_figure_rests_on_five_people(survey):
    units, ballots = survey
    found = publish(units, ballots)
    for name, items, is_shown in FIGURES:
        people = answering(ballots, items) if items else {}
        for group in found.groups:
            if is_shown(group) and items:
                assert sum(people.get(unit, 0) for unit in below(units, group.id)) >= K, name


@given(surveys())
@example((flat(2), [(2, {"pay1": 5, "load1": 3})] * 6 + [(3, {"pay1": 2 + n % 3, "load1": 3}) for n in range(9)]))
@example((flat(1), [(None, {"pay1": 1, "load1": 3})] * 6 + [(2, {"pay1": 2 + n % 3, "load1": 3}) for n in range(9)]))
def test_no_group_and_no_remainder_is_told_to_have_answered_all_the_same(survey):
    """A mean at the very end of the scale says what each of a group answered, also when it is only computed."""
    units, ballots = survey
    found = publish(units, ballots)
    for position, item in enumerate(("pay1", "load1")):
        exact = [group.id for group in found.groups if group.dimensions[position].value is not None]
        for group in exact:
            inside = below(units, group)
            for other in exact:
                if other != group and other in inside:
                    inside = inside - below(units, other)
            given = {answers[item] for unit, answers in ballots if unit in inside and item in answers}
            assert given not in ({1}, {5})


def test_a_unit_of_three_is_hidden_and_takes_the_next_smallest_with_it():
    found = {group.name: group for group in publish(flat(3), CROWD).groups}
    assert found["公司"].shown
    assert found["单位3"].shown
    assert not found["单位4"].shown
    assert not found["单位2"].shown


def test_a_hidden_unit_keeps_its_name_and_nothing_else():
    stored = publish(flat(3), CROWD).to_json()
    hidden = [row for row in stored["groups"] if not row["shown"]]
    assert hidden
    for row in hidden:
        assert row["n"] is row["rate"] is row["index"]["value"] is None
        assert {cell["value"] for cell in row["dimensions"]} == {None}


def test_unanimous_answers_are_told_in_a_band():
    found = publish(flat(1), [(2, {"pay1": 5, "load1": 3})] * 8 + [(2, {"pay1": 5, "load1": 2})])
    assert found.dimensions[0].index.value is None
    assert "70" in found.dimensions[0].index.words
    assert next(row for row in found.items if row.id == "pay1").kind == "band"


def test_those_who_do_not_say_where_they_work_count_for_the_enterprise_only():
    ballots = [(2, {"pay1": 3})] * 9 + [(None, {"pay1": 5})] * 6
    found = publish(flat(1), ballots)
    assert found.answered == 15
    assert {group.name: group.n for group in found.groups} == {"公司": 15, "单位2": 9}


def test_few_who_do_not_say_where_they_work_hide_the_unit_beside_them():
    found = publish(flat(1), [(2, {"pay1": 3})] * 9 + [(None, {"pay1": 5})] * 2)
    assert not next(group for group in found.groups if group.name == "单位2").shown


def test_a_survey_of_four_publishes_how_many_and_no_more():
    found = publish(flat(1), [(2, {"pay1": 3, "enps": 9})] * 4)
    assert found.index.value is found.enps.value is None
    assert all(row.kind == "hidden" for row in found.items)
    assert not any(group.shown for group in found.groups)


def test_texts_are_never_part_of_a_release():
    found = publish(flat(1), [(2, {"pay1": 3, "open": "张三克扣奖金"})] * 12)
    assert "张三" not in json.dumps(found.to_json(), ensure_ascii=False)
    assert found.comments is None


@given(surveys())
def test_the_order_of_ballots_changes_nothing(survey):
    units, ballots = survey
    assert publish(units, ballots) == publish(units, ballots[::-1])
