"""Judges what an attacker says: no better than chance within the groups that the product promises, or better."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from benchmarks import attacker, chance
from benchmarks.attacker import Guess, Knowledge, Traces
from benchmarks.trial import Trial

#: A guess this unlikely is not chance. About a hundred are judged in a whole run: one run in 10,000 fails for nothing.
BOUND = 1e-6
URN = 10


@dataclass(frozen=True)
class Finding:
    """One way of guessing: how many were right of how many, what chance alone gives, and how likely that is."""

    way: str
    right: int
    guessed: int
    by_chance: float
    likelihood: float

    @property
    def is_chance(self) -> bool:
        """Whether chance explains it."""
        return self.likelihood >= BOUND


def after_closing(trial: Trial) -> list[Finding]:
    """Everything the copy after closing says; the groups are the reporting units."""
    return _judged(trial, trial.at_close, trial.knowledge, trial.knowledge.units)


def while_open(trial: Trial) -> list[Finding]:
    """What the copy taken while open says of ballots that had moved; the attacker is told the ten of each move."""
    flushes = _flushes(trial)
    tokens = {token: flushes[name] for token, name in trial.truth.items() if name in flushes}
    traces = Traces(
        {
            token: {**measures, "unit": tokens[token]}
            for token, measures in trial.at_open.ballots.items()
            if token in tokens
        },
        {name: measures for name, measures in trial.at_open.holders.items() if name in flushes},
        {way: {t: name for t, name in guess.items() if t in tokens} for way, guess in trial.at_open.links.items()},
    )
    answered, drew = ([name for name in order if name in flushes] for order in (trial.order, trial.knowledge.drawn))
    return _judged(trial, traces, replace(trial.knowledge, units=flushes, order=answered, drawn=drew), flushes)


def by_length(trial: Trial) -> Finding:
    """Ballots matched with people by how much they wrote."""
    lengths = {person.name: person.words for person in trial.people}
    guess = attacker.by_length(trial.at_close, lengths, trial.knowledge)
    return _finding("length", guess, trial.truth, trial.knowledge.units)


def _judged(trial: Trial, traces: Traces, knowledge: Knowledge, groups: Mapping[str, int]) -> list[Finding]:
    said = attacker.guesses(traces, knowledge)
    return [_finding(way, guess, trial.truth, groups) for way, guess in said.items()]


def _flushes(trial: Trial) -> dict[str, int]:
    """Person -> number of the move their ballot was part of, for whole tens; answers came one after another."""
    units: dict[int, list[str]] = defaultdict(list)
    for name in trial.order[: trial.answered_by_then]:
        units[trial.knowledge.units[name]].append(name)
    return {
        name: 1000 * unit + place // URN
        for unit, names in units.items()
        for place, name in enumerate(names[: len(names) // URN * URN])
    }


def _finding(way: str, guess: Guess, truth: Mapping[str, str], groups: Mapping[str, int]) -> Finding:
    right = sum(truth[token] == name for token, name in guess.items())
    people: dict[int, list[str]] = defaultdict(list)
    for name, group in groups.items():
        people[group].append(name)
    tokens: dict[int, list[str]] = defaultdict(list)
    for token in guess:
        tokens[groups[truth[token]]].append(token)
    sizes = [len(of_group) for of_group in tokens.values()]
    if any({guess[token] for token in of_group} != set(people[group]) for group, of_group in tokens.items()):
        # Single links: each could be with anybody of its group.
        each = [len(people[groups[truth[token]]]) for token in guess]
        return Finding(way, right, len(guess), sum(1 / size for size in each), chance.of_links(each, right))
    crossed = 0
    for of_group in tokens.values():
        place = {guess[token]: number for number, token in enumerate(of_group)}
        crossed += chance.inversions([place[truth[token]] for token in of_group])
    likelihood = min(chance.of_matches(sizes, right), chance.of_inversions(sizes, crossed), 1.0)
    return Finding(way, right, len(guess), float(len(sizes)), likelihood)
