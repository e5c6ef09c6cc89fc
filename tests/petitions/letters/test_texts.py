"""What each letter says, and whom it never names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper.manuscript import Addressee, Fields, Paragraph, Signature
from petitions.kinds import LegalClass, Naming
from petitions.letters import catalogue as letters
from petitions.letters import texts as letter_texts
from petitions.letters.catalogue import Facts, LetterKind, Paper
from petitions.outcome.opinion import Claim, Opinion, Verdict
from petitions.workflow import Ground
from tests.petitions.letter_cases import ACCEPTED, ANSWERED, ASSIGNED, FILED

TODAY = date(2026, 12, 3)


def words(kind: LetterKind, facts: Facts, record: int = 0) -> str:
    """Everything a letter says, as one text."""
    found = []
    for block in letter_texts.compose(Paper(kind, record), facts, on=TODAY).blocks:
        if isinstance(block, Fields):
            found += [text for row in block.rows for field in row for text in (field.label, field.value)]
        elif isinstance(block, Signature):
            found += [block.name, block.day]
        else:
            found.append(getattr(block, "text", ""))
    return "\n".join(found)


@pytest.mark.parametrize("naming", [Naming.ANONYMOUS, Naming.CONFIDENTIAL])
@pytest.mark.parametrize("paper", letters.papers(ANSWERED), ids=lambda paper: paper.code)
def test_whoever_is_not_named_openly_is_named_in_no_letter(naming: Naming, paper: Paper) -> None:
    said = words(paper.kind, replace(ANSWERED, naming=naming), paper.record)
    assert "张𬱖" not in said
    assert "138" not in said


def test_a_letter_to_somebody_named_openly_begins_with_the_name() -> None:
    blocks = letter_texts.compose(Paper(LetterKind.ACCEPTANCE), ACCEPTED, on=TODAY).blocks
    assert Addressee("张𬱖：") in blocks


def test_the_opinion_says_all_that_article_32_asks_for_and_how_to_go_on() -> None:
    said = words(LetterKind.OPINION, ANSWERED)
    for part in (
        "补发津贴",
        "支持。考勤属实。",
        "解释说明。",
        "漏报三个月。",
        "津贴办法第六条",
        "部分支持",
        "12月补发。",
    ):
        assert part in said
    assert "30日内，向岱山能源集团有限公司请求复查" in said
    assert "终结意见" not in said


def test_only_claims_are_told_of_a_review() -> None:
    suggestion = Opinion((Claim("装遮阳棚", Verdict.ADOPTED, "合理。"),), facts="", basis="")
    asked = replace(ANSWERED, legal_class=LegalClass.SUGGESTION, opinion=suggestion)
    assert "复查" not in words(LetterKind.OPINION, asked)


def test_the_handover_names_the_last_day_and_the_rules_of_conduct_and_not_the_petitioner() -> None:
    said = words(LetterKind.HANDOVER, replace(ASSIGNED, instructions="一周内先见面。"))
    assert "2027年1月18日" in said
    assert "一周内先见面。" in said
    assert "不得打击报复" in said
    assert "张𬱖" not in said


def test_a_refusal_gives_its_ground_and_what_was_written() -> None:
    refused = replace(FILED, ground=Ground.NOT_OURS, decided_on=date(2026, 11, 20), refusal="请向社保局提出。")
    said = words(LetterKind.REFUSAL, refused)
    assert "第二十三条" in said
    assert "请向社保局提出。" in said
    assert "2026年11月20日" in said


def test_a_letter_is_dated_the_day_of_what_it_tells_and_a_form_the_day_it_is_printed() -> None:
    assert "2026年12月1日" in words(LetterKind.REPLY, ANSWERED)
    assert "2026年12月3日" in words(LetterKind.REGISTER, ANSWERED)


def test_a_demonstration_says_so_on_every_letter() -> None:
    assert letter_texts.compose(Paper(LetterKind.REPLY), replace(ANSWERED, demo=True), on=TODAY).mark


@given(st.text(max_size=200))
def test_whatever_was_written_is_in_the_register_form_unchanged(text: str) -> None:
    assert text in words(LetterKind.REGISTER, replace(FILED, text=text))


def test_the_register_form_says_how_finely_it_was_put_and_what_became_of_it() -> None:
    said = words(LetterKind.REGISTER, replace(FILED, second_category="加班费", disposal="呈报"))
    assert "工资报酬与奖金 · 加班费" in said
    assert "呈报；待决定是否受理" in said


def test_paragraphs_precede_every_signature_so_that_it_never_stands_alone() -> None:
    for paper in letters.papers(ANSWERED):
        blocks = letter_texts.compose(paper, ANSWERED, on=TODAY).blocks
        for before, block in pairwise(blocks):
            assert not isinstance(block, Signature) or isinstance(before, Paragraph)


def test_a_letter_the_case_does_not_give_cannot_be_made() -> None:
    with pytest.raises(ValueError):
        letter_texts.compose(Paper(LetterKind.REPLY), FILED, on=TODAY)


def test_whoever_was_talked_with_signs_their_own_words_and_reads_nobody_elses() -> None:
    first, second = (words(LetterKind.HEARD, ANSWERED, talk.ordinal) for talk in ANSWERED.talks)
    assert "领班 王某" in first
    assert "是我漏报的。" in first
    assert "被谈话人确认" in first
    for elses in ("核算员", "我看见他改过表。", "三个月未发", "考勤原件", ANSWERED.text, ANSWERED.name):
        assert elses not in first
    assert "王某" not in second
    assert first.count("-谈1") == second.count("-谈2") == 1


def test_the_record_of_the_investigation_is_signed_by_the_investigator_alone_and_holds_no_talk() -> None:
    said = words(LetterKind.INVESTIGATED, ANSWERED)
    for part in (
        "【听取信访人陈述】三个月未发",
        "【调取材料】考勤原件",
        "另见谈话记录（XF202611T749-谈1）",
        "内部材料",
    ):
        assert part in said
    assert said.index("三个月未发") < said.index("-谈1") < said.index("考勤原件") < said.index("-谈2")
    for own in ("是我漏报的。", "我看见他改过表。", "王某", "被谈话人确认", "签名："):
        assert own not in said
    assert said.count("签名") == 2  # The line that says nobody else signs, and the investigator's.
    assert "调查人签名" in said


def test_a_sheet_for_a_talk_that_was_not_held_cannot_be_made() -> None:
    for record in (0, 1, 9):
        with pytest.raises(ValueError):
            letter_texts.compose(Paper(LetterKind.HEARD, record), ANSWERED, on=TODAY)


def test_the_register_form_holds_address_agent_and_representatives_of_somebody_named_openly() -> None:
    given = replace(FILED, address="矿区三村12栋", agent="韩雷，儿子", representatives=("韩梅梅", "李雷"))
    said = words(LetterKind.REGISTER, given)
    for part in ("矿区三村12栋", "韩雷，儿子", "韩梅梅、李雷"):
        assert part in said
        assert part not in words(LetterKind.REGISTER, replace(given, naming=Naming.CONFIDENTIAL))
    assert "代理人" not in words(LetterKind.REGISTER, FILED)


def test_each_hearing_has_a_sheet_of_its_own_for_those_who_were_at_it() -> None:
    first, second = (words(LetterKind.HEARING, ANSWERED, each.ordinal) for each in ANSWERED.hearings)

    assert "双方到场" in first
    assert "双方到场" not in second
    assert "再核对九月的考勤" in second
    assert "参加人签名" in second
    assert [paper.about for paper in letters.hearing_sheets(ANSWERED)] == ["1 · 2026-11-30", "2 · 2027-01-28"]
    assert letters.reference(LetterKind.HEARING, ANSWERED.number, 2).endswith("-听2")
    with pytest.raises(ValueError):
        letter_texts.compose(Paper(LetterKind.HEARING), ANSWERED, on=TODAY)
