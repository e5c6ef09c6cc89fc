"""What respondents wrote: gathered without unit and order while ballots are counted, published only after review. Pure.

Fewer than the floor (10 texts on an item) are never gathered, so nobody reads them. Texts are published for the whole
enterprise only: no text carries a unit, so none can be narrowed to one.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from figures import masking
from figures.masking import Span
from surveys.answers import Answers
from surveys.items import OTHER_LABEL, TEXTS, Definition
from surveys.review import themes
from surveys.review.themes import Theme
from web.words import N_

KEEP, DROP = "keep", "drop"
#: Why a text is not published.
REASONS = {
    "identifies": N_("遮住也能看出是谁写的，或者说的是谁"),
    "accusation": N_("点名举报：应当走检举控告渠道"),
    "abuse": N_("辱骂、人身攻击"),
    "private": N_("涉及他人隐私或者保密内容"),
    "empty": N_("没有实际内容"),
}

_shuffle = secrets.SystemRandom().shuffle


@dataclass(frozen=True)
class Decision:
    """What an officer decided about one text: kept with masked spans, or dropped for a reason of REASONS."""

    verdict: str
    spans: tuple[Span, ...] = ()
    reason: str = ""
    #: Whether the officer chose the text as a quote that stands for others.
    quote: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        spans = [list(span) for span in self.spans]
        return {"verdict": self.verdict, "spans": spans, "reason": self.reason, "quote": self.quote}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Decision:
        """What `to_json` wrote."""
        return cls(**{**stored, "spans": tuple((start, end) for start, end in stored["spans"])})


@dataclass(frozen=True)
class Comment:
    """A text that was gathered, opened for review."""

    id: int
    item_id: str
    text: str
    decision: Decision | None

    @property
    def as_published(self) -> str:
        """The text as it would be read: masked."""
        return masking.masked(self.text, self.decision.spans if self.decision else ())


@dataclass(frozen=True)
class ItemComments:
    """What is published of one item: how many wrote, the masked texts in random order, and the themes in them."""

    id: str
    question: str
    received: int
    texts: tuple[str, ...]
    themes: tuple[Theme, ...]


@dataclass(frozen=True)
class ReleasedComments:
    """The comments of a release. `too_few` are the questions whose texts are not shown, `withheld` means none are."""

    floor: int
    items: tuple[ItemComments, ...]
    too_few: tuple[str, ...] = ()
    withheld: bool = False

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | None) -> ReleasedComments | None:
        """What `dataclasses.asdict` made of one; None before there is one."""
        if stored is None:
            return None
        items = tuple(
            ItemComments(
                **{
                    **item,
                    "texts": tuple(item["texts"]),
                    "themes": tuple(Theme(**{**theme, "quotes": tuple(theme["quotes"])}) for theme in item["themes"]),
                }
            )
            for item in stored["items"]
        )
        return cls(**{**stored, "items": items, "too_few": tuple(stored["too_few"])})


def questions(definition: Definition) -> dict[str, str]:
    """What was asked, by the key under which an answer in words is stored."""
    found = {}
    for item in definition.asked:
        if item.type in TEXTS:
            found[item.id] = item.text
        elif item.other:
            found[item.other_key] = f"{item.text}（{OTHER_LABEL}）"
    return found


@dataclass
class Gathering:
    """The texts of ballots that pass by, kept apart from everything else on the ballot."""

    definition: Definition
    texts: dict[str, list[str]] = field(default_factory=dict)

    def passing(self, ballots: Iterable[tuple[int | None, Answers]]) -> Iterator[tuple[int | None, Answers]]:
        """The same ballots; their texts are noted on the way."""
        asked = questions(self.definition)
        for unit, answers in ballots:
            for key in asked:
                text = answers.get(key)
                if isinstance(text, str) and not masking.says_nothing(text):
                    self.texts.setdefault(key, []).append(text)
            yield unit, answers

    def shuffled(self) -> list[tuple[str, str]]:
        """(key, text) of every item with enough texts, all in one random order."""
        floor = self.definition.comment_floor
        enough = [(key, text) for key, texts in self.texts.items() if len(texts) >= floor for text in texts]
        _shuffle(enough)
        return enough


def released(definition: Definition, reviewed: Iterable[Comment]) -> ReleasedComments:
    """What is published of reviewed texts: the kept ones, masked, where enough of an item's were kept."""
    by_item: dict[str, list[Comment]] = {}
    for comment in reviewed:
        by_item.setdefault(comment.item_id, []).append(comment)
    found, too_few = [], []
    for key, question in questions(definition).items():
        written = by_item.get(key, [])
        kept = [comment for comment in written if comment.decision and comment.decision.verdict == KEEP]
        if len(kept) < definition.comment_floor:
            too_few.append(question)
            continue
        _shuffle(kept)
        texts = tuple(comment.as_published for comment in kept)
        chosen = frozenset(comment.as_published for comment in kept if comment.decision and comment.decision.quote)
        found.append(
            ItemComments(
                id=key,
                question=question,
                received=len(written),
                texts=texts,
                themes=themes.of(
                    texts, words=themes.domain_words(definition), floor=definition.comment_floor, preferred=chosen
                ),
            )
        )
    return ReleasedComments(definition.comment_floor, tuple(found), tuple(too_few))


def withheld(definition: Definition) -> ReleasedComments:
    """A release without any text, which says so."""
    return ReleasedComments(definition.comment_floor, (), (), withheld=bool(questions(definition)))
