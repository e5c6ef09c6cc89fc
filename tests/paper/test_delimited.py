"""A .csv opens in Excel as it was written and runs nothing."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from paper import delimited

STARTS = ("=", "+", "-", "@", "\t", "\r")


def _read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_excel_is_told_the_encoding() -> None:
    assert delimited.write(["单位"], [["一车间"]]).startswith("\ufeff单位\r\n".encode())


def test_nothing_is_written_for_a_figure_that_is_not_shown() -> None:
    assert _read(delimited.write(["单位", "得分"], [["检修班", None], ["一车间", -3.5]]))[1:] == [
        ["检修班", ""],
        ["一车间", "-3.5"],
    ]


@given(st.lists(st.text("=+-@\t\r\n,\"'cmd|一1", max_size=12), min_size=1, max_size=5))
def test_no_cell_begins_like_a_formula(texts: list[str]) -> None:
    (_head, row) = _read(delimited.write(["头"] * len(texts), [texts]))
    for cell in row:
        assert not cell.startswith(STARTS) or cell.lstrip("+-").rstrip("%").replace(".", "", 1).isdigit()
    assert len(row) == len(texts)
