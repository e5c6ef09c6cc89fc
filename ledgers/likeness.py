"""Which answers fit a question, by the characters they share: Chinese needs no dictionary when pairs are compared; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


def rank(question: str, documents: Iterable[Document]) -> list[int]:
    """Ids of the documents that fit, the best first; documents that fit equally keep their order."""
    scored = [(_score(_plain(question), each), each.id) for each in documents]
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


def _score(question: str, document: Document) -> float:
    if not question.strip():
        return 0.0
    title, text = _plain(document.title), _plain(document.text)
    keywords = _keywords(document)
    named = sum(word in question for word in keywords)
    of_title = _share(pairs(title), pairs(question))
    score = 2.0 * named + of_title if named or of_title >= ENOUGH_OF_TITLE else 0.0
    if len(question) > SHORT:
        return score
    whole = question.strip() in f"{title}\n{' '.join(keywords)}\n{text}"
    asked = _share(pairs(question), pairs(f"{title} {document.keywords}") | pairs(text))
    if whole or asked >= ENOUGH_OF_QUESTION:
        score += 1.0 + whole + asked + _share(pairs(question), pairs(f"{title} {document.keywords}"))
    return score


def _keywords(document: Document) -> list[str]:
    return [_plain(word) for word in _SEPARATORS.split(document.keywords) if len(word) >= SHORTEST_KEYWORD]


def _share(wanted: frozenset[str], there: frozenset[str]) -> float:
    return len(wanted & there) / len(wanted) if wanted else 0.0


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def first(question: str, documents: Sequence[Document], most: int) -> list[Document]:
    """The `most` documents that fit best."""
    by_id = {each.id: each for each in documents}
    return [by_id[found] for found in rank(question, documents)[:most]]
