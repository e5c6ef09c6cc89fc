"""A mailbox of the enterprise's own is no private one, and a page shows of any the first letter and the domain alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.mailbox import addresses


@pytest.mark.parametrize(
    ("address", "sender", "is_theirs"),
    [
        ("wang@works.example", "xinqiao@works.example", True),
        ("wang@WORKS.example", "xinqiao@mail.works.example", True),
        ("wang@oa.works.example", "xinqiao@works.example", True),
        ("wang@otherworks.example", "xinqiao@works.example", False),
        ("wang@qq.com", "xinqiao@works.example", False),
        # A small enterprise sends from a mailbox that anybody can have.
        ("wang@163.com", "works-union@163.com", False),
        ("wang@vip.163.com", "works-union@vip.163.com", False),
        ("wang@works.example", "", False),
    ],
)
def test_a_mailbox_at_the_senders_own_domain_is_the_enterprises(address: str, sender: str, is_theirs: bool) -> None:
    assert addresses.is_of_the_enterprise(address, sender) is is_theirs


@given(st.text("abzAZ09._%+=-", min_size=1, max_size=64))
def test_a_page_shows_one_letter_and_the_domain(user: str) -> None:
    assert addresses.masked(f"{user}@139.com") == f"{user[0]}***@139.com"
