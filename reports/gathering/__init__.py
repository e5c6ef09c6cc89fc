"""A period's figures, gathered once from petitions, ledgers and releases, as far as they may be told."""
