"""The sheets of a workbook read as a questionnaire: what is wrong is told row by row. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from paper.sheet_reading import ReadRow
from surveys import bank
from surveys.drafts import drafting
from surveys.drafts.checklist import Remark
from surveys.exchange.questionnaire_sheet import (
    ALONE,
    BANDS,
    CONDITION,
    CONTENT,
    DIMENSION,
    DIMENSION_ID,
    HEADING,
    HELP,
    HIGH,
    ID,
    INTRO,
    KEY,
    KIND,
    LOW,
    NAME,
    NOT_APPLICABLE,
    OPTION_IDS,
    OPTIONS,
    PAGED,
    REQUIRED,
    REVERSE,
    SCORING,
    SCORINGS,
    SEGMENT,
    SHUFFLE,
    STEM,
    TEXT,
    TITLE,
    TRANSLATED,
    UNIT,
    WEIGHT,
    WITH_OTHER,
    answer_labels,
)
from surveys.items import CHOICES, TYPE_NAMES, Definition, Dimension, Item, ItemType, Option, ShowIf
from web.words import N_

#: What people call the kinds elsewhere.
ALSO = {
    "单选题": ItemType.SINGLE,
    "多选题": ItemType.MULTIPLE,
    "排序题": ItemType.RANKING,
    "量表": ItemType.AGREEMENT,
    "量表题": ItemType.AGREEMENT,
    "同意": ItemType.AGREEMENT,
    "满意": ItemType.SATISFACTION,
    "满意度": ItemType.SATISFACTION,
    "打分": ItemType.TEN,
    "评分": ItemType.TEN,
    "0-10分": ItemType.TEN,
    "数字": ItemType.NUMBER,
    "填空": ItemType.SHORT,
    "填空题": ItemType.SHORT,
    "简答": ItemType.TEXT,
    "问答题": ItemType.TEXT,
    "开放题": ItemType.TEXT,
    "说明": ItemType.STATEMENT,
}
WORDY = frozenset({ItemType.SHORT, ItemType.TEXT, ItemType.STATEMENT})

NEEDED = (KIND, TEXT)
YES = {"是", "√", "✓", "对", "y", "yes", "1", "true"}
NO = {"否", "×", "不", "n", "no", "0", "false"}
IDS = re.compile(r"[a-z][a-z0-9_]{2,39}")
#: Names that the answering page or the addresses of the builder use for something else.
RESERVED = frozenset({"unit", "lang", "large", "slip", "code", "link", "ticket", "csrf_token", "add", "new", "undo"})
LONGEST = {TEXT: 300, STEM: 60, HELP: 100, HEADING: 30, DIMENSION: 20, UNIT: 8, TITLE: 40, INTRO: 500}
MOST_OPTIONS = 30

BAD_KIND = N_("第 %(row)s 行：题型“%(value)s”认不出来。可以写：%(known)s。")
NO_TEXT = N_("第 %(row)s 行：没有写题目。")
TOO_LONG = N_("第 %(row)s 行：“%(column)s”超过 %(most)s 个字。")
FEW_OPTIONS = N_("第 %(row)s 行：选项不到两个。一行写一个，或者用分号隔开。")
SAME_OPTION = N_("第 %(row)s 行：选项“%(value)s”写了两次。")
MANY_OPTIONS = N_("第 %(row)s 行：选项超过 %(most)s 个。")
NOT_AN_OPTION = N_("第 %(row)s 行：单独选的“%(value)s”不在选项里。")
BAD_YES = N_("第 %(row)s 行：“%(column)s”请写“是”或“否”，不要写“%(value)s”。")
BAD_NUMBER = N_("第 %(row)s 行：“%(column)s”请写整数，不要写“%(value)s”。")
BAD_ID = N_("第 %(row)s 行：固定题号“%(value)s”不能用。新写的题请把它空着。")
SAME_ID = N_("第 %(row)s 行：固定题号“%(value)s”前面已经用过。新写的题请把它空着。")
BAD_CONDITION = N_("第 %(row)s 行：出现条件看不懂。请写成“第 1 题：选项；选项”，只能看前面的题。")
TOO_MANY_SEGMENTS = N_("第 %(row)s 行：分组题最多三道，而且要是单选题。")
TOO_MANY = N_("题目超过 %(most)s 道。请分成几份。")
NOTHING = N_("表里没有题。请在表头下面一行写一道题。")
ABOUT_TOO_LONG = N_("“%(column)s”超过 %(most)s 个字。")
ABOUT_UNKNOWN = N_("“%(column)s”请写%(known)s，不要写“%(value)s”。")
#: What is typed in place of the dash between 0 and 100.
DASHES = re.compile(r"[\s–—―~～至到-]+")
BAD_WEIGHT = N_("维度“%(value)s”的权重请写 0.1 到 10 之间的数。")


@dataclass
class Sheets:
    """The rows that were read of each sheet; only the questions are needed."""

    questions: Sequence[ReadRow]
    about: Sequence[ReadRow] = ()
    dimensions: Sequence[ReadRow] = ()
    english: Sequence[ReadRow] = ()


def read(sheets: Sheets, draw: Callable[[], str]) -> tuple[Definition, list[Remark]]:
    """The questionnaire on the sheets, and everything that is wrong with it; with any of that, use nothing of it.

    `draw` gives random letters for the ids of questions that have none yet.
    """
    reader = _Reader(draw, _dimensions(sheets.dimensions))
    # What is too long for a questionnaire is not looked at row by row.
    for row in sheets.questions[: drafting.MOST_ITEMS]:
        reader.take(row)
    about = {row.values.get(NAME, ""): row.values.get(CONTENT, "") for row in sheets.about}
    scoring, paged = about.get(SCORING, ""), about.get(PAGED, "")
    definition = Definition(
        title=about.get(TITLE, ""),
        intro=about.get(INTRO, ""),
        items=tuple(reader.items),
        dimensions=tuple(reader.dimensions.values()),
        scoring=_scoring(scoring) or "zero_based",
        paged=paged.lower() in YES,
        sections=tuple(reader.sections),
        segments=tuple(reader.segments),
    )
    reader.wrong += [
        Remark(ABOUT_TOO_LONG, {"column": name, "most": LONGEST[name]})
        for name in (TITLE, INTRO)
        if len(about.get(name, "")) > LONGEST[name]
    ]
    if scoring and not _scoring(scoring):
        known = "、".join(SCORINGS.values())
        reader.wrong.append(Remark(ABOUT_UNKNOWN, {"column": SCORING, "known": known, "value": scoring[:20]}))
    if paged and paged.lower() not in YES | NO:
        reader.wrong.append(Remark(ABOUT_UNKNOWN, {"column": PAGED, "known": "是、否", "value": paged[:20]}))
    if not reader.items and not reader.wrong:
        reader.wrong.append(Remark(NOTHING))
    if len(sheets.questions) > drafting.MOST_ITEMS:
        reader.wrong.append(Remark(TOO_MANY, {"most": drafting.MOST_ITEMS}))
    for dimension in definition.dimensions:
        if not 0.1 <= dimension.weight <= 10:
            reader.wrong.append(Remark(BAD_WEIGHT, {"value": dimension.label}))
    words = {row.values.get(KEY, ""): row.values.get(TRANSLATED, "") for row in sheets.english}
    return drafting.translate(definition, words), reader.wrong


class _Wrong(Exception):
    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message)
        self.remark = Remark(message, values)


@dataclass
class _Reader:
    draw: Callable[[], str]
    dimensions: dict[str, Dimension]
    items: list[Item] = field(default_factory=list)
    sections: list[tuple[str, str]] = field(default_factory=list)
    segments: list[str] = field(default_factory=list)
    wrong: list[Remark] = field(default_factory=list)
    _heading: str = ""

    def take(self, row: ReadRow) -> None:
        """One row: an item, or what is wrong with it."""
        try:
            item = self._item(_Cells(row))
        except _Wrong as wrong:
            self.wrong.append(wrong.remark)
            return
        self.items.append(item)

    def _item(self, cells: _Cells) -> Item:
        kind = _kind(cells)
        text = cells.text(TEXT)
        if not text:
            raise cells.wrong(NO_TEXT)
        item = Item(
            id=self._id(cells),
            type=kind,
            text=text,
            dimension=self._dimension(cells, kind),
            reverse=cells.yes(REVERSE),
            required=kind is not ItemType.STATEMENT and cells.yes(REQUIRED, otherwise=self._usual(cells, kind)),
            may_not_apply=cells.yes(NOT_APPLICABLE),
            help=cells.text(HELP),
            options=_options(cells) if kind in CHOICES | {ItemType.RANKING} else (),
            stem=cells.text(STEM) if kind in {ItemType.AGREEMENT, ItemType.SATISFACTION} else "",
            other=cells.yes(WITH_OTHER) and kind in CHOICES,
            shuffle=cells.yes(SHUFFLE),
            low=cells.number(LOW),
            high=cells.number(HIGH),
            unit=cells.text(UNIT),
            bands=cells.numbers(BANDS),
        )
        item = replace(item, show_if=self._condition(cells))
        self._head(cells, item)
        self._segment(cells, item)
        return item

    def _usual(self, cells: _Cells, kind: ItemType) -> bool:
        """Whether an answer is required where the sheet does not say: it says so by having the column at all."""
        return REQUIRED not in cells.row.values and kind not in WORDY

    def _id(self, cells: _Cells) -> str:
        name = cells.text(ID)
        taken = {item.id for item in self.items}
        if not name:
            return bank.new_id(taken, self.draw)
        if not IDS.fullmatch(name) or name in RESERVED:
            raise cells.wrong(BAD_ID, value=name[:40])
        if name in taken:
            raise cells.wrong(SAME_ID, value=name)
        return name

    def _dimension(self, cells: _Cells, kind: ItemType) -> str:
        label = cells.text(DIMENSION)
        if not label or kind not in {ItemType.AGREEMENT, ItemType.SATISFACTION}:
            return ""
        if label not in self.dimensions:
            taken = {each.id for each in self.dimensions.values()}
            name = next(f"d{n}" for n in range(1, 999) if f"d{n}" not in taken)
            self.dimensions[label] = Dimension(name, label)
        return self.dimensions[label].id

    def _head(self, cells: _Cells, item: Item) -> None:
        """A section begins where the heading differs from the row above; merged cells repeat it."""
        heading = cells.text(HEADING)
        if heading and heading != self._heading:
            self.sections.append((item.id, heading))
        self._heading = heading

    def _segment(self, cells: _Cells, item: Item) -> None:
        if not cells.yes(SEGMENT):
            return
        if item.type is not ItemType.SINGLE or len(self.segments) >= drafting.MOST_SEGMENTS:
            raise cells.wrong(TOO_MANY_SEGMENTS)
        self.segments.append(item.id)

    def _condition(self, cells: _Cells) -> ShowIf | None:
        typed = cells.raw(CONDITION)
        # After a wrong row the numbers no longer fit: it is mended first.
        if not typed or self.wrong:
            return None
        found = re.fullmatch(r"第?\s*(\d{1,3})\s*题?\s*[:：]\s*(.+)", typed, re.DOTALL)
        asked = [item for item in self.items if item.is_asked]
        if found is None or not 1 <= int(found[1]) <= len(asked):
            raise cells.wrong(BAD_CONDITION)
        earlier = asked[int(found[1]) - 1]
        named = {label: value for value, label in answer_labels(earlier).items()}
        values = [named.get(each) for each in _parts(found[2], named)]
        if not values or None in values:
            raise cells.wrong(BAD_CONDITION)
        return ShowIf(earlier.id, tuple(value for value in values if value is not None))


@dataclass(frozen=True)
class _Cells:
    """The cells of one row, read as what their column holds."""

    row: ReadRow

    def wrong(self, message: str, **values: Any) -> _Wrong:
        return _Wrong(message, row=self.row.number, **values)

    def raw(self, column: str) -> str:
        return self.row.values.get(column, "").strip()

    def text(self, column: str) -> str:
        text = re.sub(r"\s*\n\s*", " ", self.raw(column))
        most = LONGEST.get(column, 300)
        if len(text) > most:
            raise self.wrong(TOO_LONG, column=column, most=most)
        return text

    def yes(self, column: str, *, otherwise: bool = False) -> bool:
        value = self.raw(column).lower()
        if not value:
            return otherwise
        if value not in YES | NO:
            raise self.wrong(BAD_YES, column=column, value=value[:20])
        return value in YES

    def number(self, column: str) -> int | None:
        value = self.raw(column)
        if not value:
            return None
        if not re.fullmatch(r"-?\d{1,9}", value):
            raise self.wrong(BAD_NUMBER, column=column, value=value[:20])
        return int(value)

    def numbers(self, column: str) -> tuple[int, ...]:
        parts = re.split(r"[\s,，、;；]+", self.raw(column))
        if not all(re.fullmatch(r"-?\d{1,9}", part) for part in parts if part):
            raise self.wrong(BAD_NUMBER, column=column, value=self.raw(column)[:20])
        return tuple(sorted({int(part) for part in parts if part}))


def _kind(cells: _Cells) -> ItemType:
    said = cells.text(KIND)
    known = {re.sub(r"\s", "", word): kind for kind, word in TYPE_NAMES.items()} | ALSO
    kind = known.get(re.sub(r"\s", "", said))
    if kind is None:
        raise cells.wrong(BAD_KIND, value=said[:20], known="、".join(TYPE_NAMES.values()))
    return kind


def _options(cells: _Cells) -> tuple[Option, ...]:
    labels = _parts(cells.raw(OPTIONS))
    if len(labels) + cells.yes(WITH_OTHER) < 2:
        raise cells.wrong(FEW_OPTIONS)
    if len(labels) > MOST_OPTIONS:
        raise cells.wrong(MANY_OPTIONS, most=MOST_OPTIONS)
    for position, label in enumerate(labels):
        if label in labels[:position]:
            raise cells.wrong(SAME_OPTION, value=label[:20])
        if len(label) > 60:
            raise cells.wrong(TOO_LONG, column=OPTIONS, most=60)
    alone = _parts(cells.raw(ALONE), labels)
    for label in alone:
        if label not in labels:
            raise cells.wrong(NOT_AN_OPTION, value=label[:20])
    ids = cells.raw(OPTION_IDS).split("\n")
    kept = len(ids) == len(labels) and all(re.fullmatch(r"[A-Za-z0-9_-]{1,20}", each) for each in ids)
    names = ids if kept and len(set(ids)) == len(ids) else [f"o{n}" for n in range(1, len(labels) + 1)]
    return tuple(Option(name, label, exclusive=label in alone) for name, label in zip(names, labels, strict=True))


def _parts(text: str, known: Collection[str] = ()) -> list[str]:
    """The lines of a cell; without any, what stands between semicolons, unless the whole of it is something known."""
    if text.strip() in known:
        return [text.strip()]
    apart = text.split("\n") if "\n" in text else re.split("[;；]", text)
    return [part.strip() for part in apart if part.strip()]


def _dimensions(rows: Iterable[ReadRow]) -> dict[str, Dimension]:
    found: dict[str, Dimension] = {}
    for row in rows:
        label = row.values.get(DIMENSION, "")[:20]
        name = row.values.get(DIMENSION_ID, "")
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name) or name in {each.id for each in found.values()}:
            name = f"d{len(found) + 1}"
        if label:
            found[label] = Dimension(name, label, _weight(row.values.get(WEIGHT, "")))
    return found


def _scoring(typed: str) -> str | None:
    """The way of scoring that is meant, whatever dash was typed; None for none that is known."""
    return next((name for name, shown in SCORINGS.items() if DASHES.sub("–", typed) == shown), None)


def _weight(text: str) -> float:
    """The weight as written; 0, which is refused, for anything that is no number."""
    try:
        return float(text.removesuffix("%")) / 100 if text.endswith("%") else float(text or 1)
    except ValueError:
        return 0.0
