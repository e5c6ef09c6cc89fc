"""Administration through pages: accounts, offices, settings and the audit log."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from accounts import audit, audit_keeping, preferences
from accounts.models import Account, AuditEntry
from database import Database
from vault import account_keys, reading_groups
from vault.models import ReadingGroup
from web.models import BackupRecord


def _text(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


@pytest.fixture
def officer_form(enterprise: Any) -> dict[str, Any]:
    """The officer's account as its page would send it."""
    return {
        "username": "officer",
        "name": "王芳",
        "title": "",
        "roles": ["officer"],
        "unit_id": str(enterprise.units["岱山能源集团"]),
        "active": "y",
    }


# Accounts


def test_a_new_account_signs_in_with_what_its_slip_says(
    admin: FlaskClient, app: Flask, officer_form: dict[str, Any]
) -> None:
    shown = admin.post("/admin/accounts/new", data=officer_form | {"username": "SunLi", "name": "孙丽"})
    password = re.search(r"[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}", _text(shown))[0]  # type: ignore[index]
    target = re.search(r'action="(/admin/accounts/\d+/slip.pdf)"', _text(shown))[1]  # type: ignore[index]
    slip = admin.post(target, data={"password": password})
    text = pypdfium2.PdfDocument(io.BytesIO(slip.data))[0].get_textpage().get_text_bounded()

    assert password in text
    assert "孙丽" in text
    answer = app.test_client().post("/sign-in", data={"username": "sunli", "password": password})
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"username": "officer2"}, "已经有人用了"),
        ({"username": "n3w", "roles": []}, "请至少选一个角色"),
        ({"username": "n3w", "roles": ["officer", "keeper"]}, "不能既是诉求办理专员"),
        ({"username": "n3w", "name": ""}, "请填写姓名"),
    ],
)
def test_an_account_that_may_not_be_is_refused_in_words(
    admin: FlaskClient, officer_form: dict[str, Any], change: dict[str, Any], said: str
) -> None:
    refused = admin.post("/admin/accounts/new", data=officer_form | change)

    assert refused.status_code == 422
    assert said in _text(refused)


def test_a_role_and_a_unit_that_a_group_needs_stay_until_its_members_let_go(
    admin: FlaskClient, enterprise: Any, officer_form: dict[str, Any]
) -> None:
    target = f"/admin/accounts/{enterprise.people['officer'].id}"

    for change in ({"roles": ["handler"]}, {"unit_id": str(enterprise.units["生产一部"])}):
        refused = admin.post(target, data=officer_form | change)

        assert (refused.status_code, "还是受理机构的成员" in _text(refused)) == (422, True), change


def test_the_last_administrator_stays(admin: FlaskClient, enterprise: Any, officer_form: dict[str, Any]) -> None:
    own = enterprise.people["admin"].id
    form = officer_form | {"username": "admin", "name": "赵敏", "roles": ["handler"]}

    assert "至少要有一位" in _text(admin.post(f"/admin/accounts/{own}", data=form))
    assert admin.post(f"/admin/accounts/{own}/reset").status_code == 409


def test_somebody_who_may_not_sign_in_is_signed_out_at_once(
    admin: FlaskClient, app: Flask, sign_in: Callable[..., FlaskClient], enterprise: Any, officer_form: dict[str, Any]
) -> None:
    handler = sign_in(app.test_client(), "handler")
    form = officer_form | {"username": "handler", "name": "张伟", "roles": ["handler"]}
    form.pop("active")

    assert admin.post(f"/admin/accounts/{enterprise.people['handler'].id}", data=form).status_code == 302
    assert handler.get("/desk/").status_code == 302


def test_the_last_one_who_opens_an_offices_content_is_not_stopped_by_accident(
    admin: FlaskClient, database: Database, enterprise: Any, officer_form: dict[str, Any]
) -> None:
    form = {name: value for name, value in officer_form.items() if name != "active"}
    other = form | {"username": "officer2", "name": "李强"}
    assert admin.post(f"/admin/accounts/{enterprise.people['officer2'].id}", data=other).status_code == 302

    target = f"/admin/accounts/{enterprise.people['officer'].id}"
    assert "再也打不开" in _text(admin.get(target)), "a reset would shut what the office has"
    assert "再也打不开" not in _text(admin.get(f"/admin/accounts/{enterprise.people['inspector'].id}"))
    refused = admin.post(target, data=form)

    assert (refused.status_code, "没有人能登录" in _text(refused)) == (422, True)
    assert admin.post(target, data=form | {"despite_work": "y"}).status_code == 302


def test_a_reset_gives_the_administrator_nothing_to_read(
    admin: FlaskClient, app: Flask, enterprise: Any, database: Database, sign_in: Callable[..., FlaskClient]
) -> None:
    other = sign_in(app.test_client(), "officer2")
    page = _text(admin.post(f"/admin/accounts/{enterprise.people['officer2'].id}/reset"))
    password = re.search(r"[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}", page)[0]  # type: ignore[index]

    assert other.get("/desk/").status_code == 302, "signed out everywhere"
    with database.reading() as session:
        assert session.get_one(Account, enterprise.people["officer2"].id).must_change_password
        assert reading_groups.member_ids(session, enterprise.groups["union"]) == {enterprise.people["officer"].id}
        fresh = account_keys.unlock(session, enterprise.people["officer2"].id, password, cost="cheap")
        assert fresh.pair != enterprise.people["officer2"].keys.pair


# Offices, settings, audit


def test_a_unit_has_one_office_of_a_kind(admin: FlaskClient, enterprise: Any) -> None:
    root = str(enterprise.units["岱山能源集团"])

    refused = admin.post("/admin/offices", data={"kind": "union", "unit_id": root})

    assert refused.status_code == 422
    assert "已经有同类受理机构" in _text(refused)


def test_a_slip_is_made_only_from_the_token_of_its_group(admin: FlaskClient, enterprise: Any) -> None:
    assert admin.post(f"/admin/offices/{enterprise.groups['union']}/link").status_code == 409
    assert admin.post(f"/admin/offices/{enterprise.groups['union']}/slip.pdf", data={"token": "x"}).status_code == 409


def test_an_administrators_home_says_whether_the_installation_can_be_relied_on(
    admin: FlaskClient, session: Any, enterprise: Any, clock: Any
) -> None:
    shown = _text(admin.get("/desk/"))
    assert "还没有备份过" in shown
    assert "个受理机构的恢复单没有确认" in shown
    assert "现在没有要办的事" not in shown

    session.add(BackupRecord(made_at=clock() - timedelta(days=9), path="nightly.backup"))
    for group in session.scalars(sa.select(ReadingGroup)):
        group.recovery_confirmed_on = clock().date()
    session.commit()

    shown = _text(admin.get("/desk/"))
    assert "超过7天没有备份" in shown
    assert "各受理机构的恢复单都已确认" in shown
    waiting = session.scalars(sa.select(ReadingGroup)).first()
    waiting.founded_on, waiting.founding_hash = None, b"h" * 32
    session.commit()
    shown = _text(admin.get("/desk/"))
    assert "1个受理机构等人建组" in shown
    assert "都已确认" not in shown
    assert enterprise


def test_whoever_is_signed_in_reads_an_error_with_a_way_back_to_the_desk(admin: FlaskClient) -> None:
    shown = _text(admin.get("/admin/accounts/999999"))

    assert "回到工作台" in shown
    assert "回到首页" not in shown


def test_the_desk_offers_large_type_and_the_other_language(admin: FlaskClient) -> None:
    shown = _text(admin.get("/desk/"))

    assert "关怀模式（大字）" in shown
    assert "English" in shown


def test_settings_are_kept_and_what_changed_is_written_down(admin: FlaskClient, database: Database) -> None:
    page = _text(admin.get("/admin/settings"))
    form = dict(re.findall(r'<input[^>]*name="([a-z_]+)"[^>]*value="([^"]*)"', page))
    form.pop("require_totp", None)

    saved = admin.post("/admin/settings", data=form | {"organisation": "岱山能源集团", "handling_days": "45"})
    assert saved.status_code == 302
    with database.reading() as session:
        kept = preferences.read(session)
        entry = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "preferences.change")).one()
    assert (kept.organisation, kept.handling_days, kept.acknowledge_days) == ("岱山能源集团", 45, 15)
    assert entry.details["changed"]["handling_days"] == [60, 45]

    refused = admin.post("/admin/settings", data=form | {"handling_days": "soon"})
    assert refused.status_code == 422
    short = admin.post("/admin/settings", data=form | {"audit_months": "35"})
    assert short.status_code == 422
    assert "请填写不小于 36 的整数。" in _text(short)


def test_the_log_shows_who_did_what_and_notices_a_change(
    admin: FlaskClient, database: Database, officer_form: dict[str, Any]
) -> None:
    admin.post("/admin/accounts/new", data=officer_form | {"username": "sunli", "name": "孙丽"})
    page = _text(admin.get("/admin/audit"))
    assert "加账号" in page
    assert "孙丽" in page
    assert "全部记录连贯" in page

    with database.writing() as session, session.begin():
        entry = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "account.add").limit(1)).one()
        entry.details = {"roles": ["leader"]}
        number = entry.sequence
    assert f"从第 {number} 条起对不上" in _text(admin.get("/admin/audit"))


def test_the_log_tells_how_long_it_is_kept_and_what_was_removed(
    admin: FlaskClient, database: Database, clock: Any
) -> None:
    assert "保管 72 个月" in _text(admin.get("/admin/audit"))
    assert "最近一次清除" not in _text(admin.get("/admin/audit"))
    with database.writing() as session, session.begin():
        audit_keeping.remove_through(session, 2, now=clock())

    page = _text(admin.get("/admin/audit"))
    assert "最近一次清除：2026年11月24日，到第 2 条为止" in page
    assert "按期清除以前的审计记录" in page
    assert "全部记录连贯" in page


def test_older_entries_are_a_page_back(admin: FlaskClient, database: Database, clock: Any) -> None:
    with database.writing() as session, session.begin():
        for number in range(120):
            audit.record(session, None, f"test.{number}", now=clock())

    page = _text(admin.get("/admin/audit"))
    older = re.search(r'href="(/admin/audit\?before=\d+)"', page)[1]  # type: ignore[index]
    assert "test.119" in page
    assert "test.5<" not in page
    assert "test.5<" in _text(admin.get(older))
