"""The parts of a report that come from the ledgers, as blocks of its manuscript; pure."""

from __future__ import annotations

from collections.abc import Iterator

from paper.charts import Bars
from paper.manuscript import Block, Column, Figure, Paragraph, Table
from reports.ledger_statement import AidRow, Ledgers
from reports.manuscript import ledger_narrative as narrative
from reports.manuscript.numbering import Numbering
from reports.statement import Comments, Statement
from web import formats

NOTHING_LISTED = Ledgers()
#: How each figure is counted, for the appendix; the last word on every table of these parts.
FORMULAS = (
    (
        "“五个不发生”",
        "经认定属实的事件计入发生日所在的月和年，目标为零；连续无发生天数自起算日或最近一次发生之日起计。",
    ),
    ("不稳定因素在册件数", "期末已排查登记、尚未销号且未列为“不列为风险”的件数；等级以期末为准。"),
    ("零报告", "每期排查由各二级单位登记情况或确认“零报告”；平时每周一期，重要时期每天一期；只计本期内结束的期。"),
    ("帮扶户次、人次、金额", "按发放日期计入当期；同一家庭在本期内获两种帮扶计2户次。户次不足5的类型合并列示。"),
    ("政策解释次数", "当面、电话、答复引用、会议宣讲由工作人员逐次记录；网页自助为职工确认“说清楚了”的次数。"),
)


def never_events(statement: Statement, _comments: Comments, counter: Numbering) -> Iterator[Block]:
    """五、“五个不发生”达标情况."""
    ledgers = statement.ledgers or NOTHING_LISTED
    yield from map(Paragraph, narrative.never_events(ledgers, statement.words))
    if ledgers.never_events:
        yield _never_table(counter.table("“五个不发生”达标情况"), ledgers, statement)


def _never_table(caption: str, ledgers: Ledgers, statement: Statement) -> Table:
    """A year's report needs no column of the year so far."""
    so_far = not statement.covers.has_one_base
    columns = (
        Column("项目", share=4),
        Column("目标", "end", share=1),
        Column(f"{statement.words.this}发生", "end", share=1.5),
        *([Column("本年累计", "end", share=1.5)] if so_far else []),
        Column("连续无发生（天）", "end", share=2),
        Column("达标情况", share=1.5),
    )
    rows = tuple(
        (
            row.label,
            "0",
            str(row.happened),
            *([str(row.year)] if so_far else []),
            formats.number(row.days),
            "未达标" if row.happened else "达标",
        )
        for row in ledgers.never_events
    )
    return Table(caption, columns, rows)


def aid(statement: Statement, _comments: Comments, counter: Numbering) -> Iterator[Block]:
    """八、困难帮扶与送温暖、送清凉."""
    found = (statement.ledgers or NOTHING_LISTED).aid
    yield from map(Paragraph, narrative.aid(found, statement.words))
    if found is None or not (found.rows or found.gatherings):
        return
    columns = (
        Column("类型", share=2),
        Column("户次（次）", "end"),
        Column("受益人数", "end"),
        Column("金额（元）", "end"),
    )
    rows = tuple(_aid_row(row) for row in (*found.rows, *found.gatherings))
    note = f"注：户次不足{statement.floor}的帮扶类型合并列示；合并后仍不足的只计入总数。家庭和姓名密封保存，不在报告中出现。"
    yield Table(counter.table("帮扶慰问情况"), columns, rows, note=note)


def risks(statement: Statement, _comments: Comments, counter: Numbering) -> Iterator[Block]:
    """九、不稳定因素排查与风险研判."""
    found = (statement.ledgers or NOTHING_LISTED).risks
    sentences = narrative.risks(found, statement.words)
    yield from map(Paragraph, sentences[:2])
    if found is not None and len(found.levels) > 1:
        labels = tuple(label for label, _count in found.levels)
        values = tuple(float(count) for _label, count in found.levels)
        heading = f"在册{found.open}件不稳定因素的等级"
        yield Figure(Bars(heading, labels, values, unit="件"), counter.figure(heading))
    yield from map(Paragraph, sentences[2:])


def explained(statement: Statement, _comments: Comments, counter: Numbering) -> Iterator[Block]:
    """十、政策解释."""
    found = (statement.ledgers or NOTHING_LISTED).explained
    yield from map(Paragraph, narrative.explained(found, statement.words))
    if found is not None and found.questions:
        columns = (Column("职工问得最多的问题", share=5), Column("解释（次）", "end"))
        rows = tuple((title, formats.number(times)) for title, times in found.questions)
        yield Table(counter.table("政策解释热点"), columns, rows)


def problems(statement: Statement, _comments: Comments, _counter: Numbering) -> Iterator[Block]:
    """十一、存在问题与建议: before the officer's words, how the measures stand."""
    yield from map(Paragraph, narrative.rectification((statement.ledgers or NOTHING_LISTED).measures, statement.words))


def next_steps(statement: Statement, _comments: Comments, _counter: Numbering) -> Iterator[Block]:
    """十二、下步打算: before the officer's words, the measures that fall due first."""
    yield from map(Paragraph, narrative.next_steps((statement.ledgers or NOTHING_LISTED).measures))


def _aid_row(row: AidRow) -> tuple[str, ...]:
    return row.label, formats.number(row.times), formats.number(row.people), narrative.yuan(row.fen)
