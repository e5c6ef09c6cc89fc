"""A letter to the petitioner leaves no empty paragraph, says where to go in person, and is signed by whoever writes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from paper.manuscript import Paragraph, Signature
from petitions.letters import parts
from tests.petitions.letter_cases import ANSWERED

DAY = date(2026, 12, 3)


def test_what_is_not_said_takes_no_room() -> None:
    letter = parts.to_petitioner(replace(ANSWERED, place="请到工会三楼。"), DAY, "第一句。", "", "第二句。", by="纪检")

    assert [each.text for each in letter if isinstance(each, Paragraph)] == ["第一句。", "第二句。", "请到工会三楼。"]
    assert letter[-1] == Signature("纪检", "2026年12月3日")


def test_whoever_is_not_known_yet_is_said_to_be_waited_for() -> None:
    assert parts.handling(replace(ANSWERED, handler="")) == "待交办"
    assert parts.handling(replace(ANSWERED, handler="张伟", handling_unit="")) == "张伟"
