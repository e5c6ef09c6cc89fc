"""Chinese line breaking and justification: which characters stand on which line, and where; pure arithmetic.

Rules: GB/T 15834-2011 §5.1 (marks that may not begin or end a line, dashes and dots that may not be parted, marks
that may be squeezed at a line's end) and GB/T 9704-2012 (28 full-width characters a line, both edges flush).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

CLOSING = "，。、；：？！）］｝〕〉》」』】〗’”．"
OPENING = "（［｛〔〈《「『【〖‘“"
# Forbidden at the start of a line: closing marks, dots, dashes, and signs that belong to the number before them.
NO_START = frozenset(CLOSING + "…—～·•％‰℃°々〃,.;:?!)]}%")
NO_END = frozenset(OPENING + "￥＄＃№([{¥$#")
# Marks of the same kind in a row are one: a dash or an ellipsis is two characters wide and is never parted.
PAIRED = frozenset("—…")
# Full-width marks whose own half of the cell may be given up when a line is pushed together.
SQUEEZABLE = frozenset(CLOSING + OPENING)
ASCII_WORD_JOINERS = frozenset("’'")
# A long run (an address, a file name) may be broken after one of these when nothing else fits.
SOFT_BREAKS = frozenset("/-_.?&=@:,")

HALF = 0.5
# Widest extra space between two neighbours, in cells, before a run of Latin letters is broken instead.
WIDEST_STRETCH = 0.5

Measure = Callable[[str], float]


@dataclass(frozen=True)
class Measurements:
    """The measure of a column: its width, the cell of a full-width character, and how wide anything else is."""

    width: float
    cell: float
    of: Measure


@dataclass(frozen=True)
class Placed:
    """What is drawn in one go (a full-width mark or character, a space, a Latin run) and its left edge."""

    text: str
    x: float


@dataclass(frozen=True)
class Line:
    """One set line: its characters with their places, and how far it reaches."""

    placed: tuple[Placed, ...]
    width: float

    @property
    def text(self) -> str:
        """The characters of the line in order."""
        return "".join(each.text for each in self.placed)


@dataclass(frozen=True)
class _Cluster:
    """What is never parted: one full-width character, a dash, a run of Latin letters and digits, or a space."""

    text: str
    width: float
    space: bool = False
    full: bool = False

    @property
    def squeeze(self) -> float:
        """Blank half of a full-width mark that may be given up."""
        return self.width * HALF if self.full and self.text in SQUEEZABLE else 0.0

    @property
    def no_start(self) -> bool:
        return self.text[0] in NO_START

    @property
    def no_end(self) -> bool:
        return self.text[-1] in NO_END


def set_paragraph(text: str, measurements: Measurements, *, indent: float = 0.0, justify: bool = True) -> list[Line]:
    """Break `text` into lines of `measurements.width`, the first one indented; all but the last flush at both edges.

    A newline in the text ends a line; so does the end of the text, and both leave it ragged.
    """
    lines: list[Line] = []
    for number, piece in enumerate(clean(text).split("\n")):
        lines.extend(_set_piece(piece, measurements, 0.0 if number else indent, justify))
    return lines


def clean(text: str) -> str:
    """`text` without characters that print nothing: controls, joiners, direction marks and variation selectors."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\u2028", "\n")
    return "".join(char for char in unicodedata.normalize("NFC", text) if char == "\n" or not _invisible(char))


def is_full_width(char: str) -> bool:
    """Whether `char` takes a whole cell of the Chinese grid (ambiguous marks do, as Chinese typesetting has it)."""
    return (not char.isspace() and unicodedata.east_asian_width(char) in {"W", "F"}) or char in _AMBIGUOUS_FULL


_AMBIGUOUS_FULL = frozenset("“”‘’—…·①②③④⑤⑥⑦⑧⑨⑩×÷≥≤±℃■□●○▲△→←↑↓★☆※〓№‰")


def _invisible(char: str) -> bool:
    category = unicodedata.category(char)
    # U+FFFE and U+FFFF are no characters at all, and no XML takes them.
    return category in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} or "\ufe00" <= char <= "\ufe0f" or char in "\ufffe\uffff"


def _set_piece(text: str, measurements: Measurements, indent: float, justify: bool) -> Iterator[Line]:
    coming = _clusters(text, measurements)
    waiting = list(islice(coming, _WINDOW))
    room = measurements.width - indent
    if not waiting:
        yield Line((), 0.0)
        return
    while waiting:
        count, waiting = _fill(waiting, room, measurements)
        line, waiting = waiting[:count], waiting[count:]
        while waiting and waiting[0].space:
            waiting.pop(0)
        while len(line) > 1 and line[-1].space:
            line.pop()
        waiting.extend(islice(coming, max(_WINDOW - len(waiting), 0)))
        yield _place(line, measurements.width - room, room, flush=justify and bool(waiting))
        room = measurements.width


# More than any line holds: looking no further ahead keeps a very long text linear.
_WINDOW = 400


def _clusters(text: str, measurements: Measurements) -> Iterator[_Cluster]:
    position = 0
    while position < len(text):
        end = _cluster_end(text, position)
        yield _cluster(text[position:end], measurements, western=_is_western(text, position))
        position = end


def _cluster(text: str, measurements: Measurements, *, western: bool = False) -> _Cluster:
    if text.isspace():
        # U+3000 is a cell of blank; other spaces are as wide as the typeface has them.
        blank = measurements.cell if text == "\u3000" else measurements.of(" ")
        return _Cluster(text, blank, space=True)
    if not western and is_full_width(text[0]):
        return _Cluster(text, measurements.cell * len(text), full=True)
    return _Cluster(text, sum(measurements.of(char) for char in text))


def _cluster_end(text: str, start: int) -> int:
    char = text[start]
    end = start + 1
    if char in PAIRED:
        while end < len(text) and text[end] == char and end - start < 2:
            end += 1
        return end
    if not _is_western(text, start):
        return end
    while end < len(text) and _is_western(text, end):
        end += 1
    return end


def _is_western(text: str, position: int) -> bool:
    """Whether the character belongs to a run of Latin letters and digits; an apostrophe inside a word does."""
    char = text[position]
    if char in ASCII_WORD_JOINERS and 0 < position < len(text) - 1:
        return text[position - 1].isascii() and text[position - 1].isalpha() and text[position + 1].isascii()
    return not char.isspace() and not is_full_width(char)


def _fill(clusters: list[_Cluster], room: float, measurements: Measurements) -> tuple[int, list[_Cluster]]:
    """How many clusters the next line takes; the list comes back with a long run broken if that was needed."""
    fitting = _fitting(clusters, room)
    if fitting >= len(clusters):
        return len(clusters), clusters
    if pushed_in := _pushed_in(clusters, fitting, room):
        return pushed_in, clusters
    count = _pushed_out(clusters, fitting)
    if count and not _too_loose(clusters[:count], room, measurements.cell):
        return count, clusters
    broken = _break_run(clusters, fitting, room, measurements)
    if broken is not None:
        return fitting + 1, broken
    # Nothing on this line may be parted: keep the rules' spirit and the page's edge by taking what fits.
    return count or max(fitting, 1), clusters


def _fitting(clusters: Sequence[_Cluster], room: float) -> int:
    """Clusters that fit at their natural width; a space at the end may hang over."""
    used = 0.0
    for number, cluster in enumerate(clusters):
        used += cluster.width
        if used > room + _TOLERANCE and not cluster.space:
            return number
    return len(clusters)


_TOLERANCE = 0.001


def _may_break(clusters: Sequence[_Cluster], at: int) -> bool:
    """Whether a line may end before cluster `at`."""
    if at >= len(clusters):
        return True
    before, after = clusters[at - 1], clusters[at]
    if before.space and at >= 2:
        # The space vanishes at the end of the line: what matters is the mark in front of it.
        before = clusters[at - 2]
    return not after.space and not after.no_start and not before.no_end


def _pushed_in(clusters: Sequence[_Cluster], fitting: int, room: float) -> int:
    """挤进: take the mark that may not begin the next line by squeezing marks on this one; 0 when that fails."""
    if _may_break(clusters, fitting) and fitting:
        return fitting
    for count in range(fitting + 1, min(fitting + 3, len(clusters)) + 1):
        line = clusters[:count]
        excess = sum(cluster.width for cluster in line) - room
        if excess > sum(cluster.squeeze for cluster in line) + _TOLERANCE:
            return 0
        if _may_break(clusters, count):
            return count
    return 0


def _pushed_out(clusters: Sequence[_Cluster], fitting: int) -> int:
    """追出: the last place before `fitting` where the line may end; 0 when there is none."""
    return next((at for at in range(fitting, 0, -1) if _may_break(clusters, at)), 0)


def _too_loose(line: Sequence[_Cluster], room: float, cell: float) -> bool:
    while line and line[-1].space:
        line = line[:-1]
    slack = room - sum(cluster.width for cluster in line)
    return slack > WIDEST_STRETCH * cell * _gaps(line)


def _gaps(line: Sequence[_Cluster]) -> int:
    return max(len(line) - 1, 0)


def _break_run(
    clusters: list[_Cluster], fitting: int, room: float, measurements: Measurements
) -> list[_Cluster] | None:
    """Part the run that does not fit, after a soft break if it has one near, else after any character."""
    run = clusters[fitting]
    if run.full or run.space or len(run.text) < 2:
        return None
    left = room - sum(cluster.width for cluster in clusters[:fitting])
    reach = 0
    for char in run.text:
        left -= measurements.of(char)
        if left < -_TOLERANCE:
            break
        reach += 1
    reach = min(reach, len(run.text) - 1)
    soft = next((at for at in range(reach, 0, -1) if run.text[at - 1] in SOFT_BREAKS), 0)
    at = soft if soft > reach // 2 else reach
    if at == 0 and fitting:
        return None
    at = _lawful(run.text, max(at, 1))
    head = replace(run, text=run.text[:at], width=sum(map(measurements.of, run.text[:at])))
    tail = replace(run, text=run.text[at:], width=sum(map(measurements.of, run.text[at:])))
    return [*clusters[:fitting], head, tail, *clusters[fitting + 1 :]]


def _lawful(text: str, at: int) -> int:
    """The nearest place at or before `at` where the run may be parted without breaking a rule; else `at`."""
    lawful = (near for near in range(at, 0, -1) if text[near] not in NO_START and text[near - 1] not in NO_END)
    return next(lawful, at)


def _place(line: Sequence[_Cluster], start: float, room: float, *, flush: bool) -> Line:
    """Give every character its place; spread or squeeze the line to `room` when it must be flush or is too wide."""
    natural = sum(cluster.width for cluster in line)
    slack = room - natural
    squeezable = sum(cluster.squeeze for cluster in line)
    squeeze = min(max(-slack / squeezable, 0.0), 1.0) if squeezable else 0.0
    stretch = slack / _gaps(line) if flush and slack > 0 and _gaps(line) else 0.0
    placed: list[Placed] = []
    x = start
    for cluster in line:
        given_up = cluster.squeeze * squeeze
        # The blank half of an opening mark is its left one: the character moves into it.
        left = x - given_up if cluster.text[0] in OPENING and given_up else x
        placed.extend(_pieces(cluster, left))
        x += cluster.width - given_up + stretch
    return Line(tuple(placed), x - stretch - start if line else 0.0)


def _pieces(cluster: _Cluster, x: float) -> Iterator[Placed]:
    if not cluster.full:
        # Inside a run the typeface's own widths rule, so it is kept as one piece.
        yield Placed(cluster.text, x)
        return
    step = cluster.width / len(cluster.text)
    for number, char in enumerate(cluster.text):
        yield Placed(char, x + number * step)
