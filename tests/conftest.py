"""Fixtures of the whole suite: a fresh instance, a clock that can be set, and a small enterprise with people."""
