"""Without a file the form says which files it takes."""

from __future__ import annotations

from flask import Flask

from ledgers.workbooks.forms import ImportForm


def test_a_form_without_a_file_says_which_to_pick(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = ImportForm(meta={"csrf": False})

        assert not form.validate()
        assert form.errors == {"workbook": ["请选一个 .xlsx 或 .csv 文件。"]}
