"""What the report pages and downloads show: issued or submitted figures as they were frozen, or the period as it stands."""

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
from paper.charts import Chart, tabulate
from paper.document import pdf
from paper.sheets import Column, SheetTable, write_workbook
from paper.svg import both_widths
from reports import compiling, queries, stages, wording
from reports.manuscript import document
from reports.manuscript.document import COMMENTABLE, Issue, Part
from reports.manuscript.numbering import NUMERALS
from reports.period import Kind, Month, Period, containing
from reports.queries import Draft, Issued
from reports.stages import Stage
from reports.statement import Comments, KeyCase, Statement
from web import doctor
from web.errors import Missing
from web.words import N_

#: What the words on a part should cover.
HINTS = {
    "risks": N_("写研判结论：苗头在哪里，下一时段哪些节点要盯住。"),
    "problems": N_("按改进工作、完善政策、追究责任三类写建议，一类一段。"),
    "next_steps": N_("写谁来办、办到什么程度、什么时候办完。"),
}
DRAFT_MARK, SUBMITTED_MARK = "草稿", "送审稿"
#: Periods listed before anything was recorded.
FEWEST = {Kind.MONTH: 3, Kind.QUARTER: 2, Kind.YEAR: 1}


@dataclass(frozen=True)
class PeriodRow:
    """A period in the list."""

    period: Period
    report: Issued | None
    can_be_issued: bool
    stage: Stage


@dataclass(frozen=True)
class Section:
    """A part of the report on the page: what figures say, and the officer's words."""

    key: str
    number: str
    title: str
    blocks: tuple[dict[str, Any], ...]
    comment: str
    commentable: bool
    #: What to write about, said above the field.
    hint: str = ""


@dataclass(frozen=True)
class View:
    """Everything the page of one period shows."""

    period: Period
    title: str
    issue_line: str
    stage: Stage
    report: Issued | None
    #: Frozen to be checked, or sent back.
    draft: Draft | None
    editions: tuple[Issued, ...]
    sections: tuple[Section, ...]
    key_cases: tuple[KeyCase, ...]
    can_be_issued: bool
    #: Whether a further edition of an issued report is being made.
    correcting: bool
    #: Whether this reader may change words now.
    editing: bool


@dataclass(frozen=True)
class _Content:
    """Figures and words, what their head prints, and how far they are."""

    statement: Statement
    comments: Comments
    issue: Issue | None
    stage: Stage


def listed(session: Session, kind: Kind, today: date, *, may_issue: bool) -> list[PeriodRow]:
    """Every period of a kind from the first case on, newest first; a reader who does not issue sees the issued ones."""
    reports = {each.period: each for each in queries.newest_editions(session, kind)}
    if not may_issue:
        return [PeriodRow(period, report, True, Stage.ISSUED) for period, report in reports.items()]
    running = containing(Month.of(today), kind)
    oldest = queries.first_filed(session)
    begun = [containing(Month.of(oldest), kind)] if oldest else []
    first = min([running.shifted(1 - FEWEST[kind]), *reports, *begun])
    drafts = queries.drafts(session)
    rows = []
    period: Period = running
    while period >= first:
        report = reports.get(period)
        stage = Stage.ISSUED if report else stages.stage(drafts.get(str(period)))
        rows.append(PeriodRow(period, report, period.can_be_issued(today), stage))
        period = period.previous
    return rows


def stage_of(session: Session, period: Period) -> Stage:
    """How far a period that is not issued is."""
    draft = queries.draft(session, period)
    return stages.stage(draft.state if draft else None)


def view(
    session: Session, period: Period, *, today: date, demo: bool, may_issue: bool, correcting: bool = False
) -> View:
    """The page of one period, or of its correction. Raises Missing for one that has not begun or is not the reader's."""
    report, draft = queries.in_force(session, period), queries.draft(session, period)
    if (report is None or correcting) and not may_issue:
        raise Missing
    correcting = correcting and report is not None
    found = _content(session, period, today=today, demo=demo, correcting=correcting)
    editing = may_issue and found.stage is Stage.DRAFT
    return View(
        period=period,
        title=document.title(found.statement),
        issue_line=document.issue_line(found.statement, found.issue),
        stage=found.stage,
        report=report,
        draft=draft,
        editions=tuple(queries.editions(session, period)),
        sections=tuple(_sections(found.statement, found.comments, editing=editing)),
        key_cases=found.comments.key_cases,
        can_be_issued=period.can_be_issued(today),
        correcting=correcting,
        editing=editing,
    )


def draft_pdf(session: Session, period: Period, *, today: date, demo: bool, correcting: bool = False) -> bytes:
    """The period as it is being worked on, marked as a draft or as waiting for its check."""
    found = _content(session, period, today=today, demo=demo, correcting=correcting)
    drafted = document.manuscript(found.statement, found.comments, None)
    mark = DRAFT_MARK if found.stage is Stage.DRAFT else SUBMITTED_MARK
    return pdf(replace(drafted, mark="　".join(filter(None, (mark, drafted.mark)))))


def word(session: Session, period: Period, *, today: date, demo: bool) -> bytes:
    """The report as a Word file, from the figures that were frozen or as they stand."""
    found = _content(session, period, today=today, demo=demo)
    return word_file.docx(document.manuscript(found.statement, found.comments, found.issue))


def workbook(session: Session, period: Period, *, today: date, demo: bool) -> bytes:
    """Every table of the report, one to a sheet."""
    found = _content(session, period, today=today, demo=demo)
    made = document.manuscript(found.statement, found.comments, found.issue)
    sheets = [_sheet(block) for block in made.blocks if isinstance(block, ms.Table)]
    return write_workbook(sheets or [SheetTable(document.title(found.statement), (Column(str(period)),), [])])


def file_name(session: Session, period: Period, ending: str, *, draft: bool = False) -> str:
    """职工诉求与信访工作月报-2026-10.pdf"""
    name = wording.report_title(preferences.read(session).report_title, period.kind)
    return f"{name}-{period}{'-' + DRAFT_MARK if draft else ''}.{ending}"


def font_findings() -> Iterator[doctor.Finding]:
    """Whether everything a report needs can be printed, for `flask doctor`."""
    found = faces.gaps()
    for gap in found:
        yield doctor.warning(f"The {gap.face} font lacks {gap.characters}: they print as {faces.MISSING}.")
    if not found:
        yield doctor.good("Every character a report needs can be printed.")


def _content(session: Session, period: Period, *, today: date, demo: bool, correcting: bool = False) -> _Content:
    if not period.has_begun(today):
        raise Missing
    report = queries.in_force(session, period)
    if report is not None and not correcting:
        statement, comments = queries.frozen(session, report.id)
        return _Content(statement, comments, Issue(report.number, report.total, report.issued_on), Stage.ISSUED)
    draft = queries.draft(session, period)
    stage = stages.stage(draft.state if draft else None)
    if draft is not None and stage is not Stage.DRAFT:
        return _Content(*queries.frozen_draft(session, draft.id), None, stage)
    return _Content(*compiling.compiled(session, period, today=today, demo=demo), None, stage)


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
        heading = NUMERALS[number] if printed else ""
        yield Section(
            key,
            heading,
            part.title if part is not None else title,
            blocks,
            words,
            key in COMMENTABLE,
            HINTS.get(key, ""),
        )
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
            yield drawn(block.chart, block.caption, block.note)
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


def drawn(chart: Chart, title: str, note: str = "") -> dict[str, Any]:
    """A chart as the template shows it: the picture for wide and narrow pages, and its table."""
    heads, rows = tabulate(chart)
    return {"kind": "figure", "title": title, "svg": both_widths(chart), "heads": heads, "rows": rows, "note": note}


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
