"""report: seconds to make the monthly PDF of the demonstration's fullest month, from the database to the file."""

from __future__ import annotations

import io
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
from reportlab.graphics.charts.barcharts import HorizontalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate
from sqlalchemy.orm import Session

from app import create_app
from benchmarks.result import Result
from config import Settings
from demo import fill as demonstration
from paper import faces
from paper.document import print_out
from paper.manuscript import Figure, Manuscript
from reports import monthly, queries
from reports.document import Issue, manuscript
from reports.period import Month

ROUNDS = 5
LETTERS = 22 * 28


def run(*, seconds: float, kind: str) -> Result:
    """Fill a demonstration, then measure in a process of its own, so that memory is the report's and nothing else's."""
    del seconds, kind
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(instance=Path(folder), demo=True)
        app = create_app(settings)
        demonstration.fill(app, told=lambda _done, _of: None)
        app.extensions["database"].dispose()
        command = [sys.executable, "-c", f"from benchmarks import report; report.measure({folder!r})"]
        said = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return Result("report", found.pop("product"), found.pop("reference"), "s", found.pop("errors"), found)


def measure(folder: str) -> None:
    """Print what was measured as one line of JSON."""
    app = create_app(Settings(instance=Path(folder), demo=True))
    with app.app_context(), app.extensions["database"].reading() as session:
        month = max(queries.newest_editions(session), key=lambda each: (each.pages, str(each.month))).month
        made = print_out(_document(session, month))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        charts = sum(isinstance(block, Figure) for block in _document(session, month).blocks)
        product = _median(lambda: print_out(_document(session, month)))
    reference = _median(lambda: _plain(made.pages, charts))
    fonts_embedded = _every_font_is_embedded(made.content)
    found = {
        "product": product,
        "reference": reference,
        "errors": 0 if fonts_embedded and made.pages >= 12 and charts >= 6 else 1,
        "month": str(month),
        "pages": made.pages,
        "charts": charts,
        "kb": round(len(made.content) / 1024),
        "memory_mb": round(memory),
    }
    print(json.dumps(found))


def _document(session: Session, month: Month) -> Manuscript:
    statement = monthly.gather(session, month, today=month.last_day, demo=True)
    return manuscript(statement, queries.comments(session, month), Issue(1, 1, date(2026, 1, 1)))


def _median(work: Callable[[], object]) -> float:
    """Seconds of the middle one of several runs, after one that warms up."""
    work()
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


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
