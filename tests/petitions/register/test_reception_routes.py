"""接访日 from the notice staff read to the case registered from it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from petitions import receipt

DESK = "/desk/petitions/receptions/"
DAY = {"hours": "9:00–11:30", "place": "工会二楼", "leader": "刘洋（副总经理）", "leader_id": "0"}


def test_a_day_is_announced_held_recorded_and_gives_a_case(client: FlaskClient, app: Any, sign_in: Any) -> None:
    staff = app.test_client()
    assert "领导接访" not in staff.get("/").get_data(as_text=True)
    sign_in(client, "officer")
    assert client.post(DESK, data=DAY | {"day": "2026-11-01"}).status_code == 422
    assert client.post(DESK, data=DAY).status_code == 422
    assert client.post(DESK, data=DAY | {"day": "2026-11-24"}).status_code == 302
    assert "领导接访" in staff.get("/").get_data(as_text=True)
    notice = staff.get("/receptions").get_data(as_text=True)
    assert "刘洋（副总经理）" in notice
    assert "9:00–11:30 · 工会二楼" in notice
    page = client.get(DESK).get_data(as_text=True)
    (day,) = set(re.findall(rf"{DESK}\d+", page))
    form = client.get(f"/desk/petitions/new?reception={day.rsplit('/', 1)[1]}").get_data(as_text=True)
    assert "selected" in form[form.index('name="reception"') :].split("</select>")[0]
    filed = {
        "code": receipt.mint(),
        "channel": "visit",
        "kind": "problem",
        "text": "来访说夜班津贴。",
        "category": "pay",
        "unit": "",
        "people": "1",
        "naming": "anonymous",
        "reception": day.rsplit("/", 1)[1],
    }
    assert client.post("/desk/petitions/new", data=filed).status_code == 200
    assert client.post(day, data={"visits": "3", "visitors": "1"}).status_code == 422
    assert client.post(day, data={"visits": "1", "visitors": "1", "text": "欧阳青禾来访"}).status_code == 302
    shown = client.get(day).get_data(as_text=True)
    assert "欧阳青禾来访" in shown
    assert "XF202611" in shown
    # A colleague whose page is from before loses neither what they typed nor what was written meanwhile.
    late = client.post(day, data={"visits": "1", "visitors": "2", "text": "刘洋当场答复"})
    assert late.status_code == 422
    told = late.get_data(as_text=True)
    assert told.index("欧阳青禾来访") < told.index("刘洋当场答复")
    seen = re.findall(r'name="seen"[^>]*value="([0-9a-f]+)"', told)
    both = {"visits": "1", "visitors": "2", "text": "欧阳青禾来访，刘洋当场答复", "seen": seen[0]}
    assert client.post(day, data=both).status_code == 302
    leader = sign_in(app.test_client(), "leader").get(day).get_data(as_text=True)
    assert "欧阳青禾" not in leader
    assert "XF202611" not in leader
    assert client.post(f"{day}/cancel").status_code == 409


def test_a_cancelled_day_says_so(client: FlaskClient, app: Any, sign_in: Any) -> None:
    sign_in(client, "officer")
    client.post(DESK, data=DAY | {"day": "2026-11-26"})
    (day,) = set(re.findall(rf"{DESK}\d+", client.get(DESK).get_data(as_text=True)))
    assert client.post(f"{day}/cancel").status_code == 302
    assert "已取消" in app.test_client().get("/receptions").get_data(as_text=True)
    assert client.get(f"{DESK}7").status_code == 404


@pytest.mark.parametrize("name", ["officer", "leader", "handler", "inspector", "keeper", "admin"])
def test_who_sees_and_who_announces(client: FlaskClient, sign_in: Any, name: str) -> None:
    sign_in(client, name)
    assert client.get(DESK).status_code == (403 if name in {"keeper", "admin"} else 200)
    allowed = client.post(DESK, data=DAY | {"day": "2026-11-26"}).status_code
    assert allowed == (302 if name == "officer" else 403)
