"""A LimeSurvey questionnaire comes over as far as it can, and what cannot is told."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from surveys.drafts import checklist
from surveys.exchange import foreign, lss
from surveys.exchange.foreign import NotReadable
from surveys.items import Definition, Item, ItemType, ShowIf

DATA = Path(__file__).parent / "data"


@pytest.fixture
def draw() -> Callable[[], str]:
    """Ids in order: a, b, c…"""
    numbers = itertools.count(1)
    return lambda: f"{next(numbers):03}"


def _item(definition: Definition, text: str) -> Item:
    return next(item for item in definition.items if item.text == text)


def test_questions_options_sections_and_english_come_over(draw: Callable[[], str]) -> None:
    definition, _losses = lss.read((DATA / "climate.lss").read_bytes(), draw)
    assert (definition.title, definition.intro, definition.paged) == ("现场调查", "请照实填。", True)
    assert [title for _first, title in definition.sections] == ["您的情况", "现场"]
    job = _item(definition, "您的岗位")
    assert (job.type, job.required, job.other, job.help) == (ItemType.SINGLE, True, True, "选一个")
    assert [option.label for option in job.options] == ["生产", "机关 & 后勤"]
    got = _item(definition, "得到过哪些帮助")
    assert (got.type, got.required, got.shuffle) == (ItemType.MULTIPLE, False, True)
    assert [option.exclusive for option in got.options] == [False, False, True]
    site = [item for item in definition.items if item.stem]
    assert [(item.type, item.text, item.stem) for item in site] == [
        (ItemType.SATISFACTION, "温度", "您对下面这些满意吗"),
        (ItemType.SATISFACTION, "粉尘", "您对下面这些满意吗"),
    ]
    hours = _item(definition, "上周干了几小时")
    assert (hours.type, hours.low, hours.high) == (ItemType.NUMBER, 0, 100)
    assert [option.label for option in _item(definition, "还愿意参加吗").options] == ["是", "否"]
    assert definition.items[-1].type is ItemType.STATEMENT
    english = definition.translations["en"]
    assert english["title"] == "Site survey"
    assert english[job.id] == "Your job"
    assert english[f"{job.id}.o1"] == "Production"
    assert english[f"section.{job.id}"] == "About you"
    assert english[f"{site[0].id}.stem"] == "How satisfied are you with"
    assert checklist.obstacles(definition) == []


def test_simple_conditions_come_over_and_others_are_told(draw: Callable[[], str]) -> None:
    definition, losses = lss.read((DATA / "climate.lss").read_bytes(), draw)
    job, got = _item(definition, "您的岗位"), _item(definition, "得到过哪些帮助")
    assert got.show_if == ShowIf(job.id, ("o1",))
    assert _item(definition, "先办哪件").show_if == ShowIf(got.id, ("o2",))
    assert _item(definition, "上周干了几小时").show_if is None
    told = {(loss.message, loss.values.get("text")) for loss in losses}
    assert (foreign.NO_CONDITION, "上周干了几小时") in told


def test_what_cannot_come_over_is_told_once(draw: Callable[[], str]) -> None:
    definition, losses = lss.read((DATA / "climate.lss").read_bytes(), draw)
    messages = [loss.message for loss in losses]
    assert len(set(map(repr, losses))) == len(losses)
    assert set(messages) == {
        foreign.OUR_WORDS,
        foreign.NO_CONDITION,
        foreign.CHECKED,
        foreign.NOT_OURS,
        foreign.PIPED,
        foreign.SCRIPT,
        foreign.PICTURE,
        foreign.QUOTAS,
    }
    upload = next(loss for loss in losses if loss.message == foreign.NOT_OURS)
    assert upload.values == {"text": "请传一张照片", "remark": "上传文件"}
    assert "alert" not in "".join(item.text for item in definition.items)


def test_a_file_of_an_older_version_with_its_texts_in_the_rows_is_read_too(draw: Callable[[], str]) -> None:
    definition, losses = lss.read((DATA / "older.lss").read_bytes(), draw)
    assert [item.text for item in definition.items] == ["您的性别", "请打分： 食堂", "请打分： 班车", "分配公平"]
    assert [item.type for item in definition.items[1:]] == [ItemType.TEN, ItemType.TEN, ItemType.AGREEMENT]
    sex = definition.items[0]
    assert [option.label for option in sex.options] == ["男", "女"]
    assert definition.items[3].show_if == ShowIf(sex.id, ("o1", "o2"))
    assert definition.translations["en"][f"{sex.id}.o2"] == "Woman"
    assert definition.translations["en"][f"section.{sex.id}"] == "Group one"
    assert {loss.message for loss in losses} == {foreign.TEN_POINTS, foreign.OUR_WORDS}


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<document><LimeSurveyDocType>Survey</LimeSurveyDocType><questions>&b;</questions></document>"""
FILE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<document><LimeSurveyDocType>Survey</LimeSurveyDocType><questions>&a;</questions></document>"""


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (BOMB, lss.BROKEN),
        (FILE, lss.BROKEN),
        (b"<document><questions>", lss.BROKEN),
        (b"", lss.BROKEN),
        (b"\xff\xfe\x00", lss.BROKEN),
        (b'<?xml version="1.0" encoding="nonsense"?><document/>', lss.BROKEN),
        (b"<document><LimeSurveyDocType>Question</LimeSurveyDocType><questions/></document>", lss.NOT_A_SURVEY),
        (b"<document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>", lss.NOT_A_SURVEY),
        (b" " * (foreign.LARGEST_FILE + 1), lss.TOO_LARGE),
    ],
)
def test_a_broken_hostile_or_foreign_file_is_refused_with_a_sentence(
    draw: Callable[[], str], data: bytes, message: str
) -> None:
    with pytest.raises(NotReadable) as refused:
        lss.read(data, draw)
    assert refused.value.message == message


def test_a_survey_without_questions_is_an_empty_draft(draw: Callable[[], str]) -> None:
    empty = b"<document><LimeSurveyDocType>Survey</LimeSurveyDocType><questions/></document>"
    assert lss.read(empty, draw) == (Definition("", "", (), ()), [])


def test_of_questions_beyond_the_last_that_fits_it_is_not_said_that_their_kind_is_unknown(
    draw: Callable[[], str],
) -> None:
    rows = [f"<row><gid>{n}</gid><qid>{n}</qid><parent_qid>0</parent_qid><type>X</type></row>" for n in range(202)]
    many = "".join(rows)
    data = f"""<document><LimeSurveyDocType>Survey</LimeSurveyDocType><groups><rows>{many}</rows></groups>
        <questions><rows>{many}</rows></questions></document>"""
    definition, losses = lss.read(data.encode(), draw)
    assert len(definition.items) == 200
    assert [loss.message for loss in losses] == [foreign.TOO_MANY_ITEMS]


@pytest.mark.parametrize("kind", ["M", "P"])
@pytest.mark.parametrize("rule", ["", "a" * 30_000])
def test_a_question_without_a_code_comes_over_and_no_rule_keeps_anybody_waiting(
    draw: Callable[[], str], kind: str, rule: str
) -> None:
    parts = "".join(
        f"<row><qid>{each}</qid><parent_qid>1</parent_qid><title>A{each}</title><question>选项{each}</question></row>"
        for each in (2, 3)
    )
    data = f"""<document><LimeSurveyDocType>Survey</LimeSurveyDocType><groups><rows><row><gid>1</gid></row></rows></groups>
        <questions><rows><row><qid>1</qid><gid>1</gid><parent_qid>0</parent_qid><type>{kind}</type><question>哪些</question>
        <relevance>{rule}</relevance></row></rows></questions><subquestions><rows>{parts}</rows></subquestions></document>"""
    definition, losses = lss.read(data.encode(), draw)
    assert {option.label for option in definition.items[0].options} == {"选项2", "选项3"}
    assert (foreign.NO_CONDITION in {loss.message for loss in losses}) == bool(rule)
