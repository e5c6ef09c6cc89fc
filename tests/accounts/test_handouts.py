"""What is handed over on paper: readable, complete, and marked when it is a demonstration."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from flask import Flask

from accounts import handouts
from accounts.queries import Office
from vault import recovery

OFFICE = Office(5, "union", 1, "岱山能源集团", "", None, (), None, False)
ADDRESS = "https://xq.example.com/desk/groups/found#AbCd-1234_efGH"


def _pages(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(io.BytesIO(pdf))]


@pytest.fixture(autouse=True)
def page(app: Flask) -> object:
    """A request, so that words know their language."""
    context = app.test_request_context()
    context.push()
    yield context
    context.pop()


def test_a_founding_slip_says_for_what_and_where() -> None:
    (text,) = _pages(handouts.founding_slip(OFFICE, ADDRESS, organisation="岱山能源集团"))

    assert ADDRESS in "".join(text.split())
    assert "诉求受理" in text
    assert "只能用一次" in text


def test_a_sign_in_slip_holds_name_and_password() -> None:
    (text,) = _pages(handouts.initial_password("孙𬱖", "sunli", "ab12-cd34-ef56", organisation="集团"))

    assert "ab12-cd34-ef56" in text
    assert "孙𬱖" in text


def test_recovery_sheets_are_three_pages_each_with_its_own_words() -> None:
    sheets = recovery.print_sheets(5)

    pages = _pages(handouts.recovery_sheets(OFFICE, sheets, today=date(2026, 11, 24)))

    assert len(pages) == 3
    for number, (text, words) in enumerate(zip(pages, sheets.words, strict=True), start=1):
        assert f"第 {number} 张，共 3 张" in text
        assert all(word in text for word in words)


def test_a_demonstrations_paper_says_so(app: Flask) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], demo=True)

    (text,) = _pages(handouts.initial_password("孙丽", "sunli", "ab12-cd34-ef56", organisation="集团"))

    assert "演示数据" in text
