"""Reporting that there is nothing takes one press; who has not is seen at a glance."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.models import RoleAssignment
from ledgers.sweeps import queries as sweeping


def test_a_handler_reports_zero_for_a_unit(client: FlaskClient, sign_in: Any, enterprise: Any) -> None:
    sign_in(client, "handler")
    page = client.get("/desk/ledgers/risks/sweep").get_data(as_text=True)
    assert page.count("报零报告</button>") == 3
    assert "设为重要时期" not in page
    assert client.post(f"/desk/ledgers/risks/sweep/{enterprise.units['机关']}/zero").status_code == 302
    page = client.get("/desk/ledgers/risks/sweep").get_data(as_text=True)
    assert page.count("报零报告</button>") == 2
    assert client.post("/desk/ledgers/risks/sweep/5/zero").status_code == 404


def test_an_officer_sets_and_takes_back_an_important_period(
    client: FlaskClient, sign_in: Any, session: Session
) -> None:
    sign_in(client, "officer")
    typed = {"name": "重要会议", "first": "2026-11-24", "last": "2026-11-20"}
    refused = client.post("/desk/ledgers/risks/periods", data=typed)
    assert refused.status_code == 409
    assert 'value="重要会议"' in refused.get_data(as_text=True)
    assert client.post("/desk/ledgers/risks/periods", data=typed | {"last": "2026-11-30"}).status_code == 302
    assert client.post("/desk/ledgers/risks/periods", data={}).status_code == 422
    (period,) = sweeping.periods(session)
    session.rollback()
    assert client.post(f"/desk/ledgers/risks/periods/{period.id}/remove").status_code == 302


@pytest.mark.parametrize("name", ["leader", "handler", "inspector", "keeper", "admin"])
def test_periods_are_the_officers(client: FlaskClient, sign_in: Any, name: str) -> None:
    sign_in(client, name)
    assert client.get("/desk/ledgers/risks/sweep").status_code == (200 if name in {"leader", "handler"} else 403)
    assert client.post("/desk/ledgers/risks/periods", data={}).status_code == 403
    assert client.post("/desk/ledgers/risks/periods/1/remove").status_code == 403


def _seen(page: str) -> str:
    return page.partition('name="seen" value="')[2].partition('"')[0]


def test_an_officer_says_who_reports_by_level_or_one_by_one(client: FlaskClient, sign_in: Any, enterprise: Any) -> None:
    sign_in(client, "officer")
    page = client.get("/desk/ledgers/risks/sweep").get_data(as_text=True)
    assert "按第 3 级单位报" in page
    seen = _seen(page)
    assert client.post("/desk/ledgers/risks/sweep/units", data={"level": "2", "seen": seen}).status_code == 302
    page = client.get("/desk/ledgers/risks/sweep").get_data(as_text=True)
    assert "现在 6 个单位要报" in page
    ticked = {"units": [str(enterprise.units["机关"]), "junk"], "seen": seen}
    stale = client.post("/desk/ledgers/risks/sweep/units", data=ticked)
    assert stale.status_code == 409
    page = stale.get_data(as_text=True)
    assert "刚刚有同事改过由哪些单位报" in page
    assert "现在要报的：一车间、二车间、检修班、三车间、四车间、机关" in page
    assert page.count(" checked>") == 1
    ticked["seen"] = _seen(page)
    assert client.post("/desk/ledgers/risks/sweep/units", data=ticked).status_code == 302
    seen = _seen(client.get("/desk/ledgers/risks/sweep").get_data(as_text=True))
    refused = client.post("/desk/ledgers/risks/sweep/units", data={"level": "9", "seen": seen})
    assert refused.status_code == 409
    assert "请至少选一个单位" in refused.get_data(as_text=True)


def test_an_officer_of_a_company_is_told_of_its_units_only(
    client: FlaskClient, sign_in: Any, session: Session, enterprise: Any
) -> None:
    officer = RoleAssignment.account_id == enterprise.people["officer"].id
    session.execute(sa.update(RoleAssignment).where(officer).values(unit_id=enterprise.units["生产二部"]))
    session.commit()
    sign_in(client, "officer")
    page = client.get("/desk/ledgers/risks/sweep").get_data(as_text=True)
    assert "您管的单位里，现在 1 个要报" in page
    assert "机关" not in page
    refused = client.post("/desk/ledgers/risks/sweep/units", data={"seen": "0"}).get_data(as_text=True)
    assert "现在要报的：生产二部" in refused
    assert "机关" not in refused


def test_a_handler_does_not_say_who_reports(client: FlaskClient, sign_in: Any) -> None:
    sign_in(client, "handler")
    assert "由哪些单位报" not in client.get("/desk/ledgers/risks/sweep").get_data(as_text=True)
    assert client.post("/desk/ledgers/risks/sweep/units", data={"level": "1"}).status_code == 403
