"""What the report pages and downloads show: issued figures as they were frozen, or the month as it stands now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from accounts import preferences
from paper import faces
from paper import manuscript as ms
from paper import word as word_file
from paper.charts import tabulate
from paper.document import pdf
from paper.sheets import Column, SheetTable, write_workbook
from paper.svg import both_widths
from reports import document, monthly, queries
from reports.document import COMMENTABLE, Issue, Part
from reports.period import Month, between
from reports.queries import Issued
from reports.statement import Comments, KeyCase, Statement
from web import doctor
from web.errors import Missing

DRAFT_MARK = "草稿"
#: Months listed before anything was recorded.
FEWEST_MONTHS = 3


@dataclass(frozen=True)
class MonthRow:
    """A month in the list."""

    month: Month
    report: Issued | None
    can_be_issued: bool


@dataclass(frozen=True)
class Section:
    """A part of the report on the page: what figures say, and the officer's words."""

    key: str
    number: str
    title: str
    blocks: tuple[dict[str, Any], ...]
    comment: str
    commentable: bool


@dataclass(frozen=True)
class View:
    """Everything one month's page shows."""

    month: Month
    title: str
    issue_line: str
    report: Issued | None
    editions: tuple[Issued, ...]
    sections: tuple[Section, ...]
    key_cases: tuple[KeyCase, ...]
    can_be_issued: bool
    counted_to: date


def months(session: Session, today: date, *, may_issue: bool) -> list[MonthRow]:
    """Every month from the first case on, newest first; a reader who does not issue sees the issued ones."""
    reports = {each.month: each for each in queries.newest_editions(session)}
    if not may_issue:
        return [MonthRow(month, report, True) for month, report in reports.items()]
    running = Month.of(today)
    oldest = queries.first_filed(session)
    first = min([running.shifted(1 - FEWEST_MONTHS), *reports, *([Month.of(oldest)] if oldest else [])])
    rows = [MonthRow(month, reports.get(month), month.can_be_issued(today)) for month in between(first, running)]
    return rows[::-1]


def view(session: Session, month: Month, *, today: date, demo: bool, may_issue: bool) -> View:
    """One month's page. Raises Missing for a month that has not begun, or is not issued and not the reader's to see."""
    report = queries.in_force(session, month)
    if not month.has_begun(today) or (report is None and not may_issue):
        raise Missing
    statement, comments, issue = _content(session, month, today=today, demo=demo)
    return View(
        month=month,
        title=document.title(statement),
        issue_line=document.issue_line(statement, issue),
        report=report,
        editions=tuple(queries.editions(session, month)),
        sections=tuple(_sections(statement, comments, editing=report is None)),
        key_cases=comments.key_cases,
        can_be_issued=month.can_be_issued(today),
        counted_to=date.fromisoformat(statement.counted_to),
    )


def draft_pdf(session: Session, month: Month, *, today: date, demo: bool) -> bytes:
    """The month as it stands, marked as a draft."""
    if not month.has_begun(today):
        raise Missing
    statement = monthly.gather(session, month, today=today, demo=demo)
    drafted = document.manuscript(statement, queries.comments(session, month), None)
    return pdf(replace(drafted, mark="　".join(filter(None, (DRAFT_MARK, drafted.mark)))))


def word(session: Session, month: Month, *, today: date, demo: bool) -> bytes:
    """The report as a Word file, from the figures that were frozen or as they stand."""
    statement, comments, issue = _content(session, month, today=today, demo=demo)
    return word_file.docx(document.manuscript(statement, comments, issue))


def workbook(session: Session, month: Month, *, today: date, demo: bool) -> bytes:
    """Every table of the report, one to a sheet."""
    statement, comments, issue = _content(session, month, today=today, demo=demo)
    tables = [block for block in document.manuscript(statement, comments, issue).blocks if isinstance(block, ms.Table)]
    sheets = [_sheet(table) for table in tables]
    return write_workbook(sheets or [SheetTable(document.title(statement), (Column(statement.month),), [])])


def file_name(session: Session, month: Month, ending: str, *, draft: bool = False) -> str:
    """职工诉求与信访工作月报-2026-10.pdf"""
    name = preferences.read(session).report_title
    return f"{name}-{month}{'-' + DRAFT_MARK if draft else ''}.{ending}"


def font_findings() -> Iterator[doctor.Finding]:
    """Whether everything a report needs can be printed, for `flask doctor`."""
    found = faces.gaps()
    for gap in found:
        yield doctor.warning(f"The {gap.face} font lacks {gap.characters}: they print as {faces.MISSING}.")
    if not found:
        yield doctor.good("Every character a report needs can be printed.")


def _content(session: Session, month: Month, *, today: date, demo: bool) -> tuple[Statement, Comments, Issue | None]:
    if not month.has_begun(today):
        raise Missing
    report = queries.in_force(session, month)
    if report is None:
        return monthly.gather(session, month, today=today, demo=demo), queries.comments(session, month), None
    statement, comments = queries.frozen(session, report.id)
    return statement, comments, Issue(report.number, report.total, report.issued_on)


def _sections(statement: Statement, comments: Comments, *, editing: bool) -> Iterator[Section]:
    """The parts in order; while editing, the officer's words stand in their own field and empty parts are offered."""
    shown = Comments((), comments.key_cases) if editing else comments
    found: dict[str, Part] = {part.key: part for part in document.parts(statement, shown)}
    number = 0
    for key, title in document.TITLES.items():
        part = found.get(key)
        if part is None and not (editing and key in COMMENTABLE):
            continue
        words = comments.of(key) if editing else ""
        printed = part is not None or bool(words)
        blocks = tuple(_blocks(part.blocks)) if part else ()
        yield Section(key, document.NUMERALS[number] if printed else "", title, blocks, words, key in COMMENTABLE)
        number += printed


def _blocks(blocks: Iterable[ms.Block]) -> Iterator[dict[str, Any]]:
    """Blocks of the manuscript as the template shows them."""
    for block in blocks:
        if isinstance(block, ms.Paragraph):
            yield {"kind": "paragraph", "text": block.text}
        elif isinstance(block, ms.Heading):
            yield {"kind": "heading", "text": block.text}
        elif isinstance(block, ms.KeyFigures):
            yield {"kind": "figures", "figures": block.figures}
        elif isinstance(block, ms.Figure):
            heads, rows = tabulate(block.chart)
            yield {
                "kind": "figure",
                "title": block.caption,
                "svg": both_widths(block.chart),
                "heads": heads,
                "rows": rows,
                "note": block.note,
            }
        elif isinstance(block, ms.Table):
            numeric = [column.align != "left" for column in block.columns]
            titles = [(column.title, "number") if column.align != "left" else column.title for column in block.columns]
            yield {
                "kind": "table",
                "title": block.caption,
                "heads": titles,
                "numeric": numeric,
                "rows": block.rows,
                "note": block.note,
            }


def _sheet(table: ms.Table) -> SheetTable:
    columns = tuple(
        Column(column.title, width=max(12.0, min(_longest(table, number) * 2.1, 40.0)), number=column.align == "end")
        for number, column in enumerate(table.columns)
    )
    rows = [[_cell(text, column.number) for text, column in zip(row, columns, strict=True)] for row in table.rows]
    return SheetTable(table.caption, columns, rows, table.note)


def _longest(table: ms.Table, number: int) -> int:
    return max((len(row[number]) for row in table.rows), default=4)


def _cell(text: str, number: bool) -> str | int:
    plain = text.replace(",", "")
    return int(plain) if number and plain.isdigit() else text
