"""One number has one spelling, and words identify nobody."""

from __future__ import annotations

import pytest

from petitions.search import contacts


@pytest.mark.parametrize(
    "written",
    [
        "13800138000",
        "138 0013 8000",
        "+86 138-0013-8000",
        "１３８００１３８０００",
        "电话：138-00138000（晚上打）",
        "008613800138000",
        "13800138000/13912345678",
        "138 0013 8000 13912345678",
        "0531-88886666，13800138000",
    ],
)
def test_a_mobile_number_is_the_same_however_it_is_written(written: str) -> None:
    assert contacts.normal(written) == "tel:13800138000"


def test_landlines_and_mail_addresses() -> None:
    assert contacts.normal("(0531) 8888-6666") == "tel:053188886666"
    assert contacts.normal("邮箱 Li.Qiang@Example.com") == "mail:li.qiang@example.com"


@pytest.mark.parametrize("written", ["", "下班后在班组找我", "8000", "工号 20261234", "138001380001234"])
def test_what_identifies_nobody_is_no_contact(written: str) -> None:
    assert contacts.normal(written) is None
