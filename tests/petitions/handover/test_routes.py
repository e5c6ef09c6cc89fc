"""Somebody leaves: an officer hands their work on, and only then the administrator stops the account without a warning."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.roles import Role
from petitions.workflow import State

PAGES = "/desk/petitions/leaving/"


def test_an_account_that_holds_work_is_handed_on_before_it_is_stopped(
    client: FlaskClient, app: Any, session: Session, casework: Any, sign_in: Any
) -> None:
    successor = casework.add_person("handler2", "孙悦", Role.HANDLER, "生产一部")
    petition, _key = casework.lead_to(State.INVESTIGATING)
    number, handler = petition.number, casework.enterprise.people["handler"]
    top = casework.enterprise.units["岱山能源集团"]
    session.commit()
    admin = sign_in(app.test_client(), "admin")
    stop = {"username": "handler", "name": "张伟", "title": "", "roles": "handler", "unit_id": str(top)}
    warned = admin.post(f"/admin/accounts/{handler.id}", data=stop)
    text = warned.get_data(as_text=True)
    assert "移交" in text
    assert 'name="despite_work"' in text
    assert number not in text
    sign_in(client, "officer")
    assert "张伟" in client.get(PAGES).get_data(as_text=True)
    page = client.get(f"{PAGES}{handler.id}").get_data(as_text=True)
    assert number in page
    assert client.post(f"{PAGES}{handler.id}", data={"successor_id": "1"}).status_code == 422
    done = client.post(f"{PAGES}{handler.id}", data={"successor_id": str(successor.id)}).get_data(as_text=True)
    assert "张伟名下 1 件已交给孙悦，0 件没有交" in done
    assert "可以放心停用" in client.get(f"{PAGES}{handler.id}").get_data(as_text=True)
    assert admin.post(f"/admin/accounts/{handler.id}", data=stop).status_code == 302


def test_an_account_can_be_stopped_at_once_and_handed_on_afterwards(
    client: FlaskClient, app: Any, session: Session, casework: Any, sign_in: Any
) -> None:
    casework.lead_to(State.INVESTIGATING)
    handler, top = casework.enterprise.people["handler"], casework.enterprise.units["岱山能源集团"]
    session.commit()
    admin = sign_in(app.test_client(), "admin")
    stop = {"username": "handler", "name": "张伟", "title": "", "roles": "handler", "unit_id": str(top)}
    assert admin.post(f"/admin/accounts/{handler.id}", data=stop | {"despite_work": "y"}).status_code == 302
    sign_in(client, "officer")
    assert "已停用" in client.get(PAGES).get_data(as_text=True)
    assert client.get(f"{PAGES}7").status_code == 404


@pytest.mark.parametrize("name", ["officer", "inspector", "handler", "leader", "keeper", "admin"])
def test_who_hands_work_on(client: FlaskClient, sign_in: Any, name: str) -> None:
    sign_in(client, name)
    assert client.get(PAGES).status_code == (200 if name in {"officer", "inspector"} else 403)
