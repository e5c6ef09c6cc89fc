"""更正说明 as the last part of the report."""

from paper.manuscript import Paragraph, Table
from reports.manuscript.correction_parts import corrections
from reports.manuscript.document import parts
from reports.manuscript.numbering import Numbering
from reports.statement import Comments, Corrected, Correction

WRONG = Correction("2026年9月月报（第9期）", "两件来访补登记。", (Corrected("登记诉求（件次）", "56", "58"),))


def test_every_figure_stands_in_a_table_before_and_after(statement):
    said, table = corrections(statement(corrections=(WRONG,)), Comments(), Numbering())
    assert said == Paragraph("2026年9月月报（第9期）所载数据有1项更正，以更正后的为准。更正原因：两件来访补登记。")
    assert isinstance(table, Table)
    assert table.rows == (("登记诉求（件次）", "56", "58"),)


def test_where_words_only_were_wrong_there_is_no_table(statement):
    only = Correction("2026年9月月报（第9期）", "改一处文字", ())
    (said,) = corrections(statement(corrections=(only,)), Comments(), Numbering())
    assert "只更正文字" in said.text


def test_the_part_stands_last_and_only_when_there_is_something_to_put_right(statement):
    assert parts(statement(corrections=(WRONG,)), Comments())[-1].title == "更正说明"
    assert "更正说明" not in {part.title for part in parts(statement(), Comments())}
