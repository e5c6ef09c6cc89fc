"""Questionnaires as workbooks, and from other programs."""
