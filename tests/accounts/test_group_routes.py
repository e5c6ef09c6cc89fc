"""Reading groups through pages: founding by slip, admitting, removing, recovery sheets printed, confirmed and used."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts import operations, queries
from accounts.people import Assignment
from accounts.roles import Role
from database import Database
from vault import account_keys, reading_groups, seal, subject_keys


def _text(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


def _pdf_text(answer: Any) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(answer.data))
    return [page.get_textpage().get_text_bounded() for page in document]


@pytest.fixture
def group_id(enterprise: Any) -> int:
    """The union's reading group: officer and officer2."""
    found: int = enterprise.groups["union"]
    return found


@pytest.fixture
def newcomer(database: Database, enterprise: Any, clock: Any) -> int:
    """A third officer, admitted nowhere yet."""
    with database.writing() as session, session.begin():
        made = operations.add_account(
            session,
            username="officer3",
            name="孙丽",
            password=enterprise.password,
            assignments=[Assignment(Role.OFFICER, enterprise.units["岱山能源集团"])],
            actor=None,
            now=clock(),
        )
        return made.id


def _words(page: str) -> tuple[str, list[str]]:
    kept = re.search(r'name="kept"[^>]*value="([0-9a-f]+)"', page)[1]  # type: ignore[index]
    return kept, re.findall(r'name="(word-\d-\d+)"', page)


def _printed(officer: FlaskClient, group_id: int) -> tuple[str, list[str], list[list[str]]]:
    """(kept, names of the words asked, words of each sheet) of a fresh printing."""
    kept, asked = _words(_text(officer.post(f"/desk/groups/{group_id}/sheets")))
    pdf = officer.post(f"/desk/groups/{group_id}/sheets.pdf", data={"kept": kept})
    sheets = []
    for text in _pdf_text(pdf):
        numbered = dict(re.findall(r"(\d+)[.．\s]+([a-z]+)", text))
        sheets.append([numbered[str(number)] for number in range(1, len(numbered) + 1)])
    return kept, asked, sheets


def _typed(asked: list[str], sheets: list[list[str]]) -> dict[str, str]:
    return {name: sheets[int(name.split("-")[1])][int(name.split("-")[2])] for name in asked}


def test_an_administrator_prints_the_slip_and_cannot_found_with_it(
    client: FlaskClient, app: Flask, sign_in: Callable[..., FlaskClient], enterprise: Any, database: Database
) -> None:
    admin = sign_in(client, "admin")
    unit = enterprise.units["生产一部"]
    assert admin.post("/admin/offices", data={"kind": "discipline", "unit_id": str(unit)}).status_code == 302
    with database.reading() as session:
        group_id = next(each.id for each in reading_groups.groups(session) if each.unit_id == unit)
    page = _text(admin.post(f"/admin/offices/{group_id}/link"))
    token = re.search(r'name="token" value="([^"]+)"', page)[1]  # type: ignore[index]
    slip = admin.post(f"/admin/offices/{group_id}/slip.pdf", data={"token": token})

    assert f"/desk/groups/found#{token}" in page
    assert "".join(_pdf_text(slip)[0].split()).count(token) == 1
    assert admin.get("/desk/groups/found").status_code == 403
    assert admin.post("/desk/groups/found", data={"token": token}).status_code == 403

    officer = sign_in(app.test_client(), "officer")
    assert officer.post("/desk/groups/found", data={"token": token}).status_code == 409, (
        "an officer's role does not fit"
    )
    inspector = sign_in(app.test_client(), "inspector")
    assert inspector.post("/desk/groups/found", data={"token": token}).location == f"/desk/groups/{group_id}"
    assert inspector.post("/desk/groups/found", data={"token": token}).status_code == 409, "a slip works once"
    assert "陈静 建于" in _text(app.test_client().get("/trust"))


def test_members_admit_members_and_nobody_else_does(
    officer: FlaskClient,
    app: Flask,
    sign_in: Callable[..., FlaskClient],
    group_id: int,
    newcomer: int,
    database: Database,
) -> None:
    new = sign_in(app.test_client(), "officer3")
    assert new.get(f"/desk/groups/{group_id}").status_code == 403
    assert new.post(f"/desk/groups/{group_id}/members", data={"account_id": str(newcomer)}).status_code == 403
    assert "请下面任一成员" in _text(new.get("/desk/groups/"))

    page = _text(officer.get(f"/desk/groups/{group_id}"))
    assert "孙丽" in page
    assert "陈静" not in page, "an inspector's role does not fit this group"
    assert officer.post(f"/desk/groups/{group_id}/members", data={"account_id": str(newcomer)}).status_code == 302

    assert new.get(f"/desk/groups/{group_id}").status_code == 200
    with database.reading() as session:
        assert newcomer in reading_groups.member_ids(session, group_id)


def test_somebody_without_the_role_cannot_be_admitted_by_hand(
    officer: FlaskClient, group_id: int, enterprise: Any, database: Database
) -> None:
    keeper = enterprise.people["keeper"].id

    assert officer.post(f"/desk/groups/{group_id}/members", data={"account_id": str(keeper)}).status_code == 422
    with database.reading() as session:
        assert keeper not in reading_groups.member_ids(session, group_id)


def test_who_is_removed_reads_nothing_that_is_open(
    officer: FlaskClient, group_id: int, enterprise: Any, database: Database
) -> None:
    key = seal.random_key()
    with database.writing() as session, session.begin():
        subject_keys.seal_subject(session, "survey:5", key, group_id)
    gone, stays = enterprise.people["officer2"], enterprise.people["officer"]

    assert officer.post(f"/desk/groups/{group_id}/members/{gone.id}/remove").status_code == 302
    with database.reading() as session:
        assert subject_keys.readers(session, "survey:5") == {stays.id}
        assert subject_keys.open_subject(session, "survey:5", stays.keys) == key
    assert officer.post(f"/desk/groups/{group_id}/members/{stays.id}/remove").status_code == 409, "the last one stays"


def test_a_red_strip_stays_until_the_sheets_are_confirmed_and_comes_back_after_a_year(
    officer: FlaskClient, group_id: int, clock: Any, sign_in: Callable[..., FlaskClient]
) -> None:
    assert "恢复单还没有确认" in _text(officer.get("/desk/"))

    kept, asked, sheets = _printed(officer, group_id)
    done = officer.post(f"/desk/groups/{group_id}/sheets/confirm", data={"kept": kept, **_typed(asked, sheets)})
    assert done.status_code == 302
    assert "恢复单还没有确认" not in _text(officer.get("/desk/"))

    clock.advance(days=366)
    sign_in(officer, "officer")
    assert "恢复单还没有确认" in _text(officer.get("/desk/"))


def test_words_copied_wrongly_are_pointed_at_and_the_sheets_stay_good(officer: FlaskClient, group_id: int) -> None:
    kept, asked, sheets = _printed(officer, group_id)
    typed = _typed(asked, sheets)

    wrong = officer.post(f"/desk/groups/{group_id}/sheets/confirm", data={"kept": kept, **typed, asked[2]: "mistaken"})

    assert wrong.status_code == 422
    assert "第 2 张的词不对" in _text(wrong)
    assert f'value="{typed[asked[0]]}"' in _text(wrong)
    again, _asked = _words(_text(wrong))
    assert officer.post(f"/desk/groups/{group_id}/sheets/confirm", data={"kept": again, **typed}).status_code == 302


def test_another_members_page_cannot_be_used(
    officer: FlaskClient, app: Flask, sign_in: Callable[..., FlaskClient], group_id: int
) -> None:
    kept, asked, sheets = _printed(officer, group_id)
    other = sign_in(app.test_client(), "officer2")

    refused = other.post(f"/desk/groups/{group_id}/sheets/confirm", data={"kept": kept, **_typed(asked, sheets)})

    assert refused.status_code == 409
    assert "请重新打印" in _text(refused)


def test_each_sheet_is_a_page_of_its_own(officer: FlaskClient, group_id: int) -> None:
    _kept, _asked, sheets = _printed(officer, group_id)

    assert len(sheets) == 3
    assert all(len(words) == 33 for words in sheets)


def test_all_members_lost_and_two_sheets_bring_the_group_back(
    officer: FlaskClient,
    app: Flask,
    sign_in: Callable[..., FlaskClient],
    group_id: int,
    enterprise: Any,
    database: Database,
) -> None:
    key = seal.random_key()
    with database.writing() as session, session.begin():
        subject_keys.seal_subject(session, "survey:5", key, group_id)
    kept, asked, sheets = _printed(officer, group_id)
    officer.post(f"/desk/groups/{group_id}/sheets/confirm", data={"kept": kept, **_typed(asked, sheets)})

    admin = sign_in(app.test_client(), "admin")
    passwords = {}
    for name in ("officer", "officer2"):
        page = _text(admin.post(f"/admin/accounts/{enterprise.people[name].id}/reset"))
        passwords[name] = re.search(r"[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}", page)[0]  # type: ignore[index]
    with database.reading() as session:
        assert subject_keys.readers(session, "survey:5") == frozenset()

    back = app.test_client()
    back.post("/sign-in", data={"username": "officer", "password": passwords["officer"]})
    new = "换了一句新的话"
    back.post("/desk/account/password", data={"old": passwords["officer"], "new": new, "again": new})
    one = back.post(
        f"/desk/groups/{group_id}/recover", data={"first": " ".join(sheets[0]), "second": " ".join(sheets[0])}
    )
    assert one.status_code == 422
    assert "合不成" in _text(one)
    two = back.post(
        f"/desk/groups/{group_id}/recover", data={"first": " ".join(sheets[2]), "second": " ".join(sheets[0])}
    )
    assert two.location == f"/desk/groups/{group_id}"
    with database.reading() as session:
        keys = account_keys.unlock(session, enterprise.people["officer"].id, new, cost="cheap")
        assert subject_keys.open_subject(session, "survey:5", keys) == key


def test_sheets_do_not_help_somebody_without_the_role(
    officer: FlaskClient, app: Flask, sign_in: Callable[..., FlaskClient], group_id: int
) -> None:
    kept, asked, sheets = _printed(officer, group_id)
    officer.post(f"/desk/groups/{group_id}/sheets/confirm", data={"kept": kept, **_typed(asked, sheets)})

    keeper = sign_in(app.test_client(), "keeper")
    words = {"first": " ".join(sheets[0]), "second": " ".join(sheets[1])}

    assert keeper.post(f"/desk/groups/{group_id}/recover", data=words).status_code == 409


def test_every_step_is_written_down_and_no_word_of_a_sheet(
    officer: FlaskClient, group_id: int, newcomer: int, database: Database, enterprise: Any
) -> None:
    kept, asked, sheets = _printed(officer, group_id)
    officer.post(f"/desk/groups/{group_id}/sheets/confirm", data={"kept": kept, **_typed(asked, sheets)})
    officer.post(f"/desk/groups/{group_id}/members", data={"account_id": str(newcomer)})
    officer.post(f"/desk/groups/{group_id}/members/{newcomer}/remove")

    with database.reading() as session:
        entries = list(queries.audit_chain(session))[-4:]
        stored = str([each.details for each in entries])
    assert [each.action for each in entries] == [
        "group.sheets-printed",
        "group.sheets-confirmed",
        "group.admit",
        "group.remove",
    ]
    assert set(re.findall("[a-z]+", stored)).isdisjoint(sheets[0])


def test_a_session_that_ended_leads_back_to_signing_in(officer: FlaskClient, group_id: int, clock: Any) -> None:
    clock.advance(hours=5)

    assert officer.get(f"/desk/groups/{group_id}").status_code == 302


def test_the_office_above_is_told_for_a_month_that_a_unit_has_one_of_its_own(
    officer: FlaskClient,
    app: Flask,
    database: Database,
    sign_in: Callable[..., FlaskClient],
    enterprise: Any,
    clock: Any,
) -> None:
    with database.writing() as session, session.begin():
        unit = enterprise.units["二车间"]
        held = [Assignment(Role.OFFICER, unit)]
        made = operations.add_account(
            session,
            username="zhujie",
            name="朱杰",
            password=enterprise.password,
            assignments=held,
            actor=None,
            now=clock(),
        )
        keys = account_keys.unlock(session, made.id, enterprise.password, cost="cheap")
        reading_groups.found_group(session, kind="union", unit_id=unit, founder=keys, now=clock())

    told = _text(officer.get("/desk/account/"))
    assert "二车间" in told
    assert "由朱杰建立" in told
    for username in ("zhujie", "inspector"):
        assert "由朱杰建立" not in _text(sign_in(app.test_client(), username).get("/desk/account/"))
    clock.advance(days=30)
    assert "由朱杰建立" not in _text(sign_in(officer, "officer").get("/desk/account/"))
