"""What the readers of other programs' questionnaires share: cleaned texts, own ids, and a list of what was lost. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from surveys import bank
from surveys.drafts import drafting
from surveys.drafts.checklist import Remark
from surveys.items import FIVE_POINT, OTHER, Definition, Item, ItemType, Option, ShowIf
from web.words import N_

LARGEST_FILE = 5 * 1024 * 1024
MOST_OPTIONS = 30
#: So many things that were lost are told one by one.
MOST_LOSSES = 200
LONGEST_TEXT = 300
#: How much of a text is looked at: with all its markup none that people wrote is longer.
LONGEST_READ = 50_000
LONGEST_OPTION = 60

NOT_OURS = N_("“%(text)s”：我们没有这种题（%(remark)s），没有带过来。")
NO_CONDITION = N_("“%(text)s”：出现条件太复杂，没有带过来，这道题现在总是出现。原来的条件：%(rule)s")
PIPED = N_("“%(text)s”：题目里引用了别的答案，我们不支持。请改写题目。")
SCRIPT = N_("“%(text)s”：里面的脚本没有带过来。")
PICTURE = N_("“%(text)s”：里面的图片没有带过来。")
COMMENTS = N_("“%(text)s”：每个选项旁边的说明栏没有带过来。")
OUR_WORDS = N_("“%(text)s”：五个等级换成了我们统一的说法。")
TEN_POINTS = N_("“%(text)s”：1–10 分换成了 0–10 分。")
CUT = N_("“%(text)s”：文字太长，截短了。")
CHECKED = N_("“%(text)s”：填写时的校验规则没有带过来。")
TOO_MANY_OPTIONS = N_("“%(text)s”：选项超过 30 个，后面的没有带过来。")
TOO_MANY_ITEMS = N_("题目超过 200 道，后面的没有带过来。")
QUOTAS = N_("配额没有带过来。")
SCORES = N_("评分和测验规则没有带过来。")
TRIGGERS = N_("触发器、计算值和跳转没有带过来。")
MORE = N_("还有别的内容也没能带过来，不再一条一条列出。请对照原来的问卷看一遍。")
LISTS = N_("“%(text)s”：从网上取的选项没有带过来，请自己填上选项。")

YES_NO = (Option("yes", "是"), Option("no", "否"))
YES_NO_ENGLISH = {".yes": "Yes", ".no": "No"}
SHOWN = 24


class NotReadable(Exception):
    """The file is no questionnaire of that kind; `message` (a msgid) says so."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def plain(text: str) -> str:
    """A text without its markup, on one line; what lies beyond LONGEST_READ is nobody's question."""
    text = text[:LONGEST_READ]
    text = re.sub(r"(?is)<(script|style)\b.*?(</\1\s*>|$)", " ", text)
    text = re.sub(r"(?i)<(br|/p|/div|/li)\b[^<>]*>", " ", text)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^<>]{0,2000}>", "", text))).strip()


def short(text: str) -> str:
    """The beginning of a text, for a report."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def five_point(labels: Sequence[str]) -> ItemType | None:
    """Which of our scales five labels mean; None when they are no scale of five."""
    if len(labels) != 5:
        return None
    satisfied = sum("满意" in label or "satisf" in label.lower() for label in labels)
    return ItemType.SATISFACTION if satisfied >= 2 else ItemType.AGREEMENT


@dataclass(frozen=True)
class Texts:
    """What one thing is called: in Chinese (or the only language there is) and in English, if that is another."""

    main: str = ""
    english: str = ""


@dataclass
class Carrying:
    """A questionnaire being carried over; `draw` gives random letters for the ids."""

    draw: Callable[[], str]
    items: list[Item] = field(default_factory=list)
    sections: list[tuple[str, str]] = field(default_factory=list)
    english: dict[str, str] = field(default_factory=dict)
    losses: list[Remark] = field(default_factory=list)
    #: Code of a question there → (our item, value there → value here).
    codes: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    _heading: Texts = field(default_factory=Texts)

    def begin(self, heading: Texts) -> None:
        """A section begins with the next item."""
        self._heading = Texts(self._cut(heading.main, 30), plain(heading.english))

    def lose(self, message: str, text: str = "", **values: Any) -> None:
        """Note something that could not be carried over, once."""
        if len(self.losses) >= MOST_LOSSES:
            self.losses[MOST_LOSSES:] = [Remark(MORE)]
            return
        remark = Remark(message, {**({"text": short(plain(text))} if text else {}), **values})
        if remark not in self.losses:
            self.losses.append(remark)

    def is_full(self) -> bool:
        """Whether there is room for no more questions, which is noted."""
        full = len(self.items) >= drafting.MOST_ITEMS
        if full:
            self.lose(TOO_MANY_ITEMS)
        return full

    def take(
        self,
        kind: ItemType,
        text: Texts,
        *,
        code: str = "",
        options: Iterable[tuple[str, Texts]] = (),
        alone: Iterable[str] = (),
        **more: Any,
    ) -> Item | None:
        """Carry one question over; `options` are (code there, words). None when there is no room."""
        if self.is_full():
            return None
        self._look(text.main)
        name = bank.new_id((item.id for item in self.items), self.draw)
        values, chosen = self._options(name, text.main, options, set(alone))
        item = Item(
            id=name,
            type=kind,
            text=self._cut(text.main, LONGEST_TEXT),
            options=chosen,
            **{**more, "help": self._cut(more.get("help", ""), 100), "stem": self._cut(more.get("stem", ""), 60)},
        )
        self.items.append(item)
        self._say(name, text.english)
        if code:
            self.codes[code] = name, values | ({str(n): str(n) for n in range(11)} if not options else {})
            if item.other:
                self.codes[code] = name, {"-oth-": OTHER, "other": OTHER} | self.codes[code][1]
        if self._heading.main:
            self.sections.append((name, self._heading.main))
            self._say(f"section.{name}", self._heading.english)
            self._heading = Texts()
        return item

    def require(self, item: Item, code: str, values: Iterable[str]) -> bool:
        """Show an item only after these answers to the question `code`; False when that cannot be."""
        name, known = self.codes.get(code, ("", {}))
        wanted = tuple(known[value] for value in values if value in known)
        if not name or not wanted or name == item.id:
            return False
        self.items[self.items.index(item)] = replace(item, show_if=ShowIf(name, wanted))
        return True

    def definition(self, title: Texts, intro: Texts, *, paged: bool) -> Definition:
        """The questionnaire as far as it could be carried over."""
        self._say("title", title.english)
        self._say("intro", intro.english)
        return drafting.translate(
            Definition(
                title=self._cut(title.main, 40),
                intro=self._cut(intro.main, 500),
                items=tuple(self.items),
                dimensions=(),
                sections=tuple(self.sections),
                paged=paged,
            ),
            self.english,
        )

    def _options(
        self, name: str, text: str, options: Iterable[tuple[str, Texts]], alone: set[str]
    ) -> tuple[dict[str, str], tuple[Option, ...]]:
        found: list[Option] = []
        values: dict[str, str] = {}
        for code, label in options:
            if len(found) >= MOST_OPTIONS:
                self.lose(TOO_MANY_OPTIONS, text)
                break
            ours = f"o{len(found) + 1}"
            words = self._cut(label.main, LONGEST_OPTION) or code
            values[code] = ours
            found.append(Option(ours, words, exclusive=code in alone))
            self._say(f"{name}.{ours}", label.english)
        return values, tuple(found)

    def _look(self, text: str) -> None:
        if re.search(r"(?i)<script", text):
            self.lose(SCRIPT, text)
        if re.search(r"(?i)<(img|video|iframe)\b", text):
            self.lose(PICTURE, text)
        if re.search(r"\{[^{}]{1,200}\}", plain(text)):
            self.lose(PIPED, text)

    def _cut(self, text: str, most: int) -> str:
        text = plain(text)
        if len(text) > most:
            self.lose(CUT, text)
        return text[:most]

    def _say(self, key: str, english: str) -> None:
        if words := plain(english):
            self.english[key] = words


def rows(
    carrying: Carrying,
    stem: Texts,
    lines: Sequence[tuple[str, Texts]],
    columns: Sequence[tuple[str, Texts]],
    *,
    code: str,
    required: bool,
) -> list[Item]:
    """A matrix: a table of five-point items where its columns are five, else one single choice a row."""
    scale = five_point([plain(label.main) for _code, label in columns])
    found = []
    for number, (line, words) in enumerate(lines):
        name = f"{code}_{line}"
        if scale in FIVE_POINT:
            item = carrying.take(scale, words, code=name, stem=stem.main, required=required)
            if item is not None and stem.english:
                carrying.english[f"{item.id}.stem"] = plain(stem.english)
            if not number:
                carrying.lose(OUR_WORDS, stem.main)
        else:
            both = Texts(f"{stem.main} {words.main}", f"{stem.english} {words.english}" if words.english else "")
            item = carrying.take(ItemType.SINGLE, both, code=name, options=columns, required=required)
        found += [item] if item is not None else []
    return found
