"""The officer's side of invitations: a list checked row by row, keys as a job, links that paste, reminders that name nobody."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from config import Settings
from paper.sheet_reading import read_table
from surveys import operations, queries
from surveys.ballot_box import tickets
from surveys.items import Definition
from surveys.lifecycle import Stage
from surveys.models import Survey
from tests.surveys import invited as by_invitation
from tests.surveys.invited import Invited, draw_ticket, roster_file, roster_rows

#: Fixtures.
quick_keys = by_invitation.quick_keys
invited_survey = by_invitation.invited_survey

Open = Callable[..., Invited]


@pytest.fixture
def draft(session: Session, enterprise: Any, clock: Any) -> Survey:
    """A draft that closes in ten days."""
    survey = operations.make(session, "wellbeing", actor=enterprise.people["officer"], now=clock())
    survey.closes_at = clock() + timedelta(days=10)
    session.commit()
    return survey


def _send(client: FlaskClient, survey: Survey, what: str, data: bytes, name: str = "名单.xlsx", **more: str) -> Any:
    form = {"workbook": (io.BytesIO(data), name), **more}
    return client.post(f"/desk/surveys/{survey.id}/invitations/{what}", data=form)


def _open(client: FlaskClient, survey: Survey) -> None:
    started = client.post(f"/desk/surveys/{survey.id}/invitations/open")
    assert started.status_code == 302, started.text
    for _look in range(200):
        state = client.get(started.headers["Location"] + "/progress").get_json()["state"]
        if state != "running":
            break
        time.sleep(0.05)
    assert state == "done"


def test_a_list_is_checked_row_by_row_and_nothing_is_done_while_a_row_is_wrong(
    officer: FlaskClient, draft: Survey, session: Session
) -> None:
    rows = [*roster_rows(), ("外人", "99999", "五车间"), ("职工0", "00000", "机关")]
    answer = _send(officer, draft, "roster", roster_file(rows), drawing_days="3")

    assert answer.status_code == 422
    assert "有 2 行要改" in answer.text
    assert "第 73 行" in answer.text
    assert "“五车间”不在系统的单位表里" in answer.text
    assert "和第 3 行是同一个人" in answer.text
    session.refresh(draft)
    assert Definition.from_json(draft.definition).admission == "open"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("名单.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "另存为 .xlsx"),
        ("名单.et", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "另存为 .xlsx"),
        ("名单.xlsx", b"PK\x03\x04 cut off", "已损坏"),
        ("名单.csv", "姓名,工号\n甲,1".encode(), "没有找到表头"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(
    officer: FlaskClient, draft: Survey, name: str, data: bytes, words: str
) -> None:
    answer = _send(officer, draft, "roster", data, name, drawing_days="3")

    assert answer.status_code == 422
    assert words in answer.text


def test_a_clean_list_shows_units_and_numbers_and_can_be_taken_back(officer: FlaskClient, draft: Survey) -> None:
    address = f"/desk/surveys/{draft.id}/invitations"
    assert _send(officer, draft, "roster", roster_file(roster_rows()), drawing_days="2").status_code == 302
    page = officer.get(address).text
    assert "受邀 70 人，4 个统计单位，领券期 2 天" in page
    assert "二车间、检修班" in page
    assert "匿名答题券" in officer.get(f"/desk/surveys/{draft.id}").text

    assert officer.post(f"{address}/roster/undo").status_code == 302
    assert "受邀 70 人" not in officer.get(address).text


def test_on_plain_http_the_page_says_why_not_and_what_instead(
    officer: FlaskClient, draft: Survey, app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_to_phones = Settings(
        instance=settings.instance, public_url="http://10.1.2.3:8000", password_cost="cheap", testing=True
    )
    monkeypatch.setitem(app.extensions, "settings", open_to_phones)
    page = officer.get(f"/desk/surveys/{draft.id}/invitations").text

    assert "没有加密（https）" in page
    assert "纸质答题码" in page
    assert 'type="file"' not in page
    refused = _send(officer, draft, "roster", roster_file(roster_rows()), drawing_days="3")
    assert "改用纸质答题码" in refused.text


def test_from_the_list_to_links_to_reminders(
    officer: FlaskClient, app: Flask, draft: Survey, session: Session, clock: Any, quick_keys: None
) -> None:
    _send(officer, draft, "roster", roster_file(roster_rows()), drawing_days="0")
    _open(officer, draft)
    session.refresh(draft)
    assert queries.stage(draft, clock()) is Stage.OPEN
    session.commit()
    page = officer.get(f"/desk/surveys/{draft.id}/invitations").text
    assert "第三步" in page

    other = _send(officer, draft, "links", roster_file(roster_rows()[1:]))
    assert other.status_code == 409
    assert "开放时 30 人，这份名单 29 人" in other.text
    book = _send(officer, draft, "links", roster_file(roster_rows()))
    assert book.headers["Content-Disposition"].startswith("attachment")
    table = read_table(book.data, "a.xlsx", expected=["编号", "姓名", "统计单位", "领券链接", "通知文字"])
    assert len(table.rows) == 70
    first = table.rows[0].values
    assert first["领券链接"].startswith("http://localhost/i#")
    assert first["领券链接"] in first["通知文字"]
    assert first["统计单位"] in first["通知文字"]
    code = first["通知文字"].split("核对码 ")[1][:24]
    assert code in officer.get(f"/desk/surveys/{draft.id}/invitations").text

    printed = _send(officer, draft, "envelopes", book.data)
    assert printed.data.startswith(b"%PDF-")
    document = queries.key_document(session, draft.id)
    session.commit()
    assert document is not None
    keys = tickets.keys_in(document)
    links = [row.values["领券链接"].partition("#")[2] for row in table.rows]
    invited = Invited(draft, links, [row.values["统计单位"] for row in table.rows], keys)
    phone = app.test_client()
    for link in links[:27]:
        draw_ticket(phone, invited, link)
    reminded = _send(officer, draft, "reminders", book.data)
    left = read_table(reminded.data, "b.xlsx", expected=["领券链接"])
    # Three are missing in 一车间: nobody is named there. 二车间、检修班 (17), 生产二部 (12) and 机关 (11) are all missing.
    assert len(left.rows) == 40
    assert "一车间" not in {row.values["统计单位"] for row in left.rows}


def test_links_can_be_withdrawn_until_somebody_drew(officer: FlaskClient, app: Flask, invited_survey: Open) -> None:
    invited = invited_survey()
    address = f"/desk/surveys/{invited.survey.id}/invitations"
    assert "撤销链接" in officer.get(address).text
    assert officer.post(f"{address}/links/undo").status_code == 302
    assert app.test_client().post("/i/look", data={"link": invited.links[0]}).status_code == 404


def test_what_has_been_drawn_is_shown_in_bands(officer: FlaskClient, app: Flask, invited_survey: Open) -> None:
    invited = invited_survey()
    for link in invited.of("一车间")[:12]:
        draw_ticket(app.test_client(), invited, link)
    page = officer.get(f"/desk/surveys/{invited.survey.id}/invitations").text

    assert "10 张以上" in page
    assert "12 张" not in page
    assert "撤销链接" not in page


@pytest.mark.parametrize("who", ["leader", "admin", "handler"])
def test_others_do_not_get_at_it(client: FlaskClient, sign_in: Any, draft: Survey, who: str) -> None:
    assert sign_in(client, who).get(f"/desk/surveys/{draft.id}/invitations").status_code == 403
