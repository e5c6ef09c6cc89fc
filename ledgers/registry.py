"""The ledgers there are, by name; pure."""

from __future__ import annotations

from collections.abc import Mapping

from ledgers import aid, measures, never_events, policies, risks
from ledgers.declaration import Ledger

_ALL = (risks.LEDGER, never_events.LEDGER, aid.LEDGER, policies.LEDGER, measures.LEDGER)
LEDGERS: Mapping[str, Ledger] = {each.name: each for each in _ALL}
