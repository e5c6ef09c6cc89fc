"""Without a file the form says which files it takes."""

from __future__ import annotations

from flask import Flask

from ledgers.photos.forms import PhotoForm


def test_a_form_without_a_file_says_which_to_pick(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = PhotoForm(meta={"csrf": False})

        assert not form.validate()
        assert form.errors == {"file": ["请选一张照片或一个 PDF。"]}
