"""The ledgers there are, by name; pure."""

from __future__ import annotations

from collections.abc import Mapping

from ledgers import measures
from ledgers.declaration import Ledger

LEDGERS: Mapping[str, Ledger] = {each.name: each for each in (measures.LEDGER,)}
