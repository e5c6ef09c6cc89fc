"""What is said of the ledgers is kept whole, and a ledger that holds nothing yet is left out."""

from reports.counts import Count
from reports.freezing import from_plain, to_plain
from reports.ledger_statement import Explained, Ledgers, NeverRow


def test_the_ledgers_come_back_as_they_were_frozen():
    explained = Explained(Count(4, 1, None), (("接访", 3), ("电话", 1)), (("夜班津贴怎么算", 2),), valid=15)
    ledgers = Ledgers((NeverRow("不发生群体性上访", 0, 0, 31),), explained=explained)
    assert from_plain(Ledgers, to_plain(ledgers)) == ledgers


def test_what_was_frozen_before_a_ledger_existed_is_read_as_without_it():
    assert from_plain(Ledgers, {}) == Ledgers()
