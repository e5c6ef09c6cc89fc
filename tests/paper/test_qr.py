"""QR codes: what a phone reads is what was asked for, on page, paper and terminal."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper import qr


def test_the_three_finder_patterns_stand_in_their_corners():
    rows = qr.matrix("https://xinqiao.example/s/a")
    for top, left in ((0, 0), (0, len(rows) - 7), (len(rows) - 7, 0)):
        assert all(rows[top][left : left + 7])
        assert not rows[top + 1][left + 1]


def test_svg_draws_exactly_the_dark_modules_with_a_quiet_zone():
    text = "https://xinqiao.example/s/a"
    rows = qr.matrix(text)
    picture = ElementTree.fromstring(qr.svg(text, label="问卷"))
    side = len(rows) + 8
    assert picture.get("viewBox") == f"0 0 {side} {side}"
    path = picture.find("{http://www.w3.org/2000/svg}path").get("d")
    drawn = set()
    for row in path.split("M")[1:]:
        begin, pen = re.fullmatch(r"4 (\d+)\.5((?:h1|m1 0)*)", row).groups()
        modules = re.findall("h1|m1 0", pen)
        drawn |= {(int(begin) - 4, across) for across, module in enumerate(modules) if module == "h1"}
    assert drawn == {(y, x) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}


def test_the_label_is_escaped():
    assert 'aria-label="&lt;x&gt;"' in qr.svg("a", label="<x>")


def test_the_terminal_shows_a_code_of_half_blocks():
    assert "▄" in qr.terminal("http://192.168.1.20:8000/")


@given(st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=16, max_size=16))
def test_a_picture_put_together_from_what_each_bit_changes_is_the_same(tail: str) -> None:
    prefix = "https://union.example.com/case#"
    tails = qr._tails(prefix, 16, 3)
    while not tails.is_known():
        pass

    assert qr.outline_of_tail(prefix, tail, mask=3) == qr.outline(prefix + tail, mask=3)


def test_whoever_asks_waits_for_one_more_picture_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds who ask at once, or one who asks under many names, must not make the others wait for a hundred."""
    drawn: list[object] = []
    picture = qr._picture
    monkeypatch.setattr(qr, "_picture", lambda code: drawn.append(code) or picture(code))

    blank_and_bits = 1 + 2 * qr.ASCII_BITS
    for asked in range(1, blank_and_bits + 1):
        qr.outline_of_tail("http://x/#", "0Z", mask=3)
        assert len(drawn) == 2 * asked
    qr.outline_of_tail("http://x/#", "0Z", mask=3)
    assert len(drawn) == 2 * blank_and_bits
