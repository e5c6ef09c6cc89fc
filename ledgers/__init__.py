"""Registers (台账) of the union: each a declaration on one mechanism of list, form, history, workbook and figures."""
