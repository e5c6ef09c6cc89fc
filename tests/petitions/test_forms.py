"""What staff type is read kindly and refused in sentences."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from petitions import forms
from petitions.forms import CodeForm
from web.uploads import Posted, Upload


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  一\r\n二\r三  ", "一\n二\n三"),
        ("a\x00b\x1b[31mc\x9f", "ab[31mc"),
        ("\t制表\n", "制表"),
        ("𬱖🙂👨‍👩‍👧 مرحبا", "𬱖🙂👨‍👩‍👧 مرحبا"),
        (None, ""),
    ],
)
def test_text_is_tidied_and_not_changed(typed: str | None, kept: str) -> None:
    assert forms.tidied(typed) == kept


@pytest.mark.usefixtures("enterprise")
def test_a_code_is_read_and_a_wrong_one_explained(app: Flask) -> None:
    with app.test_request_context():
        right = CodeForm(MultiDict({"code": "k7qm 2x9d 4t5v aibo"}))
        assert right.validate()
        assert right.code.data == "K7QM2X9D4T5VA1B0"
        wrong = CodeForm(MultiDict({"code": "不是码"}))
        assert not wrong.validate()
        assert "16" in wrong.code.errors[0]


def test_files_over_the_limit_and_files_too_many_are_named(app: Flask) -> None:
    with app.test_request_context():
        files, refused = forms.cleaned(Posted(uploads=[Upload("files", "长" * 99 + ".jpg", b"", too_large=True)]))
        assert files == ()
        assert "20 MB" in refused[0]
        assert len(refused[0]) < 120
        assert "最多 10 个" in forms.cleaned(Posted(uploads=[Upload("files", "x", b"")] * 11))[1][0]
        assert forms.cleaned(Posted()) == ((), [])
