"""A Word draft that came back: only the words in its spaces are taken; what else was changed is told and not taken; pure.

Spaces are found by their content controls, and where a program dropped those, by the marked lines around them, even if
one of the two is gone: a space then ends where a line of the draft itself goes on.
"""

from __future__ import annotations

import enum
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from paper.word_spaces import EMPTY, DraftLine, Marker, parted

#: Changes told one by one; more are only counted.
MOST_TOLD = 30
# Shorter lines (a figure of a table, a dash) do not end a space: somebody may have written the same into it.
SHORTEST_KNOWN = 5
# Characters of the mark of what stood in one space.
MARK = 6
_STAMP = re.compile(
    rf"xinqiao:(?P<period>\d{{4}}(?:-\d{{2}}|-Q[1-4])?):(?P<figures>[0-9a-f]{{12}})(?::(?P<words>(?:[0-9a-f]{{{MARK}}})+))?",
    re.ASCII,
)


class Change(enum.Enum):
    """What happened to a line outside the spaces."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True)
class Ignored:
    """A change that was not taken: under which heading, and the line before and after."""

    change: Change
    part: str
    before: str
    after: str


@dataclass(frozen=True)
class ReadBack:
    """What a file says: words by key, spaces that are missing in it, and what else was changed."""

    words: Mapping[str, str]
    missing: tuple[str, ...]
    ignored: tuple[Ignored, ...]


@dataclass(frozen=True)
class Stamp:
    """What a draft is known by: its period, twelve characters over its figures, and a mark for the words of each space."""

    period: str
    figures: str
    #: None in a draft that was made before they were kept.
    words: frozenset[str] | None = None

    def __str__(self) -> str:
        words = ":" + "".join(sorted(self.words)) if self.words else ""
        return f"xinqiao:{self.period}:{self.figures}{words}"

    def held(self, key: str, text: str) -> bool:
        """Whether `text` stood in a space when the draft was made; of one without marks, whether it is nothing."""
        return mark(key, text) in self.words if self.words else not text


def mark(key: str, text: str) -> str:
    """Six characters over what stands in a space."""
    return hashlib.blake2b(f"{key}:{tidy(text)}".encode(), digest_size=MARK // 2).hexdigest()


def tidy(text: str) -> str:
    """Words as a draft gives them back: no empty line, and one space where there were several."""
    return "\n".join(line for each in text.splitlines() if (line := " ".join(each.split())))


def stamped(keywords: str, lines: Iterable[DraftLine]) -> Stamp | None:
    """What a file was made from, from its properties or from the line that says so."""
    for text in (keywords, *(line.text for line in lines)):
        found = _STAMP.search(text)
        if found:
            words = found["words"] or ""
            marks = frozenset(words[at : at + MARK] for at in range(0, len(words), MARK))
            return Stamp(found["period"], found["figures"], marks or None)
    return None


def read_back(lines: Sequence[DraftLine], exported: Sequence[DraftLine], labels: Mapping[str, str]) -> ReadBack:
    """What `lines` say against the draft as it was `exported`; `labels` name the spaces by key."""
    own = _split(exported, labels, frozenset())
    found = _split(lines, labels, frozenset(own.others))
    words = {key: _joined(texts) for key, texts in found.spaces.items()}
    missing = tuple(label for key, label in labels.items() if key in own.spaces and key not in words)
    headings = frozenset(text for text in own.others if re.match(r"[一二三四五六七八九十]+、|（?附", text))
    return ReadBack(words, missing, tuple(_changes(own.others, found.others, headings)))


@dataclass
class _Split:
    """Lines parted into spaces (each may occur more than once) and all others."""

    spaces: dict[str, list[list[str]]] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    present: str = ""

    def begin(self, key: str) -> None:
        self.present = key
        self.spaces.setdefault(key, []).append([])

    def write(self, key: str, text: str) -> None:
        self.spaces.setdefault(key, [[]])[-1].append(text)

    def end(self, key: str, known: frozenset[str]) -> None:
        """Close a space; one that was never opened holds what nobody else wrote just above."""
        if key not in self.spaces:
            self.begin(key)
            while self.others and self.others[-1] not in known:
                self.spaces[key][-1].insert(0, self.others.pop())
        self.present = ""


def _split(lines: Iterable[DraftLine], labels: Mapping[str, str], known: frozenset[str]) -> _Split:
    found, keys = _Split(), {label: key for key, label in labels.items()}
    for line in lines:
        for piece in parted(" ".join(line.text.split())):
            if isinstance(piece, Marker):
                if piece.label in keys:
                    key = keys[piece.label]
                    found.begin(key) if piece.opens else found.end(key, known)
                continue
            text = piece.strip()
            if line.space in labels:
                found.write(line.space, text)
            elif found.present and (text not in known or len(text) < SHORTEST_KNOWN):
                found.write(found.present, text)
            else:
                found.present = ""
                found.others.append(text)
    return found


def _joined(occurrences: Iterable[Sequence[str]]) -> str:
    """The words of a space; a part that was copied says the same twice and is taken once."""
    told: list[str] = []
    for texts in occurrences:
        text = "\n".join(each for each in texts if each != EMPTY)
        if text and text not in told:
            told.append(text)
    return "\n".join(told)


def _changes(own: Sequence[str], found: Sequence[str], headings: frozenset[str]) -> Iterator[Ignored]:
    pairs = [*_differing(own, found)]
    moved = Counter(before for _, before, _ in pairs) & Counter(after for _, _, after in pairs)
    returned = Counter(moved)
    for at, before, after in pairs:
        part = next((text for text in reversed(own[: at + 1]) if text in headings), "")
        if before and moved[before]:
            moved[before] -= 1
            yield Ignored(Change.MOVED, part, before, "")
            before = ""
        if after and returned[after]:
            returned[after] -= 1
            after = ""
        if before or after:
            change = Change.CHANGED if before and after else (Change.REMOVED if before else Change.ADDED)
            yield Ignored(change, part, before, after)


def _differing(own: Sequence[str], found: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Line by line: where in the draft, what stood there, what stands there now; nothing for neither."""
    matcher = SequenceMatcher(None, own, found, autojunk=False)
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        for number in range(max(last - first, end - begin)):
            before = own[first + number] if first + number < last else ""
            after = found[begin + number] if begin + number < end else ""
            yield min(first + number, max(last - 1, first - 1, 0)), before, after
