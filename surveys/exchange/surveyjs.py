"""A SurveyJS questionnaire (JSON) as ours, with a list of what could not be carried over. Pure.

The format is that of the SurveyJS form library: an object with `pages` of `elements` (formerly `questions`); a text is a
string or an object of texts by language with "default".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from surveys.drafts.checklist import Remark
from surveys.exchange import foreign
from surveys.exchange.foreign import YES_NO, YES_NO_ENGLISH, Carrying, NotReadable, Texts
from surveys.items import Definition, Item, ItemType
from web.words import N_

BROKEN = N_("这不是完好的 SurveyJS 文件（JSON）。请重新导出。")
NOT_A_SURVEY = N_("这个 JSON 文件里没有问卷的页（pages）。请在 SurveyJS 里导出整份问卷。")
TOO_LARGE = N_("文件超过 5 MB。请去掉里面的图片再导出。")

Element = dict[str, Any]
CHINESE = ("zh-cn", "zh-hans", "zh", "zh-tw")
CHOICES = {
    "radiogroup": ItemType.SINGLE,
    "dropdown": ItemType.SINGLE,
    "buttongroup": ItemType.SINGLE,
    "imagepicker": ItemType.SINGLE,
    "checkbox": ItemType.MULTIPLE,
    "tagbox": ItemType.MULTIPLE,
    "ranking": ItemType.RANKING,
}
NAMES = {
    "file": N_("上传文件"),
    "signaturepad": N_("签名"),
    "expression": N_("计算"),
    "image": N_("图片"),
    "matrixdropdown": N_("每格一个题的矩阵"),
    "matrixdynamic": N_("可以加行的矩阵"),
    "paneldynamic": N_("可以加份数的题组"),
    "slider": N_("滑块"),
}
UNKNOWN = N_("别的题型")
NONE = "none"
MOST_NESTED = 20
RULES = ("validators", "requiredIf", "enableIf", "choicesVisibleIf", "setValueIf", "resetValueIf")

_COMPARED = re.compile(
    r"""\{([^{}\[\].]+)\}\s*(=|==|contains|anyof)\s*(\[[^\[\]]*\]|'[^']*'|"[^"]*"|[\w.-]+)""", re.IGNORECASE
)


def read(data: bytes, draw: Callable[[], str]) -> tuple[Definition, list[Remark]]:
    """The questionnaire and what was lost. Raises NotReadable."""
    if len(data) > foreign.LARGEST_FILE:
        raise NotReadable(TOO_LARGE)
    try:
        survey = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as broken:
        raise NotReadable(BROKEN) from broken
    if not isinstance(survey, dict) or not isinstance(survey.get("pages", survey.get("elements")), list):
        raise NotReadable(NOT_A_SURVEY)
    return _Reader(Carrying(draw)).read(survey)


class _Reader:
    def __init__(self, carrying: Carrying) -> None:
        self.carrying = carrying

    def read(self, survey: Element) -> tuple[Definition, list[Remark]]:
        pages = _objects(survey.get("pages") or [survey])
        rules: list[tuple[list[Item], str, str]] = []
        for page in pages:
            self.carrying.begin(_texts(page.get("title")) if page is not survey else Texts())
            rules += self._elements(page, str(page.get("visibleIf") or ""), 0)
        for found, rule, text in rules:
            if not self._conditions(found, rule):
                self.carrying.lose(foreign.NO_CONDITION, text, rule=foreign.short(rule))
        if any(survey.get(name) for name in ("triggers", "calculatedValues", "completedHtmlOnCondition")):
            self.carrying.lose(foreign.TRIGGERS)
        title, intro = _texts(survey.get("title")), _texts(survey.get("description"))
        return self.carrying.definition(title, intro, paged=len(pages) > 1), self.carrying.losses

    def _elements(self, parent: Element, rule: str, depth: int) -> Iterator[tuple[list[Item], str, str]]:
        """Carries every question below `parent` over; yields those with a condition, to be set when all are known."""
        for element in _objects(parent.get("elements") or parent.get("questions") or []):
            if self.carrying.is_full():
                return
            own = str(element.get("visibleIf") or "")
            both = own if not rule else rule if not own else f"{rule} and {own}"
            if element.get("type") == "panel" and depth < MOST_NESTED:
                if title := _texts(element.get("title")).main:
                    self.carrying.begin(Texts(title, _texts(element.get("title")).english))
                yield from self._elements(element, both, depth + 1)
                continue
            text = _texts(element.get("title")) if element.get("title") else Texts(str(element.get("name") or ""))
            found = self._question(element, text)
            if not found:
                kind = NAMES.get(str(element.get("type")), UNKNOWN)
                self.carrying.lose(foreign.NOT_OURS, text.main, remark=kind)
            elif both:
                yield found, both, text.main
            self._look(element, text)

    def _look(self, element: Element, text: Texts) -> None:
        if any(element.get(name) for name in RULES):
            self.carrying.lose(foreign.CHECKED, text.main)
        if element.get("correctAnswer") is not None:
            self.carrying.lose(foreign.SCORES)
        if element.get("choicesByUrl"):
            self.carrying.lose(foreign.LISTS, text.main)
        if element.get("type") == "imagepicker":
            self.carrying.lose(foreign.PICTURE, text.main)

    def _question(self, element: Element, text: Texts) -> list[Item]:
        kind = element.get("type")
        told: dict[str, Any] = {
            "code": str(element.get("name") or ""),
            "required": bool(element.get("isRequired")),
            "help": _texts(element.get("description")).main,
        }
        if kind in CHOICES:
            return self._choice(element, text, told)
        if kind == "boolean":
            item = self.carrying.take(ItemType.SINGLE, text, options=[(o.id, Texts(o.label)) for o in YES_NO], **told)
            return self._yes_no(item, told["code"])
        if kind == "comment":
            return _some(self.carrying.take(ItemType.TEXT, text, **told))
        if kind == "text":
            return self._text(element, text, told)
        if kind == "rating":
            return self._rating(element, text, told)
        if kind in {"matrix", "multipletext"}:
            return self._several(element, text, told)
        if kind == "html":
            words = _texts(element.get("html"))
            return _some(self.carrying.take(ItemType.STATEMENT, words, required=False)) if words.main else []
        return []

    def _choice(self, element: Element, text: Texts, told: dict[str, Any]) -> list[Item]:
        kind = CHOICES[element["type"]]
        if element["type"] == "imagepicker" and element.get("multiSelect"):
            kind = ItemType.MULTIPLE
        options = _values(element.get("choices"))
        alone = []
        if element.get("hasNone") or element.get("showNoneItem"):
            options.append((NONE, _texts(element.get("noneText") or "都没有")))
            alone = [NONE]
        other = bool(element.get("hasOther") or element.get("showOtherItem")) and kind is not ItemType.RANKING
        item = self.carrying.take(
            kind,
            text,
            options=options,
            alone=alone if kind is ItemType.MULTIPLE else [],
            other=other,
            shuffle=element.get("choicesOrder") == "random",
            **told,
        )
        return _some(item)

    def _yes_no(self, item: Item | None, code: str) -> list[Item]:
        if item is not None:
            self.carrying.codes[code] = item.id, {"true": item.options[0].id, "false": item.options[1].id}
            for option, english in zip(item.options, YES_NO_ENGLISH.values(), strict=True):
                self.carrying.english[f"{item.id}.{option.id}"] = english
        return _some(item)

    def _text(self, element: Element, text: Texts, told: dict[str, Any]) -> list[Item]:
        shown = element.get("inputType", "text")
        if shown in {"number", "range"}:
            limits: dict[str, Any] = {"low": _whole(element.get("min")), "high": _whole(element.get("max"))}
            return _some(self.carrying.take(ItemType.NUMBER, text, **told, **limits))
        kind = ItemType.DATE if shown in {"date", "datetime-local"} else ItemType.SHORT
        return _some(self.carrying.take(kind, text, **told))

    def _rating(self, element: Element, text: Texts, told: dict[str, Any]) -> list[Item]:
        values = _values(element.get("rateValues"))
        low, high = _whole(element.get("rateMin", 1)), _whole(element.get("rateMax", 5))
        if not values and low is not None and high is not None and 0 < high - low < foreign.MOST_OPTIONS:
            values = [(str(n), Texts(str(n))) for n in range(low, high + 1)]
        codes = [code for code, _label in values]
        if codes == [str(n) for n in range(11)]:
            return _some(self.carrying.take(ItemType.TEN, text, **told))
        if codes == [str(n) for n in range(1, 11)]:
            self.carrying.lose(foreign.TEN_POINTS, text.main)
            return _some(self.carrying.take(ItemType.TEN, text, **told))
        ends = [_texts(element.get(name)).main for name in ("minRateDescription", "maxRateDescription")]
        scale = foreign.five_point([*(label.main for _code, label in values[2:]), *ends] if len(values) == 5 else [])
        if scale is not None:
            self.carrying.lose(foreign.OUR_WORDS, text.main)
            return _some(self.carrying.take(scale, text, **told))
        return _some(self.carrying.take(ItemType.SINGLE, text, options=values, **told)) if len(values) > 1 else []

    def _several(self, element: Element, text: Texts, told: dict[str, Any]) -> list[Item]:
        if element["type"] == "matrix":
            return foreign.rows(
                self.carrying,
                text,
                _values(element.get("rows")),
                _values(element.get("columns")),
                code=told["code"],
                required=bool(told["required"] or element.get("isAllRowRequired") or element.get("eachRowRequired")),
            )
        found: list[Item] = []
        for part in _objects(element.get("items") or []):
            label = _texts(part.get("title") or part.get("name"))
            both = Texts(f"{text.main} {label.main}", f"{text.english} {label.english}" if label.english else "")
            named = {**told, "code": f"{told['code']}_{part.get('name')}"}
            found += _some(self.carrying.take(ItemType.SHORT, both, **named))
        return found

    def _conditions(self, found: list[Item], rule: str) -> bool:
        """Whether the rule was one we have: one earlier question, one or several answers."""
        compared = _COMPARED.findall(rule)
        rest = re.sub(r"(?i)\bor\b|\|\||[()\s]", "", _COMPARED.sub("", rule))
        codes = {code.strip() for code, _sign, _values in compared}
        if rest or len(codes) != 1:
            return False
        values = [
            value for _code, _sign, listed in compared for value in re.findall(r"[^\[\]'\",\s][^\[\]'\",]*", listed)
        ]
        code = codes.pop()
        done = [self.carrying.require(item, code, [value.strip() for value in values]) for item in found]
        return all(done)


def _objects(found: Any) -> list[Element]:
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _texts(found: Any) -> Texts:
    """A text in Chinese, or its default, beside its English."""
    if isinstance(found, dict):
        words = {str(key).lower(): str(text) for key, text in found.items() if text is not None}
        main = next((words[key] for key in CHINESE if key in words), words.get("default", "")) or words.get("en", "")
        english = words.get("en", words.get("default", ""))
        return Texts(main, english if english != main else "")
    return Texts(str(found)) if isinstance(found, str | int | float) else Texts()


def _values(found: Any) -> list[tuple[str, Texts]]:
    """(value, words) of choices, rows or columns: plain values, or objects with `value` and `text`."""
    values = []
    for each in found if isinstance(found, list) else []:
        if isinstance(each, dict):
            value = str(each.get("value", ""))
            words = _texts(each.get("text")) if each.get("text") else Texts(value)
            values.append((value, words))
        elif isinstance(each, str | int | float):
            values.append((str(each), Texts(str(each))))
    return values


def _some(item: Item | None) -> list[Item]:
    return [item] if item is not None else []


def _whole(value: Any) -> int | None:
    return int(value) if re.fullmatch(r"-?\d{1,9}", str(value)) else None
