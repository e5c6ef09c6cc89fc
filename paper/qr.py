"""QR codes, drawn on a PDF page, as SVG for a web page, and as blocks for a terminal."""

from __future__ import annotations

import contextlib
import io
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
MOST_PREFIXES = 16
#: How a pen passes a light and a dark module.
_PEN = str.maketrans({"0": "m1 0", "1": "h1"})


def terminal(text: str) -> str:
    """`text` as a QR code of half blocks, for the console that a phone is held against."""
    out = io.StringIO()
    _code(text).terminal(out=out, compact=True, border=2)
    return out.getvalue()


def svg(text: str, *, label: str, css_class: str = "qr") -> Markup:
    """`text` as an SVG picture called `label`; always black on white, because scanners expect it."""
    side, path = outline(text)
    return Markup(  # noqa: S704 - every value below is escaped or a number
        f'<svg class="{escape(css_class)}" viewBox="0 0 {side} {side}" role="img" aria-label="{escape(label)}" '
        f'shape-rendering="crispEdges" xmlns="http://www.w3.org/2000/svg">'
        f'<rect width="{side}" height="{side}" fill="#ffffff"/>'
        f'<path fill="none" stroke="#000000" d="{path}"/></svg>'
    )


def outline(text: str, *, mask: int | None = None) -> tuple[int, str]:
    """(modules on a side with the quiet zone, SVG path along which a pen one module wide draws the dark ones).

    `mask` fixes the pattern that is otherwise chosen by trying all eight, which takes five times as long.
    """
    side, bits = _picture(segno.make(text, error="m", micro=False, mask=mask))
    return _drawn(side, bits)


def outline_of_tail(prefix: str, tail: str, *, mask: int) -> tuple[int, str]:
    """`outline` of `prefix` + `tail` (both ASCII), in a tenth of the time for a prefix that is used again and again."""
    tails = _tails(prefix, len(tail), mask)
    return tails.outline(tail) if tails.is_known() else outline(prefix + tail, mask=mask)


class _Tails:
    """Pictures of one prefix with tails of one length.

    Reed-Solomon blocks and mask are linear over bits (ISO/IEC 18004), so a tail changes the picture of a blank one by
    exactly the sum of what each of its changed bits changes. Each time somebody asks, one more bit is tried, so nobody
    waits for all of them, and a prefix that comes up once costs little.
    """

    def __init__(self, prefix: str, length: int, mask: int) -> None:
        self._prefix, self._mask = prefix.encode("ascii"), mask
        self._blank = BLANK.encode() * length
        self._flipped = {
            (at, bit): self._blank[:at] + bytes([self._blank[at] ^ 1 << bit]) + self._blank[at + 1 :]
            for at in range(length)
            for bit in range(ASCII_BITS)
        }
        self._untried = [self._blank, *self._flipped.values()]
        self._side = 0
        self._tried: dict[bytes, int] = {}

    def is_known(self) -> bool:
        """Whether everything was tried; when not, one more is."""
        if len(self._tried) <= len(self._flipped):
            with contextlib.suppress(IndexError):
                # Others who ask at this moment take the next ones.
                tail = self._untried.pop()
                code = segno.make_qr(self._prefix + tail, error="m", mode="byte", mask=self._mask, boost_error=True)
                self._side, self._tried[tail] = _picture(code)
            return False
        return True

    def outline(self, tail: str) -> tuple[int, str]:
        """The picture with this tail, once everything was tried."""
        drawn = blank = self._tried[self._blank]
        for at, byte in enumerate(tail.encode("ascii")):
            changed = byte ^ self._blank[at]
            for bit in range(ASCII_BITS):
                if changed >> bit & 1:
                    drawn ^= self._tried[self._flipped[at, bit]] ^ blank
        return _drawn(self._side, drawn)


_tails = lru_cache(maxsize=MOST_PREFIXES)(_Tails)


def _picture(code: segno.QRCode) -> tuple[int, int]:
    """(modules on a side, its modules row by row as the bits of a number)."""
    return len(code.matrix), int("".join(str(int(module)) for row in code.matrix for module in row), 2)


def _drawn(side: int, picture: int) -> tuple[int, str]:
    bits = format(picture, f"0{side * side}b")
    rows = (bits[start : start + side] for start in range(0, side * side, side))
    path = "".join(f"M{QUIET} {QUIET + down}.5{row.translate(_PEN)}" for down, row in enumerate(rows))
    return side + 2 * QUIET, path


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
