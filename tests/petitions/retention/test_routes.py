"""The desk sees what is destroyed next and can put it off; everybody reads the periods; the tick destroys."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from petitions.models import Petition
from petitions.periods import hold_place
from petitions.retention.models import RetentionHold
from petitions.workflow import State
from vault import seal
from web import clock as product_clock
from web import paging, tick


@pytest.fixture
def declined(casework: Any) -> tuple[int, str]:
    """Id and number of a case that was declined in 2026."""
    petition, _key = casework.lead_to(State.DECLINED)
    found = petition.id, petition.number
    casework.session.commit()
    return found


def text(answer: Any) -> str:
    found: str = answer.get_data(as_text=True)
    return found


def test_the_periods_stand_on_the_page_for_everybody(client: FlaskClient, declined: Any) -> None:
    page = text(client.get("/trust"))

    assert "诉求保管多久" in page
    assert "保管 3 年，从办结后的下一年算起" in page


def test_an_officer_holds_a_case_and_lets_it_go(
    app: Flask, casework: Any, declined: tuple[int, str], sign_in: Callable[..., FlaskClient]
) -> None:
    petition_id, number = declined
    casework.clock.set(datetime(2028, 6, 1, 9, tzinfo=product_clock.ZONE))
    officer = sign_in(app.test_client(), "officer")
    assert number in text(officer.get("/desk/petitions/retention"))
    assert "保管到2029年12月31日" in text(officer.get(f"/desk/petitions/{petition_id}/"))
    address = f"/desk/petitions/{petition_id}/hold"
    assert officer.post(address, data={"reason": ""}).status_code == 422
    assert officer.post(address, data={"reason": "正在诉讼。"}).status_code == 303
    assert "正在诉讼。" in text(officer.get(address))
    # A colleague whose page is from before takes nobody's reason away.
    late = officer.post(address, data={"reason": "巡视要看。"})
    assert late.status_code == 422
    assert "正在诉讼。" in text(late)
    assert "巡视要看。" in text(late)
    # Unless no key opens it any more: then it is written again, and the case stays held meanwhile.
    kept = casework.session.scalars(sa.select(RetentionHold)).one()
    kept.reason_sealed = seal.seal_text(seal.random_key(), "正在诉讼。", hold_place(petition_id))
    casework.session.commit()
    assert "当时写的理由打不开了" in text(officer.get(address))
    assert officer.post(address, data={"reason": "巡视要看。"}).status_code == 303
    assert "巡视要看。" in text(officer.get(address))

    casework.clock.set(datetime(2030, 1, 2, 9, tzinfo=product_clock.ZONE))
    assert "retention" in tick.run()
    officer = sign_in(app.test_client(), "officer")
    assert number in text(officer.get(f"/desk/petitions/{petition_id}/"))
    assert officer.post(f"{address}/lift").status_code == 303
    tick.run()

    assert officer.get(f"/desk/petitions/{petition_id}/").status_code == 404
    assert number not in text(officer.get("/desk/petitions/retention"))
    assert casework.session.scalar(sa.select(Petition.purged_on)) is not None


def test_a_long_list_is_turned_page_by_page(
    casework: Any,
    declined: tuple[int, str],
    client: FlaskClient,
    sign_in: Callable[..., FlaskClient],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    casework.lead_to(State.DECLINED)
    casework.session.commit()
    casework.clock.set(datetime(2028, 6, 1, 9, tzinfo=product_clock.ZONE))
    monkeypatch.setattr(paging, "PAGE", 1)
    pages = [text(sign_in(client, "officer").get(f"/desk/petitions/retention?page={page}")) for page in "12"]

    numbers = [set(re.findall(r"XF\d{6}\w{4}", page)) for page in pages]
    assert [len(each) for each in numbers] == [1, 1]
    assert numbers[0] != numbers[1]
    assert ("下一页" in pages[0], "上一页" in pages[0]) == (True, False)
    assert ("下一页" in pages[1], "上一页" in pages[1]) == (False, True)


@pytest.mark.parametrize(("who", "status"), [("admin", 403), ("leader", 403), ("handler", 403), ("inspector", 404)])
def test_who_cannot_hold_a_case(
    client: FlaskClient, declined: tuple[int, str], sign_in: Callable[..., FlaskClient], who: str, status: int
) -> None:
    browser = sign_in(client, who)

    assert browser.get(f"/desk/petitions/{declined[0]}/hold").status_code == status


def test_a_case_in_hand_is_not_held(casework: Any, client: FlaskClient, sign_in: Callable[..., FlaskClient]) -> None:
    petition_id = casework.file()[0].id
    casework.session.commit()

    assert sign_in(client, "officer").get(f"/desk/petitions/{petition_id}/hold").status_code == 409
