"""Questionnaires leave as workbooks and come in from workbooks, LimeSurvey and SurveyJS."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from openpyxl import load_workbook

from accounts.models import AuditEntry
from database import Database
from surveys import queries
from surveys.drafts import drafting
from surveys.items import SLIPS, Definition
from surveys.models import Survey
from surveys.questionnaires import BUILT_IN

DATA = Path(__file__).parent / "data"


@pytest.fixture
def bring(officer: FlaskClient) -> Callable[..., Any]:
    """`bring("a.xlsx", data)` uploads a file."""

    def go(name: str, data: bytes, **more: str) -> Any:
        return officer.post("/desk/surveys/import", data={"file": (io.BytesIO(data), name), **more})

    return go


def _made(database: Database, answer: Any) -> Definition:
    assert answer.status_code == 302, answer.text
    number = int(answer.headers["Location"].split("/")[3])
    with database.reading() as session:
        return Definition.from_json(queries.survey(session, number).definition)


def _count(database: Database) -> int:
    with database.reading() as session:
        return session.execute(sa.select(sa.func.count()).select_from(Survey)).scalar_one()


def _changed(data: bytes, **cells: str) -> bytes:
    book = load_workbook(io.BytesIO(data))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_draft_goes_out_and_comes_in_again_as_another_draft(
    officer: FlaskClient, bring: Callable[..., Any], database: Database
) -> None:
    address = officer.post("/desk/surveys/", data={"questionnaire": "youth"}).headers["Location"]
    out = officer.get(f"{address}/questionnaire.xlsx")
    assert out.data.startswith(b"PK")
    answer = bring("问卷.xlsx", out.data)
    # Nothing in a file says how people come in: where pages travel unencrypted, by slips.
    assert _made(database, answer) == replace(BUILT_IN["youth"].definition, admission=SLIPS)
    assert "内容都带过来了" in officer.get(answer.headers["Location"]).text


def test_with_one_wrong_row_nothing_is_made_and_every_row_is_named(
    officer: FlaskClient, bring: Callable[..., Any], database: Database
) -> None:
    data = officer.get("/desk/surveys/import.xlsx").data
    answer = bring("问卷.xlsx", _changed(data, B3="拼图", D5="", H6="也许"))
    assert answer.status_code == 422
    for words in (
        "第 3 行：题型“拼图”认不出来",
        "第 5 行：没有写题目",
        "第 6 行：“反向”请写“是”或“否”",
        "什么都还没有导入",
    ):
        assert words in answer.text
    assert _count(database) == 0


def test_a_reworded_old_question_begins_anew_unless_it_means_the_same(
    officer: FlaskClient, bring: Callable[..., Any], database: Database
) -> None:
    data = officer.get("/desk/surveys/import.xlsx").data
    changed = _changed(data, D3="最近上班，我心里踏实。")
    anew = _made(database, bring("问卷.xlsx", changed))
    assert anew.items[0].id.startswith("own_")
    assert drafting.find(anew, "load_2") is not None
    kept = _made(database, bring("问卷.xlsx", changed, same_meaning="y"))
    assert kept.items[0].id == "mood_1"
    other_kind = _made(database, bring("问卷.xlsx", _changed(data, B3="满意程度"), same_meaning="y"))
    assert other_kind.items[0].id.startswith("own_")


def test_a_csv_of_two_columns_takes_its_title_from_the_file(bring: Callable[..., Any], database: Database) -> None:
    data = "食堂调查\n题型,题目\n同意程度,食堂的菜合口味。\n".encode("gb18030")
    made = _made(database, bring("食堂.csv", data))
    assert made.title == "食堂"
    assert [item.text for item in made.items] == ["食堂的菜合口味。"]


def test_limesurvey_and_surveyjs_come_in_with_a_report_that_stays(
    officer: FlaskClient, bring: Callable[..., Any], database: Database
) -> None:
    for name, title, loss in (
        ("climate.lss", "现场调查", "配额没有带过来"),
        ("staff.json", "职工调查", "从网上取的选项"),
    ):
        answer = bring(name, (DATA / name).read_bytes())
        assert _made(database, answer).title == title
        page = officer.get(answer.headers["Location"]).text
        assert "处没能带过来" in page
        assert loss in page
        officer.post(answer.headers["Location"] + "/" + _made(database, answer).items[0].id + "/down")
        assert loss in officer.get(answer.headers["Location"]).text
    with database.reading() as session:
        details = [entry.details for entry in session.execute(sa.select(AuditEntry)).scalars()]
    assert [each["imported"] for each in details if "imported" in each] == ["lss", "json"]


def test_other_files_are_refused_with_a_sentence(bring: Callable[..., Any], database: Database) -> None:
    for name, data, words in (
        ("a.xls", b"\xd0\xcf\x11\xe0", "另存为 .xlsx"),
        ("a.xls", b"<html><table></table></html>", "另存为 .xlsx"),
        ("a.xlsx", b"PK damaged", "打不开"),
        ("", b"", "请先选文件"),
        ("a.lss", b"<!DOCTYPE x [<!ENTITY a 'b'>]><document>&a;</document>", "不是完好的 .lss 文件"),
        ("a.json", b"{", "不是完好的 SurveyJS 文件"),
        ("a.csv", "姓名,工号\n张三,1\n".encode(), "其中要有：题型、题目"),
        ("a.pdf", b"%PDF", "只能读取"),
    ):
        answer = bring(name, data)
        assert answer.status_code == 422
        assert words in answer.text
    assert _count(database) == 0


def test_a_leader_takes_a_copy_and_brings_nothing_in(client: FlaskClient, sign_in: Any, officer: FlaskClient) -> None:
    address = officer.post("/desk/surveys/", data={"questionnaire": "pulse"}).headers["Location"]
    leader = sign_in(client, "leader")
    assert leader.get(f"{address}/questionnaire.xlsx").status_code == 200
    assert leader.get("/desk/surveys/import").status_code == 403
