"""Drawing and using a ticket from a phone, with everything that can go wrong or be tried."""

from __future__ import annotations

import base64
import random
import re
import secrets
import threading
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from benchmarks.phone import blind
from database import Database
from surveys.ballot_box import box, tickets
from surveys.ballot_box.tickets import Ticket
from surveys.models import Link, OpenBox, UrnBallot
from tests.surveys import invited as by_invitation
from tests.surveys.conftest import definition_of, form_of
from tests.surveys.invited import Invited, draw_ticket

#: Fixtures.
quick_keys = by_invitation.quick_keys
invited_survey = by_invitation.invited_survey

Open = Callable[..., Invited]


def _form(invited: Invited, ticket: Ticket | str, seed: int = 1, **typed: str) -> dict[str, str]:
    form = form_of(definition_of(invited.survey), None, random.Random(seed), **typed)
    del form["unit"]
    return form | {"ticket": ticket if isinstance(ticket, str) else ticket.to_text()}


def _counted(database: Database, invited: Invited) -> dict[int, int]:
    with database.box_reading() as session:
        return box.answered(session, invited.survey.id)


def test_the_page_of_a_link_is_the_same_for_everybody_and_sets_no_cookie(client: FlaskClient) -> None:
    page = client.get("/i")
    client.set_cookie("xinqiao-lang", "en")

    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    assert client.get("/i").data == page.data
    assert "这个浏览器太旧" in page.text


def test_large_type_and_english_go_along_by_the_address_alone(client: FlaskClient) -> None:
    page = client.get("/i?lang=en&large=1").text.replace("&amp;", "&")

    assert '<html lang="en" class="large">' in page
    # What the script adds to the address of the answering page, and to what it asks on the way there.
    assert 'data-choices="?lang=en&large=1"' in page
    assert 'href="?lang=en&large=0"' in page
    assert 'href="?lang=zh&large=1"' in page
    refused = client.post("/i/look?lang=en&large=1", data={"link": "A" * 20})
    assert re.search("[a-z]{4}", refused.get_json()["refused"])


def test_a_link_leads_to_its_survey_and_unit(client: FlaskClient, invited_survey: Open) -> None:
    invited = invited_survey(drawing_days=3)
    found = client.post("/i/look", data={"link": invited.of("一车间")[0]}).get_json()

    assert found["survey"] == invited.survey.slug
    assert invited.keys[found["unit"]].name == "一车间"
    assert found["drawn"] is False
    assert found["begins"].startswith("2026年11月27日")


@pytest.mark.parametrize("link", ["", "AAAA-AAAA-AAAA-AAAA-AAAA", "#", "x" * 5000])
def test_a_wrong_link_gets_a_sentence(client: FlaskClient, invited_survey: Open, link: str) -> None:
    invited_survey()
    for address in ("/i/look", "/i/draw"):
        answer = client.post(address, data={"link": link, "blinded": base64.b64encode(b"\x01" * 256).decode()})
        assert answer.status_code == 404
        assert "这个链接不对" in answer.get_json()["refused"]


def test_the_document_of_keys_is_one_for_everybody(client: FlaskClient, invited_survey: Open) -> None:
    invited = invited_survey()
    address = f"/s/{invited.survey.slug}/keys.json"
    first = client.get(address)

    assert tickets.digest(first.data) == definition_of(invited.survey).keys_digest
    assert "Set-Cookie" not in first.headers
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert client.get("/s/nowhere/keys.json").status_code == 404


def test_a_link_is_signed_once_and_again_only_for_the_same_message(client: FlaskClient, invited_survey: Open) -> None:
    invited = invited_survey()
    link = invited.links[0]
    key = invited.keys[client.post("/i/look", data={"link": link}).get_json()["unit"]]

    def draw(blinded: bytes) -> Any:
        return client.post("/i/draw", data={"link": link, "blinded": base64.b64encode(blinded).decode()})

    first, _factor = blind(key.public, b"a" * 64)
    again, _factor = blind(key.public, b"b" * 64)
    assert draw(first).status_code == 200
    assert draw(first).get_json() == draw(first).get_json()
    refused = draw(again)
    assert refused.status_code == 409
    assert "不会再发第二张" in refused.get_json()["refused"]


@pytest.mark.parametrize("blinded", ["", "%%%", "AAAA", base64.b64encode(b"\xff" * 256).decode()])
def test_what_cannot_be_signed_gets_a_sentence_and_leaves_the_link(
    client: FlaskClient, invited_survey: Open, blinded: str
) -> None:
    link = invited_survey().links[0]
    answer = client.post("/i/draw", data={"link": link, "blinded": blinded})

    assert answer.status_code == 422
    assert client.post("/i/look", data={"link": link}).get_json()["drawn"] is False


def test_a_survey_that_is_over_signs_nothing(client: FlaskClient, invited_survey: Open, clock: Any) -> None:
    invited = invited_survey(days=1)
    clock.advance(days=2)
    for address in ("/i/look", "/i/draw"):
        answer = client.post(
            address, data={"link": invited.links[0], "blinded": base64.b64encode(b"\x01" * 256).decode()}
        )
        assert answer.status_code == 410
        assert "已经截止" in answer.get_json()["refused"]


def test_a_box_that_was_not_told_of_the_opening_hears_of_it_with_the_first_link(
    client: FlaskClient, invited_survey: Open, database: Database
) -> None:
    """The server was killed between opening the survey and telling the box."""
    invited = invited_survey()
    with database.box_writer.begin() as connection:
        connection.execute(sa.delete(OpenBox))

    assert draw_ticket(client, invited, invited.links[0]).unit in invited.keys


def test_nothing_of_a_link_or_a_phone_is_kept_but_two_hashes(
    client: FlaskClient, invited_survey: Open, database: Database
) -> None:
    invited = invited_survey()
    draw_ticket(client, invited, invited.links[0])
    with database.box_reading() as session:
        columns = {column.name for column in Link.__table__.columns}
        drawn = session.execute(sa.select(sa.func.count(Link.blinded_hash))).scalar_one()

    assert columns == {"id", "survey_id", "unit", "token_hash", "blinded_hash"}
    assert drawn == 1


def test_an_answer_with_a_ticket_counts_for_its_unit_and_needs_no_link_and_no_cookie(
    app: Flask, client: FlaskClient, invited_survey: Open, database: Database
) -> None:
    invited = invited_survey()
    ticket = draw_ticket(client, invited, invited.of("机关")[0])
    answer = app.test_client().post(f"/s/{invited.survey.slug}", data=_form(invited, ticket))

    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers
    assert _counted(database, invited) == {ticket.unit: 1}
    with database.box_reading() as session:
        assert session.execute(sa.select(UrnBallot.spent)).scalar_one() == ticket.mark


def test_a_ticket_sent_again_gets_the_same_page_and_counts_once(
    client: FlaskClient, invited_survey: Open, database: Database
) -> None:
    invited = invited_survey()
    ticket = draw_ticket(client, invited, invited.links[0])
    answers = [client.post(f"/s/{invited.survey.slug}", data=_form(invited, ticket, seed)) for seed in range(3)]

    assert {(each.status_code, each.headers["Location"]) for each in answers} == {
        (303, f"/s/{invited.survey.slug}/thanks")
    }
    assert "无需重复提交" in client.get(answers[2].headers["Location"]).text
    assert sum(_counted(database, invited).values()) == 1


def test_fifty_phones_at_the_same_second_draw_and_answer_once_each(
    app: Flask, invited_survey: Open, database: Database
) -> None:
    invited = invited_survey(people={"一车间": 30, "机关": 20})
    drawn: dict[int, Ticket] = {}
    statuses: list[int] = []

    def draw(number: int) -> None:
        drawn[number] = draw_ticket(app.test_client(), invited, invited.links[number])

    def answer(number: int) -> None:
        form = _form(invited, drawn[number % 50], number)
        statuses.append(app.test_client().post(f"/s/{invited.survey.slug}", data=form).status_code)

    # Every fifth presses the button twice.
    for work, numbers in ((draw, range(50)), (answer, range(60))):
        threads = [threading.Thread(target=work, args=(number,)) for number in numbers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert statuses == [303] * 60
    assert sorted(_counted(database, invited).values()) == [20, 30]


def _bent(ticket: Ticket, **changes: Any) -> str:
    given = {"slug": ticket.slug, "unit": ticket.unit, "message": ticket.message, "signature": ticket.signature}
    return Ticket(**(given | changes)).to_text()


def test_forged_and_foreign_tickets_are_refused_and_the_answers_are_kept(
    client: FlaskClient, invited_survey: Open, database: Database, clock: Any
) -> None:
    invited = invited_survey()
    ticket = draw_ticket(client, invited, invited.of("一车间")[0])
    other_unit = next(unit for unit in invited.keys if unit != ticket.unit)
    foreign = draw_ticket(client, other := invited_survey(), other.links[0])
    tried = {
        "": "还没有答题券",
        "xq1.nonsense": "不完整",
        ticket.to_text()[:-9]: "不完整",
        foreign.to_text(): "另一份问卷",
        _bent(foreign, slug=ticket.slug): "不是这份问卷签发的",
        _bent(ticket, unit=other_unit): "不是这份问卷签发的",
        _bent(ticket, unit=999): "不是这份问卷签发的",
        _bent(ticket, message=secrets.token_bytes(64)): "不是这份问卷签发的",
        _bent(ticket, signature=b"\x01" * 256): "不是这份问卷签发的",
        _bent(ticket, signature=b"\x01"): "不是这份问卷签发的",
        _bent(ticket, signature=b""): "不是这份问卷签发的",
    }
    for text, words in tried.items():
        answer = client.post(f"/s/{invited.survey.slug}", data=_form(invited, text, change="希望夜班有热饭"))
        assert answer.status_code == 422, text
        assert words in answer.text, text
        assert "希望夜班有热饭" in answer.text
    assert _counted(database, invited) == {}


def test_in_the_drawing_period_tickets_are_drawn_and_nothing_is_answered(
    client: FlaskClient, invited_survey: Open, database: Database, clock: Any
) -> None:
    invited = invited_survey(drawing_days=3)
    address = f"/s/{invited.survey.slug}"
    ticket = draw_ticket(client, invited, invited.links[0])

    early = client.get(address)
    assert early.status_code == 200
    assert "领券期" in early.text
    assert "2026年11月27日" in early.text
    refused = client.post(address, data=_form(invited, ticket, change="先写好的话"))
    assert refused.status_code == 422
    assert "现在还是领券期" in refused.text
    assert "先写好的话" in refused.text
    clock.advance(days=3)
    assert 'name="ticket"' in client.get(address).text
    assert client.post(address, data=_form(invited, ticket)).status_code == 303
    # Set back again, it waits again; what was taken stays taken.
    clock.advance(days=-2)
    assert client.post(address, data=_form(invited, ticket)).status_code == 422
    assert sum(_counted(database, invited).values()) == 1


def test_a_ticket_of_a_closed_survey_is_refused_with_the_answers_on_screen(
    client: FlaskClient, invited_survey: Open, database: Database, clock: Any
) -> None:
    invited = invited_survey(days=1)
    ticket = draw_ticket(client, invited, invited.links[0])
    clock.advance(days=2)
    answer = client.post(f"/s/{invited.survey.slug}", data=_form(invited, ticket, change="希望夜班有热饭"))

    assert answer.status_code == 410
    assert "希望夜班有热饭" in answer.text
    assert ticket.to_text() not in answer.text


def test_the_first_page_says_what_this_way_guarantees_and_what_not(client: FlaskClient, invited_survey: Open) -> None:
    page = client.get(f"/s/{invited_survey().survey.slug}").text

    assert "每张券答一份" in page
    assert "未核验" not in page
    assert "不愿说明" not in page
    trust = client.get("/trust").text
    assert "匿名答题券" in trust
    assert "控制了正在运行的服务器" in trust
