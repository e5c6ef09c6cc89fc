"""Letters that watch over the handling say why, until when, and to a superior no name."""

from __future__ import annotations

from petitions.letters.catalogue import LetterKind
from tests.petitions.letter_cases import ANSWERED
from tests.petitions.letters.test_texts import words


def test_an_extension_tells_the_petitioner_both_days_and_why() -> None:
    said = words(LetterKind.EXTENSION, ANSWERED)
    for part in ("2026年12月29日", "2027年1月18日", "情况复杂", "第三十四条"):
        assert part in said
    form = words(LetterKind.EXTENSION_FORM, ANSWERED)
    assert "20 日" in form
    assert "逐人核对" in form


def test_supervision_names_its_reason_and_the_days_to_answer() -> None:
    said = words(LetterKind.SUPERVISION, ANSWERED)
    assert "拖延" in said
    assert "5日内反馈" in said


def test_the_report_to_a_superior_names_their_paper_and_no_petitioner() -> None:
    said = words(LetterKind.REPORT_UP, ANSWERED)
    for part in ("省总工会：", "信〔2026〕5号", ANSWERED.number, "已补发，六人签字确认。", "2026年12月1日书面答复"):
        assert part in said
    assert ANSWERED.name not in said
    for kind in (LetterKind.REGISTER, LetterKind.HANDOVER, LetterKind.SUPERVISION):
        assert "要求2026年12月20日前反馈" in words(kind, ANSWERED)
