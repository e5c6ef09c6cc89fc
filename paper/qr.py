"""QR codes, drawn on a PDF page, as SVG for a web page, and as blocks for a terminal."""

from __future__ import annotations

import io
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import segno
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

# ISO/IEC 18004 asks for four light modules on every side.
QUIET = 4
#: What stands for each further character in the picture that all others are told apart from.
BLANK = "0"
ASCII_BITS = 7
WORTH_IT = 100
MOST_PREFIXES = 64
_asked: Counter[str] = Counter()
_RUN = re.compile("1+")


def terminal(text: str) -> str:
    """`text` as a QR code of half blocks, for the console that a phone is held against."""
    out = io.StringIO()
    _code(text).terminal(out=out, compact=True, border=2)
    return out.getvalue()


def svg(text: str, *, label: str, css_class: str = "qr") -> Markup:
    """`text` as an SVG picture called `label`; always black on white, because scanners expect it."""
    rows = matrix(text)
    side = len(rows) + 2 * QUIET
    return Markup(  # noqa: S704 - every value below is escaped or a number
        f'<svg class="{escape(css_class)}" viewBox="0 0 {side} {side}" role="img" aria-label="{escape(label)}" '
        f'shape-rendering="crispEdges" xmlns="http://www.w3.org/2000/svg">'
        f'<rect width="{side}" height="{side}" fill="#ffffff"/>'
        f'<path fill="#000000" d="{_path(rows)}"/></svg>'
    )


def outline(text: str, *, mask: int | None = None) -> tuple[int, str]:
    """(modules on a side with the quiet zone, SVG path of the dark modules), to be placed in a larger picture.

    `mask` fixes the pattern that is otherwise chosen by trying all eight, which takes five times as long.
    """
    rows = matrix(text, mask=mask)
    return len(rows) + 2 * QUIET, _path(rows)


def outline_of_tail(prefix: str, tail: str, *, mask: int) -> tuple[int, str]:
    """`outline` of `prefix` + `tail` (both ASCII), in a third of the time for a prefix that is used again and again.

    Reed-Solomon blocks and mask are linear over bits (ISO/IEC 18004), so a tail of the same length changes the picture by
    exactly the sum of what each of its changed bits changes. Finding out what each changes costs as much as `WORTH_IT`
    pictures, so it is done once a prefix has been asked for as often.
    """
    if len(_asked) > MOST_PREFIXES:
        _asked.clear()
    _asked[prefix] += 1
    if _asked[prefix] <= WORTH_IT:
        return outline(prefix + tail, mask=mask)
    side, base, planes = _planes(prefix, len(tail), mask)
    drawn = base
    for planes_of_byte, byte in zip(planes, tail.encode("ascii"), strict=True):
        changed = byte ^ ord(BLANK)
        for bit, plane in enumerate(planes_of_byte):
            if changed >> bit & 1:
                drawn ^= plane
    bits = format(drawn, f"0{side * side}b")
    rows = (bits[start : start + side] for start in range(0, side * side, side))
    path = "".join(
        f"M{QUIET + run.start()} {QUIET + down}h{len(run[0])}v1h-{len(run[0])}z"
        for down, row in enumerate(rows)
        for run in _RUN.finditer(row)
    )
    return side + 2 * QUIET, path


@lru_cache(maxsize=8)
def _planes(prefix: str, length: int, mask: int) -> tuple[int, int, list[list[int]]]:
    """(side, picture of `length` blanks behind `prefix`, what each bit of each further byte changes), pictures as bits."""

    def picture(tail: bytes) -> tuple[int, int]:
        code = segno.make_qr(prefix.encode("ascii") + tail, error="m", mode="byte", mask=mask, boost_error=True)
        return len(code.matrix), int("".join(str(int(module)) for row in code.matrix for module in row), 2)

    blank = BLANK.encode() * length
    side, base = picture(blank)
    flipped = (
        [picture(blank[:at] + bytes([blank[at] ^ 1 << bit]) + blank[at + 1 :])[1] ^ base for bit in range(ASCII_BITS)]
        for at in range(length)
    )
    return side, base, list(flipped)


def draw(canvas: Canvas, text: str, x: float, y: float, size: float, *, mask: int | None = None) -> None:
    """Draw `text` as a QR code whose lower left corner, quiet zone included, is (x, y); `mask` as in `outline`."""
    rows = matrix(text, mask=mask)
    side = len(rows) + 2 * QUIET
    bars = (f"{QUIET + start} {side - QUIET - down - 1} {length} 1 re" for down, (start, length) in _bars(rows))
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size / side, size / side)
    canvas.setFillGray(1)
    canvas.rect(0, 0, side, side, stroke=0, fill=1)
    canvas.setFillGray(0)
    # Whole numbers, written as they are: a page may hold thousands of them.
    canvas.addLiteral("\n".join((*bars, "f")))
    canvas.restoreState()


def matrix(text: str, *, mask: int | None = None) -> list[list[bool]]:
    """The dark modules of `text`, row by row, without the quiet zone."""
    return [[bool(module) for module in row] for row in _code(text, mask).matrix]


def _code(text: str, mask: int | None = None) -> segno.QRCode:
    return segno.make(text, error="m", micro=False, mask=mask)


def _path(rows: list[list[bool]]) -> str:
    return "".join(f"M{QUIET + start} {QUIET + down}h{length}v1h-{length}z" for down, (start, length) in _bars(rows))


def _bars(rows: list[list[bool]]) -> list[tuple[int, tuple[int, int]]]:
    """Runs of dark modules as (row, (start, length)): one shape a run instead of one a module."""
    found = []
    for down, row in enumerate(rows):
        start = None
        for across, dark in enumerate([*row, False]):
            if dark and start is None:
                start = across
            elif not dark and start is not None:
                found.append((down, (start, across - start)))
                start = None
    return found
