"""Content categories and their levels, as the enterprise words them; pure.

Every category stands under one of the fixed report codes of `petitions.kinds`, so that reports stay comparable however
categories are worded, hidden or divided. Petitioners choose a category; officers may choose a finer one below it (二级).
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from petitions.kinds import ARBITRABLE, CATEGORIES
from web.words import N_

OTHER = "other"
#: What the codes of the enterprise's own categories begin with; no report code does.
OWN = "own-"
LONGEST_LABEL, LONGEST_ENGLISH = 20, 40
MOST_FIRST, MOST_SECOND = 40, 30


class Stage(enum.Enum):
    """Whether it can be chosen; what could be chosen once is never deleted, whether or not anybody did."""

    DRAFT = "draft"
    SHOWN = "shown"
    HIDDEN = "hidden"


class Barrier(enum.Enum):
    """Why a change of the categories cannot be made."""

    NO_LABEL = "no-label"
    ENGLISH_TOO_LONG = "english-too-long"
    LABEL_TAKEN = "label-taken"
    NO_REPORT_CODE = "no-report-code"
    TOO_MANY = "too-many"
    OTHER_STAYS = "other-stays"
    WAS_SHOWN = "was-shown"


BARRIER_LABELS = {
    Barrier.NO_LABEL: N_("请写名称，最多 20 字。"),
    Barrier.ENGLISH_TOO_LONG: N_("英文名称最多 40 个字符，可以不写。"),
    Barrier.LABEL_TAKEN: N_("已经有一类叫这个名称（隐藏的也算）。请换一个说法，或者直接改那一类。"),
    Barrier.NO_REPORT_CODE: N_("请选它在报告里归入哪一类。"),
    Barrier.TOO_MANY: N_("已经够多了：内容分类最多 40 类，每类的细分最多 30 个。请先改名或合用已有的。"),
    Barrier.OTHER_STAYS: N_("这一类要留着：拿不准的选它，旧台账里认不出的也归它。可以改名。"),
    Barrier.WAS_SHOWN: N_("启用过的只能隐藏，不能删除：以前的诉求可能用着它。"),
}


@dataclass(frozen=True)
class Category:
    """One category, or a finer one below another (`parent`)."""

    code: str
    #: The fixed code that reports count it by; a category whose own code it is gives the reports their words.
    report_code: str
    label: str
    english: str = ""
    parent: str | None = None
    stage: Stage = Stage.SHOWN


def declared() -> tuple[Category, ...]:
    """The categories the product begins with, one for each report code."""
    return tuple(Category(code, code, label) for code, label in CATEGORIES.items())


@dataclass(frozen=True)
class CategoryTree:
    """All categories, in the order they are shown in."""

    rows: tuple[Category, ...] = field(default_factory=declared)

    @classmethod
    def of(cls, rows: Iterable[Category]) -> CategoryTree:
        """The categories that are kept, and after them those of report codes that have none yet."""
        kept = tuple(rows)
        codes = {row.code for row in kept}
        return cls((*kept, *(row for row in declared() if row.code not in codes)))

    @cached_property
    def _by_code(self) -> dict[str, Category]:
        return {row.code: row for row in self.rows}

    def find(self, code: str) -> Category | None:
        """The category of a code."""
        return self._by_code.get(code)

    def first_level(self) -> list[Category]:
        """What petitioners may choose from, and what stands beside it unshown."""
        return [row for row in self.rows if row.parent is None]

    def below(self, code: str) -> list[Category]:
        """The finer categories of one."""
        return [row for row in self.rows if row.parent == code]

    def siblings(self, code: str) -> list[Category]:
        """A category and those it stands among."""
        row = self._by_code[code]
        return [each for each in self.rows if each.parent == row.parent]

    def is_open(self, code: str) -> bool:
        """Whether petitioners may choose it."""
        row = self.find(code)
        return row is not None and row.parent is None and row.stage is Stage.SHOWN

    def may_be_chosen(self, code: str) -> bool:
        """Whether an officer may choose it: it is shown, and so is what it stands below."""
        row = self.find(code)
        if row is None or row.stage is not Stage.SHOWN:
            return False
        return row.parent is None or self.is_open(row.parent)

    def report_code(self, code: str) -> str:
        """The code that reports count a category by; what nobody knows any more counts as 其他."""
        row = self.find(code)
        return row.report_code if row is not None else OTHER

    def first_of(self, code: str) -> Category:
        """The category itself, or the one that it divides."""
        row = self.find(code) or self._by_code[OTHER]
        return row if row.parent is None else self._by_code[row.parent]

    def second_of(self, code: str) -> Category | None:
        """The finer category, when a case has one."""
        row = self.find(code)
        return row if row is not None and row.parent is not None else None

    def within(self, code: str) -> frozenset[str]:
        """A category and everything below it, hidden or not."""
        return frozenset({code, *(row.code for row in self.below(code))})

    def alike(self, code: str) -> frozenset[str]:
        """Every category that reports count as this one."""
        wanted = self.report_code(code)
        return frozenset({code, *(row.code for row in self.rows if row.report_code == wanted)})

    def report_labels(self) -> dict[str, str]:
        """What reports call each of their codes, in the codes' own order."""
        return {code: self._by_code[code].label for code in CATEGORIES}

    def can_go_to_arbitration(self, code: str) -> bool:
        """Whether the one-year limit of 《劳动争议调解仲裁法》 article 27 may be running for matters of this category."""
        return self.report_code(code) in ARBITRABLE

    def arbitrable(self) -> list[str]:
        """The codes of all categories of which that may be so."""
        return sorted(row.code for row in self.rows if row.report_code in ARBITRABLE)


def barrier_to_words(
    tree: CategoryTree, label: str, english: str, *, parent: str | None, but: str = ""
) -> Barrier | None:
    """What speaks against these words for a category at a place; `but` is the code of the one that is renamed."""
    if not 0 < len(label) <= LONGEST_LABEL:
        return Barrier.NO_LABEL
    if len(english) > LONGEST_ENGLISH:
        return Barrier.ENGLISH_TOO_LONG
    others = [row for row in tree.rows if row.parent == parent and row.code != but]
    if any(row.label == label for row in others):
        return Barrier.LABEL_TAKEN
    return None


def barrier_to_adding(tree: CategoryTree, report_code: str, parent: str | None) -> Barrier | None:
    """What speaks against one more category under a report code, or below another."""
    if report_code not in CATEGORIES:
        return Barrier.NO_REPORT_CODE
    there = sum(row.parent == parent for row in tree.rows)
    return Barrier.TOO_MANY if there >= (MOST_FIRST if parent is None else MOST_SECOND) else None


def barrier_to_hiding(code: str) -> Barrier | None:
    """What speaks against hiding a category."""
    return Barrier.OTHER_STAYS if code == OTHER else None


def barrier_to_deleting(row: Category) -> Barrier | None:
    """What speaks against deleting a category.

    Whether a case uses it is not asked: the answer would tell an officer of an accusation they may not know of.
    """
    return None if row.stage is Stage.DRAFT else Barrier.WAS_SHOWN


def free_code(tree: CategoryTree) -> str:
    """A code for one more category of the enterprise's own: the next number."""
    taken = (row.code.removeprefix(OWN) for row in tree.rows if row.code.startswith(OWN))
    return f"{OWN}{1 + max((int(number) for number in taken if number.isdigit()), default=0)}"


def placed(siblings: Collection[str], code: str) -> list[str]:
    """The order of siblings with a new one: at the end, but before 其他 where that stands last."""
    listed = list(siblings)
    return [*listed[:-1], code, OTHER] if listed and listed[-1] == OTHER else [*listed, code]


def moved(siblings: Collection[str], code: str, by: int) -> list[str]:
    """The order of siblings after one was moved by so many places; at an end it stays."""
    listed = list(siblings)
    place = listed.index(code)
    listed.insert(min(max(place + by, 0), len(listed) - 1), listed.pop(place))
    return listed
