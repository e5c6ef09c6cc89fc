"""What makes a question hard to answer: its length, two questions in one, office language. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveys.items import Item
from web.words import N_

LONGEST_QUESTION = 40
LONGEST_CLAUSE = 22
LONGEST_OPTION = 20
MOST_OPTIONS = 10

TOO_LONG = N_("题目超过 40 个字，手机上要读好几行。请删短。")
LONG_CLAUSE = N_("有一句话太长。请断开，或者换个短的说法。")
TWO_IN_ONE = N_("像是一道题里问了两件事，答的人不知道答哪一件。请拆成两道。")
OFFICE_LANGUAGE = N_("有公文话，职工平时不这么说。请换成大白话。")
TWICE_NOT = N_("有双重否定，容易看反。请改成肯定的说法。")
OPTION_TOO_LONG = N_("有的选项超过 20 个字。请删短。")
TOO_MANY_OPTIONS = N_("选项超过 10 个，手机上要翻好几屏。请合并一些。")

_CLAUSES = re.compile(r"[，。？！：；,.?!:;]")
# Two things joined in one scale. A list that only gives examples (“等”, “这些”, “几条”) asks about one thing.
_JOINED = re.compile(r"(?<![温平柔])和(?!.{1,8}(?:相比|比))|以及|并且|而且|、|，也|既.+又")
_EXAMPLES = re.compile(r"等|这些|那些|这几|几[条种样项]")
_OFFICE = re.compile("切实|进一步|深入推进|着力|全面提升|不断增强|高度重视|贯彻|赋能|抓手|有效性|满意程度如何")
_TWICE = re.compile("不得不|不能不|没有不|未必不|不会不|无不|不.{0,3}不[^不]?(?:满意|同意|好|对)")


def remarks(item: Item) -> Iterator[str]:
    """What is hard about one item (msgids)."""
    text = item.stem + item.text
    if len(text) > LONGEST_QUESTION:
        yield TOO_LONG
    if any(len(clause) > LONGEST_CLAUSE for clause in _CLAUSES.split(text)):
        yield LONG_CLAUSE
    if item.points and _JOINED.search(item.text) and not _EXAMPLES.search(item.text):
        yield TWO_IN_ONE
    if _OFFICE.search(text):
        yield OFFICE_LANGUAGE
    if _TWICE.search(text):
        yield TWICE_NOT
    if any(len(option.label) > LONGEST_OPTION for option in item.options):
        yield OPTION_TOO_LONG
    if len(item.choices) > MOST_OPTIONS:
        yield TOO_MANY_OPTIONS
