"""The receipt's picture holds what one must keep, and nothing that has to be fetched."""

import base64
from typing import Any
from xml.etree import ElementTree

from flask import Flask

from petitions.filing import certificate

CODE = "K7QM2X9D4T5VA1B8"


def test_the_picture_holds_code_number_and_dates_and_fetches_nothing(app: Flask, casework: Any) -> None:
    petition, _key = casework.file()
    casework.session.commit()
    address = certificate.picture(
        CODE, "https://example.org/case#", petition.number, petition.filed_on, due=petition.next_due
    )
    head, _comma, body = address.partition(",")
    assert head == "data:image/svg+xml;base64"
    drawn = base64.b64decode(body).decode()
    words = "".join(ElementTree.fromstring(drawn).itertext())
    for word in ("K7QM-2X9D", "4T5V-A1B8", petition.number, "2026年11月24日", "2026年12月9日"):
        assert word in words
    assert "href" not in drawn
    assert "<script" not in drawn
    assert drawn.count("<path") >= 2


def test_two_codes_give_two_pictures(app: Flask, casework: Any) -> None:
    petition, _key = casework.file()
    casework.session.commit()
    number, day = petition.number, petition.filed_on
    one, other = (certificate.picture(code, "http://x/case#", number, day) for code in (CODE, CODE[::-1]))
    assert one != other


def test_without_a_day_to_come_back_none_is_printed(app: Flask, clock: Any) -> None:
    with app.test_request_context():
        drawn = certificate.picture(CODE, "http://x#", "XF202611ABCD-K7QM", clock().date())
    words = "".join(ElementTree.fromstring(base64.b64decode(drawn.partition(",")[2])).itertext())
    assert "XF202611ABCD-K7QM" in words
    assert "前回来看" not in words


def test_a_receipt_made_from_the_kept_picture_holds_its_own_code_and_number_alone(app: Flask, casework: Any) -> None:
    first, other = casework.file()[0], casework.file()[0]
    casework.session.commit()
    drawn = [
        base64.b64decode(
            certificate.picture(code, "http://x/case#", petition.number, petition.filed_on).partition(",")[2]
        ).decode()
        for code, petition in ((CODE, first), (CODE[::-1], other))
    ]
    assert first.number in drawn[0]
    assert first.number not in drawn[1]
    assert "K7QM-2X9D" not in drawn[1]
    assert "{" not in "".join(drawn)
