"""An officer brings the old workbook over in a browser: any head, merged cells, any encoding, and back again."""

from __future__ import annotations

import io
import re
import time
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook

from tests.petitions.old_cases import ROW

BASE = "/desk/petitions/old-ledger"


def _book() -> io.BytesIO:
    book = Workbook()
    sheet = book.active
    sheet.append(["岱山能源集团信访台账（2025年）"])
    sheet.merge_cells("A1:P1")
    sheet.append(["填报：工会"])
    sheet.append(["序号", *ROW, "包案领导"])
    sheet.append([1, *ROW.values(), "=cmd|' /C calc'!A0"])
    sheet.append([2, *(ROW | {"编号": "13", "处理意见": ""}).values(), "刘洋"])
    # One unit written once for two rows, as offices do.
    sheet.append([3, *(ROW | {"编号": "14", "涉及单位": None}).values(), "刘洋"])
    column = list(ROW).index("涉及单位") + 2
    sheet.merge_cells(start_row=5, end_row=6, start_column=column, end_column=column)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def _upload(client: FlaskClient, file: io.BytesIO, name: str = "台账.xlsx") -> str:
    answer = client.post(f"{BASE}/", data={"workbook": (file, name)})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def _numbers(page: str) -> set[str]:
    return set(re.findall(r"XF202503\w{4}", page))


def _wait(client: FlaskClient, address: str) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if client.get(f"{address}/progress").get_json()["state"] == "done":
            return
        time.sleep(0.05)
    raise AssertionError("the import did not end")


def test_a_workbook_is_tried_brought_over_and_taken_back(client: FlaskClient, sign_in: Any) -> None:
    sign_in(client, "officer")
    address = _upload(client, _book())
    page = client.get(address).get_data(as_text=True)
    assert "2 行可以导入，1 行不行" in page
    assert "已答复、已办结的要写明处理意见" in page
    assert "欧阳青禾" not in page
    mapped = {"mapped": "1"} | {f"map-{name}": "" for name in ("outcome",)}
    assert "0 行可以导入" in client.get(address, query_string=mapped).get_data(as_text=True)
    begun = client.post(address)
    assert begun.status_code == 302
    _wait(client, begun.headers["Location"])
    assert client.post(address).status_code == 409
    assert "导入 2 条，1 行没有导入" in client.get(address).get_data(as_text=True)
    listed = client.get("/desk/petitions/?view=all").get_data(as_text=True)
    assert len(_numbers(listed)) == 2
    found = client.get("/desk/petitions/?view=all&number=14").get_data(as_text=True)
    assert len(_numbers(found)) == 1
    (case,) = set(re.findall(r'href="(/desk/petitions/\d+/)"', found))
    shown = client.get(case).get_data(as_text=True)
    assert "旧编号" in shown
    assert "由旧台账转入" in shown
    assert "旧台账原文" in shown
    rates = client.get("/desk/petitions/rates/?month=2025-03").get_data(as_text=True)
    assert "2 件由旧台账转入" in rates
    # A second time the same numbers are refused row by row.
    again = client.get(_upload(client, _book())).get_data(as_text=True)
    assert "0 行可以导入，3 行不行" in again
    assert "已经导入过" in again
    assert client.post(f"{address}/undo").status_code == 302
    assert not _numbers(client.get("/desk/petitions/?view=all").get_data(as_text=True))
    assert "撤销" in client.get(address).get_data(as_text=True)


def test_a_csv_in_gb18030_is_read(client: FlaskClient, sign_in: Any) -> None:
    sign_in(client, "officer")
    lines = [",".join(ROW), ",".join(ROW.values())]
    address = _upload(client, io.BytesIO("\n".join(lines).encode("gb18030")), "台账.csv")
    page = client.get(address).get_data(as_text=True)
    assert "1 行可以导入，0 行不行" in page
    assert "保管期" not in page
    # What would be destroyed as soon as it was here stands there in sum and row by row, and nothing was brought over.
    early = ROW | {each: ROW[each].replace("2025", "2014") for each in ("登记日期", "受理日期", "答复日期", "办结日期")}
    lines += [",".join((early | {"编号": "13"}).values())]
    address = _upload(client, io.BytesIO("\n".join(lines).encode("gb18030")), "台账.csv")
    page = client.get(address).get_data(as_text=True)
    assert "其中 1 行的保管期已经满了" in page
    assert page.index("其中 1 行的保管期已经满了") < page.index("导入这 2 行")
    (row,) = re.findall(r'data-label="行">(\d+)<.*?保管到">(.*?)<', page)
    assert row == ("3", "2024年12月31日")


def test_a_bad_file_and_nothing_that_fits_are_refused_in_words(client: FlaskClient, sign_in: Any) -> None:
    sign_in(client, "officer")
    refused = client.post(f"{BASE}/", data={"workbook": (io.BytesIO(b"PKrest"), "x.xlsx")})
    assert refused.status_code == 422
    assert "已损坏" in refused.get_data(as_text=True)
    assert client.post(f"{BASE}/").status_code == 422
    assert client.post(_upload(client, _book()), data={"mapped": "1"}).status_code == 409


def test_somebody_elses_import_is_not_there(client: FlaskClient, app: Any, sign_in: Any) -> None:
    address = _upload(sign_in(client, "officer"), _book())
    other = sign_in(app.test_client(), "officer2")
    assert other.get(address).status_code == 404
    assert other.post(address).status_code == 404
    assert other.post(f"{address}/undo").status_code == 404


@pytest.mark.parametrize("name", ["officer", "inspector", "handler", "leader", "keeper", "admin"])
def test_who_brings_ledgers_over(client: FlaskClient, sign_in: Any, name: str) -> None:
    sign_in(client, name)
    assert client.get(f"{BASE}/").status_code == (200 if name in {"officer", "inspector"} else 403)
