"""The account of paper slips in a release: printed, used and signed off by unit, as far as it may be told. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from surveys.counting.release import GroupRow, SlipRow


def rows(
    groups: Sequence[GroupRow], *, issued: Mapping[int, int], used: Mapping[int, int], signed_off: Mapping[int, int]
) -> tuple[SlipRow, ...]:
    """One row for each unit with slips, in the order of `groups`.

    How many of a hidden group were used is not told, for it is that group's number of answers; nor how many were not.
    """
    return tuple(
        SlipRow(
            unit=group.name,
            issued=issued[group.id],
            used=used.get(group.id, 0) if group.shown else None,
            signed_off=signed_off.get(group.id) if group.shown else None,
        )
        for group in groups
        if issued.get(group.id)
    )
