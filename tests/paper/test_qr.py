"""QR codes: what a phone reads is what was asked for, on page, paper and terminal."""

from xml.etree import ElementTree

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
