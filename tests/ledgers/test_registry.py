"""Every ledger is found by the name it gives itself."""

from __future__ import annotations

from ledgers.registry import LEDGERS


def test_every_ledger_is_found_by_its_own_name() -> None:
    assert all(name == ledger.name for name, ledger in LEDGERS.items())
    assert "measures" in LEDGERS
