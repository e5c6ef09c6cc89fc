"""Words are found where they stand, in any case and width, and an excerpt shows the text as it was written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from petitions.search import finding

TEXT = "三车间夜班连续三个月没有发夜班津贴，一共六个人，工号ＡＢ12，邮箱Li@X.cn。"


def hits(text: str, typed: str, around: int = 1000) -> list[str]:
    return [piece for piece, is_hit in finding.excerpt(text, finding.words(typed), around) if is_hit]


def test_words_are_split_and_taken_once() -> None:
    assert [each.pattern for each in finding.words("  夜班津贴　，夜班津贴、 三车间 ")] == ["夜班津贴", "三车间"]
    assert finding.words(" ，、 ") == ()
    assert len(finding.words(" ".join(str(each) for each in range(50)))) == finding.MOST_WORDS


def test_every_word_must_stand_somewhere_not_necessarily_together() -> None:
    texts = [TEXT, "调查记录：考勤属实。"]

    assert finding.holds(finding.words("夜班津贴 考勤"), texts)
    assert not finding.holds(finding.words("夜班津贴 食堂"), texts)
    assert not finding.holds((), texts)
    assert finding.how_many(finding.words("夜班津贴 食堂 六个人"), TEXT) == 2


def test_letters_are_found_in_either_case_and_width() -> None:
    assert hits(TEXT, "ab12 LI@x") == ["ＡＢ12", "Li@X"]
    assert hits("工号ab１２", "ＡＢ12") == ["ab１２"]


def test_a_sign_stands_for_itself() -> None:
    assert hits("满意率 100% (部分)", "100% (部分)") == ["100%", "(部分)"]
    assert hits(TEXT, ".* [三]") == []


def test_an_excerpt_shows_what_stands_around_the_first_hit() -> None:
    pieces = finding.excerpt(TEXT, finding.words("夜班 ab12"), around=10)

    assert "".join(piece for piece, _is_hit in pieces) == "三车间夜班连续三个月没有发夜班…"
    assert [piece for piece, is_hit in pieces if is_hit] == ["夜班", "夜班"]
    assert finding.excerpt(TEXT, finding.words("六个人"), around=3)[0] == ("…", False)


def test_words_that_touch_become_one_hit() -> None:
    assert hits(TEXT, "夜班津 班津贴 津贴") == ["夜班津贴"]


def test_nothing_found_is_no_excerpt() -> None:
    assert finding.excerpt(TEXT, finding.words("食堂")) == []


@given(st.text(), st.text(min_size=1))
def test_an_excerpt_without_bounds_is_the_text_itself(text: str, word: str) -> None:
    wanted = finding.words(word)

    pieces = finding.excerpt(f"{text}{word}{text}", wanted, around=10_000)

    assert "".join(piece for piece, _is_hit in pieces) in ("", f"{text}{word}{text}")
    assert all(finding.how_many(wanted, piece) for piece, is_hit in pieces if is_hit)
