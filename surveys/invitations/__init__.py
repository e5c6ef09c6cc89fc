"""Surveys by invitation: the staff list, its links, the envelopes, and tickets drawn and spent."""
