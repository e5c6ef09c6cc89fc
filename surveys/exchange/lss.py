"""A LimeSurvey questionnaire (.lss) as ours, with a list of what could not be carried over. Pure.

The format is LimeSurvey's export of a survey's structure: an XML document of tables, each `<name><rows><row>…`. Before
version 4 a row holds its own texts and language; since then they stand in tables called `…_l10ns`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from surveys.drafts.checklist import Remark
from surveys.exchange import foreign
from surveys.exchange.foreign import Carrying, NotReadable, Texts
from surveys.items import Definition, Item, ItemType
from web.words import N_

BROKEN = N_("这不是完好的 .lss 文件。请在 LimeSurvey 里重新导出“问卷结构（.lss）”。")
NOT_A_SURVEY = N_("这个文件里没有整份问卷。请在 LimeSurvey 里导出“问卷结构（.lss）”，不要只导出一组题或一道题。")
TOO_LARGE = N_("文件超过 5 MB。请导出不带图片的问卷结构。")

Row = dict[str, str]
# Question types of LimeSurvey by their letter.
PLAIN = {
    "S": ItemType.SHORT,
    "T": ItemType.TEXT,
    "U": ItemType.TEXT,
    "D": ItemType.DATE,
    "N": ItemType.NUMBER,
    "X": ItemType.STATEMENT,
    "5": ItemType.AGREEMENT,
}
LISTS = {"L": ItemType.SINGLE, "!": ItemType.SINGLE, "O": ItemType.SINGLE, "R": ItemType.RANKING}
MULTIPLE = {"M", "P"}
PARTED = {"Q": ItemType.SHORT, "K": ItemType.NUMBER, "B": ItemType.TEN}
FIXED = {
    "Y": (("Y", Texts("是", "Yes")), ("N", Texts("否", "No"))),
    "G": (("M", Texts("男", "Male")), ("F", Texts("女", "Female"))),
    "C": (("Y", Texts("是", "Yes")), ("N", Texts("否", "No")), ("U", Texts("说不清", "Uncertain"))),
    "E": (("I", Texts("增加", "Increase")), ("S", Texts("不变", "Same")), ("D", Texts("减少", "Decrease"))),
}
FIVE = tuple((str(n), Texts(str(n))) for n in range(1, 6))
NAMES = {
    "|": N_("上传文件"),
    "*": N_("计算"),
    "I": N_("切换语言"),
    "1": N_("双刻度矩阵"),
    ":": N_("数字矩阵"),
    ";": N_("文字矩阵"),
    "H": N_("按列的矩阵"),
}
UNKNOWN = N_("别的题型")
RULES = {"em_validation_q", "em_validation_sq", "array_filter", "array_filter_exclude"}

_COMPARED = re.compile(r"""(?<!\w)([A-Za-z]\w*)(?:\.NAOK)?\s*(?:==|eq)\s*["']?([^"'()\s|]+)["']?""")


def read(data: bytes, draw: Callable[[], str]) -> tuple[Definition, list[Remark]]:
    """The questionnaire and what was lost. Raises NotReadable."""
    if len(data) > foreign.LARGEST_FILE:
        raise NotReadable(TOO_LARGE)
    try:
        # Entities and document types are refused: a few lines of them unfold to gigabytes, or name a file here.
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as broken:
        raise NotReadable(BROKEN) from broken
    if root.findtext("LimeSurveyDocType") != "Survey" or root.find("questions") is None:
        raise NotReadable(NOT_A_SURVEY)
    return _Reader(root, draw).read()


class _Reader:
    def __init__(self, root: Element, draw: Callable[[], str]) -> None:
        self.root = root
        self._tables: dict[str, list[Row]] = {}
        self._indexes: dict[tuple[str, str], dict[str, list[Row]]] = {}
        self.carrying = Carrying(draw)
        languages = [each.text or "" for each in root.findall("languages/language")]
        first = languages[0] if languages else ""
        self.main = next((each for each in languages if each.lower().startswith("zh")), first)
        self.english = next((each for each in languages if each.startswith("en") and each != self.main), "")
        self.attributes: dict[str, Row] = defaultdict(dict)
        for row in self._rows("question_attributes"):
            self.attributes[row.get("qid", "")].setdefault(row.get("attribute", ""), row.get("value", ""))

    def read(self) -> tuple[Definition, list[Remark]]:
        questions = self._once(self._rows("questions"), "qid")
        groups = self._once(self._rows("groups"), "gid")
        inside: dict[str | None, list[Row]] = defaultdict(list)
        for row in questions:
            inside[row.get("gid")].append(row)
        for group in sorted(groups, key=lambda row: _int(row.get("group_order"))):
            self.carrying.begin(self._texts(group, "gid", "group", "group_name"))
            for row in sorted(inside[group.get("gid")], key=lambda row: _int(row.get("question_order"))):
                if row.get("parent_qid", "0") in {"", "0"}:
                    self._question(row, group)
        for table, message in (("quota", foreign.QUOTAS), ("assessments", foreign.SCORES)):
            if self._rows(table):
                self.carrying.lose(message)
        settings = self._rows("surveys_languagesettings")
        paged = any(row.get("format", "A") in {"G", "S"} for row in self._rows("surveys"))
        title = self._said(settings, "surveyls_language", "surveyls_title")
        intro = self._said(settings, "surveyls_language", "surveyls_welcometext")
        return self.carrying.definition(title, intro, paged=paged), self.carrying.losses

    def _question(self, row: Row, group: Row) -> None:
        if self.carrying.is_full():
            return
        text = self._texts(row, "qid", "question", "question")
        found = self._carried(row, text)
        if not found:
            kind = NAMES.get(row.get("type", ""), UNKNOWN)
            self.carrying.lose(foreign.NOT_OURS, text.main or row.get("title", ""), remark=kind)
            return
        if RULES & {name for name, value in self.attributes[row.get("qid", "")].items() if value}:
            self.carrying.lose(foreign.CHECKED, text.main)
        rules = [
            rule for rule in (row.get("relevance", ""), group.get("grelevance", "")) if rule.strip() not in {"", "1"}
        ]
        for rule in rules:
            if len(rules) > 1 or not self._conditions(found, rule):
                self.carrying.lose(foreign.NO_CONDITION, text.main, rule=foreign.short(rule))

    def _carried(self, row: Row, text: Texts) -> list[Item]:
        kind, code = row.get("type", ""), row.get("title", "")
        told: dict[str, Any] = {"code": code, "required": row.get("mandatory") in {"Y", "S"}, "help": self._help(row)}
        shuffled: dict[str, Any] = {"other": row.get("other") == "Y" and kind != "R", "shuffle": self._shuffled(row)}
        take = self.carrying.take
        if kind in PLAIN:
            return self._plain(row, text, told)
        if kind in LISTS:
            options = self._options(row) or self._parts(row)
            if kind == "O":
                self.carrying.lose(foreign.COMMENTS, text.main)
            return _some(take(LISTS[kind], text, options=options, **told, **shuffled))
        if kind in MULTIPLE:
            if kind == "P":
                self.carrying.lose(foreign.COMMENTS, text.main)
            alone = self.attributes[row.get("qid", "")].get("exclude_all_others", "").split(";")
            options = self._parts(row)
            item = take(ItemType.MULTIPLE, text, options=options, alone=alone, **told, **shuffled)
            # A question without a code of its own is asked for by no rule.
            for part, _label in options if item is not None and code else ():
                # A ticked box is asked for as question_part == "Y".
                name, values = self.carrying.codes[code]
                self.carrying.codes[f"{code}_{part}"] = name, {"Y": values.get(part, "")}
            return _some(item)
        if kind in {"Y", "G"}:
            return _some(take(ItemType.SINGLE, text, options=FIXED[kind], **told))
        if kind in {"A", "F", "C", "E"}:
            columns = {"A": FIVE, "F": self._options(row)}.get(kind) or FIXED.get(kind, ())
            required = bool(told["required"])
            return foreign.rows(self.carrying, text, self._parts(row), columns, code=code, required=required)
        return self._parted(row, text, told) if kind in PARTED else []

    def _plain(self, row: Row, text: Texts, told: dict[str, Any]) -> list[Item]:
        kind = PLAIN[row["type"]]
        more: dict[str, Any] = {}
        if kind is ItemType.NUMBER:
            limits = self.attributes[row.get("qid", "")]
            more = {"low": _whole(limits.get("min_num_value_n")), "high": _whole(limits.get("max_num_value_n"))}
        if kind is ItemType.AGREEMENT:
            self.carrying.lose(foreign.OUR_WORDS, text.main)
        if kind is ItemType.STATEMENT:
            told = {"code": told["code"], "required": False}
        return _some(self.carrying.take(kind, text, **told, **more))

    def _parted(self, row: Row, text: Texts, told: dict[str, Any]) -> list[Item]:
        """Each part becomes a question of its own."""
        kind, found = PARTED[row["type"]], []
        if kind is ItemType.TEN:
            self.carrying.lose(foreign.TEN_POINTS, text.main)
        for part, label in self._parts(row):
            both = Texts(f"{text.main} {label.main}", f"{text.english} {label.english}" if label.english else "")
            named = {**told, "code": f"{told['code']}_{part}"}
            found += _some(self.carrying.take(kind, both, **named))
        return found

    def _conditions(self, found: list[Item], rule: str) -> bool:
        """Whether the rule was one we have: one earlier question, one or several answers."""
        compared = _COMPARED.findall(rule)
        rest = re.sub(r"(?i)\bor\b|\|\||[()\s]", "", _COMPARED.sub("", rule))
        asked = {self._asked(code) for code, _value in compared}
        if rest or len(asked) != 1 or None in asked:
            return False
        code = str(asked.pop())
        values = [value if each == code else each.removeprefix(f"{code}_") for each, value in compared]
        done = [self.carrying.require(item, code, values) for item in found]
        return all(done)

    def _asked(self, code: str) -> str | None:
        """The question a name in a rule belongs to: itself, or the multiple choice of which it is a part."""
        if code in self.carrying.codes and "_" not in code:
            return code
        whole = code.split("_")[0]
        return whole if whole in self.carrying.codes else code if code in self.carrying.codes else None

    def _parts(self, row: Row) -> list[tuple[str, Texts]]:
        parts = self._once(self._by("subquestions", "parent_qid").get(row.get("qid", ""), []), "qid")
        parts = [part for part in parts if part.get("scale_id", "0") in {"", "0"}]
        ordered = sorted(parts, key=lambda part: _int(part.get("question_order")))
        return [(part.get("title", ""), self._texts(part, "qid", "question", "question")) for part in ordered]

    def _options(self, row: Row) -> list[tuple[str, Texts]]:
        answers = [
            each
            for each in self._by("answers", "qid").get(row.get("qid", ""), [])
            if each.get("scale_id", "0") in {"", "0"}
        ]
        named = self._once(answers, "aid" if answers and "aid" in answers[0] else "code")
        ordered = sorted(named, key=lambda each: _int(each.get("sortorder")))
        return [(each.get("code", ""), self._texts(each, "aid", "answer", "answer")) for each in ordered]

    def _help(self, row: Row) -> str:
        return self._texts(row, "qid", "question", "help").main

    def _shuffled(self, row: Row) -> bool:
        attributes = self.attributes[row.get("qid", "")]
        order = attributes.get("answer_order") or attributes.get("subquestion_order", "")
        return attributes.get("random_order") == "1" or order == "random"

    def _texts(self, row: Row, key: str, table: str, column: str) -> Texts:
        """A text in its languages: from the table beside, or from the rows that repeat the thing per language."""
        beside = self._by(f"{table}_l10ns", key).get(row.get(key, ""), [])
        if beside:
            return self._said(beside, "language", column)
        if table == "answer":
            same = self._by("answers", "qid").get(row.get("qid", ""), [])
            return self._said([each for each in same if each.get("code") == row.get("code")], "language", column)
        tables = ("groups",) if table == "group" else ("questions", "subquestions")
        repeated = [each for name in tables for each in self._by(name, key).get(row.get(key, ""), [])]
        return self._said(repeated, "language", column)

    def _said(self, found: list[Row], language: str, column: str) -> Texts:
        by = {row.get(language, ""): row.get(column, "") for row in found}
        main = by.get(self.main) or next(iter(by.values()), "")
        return Texts(main, by.get(self.english, "") if self.english else "")

    def _rows(self, table: str) -> list[Row]:
        if table not in self._tables:
            found = self.root.findall(f"{table}/rows/row")
            self._tables[table] = [{cell.tag: (cell.text or "").strip() for cell in row} for row in found]
        return self._tables[table]

    def _by(self, table: str, key: str) -> dict[str, list[Row]]:
        if (table, key) not in self._indexes:
            index = self._indexes[table, key] = defaultdict(list)
            for row in self._rows(table):
                index[row.get(key, "")].append(row)
        return self._indexes[table, key]

    def _once(self, found: list[Row], key: str) -> list[Row]:
        """Each thing once, though older files repeat it per language; the main language wins."""
        first = sorted(found, key=lambda row: row.get("language", self.main) != self.main)
        return list({row.get(key, ""): row for row in reversed(first)}.values())


def _some(item: Item | None) -> list[Item]:
    return [item] if item is not None else []


def _int(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else 0


def _whole(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else None
