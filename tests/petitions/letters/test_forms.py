"""A signed paper comes as one file, of a size that the server bears."""

from __future__ import annotations

from io import BytesIO

from flask import Flask
from werkzeug.datastructures import FileStorage, MultiDict

from petitions.letters.forms import ScanForm
from web.uploads import FILE_BYTES


def test_a_paper_is_asked_for_and_its_size_is_bounded(app: Flask) -> None:
    def refused(content: bytes) -> str:
        with app.test_request_context(method="POST"):
            form = ScanForm(MultiDict({"file": FileStorage(BytesIO(content), "a.pdf")} if content else {}))
            return "" if form.validate() else str(form.file.errors[0])

    assert refused(b"") == "请选一个文件。"
    assert refused(b"%PDF") == ""
    assert "最多 20 MB" in refused(bytes(FILE_BYTES + 1))
