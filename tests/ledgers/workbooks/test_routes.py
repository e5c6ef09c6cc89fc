"""From an office's workbook to entries and back: read, map, try, take over, undo; and out again as a workbook."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from openpyxl import Workbook
from sqlalchemy.orm import Session

from ledgers import queries, risks
from ledgers.models import LedgerEntry

BASE = "/desk/ledgers/risks"
Listed = Callable[..., LedgerEntry]


def _book() -> io.BytesIO:
    """A ledger as an office keeps it: a title, a merged heading row, its own names, one row that does not fit."""
    book = Workbook()
    sheet = book.active
    sheet.append(["岱山公司不稳定因素排查台账"])
    sheet.merge_cells("A1:F1")
    sheet.append(["序号", "不稳定因素", "矛盾类型", "单位", "诉求内容", "涉及人数"])
    sheet.append([1, "岗位合并", "改革与用工", "一车间", "讲清转岗工资", 12])
    sheet.append([2, "菜价上涨", "住房与后勤", "九车间", "恢复原价", 40])
    sheet.append([3, "奖金分配", "薪酬待遇", "三车间", "公开明细", 9])
    sheet.append(["填表人", None, None, None, None, None])
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def _upload(client: FlaskClient) -> str:
    answer = client.post(f"{BASE}/import", data={"workbook": (_book(), "台账.xlsx")})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def _wait(client: FlaskClient, address: str) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if client.get(f"{address}/progress").get_json()["state"] == "done":
            return
        time.sleep(0.05)
    raise AssertionError("the import did not end")


def test_a_workbook_is_tried_taken_over_and_undone(client: FlaskClient, sign_in: Any, session: Session) -> None:
    session.rollback()
    sign_in(client, "officer")
    address = _upload(client)
    page = client.get(address).get_data(as_text=True)
    assert "2 行可以导入，1 行不行" in page
    assert "0 行可以导入" in client.get(f"{address}?mapped=1&map-title=不稳定因素").get_data(as_text=True)
    mapping = "?mapped=1&map-title=不稳定因素&map-kind=矛盾类型&map-unit=单位&map-demands=诉求内容&map-people=涉及人数"
    page = client.get(address + mapping).get_data(as_text=True)
    assert "2 行可以导入，1 行不行" in page
    assert "九车间" in page
    assert queries.every(session, risks.LEDGER) == []
    session.rollback()
    typed = dict(part.split("=") for part in mapping[1:].split("&"))
    begun = client.post(address, data=typed)
    assert begun.status_code == 302
    _wait(client, begun.headers["Location"])
    found = queries.every(session, risks.LEDGER)
    session.rollback()
    assert sorted(each.title for each in found) == ["奖金分配", "岗位合并"]
    assert client.post(address, data=typed).status_code == 409
    assert "导入 2 条，1 行没有导入" in client.get(address).get_data(as_text=True)
    # An import that stopped half way says so beside its undoing.
    session.execute(sa.delete(LedgerEntry).where(LedgerEntry.id == found[0].id))
    session.commit()
    assert "2 条里导入了 1 条" in client.get(address).get_data(as_text=True)
    assert client.post(f"{address}/undo").status_code == 302
    assert queries.every(session, risks.LEDGER) == []
    session.rollback()
    assert "撤销" in client.get(address).get_data(as_text=True)


def test_nothing_is_taken_while_nothing_fits_and_a_bad_file_is_refused_in_words(
    client: FlaskClient, sign_in: Any
) -> None:
    sign_in(client, "officer")
    assert client.post(_upload(client), data={"mapped": "1"}).status_code == 409
    refused = client.post(f"{BASE}/import", data={"workbook": (io.BytesIO(b"PKrest"), "x.xlsx")})
    assert refused.status_code == 422
    assert "已损坏" in refused.get_data(as_text=True)
    assert client.post(f"{BASE}/import").status_code == 422


def test_somebody_elses_import_is_not_there(client: FlaskClient, app: Any, sign_in: Any) -> None:
    address = _upload(sign_in(client, "officer"))
    other = sign_in(app.test_client(), "officer2")
    assert other.get(address).status_code == 404
    assert other.post(address).status_code == 404
    assert other.post(f"{address}/undo").status_code == 404


@pytest.mark.parametrize("name", ["officer", "leader", "handler", "inspector", "keeper", "admin"])
def test_who_imports_and_exports(client: FlaskClient, sign_in: Any, name: str) -> None:
    sign_in(client, name)
    assert client.get(f"{BASE}/import").status_code == (200 if name == "officer" else 403)
    readers = {"officer", "leader", "handler"}
    assert client.get(f"{BASE}/export.xlsx").status_code == (200 if name in readers else 403)
    assert client.get("/desk/ledgers/aid/export.xlsx?sealed=1").status_code == (200 if name == "officer" else 403)


def test_an_export_holds_what_the_list_shows_and_leaves_a_line_in_the_log(
    client: FlaskClient, app: Any, sign_in: Any, listed: Listed
) -> None:
    listed("risks")
    sign_in(client, "officer")
    full = client.get(f"{BASE}/export.xlsx?view=all")
    assert full.mimetype.endswith("spreadsheetml.sheet")
    none = client.get(f"{BASE}/export.xlsx?view=done")
    assert len(none.data) < len(full.data)
    log = sign_in(app.test_client(), "admin").get("/admin/audit").get_data(as_text=True)
    assert "导出台账" in log
