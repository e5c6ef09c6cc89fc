"""What each letter says, when it exists, and whom it never names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper.manuscript import Addressee, Fields, Paragraph, Signature
from petitions import letters
from petitions.kinds import Channel, LegalClass, Naming
from petitions.letters import Facts, LetterKind, Record
from petitions.opinion import Claim, Opinion, Verdict
from petitions.workflow import Ground, Procedure

FILED = Facts(
    number="XF202611T749",
    organisation="岱山能源集团有限公司",
    office="岱山能源集团有限公司工会",
    filed_on=date(2026, 11, 16),
    channel=Channel.WEB,
    naming=Naming.NAMED,
    legal_class=LegalClass.CLAIM,
    category="pay",
    people=3,
    is_repeat=False,
    unit="劳务派遣大队",
    text="夜班津贴三个月没有发。",
    name="张𬱖",
    contact="138 0000 0000",
)
ACCEPTED = replace(FILED, procedure=Procedure.ORDINARY, accepted_on=date(2026, 11, 18), due_on=date(2027, 1, 18))
ASSIGNED = replace(ACCEPTED, handler="孙磊", handling_unit="人力资源部", assigned_on=date(2026, 11, 19))
OPINION = Opinion(
    (Claim("补发津贴", Verdict.SUPPORTED, "考勤属实。"), Claim("处分经办人", Verdict.EXPLAINED, "漏报不在劳资科。")),
    facts="漏报三个月。",
    basis="津贴办法第六条",
    measures="12月补发。",
)
ANSWERED = replace(
    ASSIGNED,
    records=(Record(date(2026, 11, 20), "孙磊", "听取陈述：三个月未发。"),),
    opinion=OPINION,
    approved=True,
    reply="现答复如下。",
    replied_on=date(2026, 12, 1),
    above="岱山能源集团有限公司",
)
TODAY = date(2026, 12, 3)


def words(kind: LetterKind, facts: Facts) -> str:
    """Everything a letter says, as one text."""
    found = []
    for block in letters.compose(kind, facts, on=TODAY).blocks:
        if isinstance(block, Fields):
            found += [text for row in block.rows for field in row for text in (field.label, field.value)]
        elif isinstance(block, Signature):
            found += [block.name, block.day]
        else:
            found.append(getattr(block, "text", ""))
    return "\n".join(found)


def test_a_letter_exists_once_the_case_gives_it() -> None:
    assert letters.available(FILED) == (LetterKind.REGISTER,)
    assert LetterKind.ACCEPTANCE in letters.available(ACCEPTED)
    assert LetterKind.HANDOVER in letters.available(ASSIGNED)
    assert set(letters.available(ANSWERED)) == set(LetterKind) - {LetterKind.REFUSAL}
    with pytest.raises(ValueError):
        letters.compose(LetterKind.REPLY, FILED, on=TODAY)


def test_an_opinion_exists_once_it_is_approved_and_reaches_the_petitioner_with_the_reply() -> None:
    drafted = replace(ANSWERED, approved=False, replied_on=None)
    assert LetterKind.OPINION not in letters.available(drafted)
    approved = replace(ANSWERED, replied_on=None)
    assert LetterKind.OPINION in letters.available(approved)
    assert LetterKind.OPINION not in letters.for_petitioner(approved)
    assert LetterKind.OPINION in letters.for_petitioner(ANSWERED)


def test_the_petitioner_gets_none_of_the_offices_own_papers() -> None:
    own = {LetterKind.REGISTER, LetterKind.HANDOVER, LetterKind.HEARD}
    assert not own & set(letters.for_petitioner(ANSWERED))


@pytest.mark.parametrize("naming", [Naming.ANONYMOUS, Naming.CONFIDENTIAL])
@pytest.mark.parametrize("kind", letters.available(ANSWERED))
def test_whoever_is_not_named_openly_is_named_in_no_letter(naming: Naming, kind: LetterKind) -> None:
    said = words(kind, replace(ANSWERED, naming=naming))
    assert "张𬱖" not in said
    assert "138" not in said


def test_a_letter_to_somebody_named_openly_begins_with_the_name() -> None:
    blocks = letters.compose(LetterKind.ACCEPTANCE, ACCEPTED, on=TODAY).blocks
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


def test_every_letter_carries_its_cases_number_and_its_own_mark() -> None:
    numbers = {letters.reference(kind, ANSWERED.number) for kind in LetterKind}
    assert len(numbers) == len(LetterKind)
    assert all(number.startswith(ANSWERED.number) for number in numbers)


def test_a_demonstration_says_so_on_every_letter() -> None:
    assert letters.compose(LetterKind.REPLY, replace(ANSWERED, demo=True), on=TODAY).mark


@given(st.text(max_size=200))
def test_whatever_was_written_is_in_the_register_form_unchanged(text: str) -> None:
    assert text in words(LetterKind.REGISTER, replace(FILED, text=text))


def test_paragraphs_precede_every_signature_so_that_it_never_stands_alone() -> None:
    for kind in letters.available(ANSWERED):
        blocks = letters.compose(kind, ANSWERED, on=TODAY).blocks
        for before, block in pairwise(blocks):
            assert not isinstance(block, Signature) or isinstance(before, Paragraph)
