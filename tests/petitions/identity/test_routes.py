"""From the request at the desk over the petitioner's page to the keeper and the opened name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient

from petitions import receipt
from petitions.conversation import receipt_place
from petitions.identity import queries as identity_queries
from petitions.visit.addresses import receipt_key
from tests.petitions.conftest import CONTACT, NAME
from vault import seal
from web import tick


class Case(NamedTuple):
    """What the test keeps of a case while others write."""

    id: int
    number: str


@pytest.fixture
def kept(app: Flask, casework: Any) -> tuple[Case, FlaskClient]:
    """A case whose name is sealed, and the browser of its petitioner."""
    petition, key = casework.file_confidential()
    code = receipt.mint()
    derived = receipt.derive(receipt_key(), code)
    petition.receipt_id = derived.lookup_id
    petition.receipt_sealed = seal.seal_bytes(derived.key, key, receipt_place(petition.id))
    found = Case(petition.id, petition.number)
    casework.session.commit()
    phone = app.test_client()
    assert phone.post("/case", data={"code": code}).status_code == 303
    return found, phone


@pytest.fixture
def desk(app: Flask, sign_in: Callable[..., FlaskClient]) -> Callable[[str], FlaskClient]:
    return lambda who: sign_in(app.test_client(), who)


def text(answer: Any) -> str:
    found: str = answer.get_data(as_text=True)
    return found


def request_id(casework: Any, petition: Case) -> int:
    found = identity_queries.requests(casework.session, petition.id)[0].id
    # The test's own session writes; nobody else could while it is open.
    casework.session.rollback()
    return found


def say(phone: FlaskClient, asked: int, **data: str) -> Any:
    token = re.search(r'name="token" value="([^"]+)"', text(phone.get("/case")))
    assert token
    return phone.post("/case/identity", data={"token": token[1], "request": str(asked), **data})


def test_the_whole_way(casework: Any, kept: Any, desk: Any) -> None:
    petition, phone = kept
    officer, keeper = desk("officer"), desk("keeper")
    address = f"/desk/petitions/{petition.id}/identity"
    assert "申请查看姓名" in text(officer.get(f"/desk/petitions/{petition.id}/"))
    assert officer.post(address, data={"reason": " "}).status_code == 422
    assert officer.post(address, data={"reason": "夜班考勤要与本人核对。"}).status_code == 303
    asked = request_id(casework, petition)

    page = text(phone.get("/case"))
    assert "王芳要看您封存的姓名" in page
    assert "夜班考勤要与本人核对。" in page
    assert say(phone, asked, said="consented", text="请先打电话。").status_code == 303
    assert "有1件查看姓名的申请等您决定" in text(keeper.get("/desk/"))
    waiting = text(keeper.get("/desk/identity/"))
    assert petition.number in waiting
    assert "夜班考勤要与本人核对。" in waiting
    one = text(keeper.get(f"/desk/identity/{asked}"))
    assert "请先打电话。" in one
    assert NAME not in one
    assert keeper.post(f"/desk/identity/{asked}", data={"decision": "refuse"}).status_code == 422
    assert keeper.post(f"/desk/identity/{asked}", data={"decision": "agree"}).status_code == 303

    shown = officer.post(f"{address}/{asked}")
    assert NAME in text(shown)
    assert CONTACT in text(shown)
    assert shown.headers["Cache-Control"] == "no-store"
    page = text(phone.get("/case"))
    assert "保管人黄丽同意了，可以看到" in page
    assert "看过的日子：11月24日" in page
    assert NAME not in text(officer.get(f"/desk/petitions/{petition.id}/"))
    casework.clock.advance(days=8)
    assert "identity" in tick.run()
    officer, keeper = desk("officer"), desk("keeper")
    assert officer.post(f"{address}/{asked}").status_code == 403
    assert "已到期收回" in text(keeper.get("/desk/identity/"))
    assert "没有等您决定的申请" in text(keeper.get("/desk/"))


def test_an_objection_is_kept_with_its_words_and_the_keeper_is_told(casework: Any, kept: Any, desk: Any) -> None:
    petition, phone = kept
    officer, keeper = desk("officer"), desk("keeper")
    officer.post(f"/desk/petitions/{petition.id}/identity", data={"reason": "夜班考勤要与本人核对。"})
    asked = request_id(casework, petition)
    assert say(phone, asked).status_code == 422
    early = keeper.post(f"/desk/identity/{asked}", data={"decision": "agree"})
    assert early.status_code == 409
    assert "信访人还可以不同意" in text(early)

    assert say(phone, asked, said="objected", text="我怕班长知道。").status_code == 303

    assert "您不同意，没有给看。" in text(phone.get("/case"))
    assert "我怕班长知道。" in text(officer.get(f"/desk/petitions/{petition.id}/"))
    assert keeper.post(f"/desk/identity/{asked}", data={"decision": "agree"}).status_code == 409
    again = officer.post(f"/desk/petitions/{petition.id}/identity", data={"reason": "再看一次。"})
    assert again.status_code == 409
    assert "再看一次。" in text(again)
    late = say(phone, asked, said="consented")
    assert late.status_code == 409
    assert "不等您回答了" in text(late)


def test_a_form_of_a_stranger_does_not_answer_in_the_petitioners_name(casework: Any, kept: Any, desk: Any) -> None:
    petition, phone = kept
    desk("officer").post(f"/desk/petitions/{petition.id}/identity", data={"reason": "核对。"})
    asked = request_id(casework, petition)

    answer = phone.post("/case/identity", data={"token": "guessed", "request": str(asked), "said": "consented"})

    assert answer.status_code == 409
    assert identity_queries.locked(casework.session, asked).answer is None


@pytest.mark.parametrize(
    ("who", "at_case", "at_keepers"),
    [
        ("admin", 403, 403),
        ("officer", 200, 403),
        ("handler", 403, 403),
        ("leader", 403, 403),
        ("inspector", 404, 403),
        ("keeper", 403, 200),
    ],
)
def test_who_reaches_which_page(kept: Any, desk: Any, who: str, at_case: int, at_keepers: int) -> None:
    petition, _phone = kept
    browser = desk(who)

    assert browser.get(f"/desk/petitions/{petition.id}/identity").status_code == at_case
    assert browser.get("/desk/identity/").status_code == at_keepers


def test_where_nothing_is_sealed_nothing_can_be_asked(casework: Any, desk: Any) -> None:
    petition_id = casework.file()[0].id
    casework.session.commit()

    answer = desk("officer").get(f"/desk/petitions/{petition_id}/identity")

    assert answer.status_code == 409
    assert "没有单独封存的姓名" in text(answer)
