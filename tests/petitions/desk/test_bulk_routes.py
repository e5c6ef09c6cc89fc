"""Ticking cases in the list and giving them to one handler works without a script, and each says what became of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from petitions.models import Petition
from petitions.workflow import State

PAGE = "/desk/petitions/bulk/"


@pytest.fixture
def desk(app: Any, casework: Any, sign_in: Callable[..., FlaskClient]) -> Callable[[str], FlaskClient]:
    def of(who: str) -> FlaskClient:
        casework.session.commit()
        return sign_in(app.test_client(), who)

    return of


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def test_from_ticks_in_the_list_to_a_result_for_each(casework: Any, desk: Callable[[str], FlaskClient]) -> None:
    ready, _ = casework.lead_to(State.ACCEPTED)
    early, _ = casework.lead_to(State.REGISTERED)
    browser = desk("officer")

    listed = text_of(browser.get("/desk/petitions/?view=open&ticked=1"))
    boxes = re.findall(r'name="case" value="(\d+\.\d+)" checked', listed)
    asked = text_of(browser.post(PAGE, data={"case": boxes}))
    handler = casework.enterprise.people["handler"]
    refused = browser.post(PAGE, data={"case": boxes, "handler_id": "", "text": "月底前答复"})
    done = text_of(browser.post(PAGE, data={"case": boxes, "handler_id": handler.id, "text": "月底前答复"}))

    assert len(boxes) == 2
    assert ready.number in asked
    assert handler.name in asked
    assert (refused.status_code, "月底前答复" in text_of(refused)) == (422, True)
    assert f"交给{handler.name} 1 件" in done
    assert "1 件没有办成" in done
    assert "待受理" in done
    casework.session.expire_all()
    assert casework.session.get(Petition, ready.id).state is State.ASSIGNED
    assert casework.session.get(Petition, early.id).state is State.REGISTERED


def test_nothing_ticked_is_said(desk: Callable[[str], FlaskClient]) -> None:
    answer = desk("officer").post(PAGE, data={})

    assert answer.status_code == 422
    assert "还没有选诉求" in text_of(answer)


def test_a_handler_has_no_boxes_and_no_page(casework: Any, desk: Callable[[str], FlaskClient]) -> None:
    casework.lead_to(State.ASSIGNED)
    browser = desk("handler")

    assert 'name="case"' not in text_of(browser.get("/desk/petitions/"))
    assert browser.post(PAGE, data={}).status_code == 403
