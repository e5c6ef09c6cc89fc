"""Registers as workbooks: read, tried, taken over, undone, and written out again."""
