"""A locked report opens with its password and with nothing else, and is AES-256."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
import pytest

from reports.mailing import locking
from tests.reports.issued_reports import TITLE, plain_pdf

PASSWORD = "ABCD-EFGH-JKMN-PQRS"


def test_it_opens_with_the_password_and_is_whole() -> None:
    content = locking.locked(plain_pdf(), PASSWORD)
    assert b"/AESV3" in content
    with pikepdf.open(io.BytesIO(content), password=PASSWORD) as pdf:
        assert len(pdf.pages) == 2
        assert pdf.encryption.R == 6
        assert pdf.encryption.bits == 256
        with pdf.open_metadata() as about:
            assert about["dc:title"] == TITLE


@pytest.mark.parametrize("wrong", ["", "abcd-efgh-jkmn-pqrs", PASSWORD[:-1], TITLE])
def test_nothing_else_opens_it(wrong: str) -> None:
    content = locking.locked(plain_pdf(), PASSWORD)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(content), password=wrong)
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(content, password=wrong)


def test_nothing_of_it_is_readable_from_outside() -> None:
    content = locking.locked(plain_pdf(), PASSWORD)

    assert TITLE.encode() not in content
    assert PASSWORD.encode() not in content


def test_passwords_are_long_and_can_be_told_by_phone() -> None:
    made = {locking.new_password() for _each in range(50)}

    assert len(made) == 50
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}", each) for each in made)
