"""Which answers fit a question, by the characters they share: Chinese needs no dictionary when pairs are compared; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

#: A question up to this long is a search; a longer one is somebody's story, in which key words are looked for.
SHORT = 24
ENOUGH_OF_QUESTION = 0.5
ENOUGH_OF_TITLE = 0.5
SHORTEST_KEYWORD = 2
_RUNS = re.compile(r"[0-9a-z]+|[㐀-鿿\U00020000-\U0003ffff]+")
_SEPARATORS = re.compile(r"[、，,；;\s/|]+")
#: Words that every question has.
_FILLER = re.compile(
    r"怎么办理|怎么办|怎么算|怎么|如何|什么|多少|可以|是不是|有没有|能不能|请问|我们|的|了|吗|呢|啊|和|与|在"
)


@dataclass(frozen=True)
class Document:
    """One answer: its question, the words people use for it, and the answer's text."""

    id: int
    title: str
    keywords: str
    text: str


@dataclass(frozen=True)
class Clues:
    """What of an answer is looked for in a story, so that a device can look for itself and tell nobody the story."""

    keywords: tuple[str, ...]
    pairs: tuple[str, ...]


def clues(document: Document) -> Clues:
    """The key words of an answer and the pairs of its question, in a fixed order."""
    return Clues(tuple(_keywords(document)), tuple(sorted(pairs(document.title))))


def rank(question: str, documents: Sequence[Document]) -> list[int]:
    """Ids of the documents that fit, the best first; documents that fit equally keep their order."""
    if not documents:
        return []
    asked, asked_pairs = _plain(question), pairs(question)
    scored = [(_score(asked, asked_pairs, _known(each)), each.id) for each in documents]
    fitting = [(score, found) for score, found in scored if score > 0]
    return [found for _score_, found in sorted(fitting, key=lambda pair: -pair[0])]


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text without filler; words in Latin letters and numbers stay whole."""
    found: set[str] = set()
    for run in _RUNS.findall(_FILLER.sub(" ", _plain(text))):
        if run[0].isascii() or len(run) == 1:
            found.add(run)
        else:
            found.update(run[place : place + 2] for place in range(len(run) - 1))
    return frozenset(found)


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of two texts' pairs they share, from 0 to 1 (Dice's coefficient)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


@dataclass(frozen=True)
class _Known:
    """What a document is compared by."""

    keywords: tuple[str, ...]
    title: frozenset[str]
    #: Title and key words; these and the text.
    head: frozenset[str]
    every: frozenset[str]
    #: All of it, to be searched in.
    plain: str


@lru_cache(maxsize=1024)
def _known(document: Document) -> _Known:
    """Worked out once for each document: staff compare all of them with every petition."""
    title, keywords = _plain(document.title), tuple(_keywords(document))
    head, text = pairs(f"{title} {document.keywords}"), _plain(document.text)
    return _Known(keywords, pairs(title), head, head | pairs(text), f"{title}\n{' '.join(keywords)}\n{text}")


def _score(question: str, asked: frozenset[str], known: _Known) -> float:
    """How well a document fits a plain `question`, whose pairs are `asked`; 0 when it does not."""
    if not question.strip():
        return 0.0
    named = sum(word in question for word in known.keywords)
    of_title = _share(known.title, asked)
    score = 2.0 * named + of_title if named or of_title >= ENOUGH_OF_TITLE else 0.0
    if len(question) > SHORT:
        return score
    whole = question.strip() in known.plain
    there = _share(asked, known.every)
    if whole or there >= ENOUGH_OF_QUESTION:
        score += 1.0 + whole + there + _share(asked, known.head)
    return score


def _keywords(document: Document) -> list[str]:
    return [_plain(word) for word in _SEPARATORS.split(document.keywords) if len(word) >= SHORTEST_KEYWORD]


def _share(wanted: frozenset[str], there: frozenset[str]) -> float:
    return len(wanted & there) / len(wanted) if wanted else 0.0


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
