"""QR codes: what a phone reads is what was asked for, on page, paper and terminal."""

from collections import Counter
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
    for bar in path.split("M")[1:]:
        place, length = bar.split("h")[0], int(bar.split("h")[1].split("v")[0])
        across, down = map(int, place.split())
        drawn |= {(down - 4, across - 4 + step) for step in range(length)}
    assert drawn == {(y, x) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}


def test_the_label_is_escaped():
    assert 'aria-label="&lt;x&gt;"' in qr.svg("a", label="<x>")


def test_the_terminal_shows_a_code_of_half_blocks():
    assert "▄" in qr.terminal("http://192.168.1.20:8000/")


@given(st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=16, max_size=16))
def test_a_picture_put_together_from_what_each_bit_changes_is_the_same(tail: str) -> None:
    prefix = "https://union.example.com/case#"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(qr, "WORTH_IT", 0)
        quick = qr.outline_of_tail(prefix, tail, mask=3)

    assert quick == qr.outline(prefix + tail, mask=3)


def test_a_prefix_is_prepared_only_once_it_was_asked_for_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks under many names must not make each of them cost a hundred pictures."""
    prepared: list[str] = []
    planes = qr._planes
    monkeypatch.setattr(qr, "_planes", lambda prefix, *more: prepared.append(prefix) or planes(prefix, *more))
    monkeypatch.setattr(qr, "WORTH_IT", 2)
    for number in range(qr.MOST_PREFIXES * 2):
        qr.outline_of_tail(f"http://{number:03}/#", "0" * 4, mask=3)
    assert prepared == []
    assert len(qr._asked) <= qr.MOST_PREFIXES + 1

    monkeypatch.setattr(qr, "_asked", Counter())
    for _each in range(3):
        qr.outline_of_tail("http://x/#", "0" * 4, mask=3)
    assert prepared == ["http://x/#"]
