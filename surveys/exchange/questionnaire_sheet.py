"""A questionnaire as the sheets of a workbook. Pure."""

from __future__ import annotations

from paper.sheets import Column, SheetTable
from surveys.bank import ENGLISH
from surveys.drafts import checklist, drafting
from surveys.items import OTHER, OTHER_LABEL, TYPE_NAMES, Definition, Item

# The headings are Chinese in any language: they are how a sheet is recognised.
HEADING, KIND, STEM, TEXT, OPTIONS, ALONE = "段名", "题型", "题干", "题目", "选项", "单独选的选项"
DIMENSION, REVERSE, REQUIRED, NOT_APPLICABLE = "维度", "反向", "必答", "可选不适用"
WITH_OTHER, SHUFFLE, LOW, HIGH, UNIT, BANDS = "加其他", "次序随机", "最小", "最大", "单位", "分档"
HELP, CONDITION, SEGMENT, ID, OPTION_IDS = "提示", "出现条件", "分组题", "固定题号", "选项编号"
QUESTIONS = (
    *(Column(HEADING, 18), Column(KIND, 10), Column(STEM, 22), Column(TEXT, 44), Column(OPTIONS, 24)),
    *(Column(ALONE, 14), Column(DIMENSION, 18), Column(REVERSE, 7), Column(REQUIRED, 7), Column(NOT_APPLICABLE, 8)),
    *(Column(WITH_OTHER, 8), Column(SHUFFLE, 8), Column(LOW, 7), Column(HIGH, 7), Column(UNIT, 7), Column(BANDS, 12)),
    *(Column(HELP, 24), Column(CONDITION, 24), Column(SEGMENT, 8), Column(ID, 18), Column(OPTION_IDS, 14)),
)
NAME, CONTENT = "项目", "内容"
ABOUT = (Column(NAME, 14), Column(CONTENT, 60))
WEIGHT, DIMENSION_ID = "权重", "维度编号"
DIMENSIONS = (Column(DIMENSION, 24), Column(WEIGHT, 8), Column(DIMENSION_ID, 14))
KEY, CHINESE, TRANSLATED = "键", "中文", "英文"
TRANSLATIONS = (Column(KEY, 24), Column(CHINESE, 40), Column(TRANSLATED, 48))
TITLE, INTRO, SCORING, PAGED = "标题", "开头的话", "计分方法", "一段一页"

SCORINGS = {"zero_based": "0–100", "times_twenty": "20–100"}


def tables(definition: Definition) -> list[SheetTable]:
    """The sheets of a questionnaire: questions first, then what stands around them."""
    about = [
        (TITLE, definition.title),
        (INTRO, definition.intro),
        (SCORING, SCORINGS[definition.scoring]),
        (PAGED, _yes(definition.paged)),
    ]
    english = definition.translations.get(ENGLISH, {})
    words = [(key, text, english.get(key, "")) for key, text in drafting.texts(definition).items()]
    measured = [(each.label, each.weight, each.id) for each in definition.dimensions]
    return [
        SheetTable("题目", QUESTIONS, [_row(definition, item) for item in definition.items]),
        SheetTable("基本信息", ABOUT, about),
        SheetTable("维度", DIMENSIONS, measured),
        SheetTable("英文", TRANSLATIONS, words),
    ]


def _row(definition: Definition, item: Item) -> tuple[str | int | None, ...]:
    labels = {each.id: each.label for each in definition.dimensions}
    return (
        dict(definition.sections).get(item.id, ""),
        TYPE_NAMES[item.type],
        item.stem,
        item.text,
        "\n".join(option.label for option in item.options),
        "\n".join(option.label for option in item.options if option.exclusive),
        labels.get(item.dimension, ""),
        _yes(item.reverse),
        _yes(item.required),
        _yes(item.may_not_apply),
        _yes(item.other),
        _yes(item.shuffle),
        item.low,
        item.high,
        item.unit,
        "、".join(map(str, item.bands)),
        item.help,
        _condition_words(definition, item),
        _yes(item.id in definition.segments),
        item.id,
        "\n".join(option.id for option in item.options),
    )


def _condition_words(definition: Definition, item: Item) -> str:
    if item.show_if is None:
        return ""
    earlier = drafting.find(definition, item.show_if.item)
    if earlier is None:
        return ""
    labels = answer_labels(earlier)
    told = [labels[value] for value in item.show_if.values if value in labels]
    # A semicolon within an answer would part it in two.
    apart = "\n" if any("；" in each or ";" in each for each in told) else "；"
    return f"第 {checklist.number(definition, earlier)} 题：{apart.join(told)}"


def answer_labels(item: Item) -> dict[str, str]:
    """What an answer's value is called on the sheet: five points by their number."""
    labels = {option.id: option.label for option in item.options}
    labels |= {OTHER: OTHER_LABEL} if item.other else {}
    return {value: labels.get(value, "不适用" if value == "na" else value) for value in checklist.answerable(item)}


def _yes(value: bool) -> str:
    return "是" if value else ""
