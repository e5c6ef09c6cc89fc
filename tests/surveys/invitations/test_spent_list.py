"""The page that checks a ticket by itself: everything inside, nothing that could break out."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from typing import Any

from flask import Flask

from surveys.ballot_box import tickets
from surveys.ballot_box.tickets import UnitKey
from surveys.invitations import spent_list
from surveys.invitations.spent_list import UnitList


@dataclass
class _Group:
    id: int
    parent_id: int | None
    name: str
    shown: bool


def _mark(number: int) -> bytes:
    return bytes([number]) * 32


def test_marks_of_a_unit_whose_number_is_not_told_stand_in_the_list_it_is_told_within() -> None:
    groups: Any = [
        _Group(0, None, "集团", True),
        _Group(1, 0, "一车间", True),
        _Group(2, 0, "生产二部", False),
        _Group(3, 2, "三车间", False),
    ]
    lists = spent_list.lists(groups, {1: [_mark(5), _mark(4)], 2: [_mark(1)], 3: [_mark(9), _mark(0)]})

    assert [(each.name, each.members) for each in lists] == [("集团", (0, 2, 3)), ("一车间", (1,))]
    assert [each.marks for each in lists] == [(_mark(0), _mark(1), _mark(9)), (_mark(4), _mark(5))]


def test_where_no_number_is_told_all_stand_in_one_list() -> None:
    groups: Any = [_Group(0, None, "集团", False), _Group(1, 0, "一车间", False)]
    (only,) = spent_list.lists(groups, {1: [_mark(1)]})

    assert only.members == (0, 1)


def test_the_page_holds_keys_list_and_script_and_fetches_nothing(app: Flask) -> None:
    hostile = "</script><script>alert(1)</script>"
    document = tickets.key_document("harbour7", [UnitKey(1, hostile, 30, b"key")])
    with app.test_request_context():
        page = spent_list.page("harbour7", hostile, document, [UnitList(1, hostile, (1, 2), (_mark(0), _mark(255)))])

    assert page.count("<script") == page.count("</script>") == 2
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    assert data["keys"].encode() == document
    assert data["lists"] == {"1": 0, "2": 0}
    assert [[base64.b64decode(mark) for mark in marks] for marks in data["spent"]] == [[_mark(0), _mark(255)]]
    assert "：2 张" in page
    assert not re.search(r"""(?:src|href)\s*=|fetch\(|https?://""", page)
