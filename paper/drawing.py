"""Putting set lines and scenes on a PDF page with embedded typefaces, the same bytes for the same input."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable, Sequence
from functools import partial

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from paper import faces
from paper.scene import TONES, Dot, Rect, Scene, Stroke, Words
from paper.typesetting import OPENING, Line, Measurements, clean, is_full_width, set_paragraph

MILLIMETRE = 72 / 25.4
INK = "#1d1f22"
RED = "#c00000"

_cutting = threading.Lock()


class Sheet:
    """A PDF being written: page size, metadata and the primitives that everything printed is made of."""

    def __init__(self, *, title: str, author: str = "", subject: str = "", size: tuple[float, float] = A4) -> None:
        faces.register()
        self._out = io.BytesIO()
        self.canvas = Canvas(
            self._out,
            pagesize=size,
            pageCompression=1,
            invariant=1,
            lang="zh-CN",
            initialFontName=faces.name(faces.FANGSONG),
            initialFontSize=12,
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.canvas.setSubject(subject)
        self.canvas.setCreator("Xinqiao")
        self.canvas.setProducer("Xinqiao")

    def finish(self) -> bytes:
        """The whole file."""
        # Cutting the subsets moves a read position inside the shared typefaces: one document at a time.
        with _cutting:
            self.canvas.save()
        return self._out.getvalue()

    def set_lines(
        self,
        lines: Iterable[Line],
        x: float,
        top: float,
        *,
        face: str,
        size: float,
        pitch: float,
        tone: str = INK,
        anchor: str = "start",
        width: float = 0.0,
    ) -> float:
        """Draw set lines downwards from `top`, each centred in `pitch`; returns the lower edge of the last."""
        for line in lines:
            shift = {"start": 0.0, "middle": (width - line.width) / 2, "end": width - line.width}[anchor]
            self.line(line, x + shift, baseline(top, pitch, size), face=face, size=size, tone=tone)
            top -= pitch
        return top

    def line(self, line: Line, x: float, y: float, *, face: str, size: float, tone: str = INK) -> None:
        """Draw one set line with its baseline at `y`."""
        text = self.canvas.beginText()
        text.setFillColor(HexColor(tone))
        for left, piece, spacing in _strokes(line, face, size):
            for font, run in faces.runs(face, piece):
                text.setTextOrigin(x + left, y)
                text.setFont(font, size)
                text.setCharSpace(spacing)
                text.textOut(run)
                left += sum(faces.width(face, char) * size / 1000 + spacing for char in run)
        self.canvas.drawText(text)

    def words(
        self, text: str, x: float, y: float, *, face: str, size: float, tone: str = INK, anchor: str = "start"
    ) -> None:
        """Draw one short text set solid, its baseline at `y`; `anchor` says which point of it stands at `x`."""
        text = clean(text).replace("\n", " ")
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * faces.text_width(face, text, size)
        out = self.canvas.beginText()
        out.setFillColor(HexColor(tone))
        out.setTextOrigin(x - shift, y)
        # The spacing of the line drawn before outlives its text object.
        out.setCharSpace(0)
        for font, run in faces.runs(face, text):
            out.setFont(font, size)
            out.textOut(run)
        self.canvas.drawText(out)

    def rule(self, x: float, y: float, width: float, *, weight: float, tone: str = INK) -> None:
        """A horizontal rule from (x, y)."""
        self.stroke([(x, y), (x + width, y)], weight=weight, tone=tone)

    def stroke(
        self, points: Sequence[tuple[float, float]], *, weight: float, tone: str, dash: Sequence[float] = ()
    ) -> None:
        """A line through `points`."""
        self.canvas.setStrokeColor(HexColor(tone))
        self.canvas.setLineWidth(weight)
        self.canvas.setDash(list(dash))
        path = self.canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        self.canvas.drawPath(path)

    def fill(self, x: float, y: float, width: float, height: float, tone: str) -> None:
        """A filled rectangle with its lower left corner at (x, y)."""
        self.canvas.setFillColor(HexColor(tone))
        self.canvas.rect(x, y, width, height, stroke=0, fill=1)

    def scene(self, scene: Scene, x: float, top: float) -> None:
        """Draw a chart's scene with its upper left corner at (x, top), as vectors."""
        for mark in scene.marks:
            if isinstance(mark, Rect):
                self.fill(x + mark.x, top - mark.y - mark.height, mark.width, mark.height, colour(mark.tone))
            elif isinstance(mark, Stroke):
                points = [(x + across, top - down) for across, down in mark.points]
                self.stroke(points, weight=mark.weight, tone=colour(mark.tone), dash=mark.dash)
            elif isinstance(mark, Dot):
                self.canvas.setFillColor(HexColor(colour(mark.tone)))
                self.canvas.circle(x + mark.x, top - mark.y, mark.radius, stroke=0, fill=1)
            else:
                self._lettering(mark, x, top)

    def _lettering(self, mark: Words, x: float, top: float) -> None:
        face = faces.HEI_BOLD if mark.bold else faces.HEI
        place = {"size": mark.size, "tone": colour(mark.tone), "anchor": mark.anchor}
        self.words(mark.text, x + mark.x, top - mark.y, face=face, **place)  # type: ignore[arg-type]


def colour(tone: str) -> str:
    """#rrggbb of a scene's tone on paper."""
    return tone if tone.startswith("#") else TONES[tone]


def baseline(top: float, pitch: float, size: float) -> float:
    """Where the baseline of type of `size` lies when its body is centred in a line of `pitch` hanging from `top`."""
    return top - (pitch - size) / 2 - 0.88 * size


def measurements(face: str, size: float, width: float, *, cell: float | None = None) -> Measurements:
    """The measure of a column set in `face`; `cell` is the advance of a full-width character if not `size`."""
    return Measurements(width, cell or size, partial(_advance, face, size))


def set_text(
    text: str,
    face: str,
    size: float,
    width: float,
    *,
    cell: float | None = None,
    indent: float = 0.0,
    justify: bool = True,
) -> list[Line]:
    """`text` broken into lines of `width` in `face` at `size`."""
    return set_paragraph(text, measurements(face, size, width, cell=cell), indent=indent, justify=justify)


def lettering(text: str, size: float, bold: bool) -> float:
    """Width of chart lettering (the `measure` of paper.chart_layout.lay_out)."""
    return faces.text_width(faces.HEI_BOLD if bold else faces.HEI, text, size)


def _advance(face: str, size: float, char: str) -> float:
    return faces.width(face, char) * size / 1000


def _strokes(line: Line, face: str, size: float) -> Iterable[tuple[float, str, float]]:
    """(left edge, text, character spacing) pieces: neighbours that lie evenly are drawn in one operation."""
    waiting = ""
    left = spacing = reach = 0.0
    for placed in line.placed:
        x, natural = _inked(placed.text, placed.x, face, size)
        if waiting and len(placed.text) == 1:
            # `reach` is where the last character ends without spacing.
            gap = x - reach
            if len(waiting) == 1:
                spacing = gap
            if abs(gap - spacing) < 0.0005:
                waiting, reach = waiting + placed.text, x + natural
                continue
        if waiting:
            yield left, waiting, spacing if len(waiting) > 1 else 0.0
        if len(placed.text) > 1:
            yield x, placed.text, 0.0
            waiting = ""
        else:
            waiting, left, reach = placed.text, x, x + natural
    if waiting:
        yield left, waiting, spacing if len(waiting) > 1 else 0.0


def _inked(text: str, x: float, face: str, size: float) -> tuple[float, float]:
    """Where to draw: a typeface whose quotes or dashes are narrower than their cell gets them on the proper side."""
    natural = sum(_advance(face, size, char) for char in text)
    if len(text) > 1 or not is_full_width(text) or natural > size * 0.95:
        return x, natural
    blank = size - natural
    return x + (blank if text in OPENING else blank / 2 if text in "—…·" else 0.0), natural
