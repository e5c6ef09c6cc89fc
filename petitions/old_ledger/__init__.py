"""Bringing an existing 信访台账 over from the office's workbook."""
