"""办理情况 with reception days and what superiors charged the office with, as blocks of a report's manuscript; pure."""

from __future__ import annotations

from collections.abc import Iterator

from paper.manuscript import Block, Paragraph
from reports import oversight
from reports.manuscript import petition_parts
from reports.manuscript.numbering import Numbering
from reports.statement import Comments, Statement

#: How each figure is counted, for the appendix.
FORMULAS = (
    ("接访日批次、人次", "本期举行并有记录的领导接访日上接待的批次和人次；登记诉求为从接访日登记的件数。"),
    ("交办件按期反馈", "本期向上级反馈的交办、批示件中，反馈日不晚于上级期限的件数；上级没有定期限的算按期。"),
)


def handling(statement: Statement, comments: Comments, counter: Numbering) -> Iterator[Block]:
    """三、办理情况, then reception days and 交办件."""
    yield from petition_parts.handling(statement, comments, counter)
    yield from map(Paragraph, oversight.sentences(statement.oversight, statement.words.this))
