"""Figures as sentences, tables and charts of a 简报."""
