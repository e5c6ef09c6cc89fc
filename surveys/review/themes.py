"""What many texts speak of: words that enough of them share, each with quotes. Counts words, judges nothing. Pure."""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from figures.masking import MASK
from surveys.items import Definition
from surveys.review.vocabulary import FIELD, SAYING_LITTLE

if TYPE_CHECKING:
    import rjieba

MOST_THEMES = 12
MOST_QUOTES = 3
LONGEST_QUOTE = 80
#: Words that share this much of their texts are one theme, named by up to three of them.
NEARLY = 0.8
MOST_WORDS = 3
#: Parts of speech that can name what a text is about: nouns, verbs and adjectives used as nouns, set phrases.
NAMING = ("n", "vn", "an", "l", "j")
PERSONS = "nr"

# What a cutter without such words in its dictionary takes for nouns: "很暖心", "太晚".
_WORD = re.compile(r"(?![很太最没不都更好真])[\u3400-\u9fffA-Za-z]{2,}$")
_adding = threading.Lock()


@dataclass(frozen=True)
class Theme:
    """A word (with those that come along with it), how many texts speak of it, and up to three of them."""

    word: str
    texts: int
    quotes: tuple[str, ...]


def domain_words(definition: Definition) -> frozenset[str]:
    """Words of the questionnaire's own dimensions, which answers take up."""
    parts = (part for dimension in definition.dimensions for part in re.split(r"[与和、及]", dimension.label))
    return frozenset(part for part in parts if 2 <= len(part) <= 6)


def of(
    texts: Sequence[str], *, words: Collection[str] = (), floor: int, preferred: Collection[str] = ()
) -> tuple[Theme, ...]:
    """The words that at least `floor` of `texts` share, the most frequent first; `preferred` texts are quoted first.

    `words` are kept whole beside the field's own. Words that come in nearly the same texts are one theme.
    """
    holders: dict[str, set[int]] = {}
    for number, text in enumerate(texts):
        for word in words_of(text, words):
            holders.setdefault(word, set()).add(number)
    known = FIELD | frozenset(words)
    enough = [word for word, numbers in holders.items() if len(numbers) >= floor]
    leading: list[list[str]] = []
    for word in sorted(enough, key=lambda word: (-len(holders[word]), word not in known, -len(word), word)):
        near = next((theme for theme in leading if _nearly_same(holders[theme[0]], holders[word])), None)
        if near is None:
            leading.append([word])
        elif len(near) < MOST_WORDS and not any(word in other for other in near):
            near.append(word)
    found: list[Theme] = []
    quoted: set[str] = set()
    for theme in leading[:MOST_THEMES]:
        among = holders[theme[0]]
        quotes = _quotes([texts[number] for number in among], preferred, quoted)
        quoted.update(quotes)
        found.append(Theme("、".join(theme), len(among), quotes))
    return tuple(found)


def _nearly_same(one: set[int], other: set[int]) -> bool:
    return len(one & other) >= NEARLY * len(one | other)


def words_of(text: str, words: Collection[str] = ()) -> frozenset[str]:
    """The words of a text that can name what it is about."""
    cutter = _cutter(frozenset(words))
    known = frozenset(words) | FIELD
    found = set()
    for word, tag in cutter.tag(text.replace(MASK, "。")):
        names_something = tag.startswith(NAMING) and not tag.startswith(PERSONS)
        if _WORD.match(word) and not _says_little(word) and (word in known or names_something):
            found.add(word)
    return frozenset(found)


def _says_little(word: str) -> bool:
    return word in SAYING_LITTLE or (word[:2] in SAYING_LITTLE and word[2:] in SAYING_LITTLE)


@lru_cache(maxsize=8)
def _cutter(words: frozenset[str]) -> rjieba.Jieba:
    """A cutter that knows the field's words; made once for a set of words, for its dictionary takes a moment to load."""
    import rjieba

    with _adding:
        cutter = rjieba.Jieba()
        for word in sorted(words | FIELD):
            cutter.add_word(word, 100_000, "n")
    return cutter


def _quotes(texts: Iterable[str], preferred: Collection[str], quoted: Collection[str]) -> tuple[str, ...]:
    """Up to three different texts: those an officer chose, then new ones of middling length that were not masked."""
    different = sorted(set(texts))
    lengths = sorted(map(len, different))
    middle = lengths[len(lengths) // 2]
    fitting = [text for text in different if len(text) <= LONGEST_QUOTE or text in preferred]
    order = sorted(
        fitting, key=lambda text: (text in quoted, text not in preferred, MASK in text, abs(len(text) - middle), text)
    )
    new = [text for text in order if text not in quoted]
    return tuple((new or order)[:MOST_QUOTES])
