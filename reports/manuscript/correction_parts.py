"""勘误: what earlier issues printed and how it is, as the last part of a report's manuscript; pure."""

from __future__ import annotations

from collections.abc import Iterator

from paper.manuscript import Block, Column, Paragraph, Table
from reports.manuscript.numbering import Numbering
from reports.statement import Comments, Correction, Statement


def corrections(statement: Statement, _comments: Comments, counter: Numbering) -> Iterator[Block]:
    """更正说明: which issue, why, and a table of every figure before and after."""
    for each in statement.corrections:
        yield Paragraph(_opening(each))
        if each.figures:
            columns = (Column("数据项", share=4), Column("原载", "end", share=2), Column("更正为", "end", share=2))
            rows = tuple((figure.label, figure.before, figure.after) for figure in each.figures)
            yield Table(counter.table(f"{each.issue}更正对照"), columns, rows, continued="（续）")


def _opening(each: Correction) -> str:
    reason = f"更正原因：{each.reason.rstrip('。')}。" if each.reason else ""
    if not each.figures:
        return f"{each.issue}只更正文字，数据没有变化。{reason}"
    return f"{each.issue}所载数据有{len(each.figures)}项更正，以更正后的为准。{reason}"
