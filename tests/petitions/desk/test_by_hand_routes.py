"""A visit or a letter is registered once with its scans, and the receipt is handed over."""

from __future__ import annotations

import io
import re
from typing import Any

import sqlalchemy as sa

from petitions import conversation, receipt
from petitions.keys import holding
from petitions.models import Petition
from tests.petitions.desks import Desk, text_of
from tests.petitions.phone import photo

BY_HAND = {
    "channel": "visit",
    "kind": "problem",
    "text": "来访人说：宿舍三天没有热水。",
    "category": "canteen",
    "unit": "",
    "people": "3",
    "naming": "named",
    "name": "𬱖建国",
    "contact": "13800000000",
}


def test_an_officer_registers_a_visit_and_hands_over_the_receipt(casework: Any, desk: Desk) -> None:
    form = desk("officer").get("/desk/petitions/new").get_data(as_text=True)
    code = re.search(r'name="code"[^>]*value="(\w{16})"', form)
    assert code

    first = desk("officer").post("/desk/petitions/new", data={**BY_HAND, "code": code[1]})
    again = desk("officer").post("/desk/petitions/new", data={**BY_HAND, "code": code[1]})

    assert first.status_code == again.status_code == 200
    assert code[1][:4] in text_of(first)
    numbers = {re.search(r"XF\w{10}", text_of(each))[0] for each in (first, again)}  # type: ignore[index]
    assert len(numbers) == 1
    listed = text_of(desk("officer").get("/desk/petitions/"))
    assert numbers.pop() in listed


def test_a_name_is_asked_for_when_the_visitor_is_named(casework: Any, desk: Desk) -> None:
    answer = desk("officer").post("/desk/petitions/new", data={**BY_HAND, "code": "0" * 16, "name": " "})

    assert answer.status_code == 422
    assert "宿舍三天没有热水" in text_of(answer)


def test_the_scan_of_a_letter_is_sealed_with_what_was_registered_by_hand(casework: Any, desk: Desk) -> None:
    fields = {**BY_HAND, "channel": "letter", "code": receipt.mint()}
    wrong = desk("officer").post(
        "/desk/petitions/new", data={**fields, "files": (io.BytesIO(b"MZ" + bytes(99)), "信.exe")}
    )
    assert wrong.status_code == 422
    assert "信.exe" in text_of(wrong)
    assert "宿舍三天没有热水" in text_of(wrong)
    assert "请重新选一次" in text_of(wrong)
    answer = desk("officer").post("/desk/petitions/new", data={**fields, "files": (io.BytesIO(photo()), "来信.jpg")})
    assert answer.status_code == 200
    number = re.search(r"XF\w{10}", text_of(answer))
    assert number
    case = casework.session.execute(sa.select(Petition).where(Petition.number == number[0])).scalar_one()
    key = holding.case_key(casework.session, case, casework.enterprise.people["officer"])
    (said,) = conversation.messages(casework.session, case.id, key)
    assert [file.sort.ending for file in said.files] == ["jpg"]
