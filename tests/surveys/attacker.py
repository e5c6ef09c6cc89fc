"""An attacker with pencil, paper and exact fractions: solves the system of everything released, with code of its own.

People are put into atoms (who can be told apart by nothing that is published); a published group is a set of atoms. A
set of people can be computed when its indicator is a combination of those of the published groups, that is when it is
orthogonal to everything the published groups cannot see.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, combinations

Atom = Hashable
Group = frozenset[Atom]


def blind_spots(groups: Sequence[Group], atoms: Sequence[Atom]) -> list[list[Fraction]]:
    """A basis of the vectors over `atoms` that add up to nothing in every group."""
    rows = [[Fraction(atom in group) for atom in atoms] for group in groups]
    lead: list[int] = []
    for column in range(len(atoms)):
        at = len(lead)
        found = next((row for row in range(at, len(rows)) if rows[row][column]), None)
        if found is None:
            continue
        rows[at], rows[found] = rows[found], rows[at]
        scale = rows[at][column]
        rows[at] = [value / scale for value in rows[at]]
        for row in range(len(rows)):
            if row != at and rows[row][column]:
                factor = rows[row][column]
                rows[row] = [value - factor * base for value, base in zip(rows[row], rows[at], strict=True)]
        lead.append(column)
    basis = []
    for free in (column for column in range(len(atoms)) if column not in lead):
        vector = [Fraction(0)] * len(atoms)
        vector[free] = Fraction(1)
        for row, column in enumerate(lead):
            vector[column] = -rows[row][free]
        basis.append(vector)
    return basis


def computable(groups: Sequence[Group], atoms: Sequence[Atom], among: Iterable[Atom], most: int) -> Iterator[Group]:
    """Every set of at most `most` atoms, taken from `among`, that follows from the published groups."""
    if not groups:
        return
    spots = blind_spots(groups, atoms)
    columns = {atom: [vector[place] for vector in spots] for place, atom in enumerate(atoms)}
    wanted = list(among)
    for chosen in chain.from_iterable(combinations(wanted, size) for size in range(1, most + 1)):
        if all(sum(values) == 0 for values in zip(*(columns[atom] for atom in chosen), strict=True)):
            yield frozenset(chosen)


def small_group(groups: Sequence[Group], people: Mapping[Atom, int], k: int) -> Group | None:
    """A set of 1 to k−1 people whose figure follows from what is published."""
    atoms = [atom for atom, number in people.items() if number]
    few = [atom for atom in atoms if people[atom] < k]
    return next(
        (found for found in computable(groups, atoms, few, k - 1) if sum(people[atom] for atom in found) < k), None
    )


def unanimous_group(
    groups: Sequence[Group], answers: Mapping[Atom, Sequence[int]], ends: Iterable[int]
) -> Group | None:
    """A set of people whose figure follows and who all gave the same answer at an end of the scale."""
    atoms = [atom for atom, given in answers.items() if given]
    for end in ends:
        alike = [atom for atom in atoms if set(answers[atom]) == {end}]
        found = next(computable(groups, atoms, alike, min(len(alike), 6)), None)
        if found is not None:
            return found
    return None
