"""QR codes, drawn on a PDF page, as SVG for a web page, and as blocks for a terminal."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import segno
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

# ISO/IEC 18004 asks for four light modules on every side.
QUIET = 4


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
