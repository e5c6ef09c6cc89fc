"""Tables as .csv that Excel opens as they are: UTF-8 with its mark in front, and nothing that runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from paper.sheets import Content, defused

BYTE_ORDER_MARK = "\ufeff"


def write(heads: Sequence[str], rows: Iterable[Sequence[Content]]) -> bytes:
    """The file, its lines ended as RFC 4180 says. Texts a spreadsheet would run get an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([defused(head) for head in heads])
    for row in rows:
        writer.writerow([defused(value) if isinstance(value, str) else value for value in row])
    return (BYTE_ORDER_MARK + out.getvalue()).encode()
