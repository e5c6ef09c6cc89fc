"""Which figures may be shown so that none points at a person: exact rules over groups of respondents; pure.

A *group* is a set of respondents with its n: a unit with all below it, a segment, or a remainder that a reader can
compute. k is 5 for figures and 10 for texts.

1. Every figure rests on a group of at least k.
2. No sum or difference of published groups is a group of 1 to k−1 (`publishable` chooses, `reveals` checks).
3. A distribution is shown only if, without any one respondent, no option holds over 90 % (`distribution`).
4. What is too small appears only inside something named and large enough (`merge_small`).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Generic, TypeVar

from web.words import N_

FLOOR = 5
# Rule 3: the largest share an option may hold once any one respondent is left out, in tenths.
CONCENTRATION_TENTHS = 9
# The share of the largest number, as one part of so many, by which the others must blur it in a mean.
DOMINANCE_PARTS = 10

HIDDEN_WORDS = N_("人数不足，不予显示")
CONCENTRATED_WORDS = N_("意见高度集中，不逐项显示")
TELLING_MEAN_WORDS = N_("平均数会透露个别人的回答，不予显示")
HIGH_WORDS = N_("较高（70分以上）")
MIDDLE_WORDS = N_("中等（40至70分）")
LOW_WORDS = N_("较低（40分以下）")

Atom = Hashable
Label = TypeVar("Label")


# Rule 2 over a tree of units


@dataclass(frozen=True)
class Node:
    """A unit of the tree; `n` counts the respondents of the unit itself, without the units below it."""

    id: int
    parent_id: int | None
    n: int


def subtree_sizes(nodes: Sequence[Node]) -> dict[int, int]:
    """Respondents of each unit with all units below it."""
    children = _children(nodes)
    sizes: dict[int, int] = {}
    for node in _bottom_up(nodes):
        sizes[node.id] = node.n + sum(sizes[child.id] for child in children.get(node.id, ()))
    return sizes


def publishable(nodes: Sequence[Node], k: int = FLOOR) -> frozenset[int]:
    """Ids of the units whose whole group may be shown; as many as possible, and among those the larger ones.

    In a tree the smallest groups a reader can compute are the remainders: a published unit without the published
    units nearest below it. Every other sum or difference is a union of remainders. So it suffices, and is necessary,
    that each remainder holds nobody or at least k. A top unit of at least k is always among the shown.
    """
    children, sizes = _children(nodes), subtree_sizes(nodes)
    plans: dict[int, dict[int, _Plan]] = {}
    for node in _bottom_up(nodes):
        below = [plans[child.id] for child in children.get(node.id, ())]
        plans[node.id] = _plans(node, sizes[node.id], below, k)
    shown: set[int] = set()
    for node in nodes:
        if node.parent_id is None:
            shown.update(_best(plans[node.id], must_show=sizes[node.id] >= k).shown)
    return frozenset(shown)


@dataclass(frozen=True)
class _Plan:
    """A choice of shown units below one unit; `score` counts them, then their respondents."""

    score: tuple[int, int]
    shown: tuple[int, ...]
    #: Whether the unit itself is among the shown.
    itself: bool = False


def _plans(node: Node, size: int, below: Iterable[Mapping[int, _Plan]], k: int) -> dict[int, _Plan]:
    """The best plan for every number of respondents left over (k stands for k or more) that a parent would inherit."""
    open_plans = {min(node.n, k): _Plan((0, 0), ())}
    for choices in below:
        merged: dict[int, _Plan] = {}
        for left, plan in open_plans.items():
            for more, choice in choices.items():
                total = min(left + more, k)
                score = (plan.score[0] + choice.score[0], plan.score[1] + choice.score[1])
                if total not in merged or score > merged[total].score:
                    merged[total] = _Plan(score, plan.shown + choice.shown)
        open_plans = merged
    plans = dict(open_plans)
    if size >= k:
        for left in (0, k):
            if left in open_plans:
                inner = open_plans[left]
                score = (inner.score[0] + 1, inner.score[1] + size)
                shown = _Plan(score, (*inner.shown, node.id), itself=True)
                # A shown unit leaves nobody over for the unit above it.
                if 0 not in plans or shown.score > plans[0].score:
                    plans[0] = shown
    return plans


def _best(plans: Mapping[int, _Plan], *, must_show: bool) -> _Plan:
    """The best plan for a top unit, whose own remainder nobody above it inherits."""
    candidates = [plan for plan in plans.values() if plan.itself or not must_show]
    return max(candidates, key=lambda plan: plan.score, default=_Plan((0, 0), ()))


def _children(nodes: Sequence[Node]) -> dict[int | None, list[Node]]:
    children: dict[int | None, list[Node]] = {}
    for node in nodes:
        children.setdefault(node.parent_id, []).append(node)
    return children


def _bottom_up(nodes: Sequence[Node]) -> list[Node]:
    """Every unit after all units below it. Raises ValueError for a loop or an unknown parent."""
    children = _children(nodes)
    order = list(children.get(None, ()))
    for node in order:
        order.extend(children.get(node.id, ()))
    if len(order) != len(nodes):
        raise ValueError("the units form no tree")
    return order[::-1]


# Rule 2 for any groups


def reveals(groups: Sequence[frozenset[Atom]], counts: Mapping[Atom, int], k: int = FLOOR) -> frozenset[Atom] | None:
    """The atoms of a group of 1 to k−1 respondents that sums and differences of `groups` give away, or None.

    Exact: a set of atoms can be computed if and only if its indicator lies in the row space of the groups', that is
    if it is orthogonal to their null space; only atoms that are small themselves can make up a small group.
    """
    cells = _cells(groups, counts)
    signatures = sorted(cells, key=lambda signature: sorted(signature))
    null_rows = _null_rows(signatures, len(groups))
    small = [
        (sum(counts[atom] for atom in cells[signature]), null_rows[position], cells[signature])
        for position, signature in enumerate(signatures)
        if sum(counts[atom] for atom in cells[signature]) < k
    ]
    for size in range(1, k):
        for chosen in combinations(small, size):
            if sum(count for count, _, _ in chosen) < k and _vanishes([row for _, row, _ in chosen]):
                return frozenset().union(*(atoms for _, _, atoms in chosen))
    return None


def _cells(groups: Sequence[frozenset[Atom]], counts: Mapping[Atom, int]) -> dict[frozenset[int], list[Atom]]:
    """Atoms with anybody in them, by the groups they belong to; atoms of the same groups can never be told apart."""
    cells: dict[frozenset[int], list[Atom]] = {}
    for atom, count in counts.items():
        signature = frozenset(number for number, group in enumerate(groups) if atom in group)
        if count and signature:
            cells.setdefault(signature, []).append(atom)
    return cells


def _null_rows(signatures: Sequence[frozenset[int]], groups: int) -> list[tuple[Fraction, ...]]:
    """A basis of the null space of the groups' indicators over the cells, one row per cell."""
    width = len(signatures)
    matrix = [[Fraction(number in signature) for signature in signatures] for number in range(groups)]
    pivots: list[int] = []
    for column in range(width):
        rank = len(pivots)
        pivot = next((row for row in range(rank, groups) if matrix[row][column]), None)
        if pivot is None:
            continue
        matrix[rank], matrix[pivot] = matrix[pivot], matrix[rank]
        lead = matrix[rank][column]
        matrix[rank] = [value / lead for value in matrix[rank]]
        for row in range(groups):
            if row != rank and matrix[row][column]:
                factor = matrix[row][column]
                matrix[row] = [value - factor * base for value, base in zip(matrix[row], matrix[rank], strict=True)]
        pivots.append(column)
    free = [column for column in range(width) if column not in pivots]
    rows: list[tuple[Fraction, ...]] = []
    for column in range(width):
        if column in pivots:
            rank = pivots.index(column)
            rows.append(tuple(-matrix[rank][other] for other in free))
        else:
            rows.append(tuple(Fraction(other == column) for other in free))
    return rows


def _vanishes(rows: Sequence[tuple[Fraction, ...]]) -> bool:
    return all(sum(values) == 0 for values in zip(*rows, strict=True)) if rows and rows[0] else True


# Rule 3


@dataclass(frozen=True)
class Distribution:
    """How answers spread over options, as it may be shown: shares, a band in words, or nothing."""

    kind: str
    percents: tuple[int, ...] = ()
    words: str = ""


def distribution(counts: Sequence[int], k: int = FLOOR) -> Distribution:
    """`counts` of answers per option as whole percents, unless too few answered or nearly all answered the same."""
    if sum(counts) < k:
        return Distribution("hidden", words=HIDDEN_WORDS)
    if is_concentrated(counts):
        return Distribution("band", words=CONCENTRATED_WORDS)
    return Distribution("shares", percents=whole_percents(counts))


def is_concentrated(counts: Sequence[int]) -> bool:
    """Whether some respondent, setting their own answer aside, knows that over 90 % of the others chose one option."""
    total = sum(counts)
    return any(_holds_too_many(count, total) for count in counts if count) if total > 1 else True


def _holds_too_many(alike: int, n: int) -> bool:
    """Whether `alike` of `n` are over 90 % of the others for somebody who leaves themselves out."""
    return 10 * min(alike, n - 1) > CONCENTRATION_TENTHS * (n - 1)


def ticked(counts: Sequence[int], n: int, k: int = FLOOR) -> Distribution:
    """How many of `n` people ticked each of several boxes, as whole percents of the people under the same rule."""
    if n < k:
        return Distribution("hidden", words=HIDDEN_WORDS)
    if any(_holds_too_many(count, n) for count in counts):
        return Distribution("band", words=CONCENTRATED_WORDS)
    return Distribution("shares", percents=tuple((200 * count + n) // (2 * n) for count in counts))


def may_tell_mean(counts: Mapping[int, int], k: int = FLOOR) -> bool:
    """Whether the mean of numbers (`counts` by value) tells nobody's: enough people, not nearly all alike, and none
    so large that the mean gives it away.

    The last is the p % rule with p = 10 (Hundepool and others, Statistical Disclosure Control, 2012, chapter 4): what
    all but the two largest add up to must blur the largest by at least a tenth of it.
    """
    n = sum(counts.values())
    if n < max(k, 2) or _holds_too_many(max(counts.values()), n):
        return False
    sizes = sorted((abs(value) for value in counts for _person in range(min(counts[value], 2))), reverse=True)
    rest = sum(abs(value) * count for value, count in counts.items()) - sizes[0] - sizes[1]
    return DOMINANCE_PARTS * rest >= sizes[0]


def whole_percents(counts: Sequence[int]) -> tuple[int, ...]:
    """Whole percents that sum to 100: rounded down, then the largest remainders up, the first of equals first."""
    total = sum(counts)
    if not total:
        return tuple(0 for _ in counts)
    floors = [100 * count // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda option: (-(100 * counts[option] % total), option))
    for option in by_remainder[: 100 - sum(floors)]:
        floors[option] += 1
    return tuple(floors)


def score_band(score: float) -> str:
    """A 0–100 score in three broad words, where its exact value would give a unanimous answer away."""
    if score >= 70:
        return HIGH_WORDS
    return MIDDLE_WORDS if score >= 40 else LOW_WORDS


# Rule 4 for one row of counts with a published total


@dataclass(frozen=True)
class Merged(Generic[Label]):
    """Counts that stand alone, and what was put together because it was too small."""

    shown: tuple[tuple[Label, int], ...]
    merged: tuple[Label, ...]
    merged_count: int


def small(count: int, k: int = FLOOR) -> int | None:
    """`count` if it may stand in a table (nobody, or at least k), else None."""
    return count if count == 0 or count >= k else None


def merge_small(counts: Sequence[tuple[Label, int]], k: int = FLOOR) -> Merged[Label]:
    """Keep counts of 0 or at least k; put the rest together, with the next larger one until they are k themselves.

    The total is published beside them, so a lone small count left out would be computed from it.
    """
    gathered = [item for item in counts if 0 < item[1] < k]
    kept = sorted((item for item in counts if not 0 < item[1] < k), key=lambda item: item[1])
    larger = [item for item in kept if item[1]]
    while 0 < sum(count for _, count in gathered) < k and larger:
        gathered.append(larger.pop(0))
    names = {id(item) for item in gathered}
    shown = tuple(item for item in counts if id(item) not in names)
    return Merged(shown, tuple(label for label, _ in gathered), sum(count for _, count in gathered))
