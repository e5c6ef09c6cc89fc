"""The letters that tell where a matter goes say to whom, why and how to go on, and give a body outside no more than was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from petitions.letters.catalogue import LetterKind, Sent
from petitions.letters.way_texts import BODIES
from tests.petitions.letter_cases import ANSWERED, FILED
from tests.petitions.letters.test_texts import words


def test_a_transfer_tells_the_petitioner_to_whom_and_that_the_code_still_works() -> None:
    said = words(LetterKind.FORWARDED, ANSWERED)
    for part in ("第二十三条", "2026年11月17日转送岱山能源集团有限公司纪检机构", "查询码继续有效"):
        assert part in said


def test_a_hand_over_tells_the_petitioner_what_the_office_wrote() -> None:
    sent = Sent(date(2026, 11, 17), "市人社局", "请直接联系，电话 0000-1111。", "岱山能源集团有限公司工会")
    said = words(LetterKind.FORWARDED, replace(FILED, forwarded=sent))
    assert "移交市人社局" in said
    assert "电话 0000-1111" in said


def test_the_letter_of_hand_over_gives_what_was_kept_and_not_the_petition() -> None:
    said = words(LetterKind.GIVEN, ANSWERED)
    for part in ("市人社局：", "×××车间三个月没有发津贴。", "5个工作日", "第三十条", "是遮去的个人信息"):
        assert part in said
    for own in (ANSWERED.text, ANSWERED.name, ANSWERED.contact):
        assert own not in said
    unmasked = replace(ANSWERED, given=Sent(date(2026, 11, 17), "市人社局", "车间没有发津贴。"))
    assert "是遮去的个人信息" not in words(LetterKind.GIVEN, unmasked)


def test_a_way_of_the_law_is_named_with_where_to_go() -> None:
    said = words(LetterKind.DIVERTED, ANSWERED)
    assert "应当通过法定途径解决：劳动人事争议调解仲裁" in said
    assert "请向市仲裁委提出。" in said


def test_a_review_that_is_not_taken_up_says_why() -> None:
    assert "提出的复查请求收悉。经审查，不予受理。" in words(LetterKind.REVIEW_REFUSED, ANSWERED)
    assert "已过请求复查的期限。" in words(LetterKind.REVIEW_REFUSED, ANSWERED)
    assert "提出的复核请求收悉。经审查，不予受理。" in words(LetterKind.REREVIEW_REFUSED, ANSWERED)


def test_each_of_them_is_dated_the_day_of_what_it_tells() -> None:
    assert len(BODIES) == 5
    assert "2027年1月3日" in words(LetterKind.REVIEW_REFUSED, ANSWERED)
    assert all("2026年11月17日" in words(kind, ANSWERED) for kind in (LetterKind.GIVEN, LetterKind.DIVERTED))
