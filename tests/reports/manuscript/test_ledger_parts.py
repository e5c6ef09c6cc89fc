"""The ledgers' parts have their tables and charts, and stay away while there is nothing in them."""

from paper.manuscript import Figure, Paragraph, Table
from reports.ledger_statement import Ledgers
from reports.manuscript import document, ledger_parts
from reports.manuscript.numbering import Numbering
from reports.statement import Comments

from .test_ledger_narrative import AID, CLEAN, MEASURES, RISKS

FULL = Ledgers(CLEAN.never_events, RISKS, AID, None, MEASURES)


def _blocks(build, statement):
    return list(build(statement, Comments(), Numbering()))


def test_the_five_stand_in_a_table_with_target_zero(statement):
    blocks = _blocks(ledger_parts.never_events, statement(ledgers=FULL))
    (table,) = (each for each in blocks if isinstance(each, Table))
    assert [row[1] for row in table.rows] == ["0"] * 5
    assert {row[-1] for row in table.rows} == {"达标"}


def test_risks_have_a_chart_of_grades_and_aid_a_table_of_kinds(statement):
    full = statement(ledgers=FULL)
    assert any(isinstance(each, Figure) for each in _blocks(ledger_parts.risks, full))
    (table,) = (each for each in _blocks(ledger_parts.aid, full) if isinstance(each, Table))
    assert table.rows[0] == ("大病救助", "7", "20", "20,500.50")


def test_without_ledgers_their_parts_are_absent_and_the_officers_words_stay(statement):
    bare = statement(ledgers=None)
    keys = [part.key for part in document.parts(bare, Comments((("problems", "好"),)))]
    assert not {"never_events", "aid", "risks", "policies", "next_steps"} & set(keys)
    assert "problems" in keys


def test_measures_stand_before_the_officers_words(statement):
    parts = document.parts(statement(ledgers=FULL), Comments((("next_steps", "再抓一抓。"),)))
    texts = [block.text for block in parts[-1].blocks if isinstance(block, Paragraph)]
    assert texts[0] == "按时限推进下列实事与整改事项："
    assert texts[-1] == "再抓一抓。"


def test_how_each_figure_is_counted_is_printed_only_with_the_figures(statement):
    def formulas(ledgers):
        made = document.manuscript(statement(ledgers=ledgers), Comments(), None)
        return str([each.rows for each in made.blocks if isinstance(each, Table) and each.caption == "指标口径"])

    assert "零报告" in formulas(FULL)
    assert "零报告" not in formulas(None)
