"""An issued report for tests that only need its file: two blank pages with a title."""

from __future__ import annotations

import hashlib
import io
from functools import cache
from typing import Any

import pikepdf
from sqlalchemy.orm import Session

from reports.models import IssuedReport
from reports.period import Kind
from tests.fixtures import START

TITLE = "职工诉求与信访工作月报"


@cache
def plain_pdf() -> bytes:
    """A PDF of two pages, always the same in one run."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.add_blank_page()
        with pdf.open_metadata() as about:
            about["dc:title"] = TITLE
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def issued(session: Session, *, edition: int = 1, **changes: Any) -> IssuedReport:
    """October's report, stored as it would be after its issue."""
    content = plain_pdf()
    facts: dict[str, Any] = {
        "period": "2026-10",
        "kind": Kind.MONTH,
        "edition": edition,
        "number": 10,
        "total": 22,
        "issued_on": START.date(),
        "issuer": "李强",
        "figures": {},
        "comments": {},
        "pdf": content,
        "digest": hashlib.sha256(content).hexdigest(),
        "pages": 2,
    }
    report = IssuedReport(**(facts | changes))
    session.add(report)
    session.flush()
    return report
