"""What a release says, in one sentence for each of its charts: the titles of a results page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _

from figures.comparison import signed
from surveys.counting.driving import OUTCOME_WORDS
from surveys.counting.release import Cell, Change, Release, SegmentRow

#: Scores closer together than this are not told apart in a sentence.
ALIKE = 2.0


def of_index(release: Release) -> str:
    """The first sentence: the index, and what has become of it."""
    if release.index.value is None:
        return ""
    change = release.trend.index if release.trend else None
    score = f"{release.index.value:.1f}"
    if change is None or change.low is None:
        return _("总得分 %(score)s（满分 100）", score=score)
    moved = f"{abs(change.difference):.1f}"
    if change.direction > 0:
        return _("总得分 %(score)s，比上次高 %(moved)s 分", score=score, moved=moved)
    if change.direction < 0:
        return _("总得分 %(score)s，比上次低 %(moved)s 分", score=score, moved=moved)
    return _("总得分 %(score)s，和上次差不多", score=score)


def of_dimensions(release: Release) -> str:
    """Which dimension stands highest and which lowest."""
    found = _ends((row.label, row.index) for row in release.dimensions)
    if found is None:
        return _("各维度得分")
    (low, least), (high, most) = found
    return _(
        "得分最高的是%(high)s（%(most)s），最低的是%(low)s（%(least)s）", high=high, most=most, low=low, least=least
    )


def of_groups(release: Release) -> str:
    """Which unit stands highest and which lowest."""
    found = _ends((group.name, group.index) for group in release.shown_groups if group.parent_id is not None)
    if found is None:
        return _("哪里好，哪里要用力")
    (low, least), (high, most) = found
    return _("%(high)s得分最高（%(most)s），%(low)s最低（%(least)s）", high=high, most=most, low=low, least=least)


def of_segment(segment: SegmentRow) -> str:
    """Which part of a segment stands highest and which lowest."""
    found = _ends((part.label, part.index) for part in segment.parts)
    if found is None:
        return segment.text
    (low, least), (high, most) = found
    if most - least < ALIKE:
        return _("%(item)s：各组得分差不多", item=segment.text.rstrip("？?"))
    return _(
        "%(item)s：%(high)s得分最高（%(most)s），%(low)s最低（%(least)s）",
        item=segment.text.rstrip("？?"),
        high=high,
        most=most,
        low=low,
        least=least,
    )


def of_trend(release: Release) -> str:
    """How many dimensions rose and fell beyond doubt since the last survey."""
    changes = [change for change in (release.trend.dimensions if release.trend else ()) if change is not None]
    risen = sum(change.direction > 0 for change in changes)
    fallen = sum(change.direction < 0 for change in changes)
    if not changes:
        return _("题目和上次不同，不作比较")
    if not risen and not fallen:
        return _("和上次相比，各方面变化都不明显")
    if not fallen:
        return _("和上次相比，%(risen)d 个方面上升", risen=risen)
    if not risen:
        return _("和上次相比，%(fallen)d 个方面下降", fallen=fallen)
    return _("和上次相比，%(risen)d 个方面上升，%(fallen)d 个方面下降", risen=risen, fallen=fallen)


def of_waves(release: Release) -> str:
    """The scores of all surveys that may be compared, in their order."""
    scores = [wave.index for wave in (release.trend.waves if release.trend else ()) if wave.index is not None]
    return _("历次总得分：%(scores)s", scores=" → ".join(f"{score:.1f}" for score in scores))


def of_drivers(release: Release) -> str:
    """What would be named first by whoever wants to lift the outcome."""
    if release.drivers is None:
        return ""
    outcome = _(OUTCOME_WORDS[release.drivers.outcome])
    named = release.drivers.strongest
    if not named:
        return _("没有哪个方面明显带动%(outcome)s", outcome=outcome)
    return _(
        "最能带动%(outcome)s的%(number)s件事：%(names)s",
        outcome=outcome,
        number=("", _("一"), _("两"), _("三"))[len(named)],
        names=_("、").join(driver.label for driver in named),
    )


def of_change(change: Change | None) -> str:
    """+2.1（0.3～3.9）, with its interval where it is known; a dash where nothing may be compared."""
    if change is None:
        return "—"
    moved = signed(change.difference, 1)
    if change.low is None or change.high is None:
        return moved
    return _("%(moved)s（%(low)s～%(high)s）", moved=moved, low=signed(change.low, 1), high=signed(change.high, 1))


def of_direction(change: Change | None) -> str:
    """上升, 下降 or 变化不明显."""
    if change is None:
        return _("不作比较")
    return (_("变化不明显"), _("上升"), _("下降"))[change.direction]


def _ends(rows: Iterable[tuple[str, Cell]]) -> tuple[tuple[str, float], tuple[str, float]] | None:
    """The rows with the lowest and the highest score, or None with fewer than two scores."""
    told: Sequence[tuple[str, float]] = [(name, cell.value) for name, cell in rows if cell.value is not None]
    if len(told) < 2:
        return None
    return min(told, key=lambda row: row[1]), max(told, key=lambda row: row[1])
