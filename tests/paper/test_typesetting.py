"""Chinese line breaking: the rules at both line ends, flush edges, and nothing lost."""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paper.typesetting import (
    CLOSING,
    NO_END,
    NO_START,
    OPENING,
    Measurements,
    Placed,
    clean,
    is_full_width,
    set_paragraph,
)

CELL = 15.79
MEASURE = Measurements(width=28 * CELL, cell=CELL, of=lambda char: 8.0)
HANZI = "职工诉求办理信访事项调查处理意见反馈到位𬱖䶮㛃镕喆"

words = st.one_of(
    st.text(alphabet=HANZI, min_size=1, max_size=12),
    st.sampled_from(["2026", "12.5%", "XF202610-7K2M", "Python", "e-mail", "3,000", "GB/T 9704", "——", "……"]),
    st.sampled_from(["，", "。", "；", "：", "、", "！", "？", "”，", "）。", "》"]),
    st.sampled_from(["“", "（", "《", "【", "（“"]),
)
# A mark, then words: so that a lawful place to break is never far.
prose = st.lists(words, min_size=1, max_size=80).map(lambda parts: "情况" + "情".join(parts) + "。")


def full_lines(text: str) -> list:
    return set_paragraph(text, MEASURE, indent=2 * CELL)


def joined(lines: list) -> str:
    return "".join(line.text for line in lines).replace(" ", "")


def ink(placed: Placed) -> tuple[float, float]:
    """Where the ink of a character may lie: marks leave one half of their cell blank."""
    if not is_full_width(placed.text[0]):
        return placed.x, placed.x + 8.0 * len(placed.text)
    if placed.text in CLOSING:
        return placed.x, placed.x + CELL / 2
    return placed.x + (CELL / 2 if placed.text in OPENING else 0.0), placed.x + CELL


@given(prose)
@example("“" * 5 + "职工" * 40 + "”" * 5)
def test_no_line_begins_or_ends_with_a_mark_that_may_not_stand_there(text):
    lines = full_lines(text)
    for before, after in itertools.pairwise(lines):
        assert after.text[0] not in NO_START
        assert before.text[-1] not in NO_END


@given(prose)
def test_every_character_is_set_once_and_in_order(text):
    assert joined(full_lines(text)) == clean(text).replace(" ", "")


@given(prose)
def test_all_lines_but_the_last_are_flush_at_both_edges(text):
    lines = full_lines(text)
    for number, line in enumerate(lines[:-1]):
        start = 2 * CELL if number == 0 else 0.0
        first = line.placed[0]
        # A squeezed opening mark gives up its blank left half: its ink, not its cell, stands at the edge.
        assert start - CELL / 2 - 0.01 <= first.x <= start + 0.01
        assert start + line.width == pytest.approx(MEASURE.width, abs=0.01)


@given(prose)
def test_the_ink_of_neighbours_never_overlaps(text):
    for line in full_lines(text):
        for left, right in zip(line.placed, line.placed[1:], strict=False):
            assert ink(left)[1] <= ink(right)[0] + 0.01


@given(st.text(max_size=300))
def test_any_text_at_all_is_set_without_loss_of_visible_characters(text):
    lines = set_paragraph(text, MEASURE, indent=2 * CELL)
    visible = "".join(clean(text).split())
    assert "".join("".join(line.text.split()) for line in lines) == visible
    assert all(line.width <= MEASURE.width + 0.01 for line in lines)


@pytest.mark.parametrize("run", ["2026年", "12.5%", "XF202610-7K2M", "Xinqiao", "3,000"])
def test_a_number_or_latin_word_is_never_parted(run):
    run = run.rstrip("年")
    for before in range(20, 30):
        lines = full_lines("职" * before + run + "工" * 40)
        assert any(run in line.text for line in lines), before


def test_a_line_of_plain_chinese_holds_exactly_twenty_eight_characters():
    lines = full_lines("职" * 100)
    assert [len(line.text) for line in lines] == [26, 28, 28, 18]
    assert lines[1].placed[27].x == pytest.approx(27 * CELL)


def test_a_full_stop_that_would_begin_a_line_is_pushed_in_when_marks_can_give_way():
    lines = full_lines("职" * 10 + "，" + "工" * 15 + "。" + "后" * 30)
    assert lines[0].text.endswith("。")
    assert len(lines[0].text) == 27


def test_a_full_stop_that_cannot_be_pushed_in_takes_its_neighbour_to_the_next_line():
    # No mark on the line can give way except the stop itself, by half: two stops in a row need a whole cell.
    lines = full_lines("职" * 26 + "℃℃" + "后" * 30)
    assert lines[1].text.startswith("职℃℃")
    assert lines[0].width == pytest.approx(26 * CELL)


def test_a_dash_and_an_ellipsis_are_never_parted():
    for before in range(20, 30):
        for mark in ("——", "……"):
            assert any(mark in line.text for line in full_lines("职" * before + mark + "工" * 40))


def test_an_address_longer_than_the_line_is_broken_and_stays_inside():
    lines = full_lines("请打开 https://" + "abcdefgh/" * 20 + " 查看")
    assert all(line.width <= MEASURE.width + 0.01 for line in lines)
    assert lines[1].text.endswith("/")


def test_invisible_and_direction_characters_are_dropped():
    assert clean("职\u200b工\u202e\ufe0f\x00好") == "职工好"


def test_a_newline_ends_the_line_and_leaves_it_ragged():
    lines = full_lines("一\n二")
    assert [line.text for line in lines] == ["一", "二"]
    assert lines[1].placed[0].x == 0


def test_an_apostrophe_inside_a_word_is_part_of_the_word_but_a_closing_quote_is_full_width():
    assert [each.text for each in full_lines("it’s")[0].placed] == ["it’s"]
    assert [each.text for each in full_lines("‘好’")[0].placed] == ["‘", "好", "’"]


def test_ragged_setting_leaves_lines_at_their_natural_width():
    lines = set_paragraph("职" * 20 + "ABCDEFGHIJKLMNOPQRST" + "工" * 20, MEASURE, justify=False)
    assert lines[0].width == pytest.approx(20 * CELL)


def test_a_hundred_thousand_characters_are_set_in_a_moment():
    assert len(full_lines("职工诉求，" * 20_000)) > 3_000
