"""The account of tickets in a release: invited in each unit, and how many of them drew, in bands. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from surveys.counting.release import DrawnRow, GroupRow

#: Shares of a unit are told in steps of so many percent: officers know who drew, and must not learn who of them answered.
STEP = 10


def rows(groups: Sequence[GroupRow], *, invited: Mapping[int, int], drawn: Mapping[int, int]) -> tuple[DrawnRow, ...]:
    """One row for each unit with invited people, in the order of `groups`."""
    return tuple(
        DrawnRow(unit=group.name, invited=invited[group.id], percent=_band(drawn.get(group.id, 0), invited[group.id]))
        for group in groups
        if invited.get(group.id)
    )


def words(percent: int) -> str:
    """The band that begins at `percent`: 80–89%."""
    return "100%" if percent == 100 else f"{percent}–{percent + STEP - 1}%"


def _band(drawn: int, invited: int) -> int:
    return 100 * drawn // invited // STEP * STEP
