"""A chart as SVG for a web page: no inline style, no script, colours that the stylesheet may replace by class."""

from __future__ import annotations

from markupsafe import Markup, escape

from paper.chart_layout import lay_out
from paper.charts import Chart
from paper.scene import TONES, Dot, Mark, Rect, Scene, Stroke, Words
from paper.typesetting import is_full_width

LETTERING = 13.0


PHONE = 320.0


def to_svg(chart: Chart, *, width: float = 640.0, css_class: str = "") -> Markup:
    """`chart` as an SVG picture named by its title; a narrower `width` gives larger letters on the same screen."""
    return draw(lay_out(chart, width, estimate, size=LETTERING), css_class=css_class)


def both_widths(chart: Chart, *, width: float = 640.0) -> Markup:
    """`chart` twice: for a wide page and for a phone; the stylesheet shows the one that fits."""
    return to_svg(chart, width=width, css_class="wide-only") + to_svg(chart, width=PHONE, css_class="narrow-only")


def estimate(text: str, size: float, bold: bool) -> float:
    """Width of `text` in fonts nobody knows: Chinese is square, Latin a little over half as wide."""
    narrow = 0.6 if bold else 0.57
    return sum(size if is_full_width(char) else size * narrow for char in text)


def draw(scene: Scene, *, css_class: str = "") -> Markup:
    """The SVG of any scene."""
    body = "".join(_element(mark) for mark in scene.marks)
    classes = f"chart {css_class}".strip()
    return Markup(  # noqa: S704 - texts are escaped in _element; everything else is a number or our own word
        f'<svg class="{escape(classes)}" viewBox="0 0 {_n(scene.width)} {_n(scene.height)}" role="img" '
        f'aria-label="{escape(scene.about)}" xmlns="http://www.w3.org/2000/svg">{body}</svg>'
    )


def _element(mark: Mark) -> str:
    if isinstance(mark, Rect):
        return (
            f'<rect x="{_n(mark.x)}" y="{_n(mark.y)}" width="{_n(mark.width)}" height="{_n(mark.height)}" '
            f"{_paint(mark.tone, 'fill')}/>"
        )
    if isinstance(mark, Dot):
        return f'<circle cx="{_n(mark.x)}" cy="{_n(mark.y)}" r="{_n(mark.radius)}" {_paint(mark.tone, "fill")}/>'
    if isinstance(mark, Stroke):
        points = " ".join(f"{_n(x)},{_n(y)}" for x, y in mark.points)
        dash = f' stroke-dasharray="{" ".join(map(_n, mark.dash))}"' if mark.dash else ""
        return (
            f'<polyline points="{points}" fill="none" stroke-width="{_n(mark.weight)}"{dash} '
            f"{_paint(mark.tone, 'stroke')}/>"
        )
    return _words(mark)


def _words(mark: Words) -> str:
    anchor = "" if mark.anchor == "start" else f' text-anchor="{mark.anchor}"'
    weight = ' font-weight="600"' if mark.bold else ""
    return (
        f'<text x="{_n(mark.x)}" y="{_n(mark.y)}" font-size="{_n(mark.size)}"{anchor}{weight} '
        f"{_paint(mark.tone, 'fill', words=True)}>{escape(mark.text)}</text>"
    )


def _paint(tone: str, attribute: str, *, words: bool = False) -> str:
    """Colour as attribute, with a class by which the stylesheet may replace it: c-line-stroke, c-series-1, …-words."""
    if tone.startswith("#"):
        return f'{attribute}="{tone}"'
    kind = "-stroke" if attribute == "stroke" else "-words" if words and tone.startswith("series") else ""
    return f'class="c-{tone}{kind}" {attribute}="{TONES[tone]}"'


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
