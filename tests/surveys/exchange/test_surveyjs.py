"""A SurveyJS questionnaire comes over as far as it can, and what cannot is told."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.drafts import checklist
from surveys.exchange import foreign, surveyjs
from surveys.exchange.foreign import NotReadable
from surveys.items import Definition, Item, ItemType, ShowIf

DATA = Path(__file__).parent / "data"


def _draw() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"{next(numbers):03}"


def _item(definition: Definition, text: str) -> Item:
    return next(item for item in definition.items if item.text == text)


@pytest.fixture(scope="module")
def staff() -> tuple[Definition, list[checklist.Remark]]:
    """The example file, read."""
    return surveyjs.read((DATA / "staff.json").read_bytes(), _draw())


def test_questions_come_over_with_their_kind(staff: tuple[Definition, list[checklist.Remark]]) -> None:
    definition = staff[0]
    assert (definition.title, definition.intro, definition.paged) == ("职工调查", "请照实填。", True)
    assert [title for _first, title in definition.sections] == ["您的情况", "看法", "说几句"]
    kinds = {item.text: item.type for item in definition.items}
    assert kinds["您的岗位"] is ItemType.SINGLE
    assert kinds["得到过哪些帮助"] is ItemType.MULTIPLE
    assert kinds["年龄"] is ItemType.NUMBER
    assert kinds["哪天来的"] is ItemType.DATE
    assert kinds["怎么称呼"] is ItemType.SHORT
    assert kinds["温度"] is kinds["粉尘"] is ItemType.SATISFACTION
    assert kinds["多久一次 开会"] is ItemType.SINGLE
    assert kinds["愿意推荐吗"] is kinds["打几分"] is ItemType.TEN
    assert kinds["分配公平"] is ItemType.AGREEMENT
    assert kinds["几颗星"] is ItemType.SINGLE
    assert kinds["先办哪件"] is ItemType.RANKING
    assert kinds["请写： 好事"] is ItemType.SHORT
    assert kinds["谢谢"] is ItemType.STATEMENT
    job = _item(definition, "您的岗位")
    assert (job.required, job.other, job.shuffle) == (True, True, True)
    helped = _item(definition, "得到过哪些帮助")
    assert [option.exclusive for option in helped.options] == [False, False, True]
    assert helped.help == "可以选几项"
    assert (_item(definition, "年龄").low, _item(definition, "年龄").high) == (18, 65)
    assert definition.translations["en"]["title"] == "Staff survey"
    assert definition.translations["en"][f"{job.id}.o1"] == "Production"


def test_simple_conditions_come_over_and_others_are_told(staff: tuple[Definition, list[checklist.Remark]]) -> None:
    definition, losses = staff
    job = _item(definition, "您的岗位")
    assert _item(definition, "年龄").show_if == ShowIf(job.id, ("o1",))
    assert _item(definition, "温度").show_if == ShowIf(job.id, ("o1", "o2"))
    assert _item(definition, "先办哪件").show_if is None
    untold = {loss.values["text"] for loss in losses if loss.message == foreign.NO_CONDITION}
    assert untold == {"先办哪件", "为什么不愿意"}


def test_a_condition_on_yes_or_no_comes_over() -> None:
    survey = {
        "elements": [
            {"type": "boolean", "name": "again", "title": "还来吗"},
            {"type": "comment", "name": "why", "title": "为什么", "visibleIf": "{again} = false"},
        ]
    }
    definition, losses = surveyjs.read(json.dumps(survey).encode(), _draw())
    again, why = definition.items
    assert why.show_if == ShowIf(again.id, ("o2",))
    assert definition.translations["en"][f"{again.id}.o2"] == "No"
    assert losses == []
    assert not definition.paged


def test_what_cannot_come_over_is_told(staff: tuple[Definition, list[checklist.Remark]]) -> None:
    messages = {loss.message for loss in staff[1]}
    assert messages == {
        foreign.TRIGGERS,
        foreign.CHECKED,
        foreign.OUR_WORDS,
        foreign.TEN_POINTS,
        foreign.PIPED,
        foreign.NO_CONDITION,
        foreign.NOT_OURS,
        foreign.LISTS,
        foreign.SCORES,
    }
    kinds = {loss.values["text"]: loss.values["remark"] for loss in staff[1] if loss.message == foreign.NOT_OURS}
    assert kinds == {"请传照片": "上传文件", "列一列": "可以加行的矩阵"}


@pytest.mark.parametrize("rule", ["{" + " " * 10_000, "{" * 10_000])
def test_a_rule_that_is_none_keeps_nobody_waiting(rule: str) -> None:
    question = {"type": "text", "name": "q", "title": "题", "visibleIf": rule}
    _definition, losses = surveyjs.read(json.dumps({"elements": [question]}).encode(), _draw())
    assert {loss.message for loss in losses} == {foreign.NO_CONDITION}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", surveyjs.BROKEN),
        (b"{", surveyjs.BROKEN),
        (b"\xff\xfe", surveyjs.BROKEN),
        (b"[" * 200_000, surveyjs.BROKEN),
        (b"[]", surveyjs.NOT_A_SURVEY),
        (b'{"pages": 3}', surveyjs.NOT_A_SURVEY),
        (b'{"title": "x"}', surveyjs.NOT_A_SURVEY),
        (b" " * (foreign.LARGEST_FILE + 1), surveyjs.TOO_LARGE),
    ],
)
def test_a_broken_or_foreign_file_is_refused_with_a_sentence(data: bytes, message: str) -> None:
    with pytest.raises(NotReadable) as refused:
        surveyjs.read(data, _draw())
    assert refused.value.message == message


def test_of_questions_beyond_the_last_that_fits_it_is_not_said_that_their_kind_is_unknown() -> None:
    questions = [{"type": "comment", "name": f"q{n}", "title": f"题{n}"} for n in range(202)]
    definition, losses = surveyjs.read(json.dumps({"elements": questions}).encode(), _draw())
    assert len(definition.items) == 200
    assert [loss.message for loss in losses] == [foreign.TOO_MANY_ITEMS]


_scraps = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 20) | st.sampled_from(["a", "{a} = 'b'", "zh-cn", "", "x" * 400]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["value", "text", "default", "en", "name"]), inner, max_size=4)
    ),
    max_leaves=8,
)
_elements = st.fixed_dictionaries(
    {
        "type": st.sampled_from(
            [*surveyjs.CHOICES, *surveyjs.NAMES, "text", "rating", "matrix", "boolean", "html", "panel"]
        )
    },
    optional=dict.fromkeys(
        (
            *("name", "title", "choices", "rows", "columns", "rateMin", "rateMax", "rateValues", "visibleIf"),
            *("elements", "description", "html", "min", "max", "noneText", "hasNone", "items"),
        ),
        _scraps,
    ),
)


@given(st.lists(_elements, max_size=6))
def test_whatever_stands_in_the_file_gives_a_draft_that_can_be_kept(elements: list[dict[str, object]]) -> None:
    definition, losses = surveyjs.read(json.dumps({"elements": elements}).encode(), _draw())
    assert Definition.from_json(definition.to_json()) == definition
    assert json.dumps([(loss.message, loss.values) for loss in losses])
