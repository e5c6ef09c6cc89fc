"""What a report's statement says of released surveys; pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DimensionScore:
    """A dimension of a survey with its score; None where it may not be shown."""

    label: str
    score: float | None
    change: float | None = None


@dataclass(frozen=True)
class HeatRow:
    """One unit's scores by dimension; None is hidden."""

    unit: str
    scores: tuple[float | None, ...]


@dataclass(frozen=True)
class Spoken:
    """What enough respondents wrote about under one open question: (word, texts) each, and a reviewed quote."""

    question: str
    texts: int
    words: tuple[tuple[str, int], ...]
    quote: str


@dataclass(frozen=True)
class Survey:
    """A survey released in the period, as its Release says."""

    title: str
    closed: str
    answered: int
    invited: int | None
    response: float | None
    unrepresentative: bool
    unverified: bool
    index: float | None
    #: What stands in place of an index that may not be told exactly.
    index_words: str
    index_change: float | None
    recommend: float | None
    dimensions: tuple[DimensionScore, ...]
    heat: tuple[HeatRow, ...]
    method: str
    spoken: tuple[Spoken, ...] = ()
