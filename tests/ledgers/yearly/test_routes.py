"""The year's list is chosen from variants and edited line by line."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.models import RoleAssignment
from ledgers.yearly import queries as yearly

LINES = {f"labels-{number}": f"不发生第{number}种情况" for number in range(5)}


def test_a_variant_fills_the_form_and_nothing_is_kept_before_it_is_sent(
    client: FlaskClient, sign_in: Any, session: Session
) -> None:
    sign_in(client, "officer")
    page = client.get("/desk/ledgers/never_events/years/2026?variant=D").get_data(as_text=True)
    assert "不发生滋事扰序" in page
    assert yearly.items(session, 2026) == []
    session.rollback()
    assert client.post("/desk/ledgers/never_events/years/2026", data=LINES).status_code == 302
    assert [each.label for each in yearly.items(session, 2026)] == list(LINES.values())
    session.rollback()
    # The other tab was opened before that: it shows both lists, and is sent on top once somebody read them.
    mine = LINES | {"labels-0": "我的说法"}
    answer = client.post("/desk/ledgers/never_events/years/2026", data=mine | {"seen": ""})
    shown = answer.get_data(as_text=True)
    assert (answer.status_code, "现在的五条" in shown, "不发生第0种情况" in shown) == (409, True, True)
    assert 'value="我的说法"' in shown
    mine["seen"] = yearly.mark(list(LINES.values()))
    assert f'value="{mine["seen"]}"' in shown
    assert client.post("/desk/ledgers/never_events/years/2026", data=mine).status_code == 302
    assert yearly.items(session, 2026)[0].label == "我的说法"
    session.rollback()
    page = client.get("/desk/ledgers/never_events/").get_data(as_text=True)
    assert "不发生第3种情况" in page
    assert "327" in page


def test_what_was_typed_stays_when_a_line_is_missing(client: FlaskClient, sign_in: Any) -> None:
    sign_in(client, "officer")
    answer = client.post("/desk/ledgers/never_events/years/2026", data=LINES | {"labels-4": ""})
    assert answer.status_code == 409
    assert "不发生第3种情况" in answer.get_data(as_text=True)


@pytest.mark.parametrize("name", ["leader", "handler", "inspector", "keeper", "admin"])
def test_only_officers_choose(client: FlaskClient, sign_in: Any, name: str) -> None:
    sign_in(client, name)
    assert client.get("/desk/ledgers/never_events/years/2026").status_code == 403
    assert client.post("/desk/ledgers/never_events/years/2026", data=LINES).status_code == 403


def test_a_company_begins_with_the_enterprises_lines_and_words_its_own(
    client: FlaskClient, sign_in: Any, session: Session, five: list[Any], company: int
) -> None:
    session.commit()
    sign_in(client, "officer")
    page = f"/desk/ledgers/never_events/years/2026?unit={company}"
    shown = client.get(page).get_data(as_text=True)
    assert "生产一部：2026年五个不发生" in shown
    assert f'value="{five[0].label}"' in shown
    assert client.post(page, data=LINES).status_code == 302
    listed = client.get("/desk/ledgers/never_events/").get_data(as_text=True)
    assert "生产一部：不发生第3种情况" in listed
    assert five[3].label in listed
    assert client.get("/desk/ledgers/never_events/years/2026?unit=7").status_code == 404


def test_an_officer_of_a_company_comes_to_its_list_and_is_told_who_words_the_enterprises(
    client: FlaskClient, sign_in: Any, session: Session, enterprise: Any, five: list[Any], company: int
) -> None:
    officer = RoleAssignment.account_id == enterprise.people["officer"].id
    session.execute(sa.update(RoleAssignment).where(officer).values(unit_id=company))
    session.commit()
    sign_in(client, "officer")
    page = "/desk/ledgers/never_events/years/2026"

    assert page in client.get("/desk/ledgers/never_events/").get_data(as_text=True)
    assert client.get(page).location == f"{page}?unit={company}"
    assert "全企业</a>" not in client.get(f"{page}?unit={company}").get_data(as_text=True)
    answer = client.post(page, data=LINES)
    assert answer.status_code == 403
    assert "全企业只有一份" in answer.get_data(as_text=True)
    assert client.post(f"{page}?unit={company}", data=LINES).status_code == 302

    session.execute(sa.update(RoleAssignment).where(officer).values(unit_id=enterprise.units["生产二部"]))
    session.commit()
    assert client.get(page).status_code == 403
    assert page not in client.get("/desk/ledgers/never_events/").get_data(as_text=True)
