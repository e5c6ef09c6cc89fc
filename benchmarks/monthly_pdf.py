"""The process in which the report benchmark makes its PDF: nothing is loaded here but the product."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from app import create_app
from benchmarks.timing import median, peak_megabytes
from config import Settings
from paper.document import print_out
from paper.manuscript import Figure, Manuscript
from reports import queries
from reports.gathering import monthly
from reports.manuscript.document import Issue, manuscript
from reports.period import Kind, Period


def measure(folder: Path, out: Path) -> dict[str, object]:
    """Make the fullest month's PDF from the database, again and again; the file is left at `out`."""
    app = create_app(Settings(instance=folder, demo=True))
    with app.app_context(), app.extensions["database"].reading() as session:
        issued = queries.newest_editions(session, Kind.MONTH)
        month = max(issued, key=lambda each: (each.pages, str(each.period))).period
        document = _document(session, month)
        made = print_out(document)
        out.write_bytes(made.content)
        seconds = median(lambda: print_out(_document(session, month)))
    return {
        "seconds": seconds,
        "month": str(month),
        "pages": made.pages,
        "charts": sum(isinstance(block, Figure) for block in document.blocks),
        "kb": round(len(made.content) / 1024),
        "memory_mb": peak_megabytes(),
    }


def _document(session: Session, month: Period) -> Manuscript:
    statement = monthly.gather(session, month, today=month.last_day, demo=True)
    return manuscript(statement, queries.comments(session, month), Issue(1, 1, date(2026, 1, 1)))


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), Path(sys.argv[2]))))
