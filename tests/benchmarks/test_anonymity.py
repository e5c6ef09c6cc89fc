"""Nobody can tell who wrote what: an attacker with everything that was kept does no better than chance.

The whole proof, 200 people in four units on SQLite and on PostgreSQL, is `python -m benchmarks anonymity` (and marked
`benchmark` and `postgres` here); the fast suite runs it with fewer people.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from benchmarks import anonymity, attacker, referee
from benchmarks.admissions import ADMISSIONS
from benchmarks.trial import Trial
from database import Database
from vault import seal

OWN = {
    "app",
    "accounts",
    "config",
    "database",
    "demo",
    "figures",
    "ledgers",
    "paper",
    "petitions",
    "surveys",
    "vault",
    "web",
}
PEOPLE = 40


@pytest.fixture(scope="module")
def trials() -> tuple[Trial, Trial]:
    """Forty people of two units with slips, in the product and in a box built without care."""
    told = {"people": PEOPLE, "units": 2}
    with pytest.MonkeyPatch.context() as patch:
        # The attack looks neither at accounts nor at how the tables were made.
        patch.setitem(seal.COSTS, "interactive", seal.COSTS["cheap"])
        patch.setattr("app.upgrade", Database.create_all)
        return anonymity.attack("sqlite", "slips", **told), anonymity.attack("sqlite", "slips", naive=True, **told)  # type: ignore[arg-type]


def test_the_attacker_shares_no_code_with_the_product() -> None:
    tree = ast.parse(Path(attacker.__file__).read_text())
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name.split(".")[0] for name in named} & OWN


def test_after_closing_no_guess_is_better_than_chance(trials: tuple[Trial, Trial]) -> None:
    findings = referee.after_closing(trials[0])
    assert len(findings) >= 4
    assert [each for each in findings if not each.is_chance] == []


def test_while_open_no_guess_within_the_ten_of_a_move_is_better_than_chance(trials: tuple[Trial, Trial]) -> None:
    findings = referee.while_open(trials[0])
    assert len(findings) >= 4
    assert [each for each in findings if not each.is_chance] == []


def test_the_same_attack_on_a_box_without_care_finds_everybody(trials: tuple[Trial, Trial]) -> None:
    found = {each.way: each.right for each in referee.after_closing(trials[1])}
    assert found["both by row of the row"] == PEOPLE
    assert found["seen to answer, by row of the row"] == PEOPLE
    assert found["seen to answer, by moment of the row"] == found["both by moment of the row"] == PEOPLE
    assert found["both by first byte in log in words"] == PEOPLE


def test_lengths_of_ballots_and_answers_tell_nothing_and_betray_the_box_without_care(
    trials: tuple[Trial, Trial],
) -> None:
    careful, careless = trials
    assert len(set(careful.at_close.lengths.values())) == 1
    # A used slip that is sent again is among them.
    assert len(careful.replies["answering"]) == 1
    assert referee.by_length(careful).is_chance
    assert not referee.by_length(careless).is_chance


@pytest.mark.benchmark
@pytest.mark.parametrize("admission", sorted(ADMISSIONS))
def test_two_hundred_people_stay_unknown_on_sqlite(admission: str) -> None:
    careful = anonymity.attack("sqlite", admission)
    assert anonymity.verdict(careful, anonymity.attack("sqlite", admission, naive=True))["broken"] == []
