"""办理情况 ends with reception days and 交办件, and their figures are explained in the appendix."""

from __future__ import annotations

from dataclasses import replace

from paper.manuscript import Paragraph
from reports.manuscript import oversight_parts
from reports.manuscript.numbering import Numbering
from reports.oversight import Oversight
from reports.statement import Comments, Statement

BARE = Statement(
    period="2026-10",
    counted_to="2026-10-31",
    complete=True,
    organisation="岱山能源集团",
    publisher="工会",
    report_title="月报",
    recipients=(),
    petitions=None,
)


def test_the_sentences_stand_at_the_end_of_the_part() -> None:
    statement = replace(BARE, oversight=Oversight(receptions=1, visits=1, visitors=1))
    *_before, last = oversight_parts.handling(statement, Comments(), Numbering())
    assert isinstance(last, Paragraph)
    assert "领导接访日1次" in last.text
    assert list(oversight_parts.handling(BARE, Comments(), Numbering())) == []


def test_every_formula_is_a_sentence() -> None:
    assert all(how.endswith("。") for _what, how in oversight_parts.FORMULAS)
