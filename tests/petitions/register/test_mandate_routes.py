"""交办件 from registration to the report, as an officer does it in a browser."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from petitions import receipt
from web import paging

NEW = "/desk/petitions/new"
LIST = "/desk/petitions/mandates/"
FORM = {
    "channel": "superior",
    "kind": "problem",
    "text": "省里转来：夜班津贴没有发。",
    "category": "pay",
    "unit": "",
    "people": "1",
    "naming": "anonymous",
}


def test_what_a_superior_sent_is_registered_shown_on_its_clock_and_reported(
    client: FlaskClient, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, "officer")
    form = FORM | {"code": receipt.mint()}
    refused = client.post(NEW, data=form)
    assert refused.status_code == 422
    assert "请写明是哪个上级单位交办" in refused.get_data(as_text=True)
    charge = {"issuer": "省总工会信访处", "reference": "信〔2026〕5号", "asked": "请核查"}
    early = client.post(NEW, data=form | charge | {"due_on": "2026-11-24"})
    assert early.status_code == 422 or "上级的期限应当在今天以后" in early.get_data(as_text=True)
    stored = client.post(NEW, data=form | charge | {"due_on": "2026-12-08"})
    assert stored.status_code == 200
    listed = client.get(LIST).get_data(as_text=True)
    assert "省总工会信访处" in listed
    assert "信〔2026〕5号" in listed
    assert "交办，12月8日前反馈" in client.get("/desk/petitions/?view=charged").get_data(as_text=True)
    (case,) = set(re.findall(r"/desk/petitions/\d+/", listed))
    shown = client.get(case).get_data(as_text=True)
    assert "向上级反馈" in shown
    assert "省总工会信访处交办、批示" in shown
    assert (
        "2026-12-24" in client.get(f"{case}mandate").get_data(as_text=True)
        or client.get(f"{case}mandate").status_code == 409
    )
    letter = client.get(f"{case}letters/register.docx")
    assert letter.status_code == 200
    assert client.post(NEW, data=FORM | charge | {"issuer": "市总工会", "code": receipt.mint()}).status_code == 200
    monkeypatch.setattr(paging, "PAGE", 1)
    first, second = (client.get(f"{LIST}?page={page}").get_data(as_text=True) for page in "12")
    assert ("省总工会信访处" in first, "市总工会" in first, "下一页" in first) == (True, False, True)
    assert ("省总工会信访处" in second, "市总工会" in second, "下一页" in second) == (False, True, False)
    done = client.post(f"{case}report-up", data={"text": "办结报告"})
    assert done.status_code == 302
    listed = client.get(LIST).get_data(as_text=True)
    assert "省总工会信访处" not in listed.split("反馈的</h2>")[0]
    assert "反馈 1 件，其中按期 1 件" in listed
    assert "没有向上级反馈" in client.get(f"{LIST}?month=2026-10").get_data(as_text=True)


def test_an_accusation_a_superior_sent_is_registered_by_the_office_that_takes_it(
    client: FlaskClient, sign_in: Any
) -> None:
    sign_in(client, "officer")
    form = FORM | {"code": receipt.mint(), "kind": "accusation", "issuer": "省纪委"}
    assert client.post(NEW, data=form).status_code in {409, 422}
    assert "省纪委" not in client.get(LIST).get_data(as_text=True)


@pytest.mark.parametrize("name", ["officer", "inspector", "handler", "leader", "keeper", "admin"])
def test_who_sees_the_list(client: FlaskClient, sign_in: Any, name: str) -> None:
    sign_in(client, name)
    assert client.get(LIST).status_code == (403 if name in {"keeper", "admin"} else 200)
