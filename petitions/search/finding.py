"""Finding typed words in a text: Chinese as it stands, every word anywhere, and an excerpt with the hits marked; pure.

Texts are never rewritten to be compared: a word becomes a pattern of its letters in either width and case, so that
thirty thousand texts are gone through at the speed of the search and every place stays a place of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from re import Pattern

#: More words than these narrow nothing further, and each is looked for in every text.
MOST_WORDS = 8
LONGEST_WORD = 60
#: Characters kept before and after the first hit of an excerpt.
AROUND = 36

#: A part of an excerpt and whether it is a hit.
Piece = tuple[str, bool]

_BETWEEN = re.compile(r"[\s、，,。；;]+")
_WIDE = 0xFEE0


def words(typed: str) -> tuple[Pattern[str], ...]:
    """What is looked for: a pattern for each word of `typed`, each once, in their order."""
    plain = unicodedata.normalize("NFKC", typed).lower()
    found = (word[:LONGEST_WORD] for word in _BETWEEN.split(plain) if word)
    return tuple(re.compile("".join(map(_either, word))) for word in list(dict.fromkeys(found))[:MOST_WORDS])


def holds(wanted: Collection[Pattern[str]], texts: Sequence[str]) -> bool:
    """Whether every wanted word stands in one of the texts, not necessarily in the same one."""
    return bool(wanted) and all(any(word.search(text) for text in texts) for word in wanted)


def how_many(wanted: Collection[Pattern[str]], text: str) -> int:
    """How many of the words stand in a text."""
    return sum(word.search(text) is not None for word in wanted)


def excerpt(text: str, wanted: Collection[Pattern[str]], around: int = AROUND) -> list[Piece]:
    """The text around its first hit, cut into pieces; empty when none of the words stands in it."""
    hits = _joined(text, wanted)
    if not hits:
        return []
    first, last = hits[0]
    start, end = max(0, first - around), min(len(text), last + around)
    pieces: list[Piece] = [("…", False)] if start else []
    at = start
    for begin, stop in hits:
        if stop <= end:
            pieces += [(text[at:begin], False), (text[begin:stop], True)]
            at = stop
    pieces += [(text[at:end], False), ("…" if end < len(text) else "", False)]
    return [piece for piece in pieces if piece[0]]


def _joined(text: str, wanted: Collection[Pattern[str]]) -> list[tuple[int, int]]:
    """Where the words stand, in order, those that touch or overlap as one."""
    joint: list[tuple[int, int]] = []
    for begin, stop in sorted(match.span() for word in wanted for match in word.finditer(text)):
        if joint and begin <= joint[-1][1]:
            joint[-1] = (joint[-1][0], max(stop, joint[-1][1]))
        else:
            joint.append((begin, stop))
    return joint


def _either(char: str) -> str:
    """A pattern for one character in either case and width."""
    forms = {char, char.upper()} if len(char.upper()) == 1 else {char}
    forms |= {chr(ord(form) + _WIDE) for form in forms if "!" <= form <= "~"}
    return re.escape(char) if len(forms) == 1 else "[" + "".join(map(re.escape, sorted(forms))) + "]"
