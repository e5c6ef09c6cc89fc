"""Somebody leaves: what they hold, and handing it on."""
