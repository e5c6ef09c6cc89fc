"""The desk's pages of cases: the list, one case, its steps, and what officers keep for their own work."""
