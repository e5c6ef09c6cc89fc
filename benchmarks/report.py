"""report: seconds to make the monthly PDF of the demonstration's fullest month, from the database to the file."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pypdfium2
from reportlab.graphics.charts.barcharts import HorizontalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from app import create_app
from benchmarks.result import Result
from benchmarks.timing import median
from config import Settings
from demo import fill as demonstration
from paper import faces

FEWEST_PAGES = 12
FEWEST_CHARTS = 6
LETTERS = 22 * 28


def run(*, seconds: float, kind: str) -> Result:
    """Fill a demonstration, then measure in a process of its own, so that memory is the product's and nothing else's."""
    del seconds, kind
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(instance=Path(folder), demo=True))
        demonstration.fill(app, told=lambda _done, _of: None)
        app.extensions["database"].dispose()
        out = Path(folder) / "report.pdf"
        command = [sys.executable, "-m", "benchmarks.monthly_pdf", folder, str(out)]
        said = subprocess.run(command, check=True, capture_output=True, text=True)
        content = out.read_bytes()
    found: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    enough = found["pages"] >= FEWEST_PAGES and found["charts"] >= FEWEST_CHARTS
    errors = 0 if enough and _every_font_is_embedded(content) else 1
    reference = median(lambda: _plain(found["pages"], found["charts"]))
    return Result("report", found.pop("seconds"), reference, "s", errors, found)


def _plain(pages: int, charts: int) -> bytes:
    """As many pages of plain paragraphs and as many stock charts, with the same typefaces and nothing of the layout."""
    out = io.BytesIO()
    style = ParagraphStyle("plain", fontName=faces.name(faces.FANGSONG), fontSize=16, leading=28.95, wordWrap="CJK")
    text = ("本月，共登记职工诉求六十五件次，与上月相比上升百分之十二点五。" * 40)[:LETTERS]
    story: list[Any] = []
    for page in range(pages):
        story += [_stock_chart()] if page < charts else []
        story += [Paragraph(text[: LETTERS // 2] if page < charts else text, style), PageBreak()]
    SimpleDocTemplate(out, initialFontName=style.fontName).build(story)
    return out.getvalue()


def _stock_chart() -> Drawing:
    drawing = Drawing(400, 180)
    chart = HorizontalBarChart()
    chart.width, chart.height, chart.x = 300, 150, 90
    chart.data = [[5, 9, 12, 20, 7]]
    chart.categoryAxis.categoryNames = ["工资报酬", "工时休假", "安全生产", "食堂宿舍", "其他"]
    chart.categoryAxis.labels.fontName = chart.valueAxis.labels.fontName = faces.name(faces.HEI)
    drawing.add(chart)
    return drawing


def _every_font_is_embedded(content: bytes) -> bool:
    document = pypdfium2.PdfDocument(content)
    fonts = [each.get_font() for page in document for each in page.get_objects() if hasattr(each, "get_font")]
    return bool(fonts) and all(font.is_embedded for font in fonts)
