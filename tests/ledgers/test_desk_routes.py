"""The desk's pages of ledgers, for every role: who opens what, and what a form does with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ledgers import queries, sources
from ledgers.models import LedgerEntry
from ledgers.registry import LEDGERS
from ledgers.sources import SourceKind
from surveys import operations as survey_operations
from web import clock

Listed = Callable[..., LedgerEntry]
WRITERS, READERS = {"officer"}, {"officer", "leader", "handler"}
TYPED = {
    "title": "班车早发十分钟",
    "kind": "deed",
    "said": "早班赶不上班车。",
    "plan": "与车队调整班次。",
    "target": "早班准点率 100%",
    "day": "2026-11-24",
    "due": "2026-12-24",
    "is_public": "y",
}


@pytest.mark.parametrize("name", ["officer", "leader", "handler", "inspector", "keeper", "admin"])
def test_who_opens_which_page(client: FlaskClient, sign_in: Any, listed: Listed, name: str) -> None:
    own = f"/desk/ledgers/measures/{listed().id}/"
    sign_in(client, name)
    reading = ["/desk/ledgers/", *(f"/desk/ledgers/{each}/" for each in LEDGERS), own]
    assert {client.get(url).status_code for url in reading} == {200 if name in READERS else 403}
    reports = client.get("/desk/ledgers/risks/new").status_code
    assert reports == (200 if name in READERS else 403)
    writing = [*(f"/desk/ledgers/{each}/new" for each in LEDGERS if each != "risks"), f"{own}edit"]
    assert {client.get(url).status_code for url in writing} == {200 if name in WRITERS else 403}
    step = client.get(f"{own}steps/start").status_code
    assert step == {"officer": 200, "handler": 200, "leader": 409}.get(name, 403)
    assert client.get("/desk/ledgers/nonsense/").status_code == 404


def test_a_form_opened_from_a_case_is_filled_in_and_keeps_its_source(
    app: Any, client: FlaskClient, sign_in: Any, session: Session, enterprise: Any
) -> None:
    case = SourceKind(
        "petition", "诉求", "来自诉求", lambda _session, number, _who: "/x" if number[-1] == "D" else None
    )
    sources.register(app, case)
    sign_in(client, "officer")
    address = "/desk/ledgers/measures/new?source=petition:XF202611ABCD&title=改善照明&kind=fix"
    assert client.get(f"{address}&unit=九千").status_code == 200
    page = client.get(address).get_data(as_text=True)
    assert 'value="改善照明"' in page
    assert 'name="source" value="petition:XF202611ABCD"' in page
    assert 'value="2026-11-24"' in page
    typed = TYPED | {"unit": str(enterprise.units["一车间"])}
    # A number that is nobody's, or of a case one may not know of, is refused in the same words, and what was typed stays.
    for unknown in ("petition:XF202611ABCE", "petition:", "nonsense:5"):
        refused = client.post("/desk/ledgers/measures/new", data=typed | {"source": unknown})
        page = refused.get_data(as_text=True)
        # Without the source, which stands in the address no more, it can be listed.
        is_without = 'action="/desk/ledgers/measures/new"' in page and "nonsense" not in page
        assert (
            refused.status_code,
            "链接里写的来源没有找到" in page,
            'value="班车早发十分钟"' in page,
            is_without,
        ) == (
            409,
            True,
            True,
            True,
        )
        assert unknown not in page
        assert client.get(f"/desk/ledgers/measures/new?source={unknown}").status_code == 409
    assert queries.every(session, LEDGERS["measures"]) == []
    session.rollback()
    typed["source"] = "petition:XF202611ABCD"
    assert client.post("/desk/ledgers/measures/new", data=typed).status_code == 302
    (entry,) = queries.every(session, LEDGERS["measures"])
    assert entry.source is not None
    assert entry.source.number == "XF202611ABCD"


def test_what_was_typed_is_still_there_when_it_is_refused(client: FlaskClient, sign_in: Any, enterprise: Any) -> None:
    sign_in(client, "officer")
    typed = TYPED | {"due": "2026-11-01", "unit": str(enterprise.units["一车间"])}
    answer = client.post("/desk/ledgers/measures/new", data=typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "时限不能早于登记的日子" in page
    assert "早班赶不上班车。" in page
    missing = client.post("/desk/ledgers/measures/new", data={"plan": "与车队调整班次。"})
    assert missing.status_code == 422
    assert "与车队调整班次。" in missing.get_data(as_text=True)


def test_a_handler_reports_and_the_officer_sees_it_in_the_history(
    client: FlaskClient, app: Any, sign_in: Any, listed: Listed
) -> None:
    base = f"/desk/ledgers/measures/{listed().id}/"
    sign_in(client, "handler")
    assert client.post(f"{base}steps/start", data={"note": "先核对十月"}).status_code == 302
    assert client.post(f"{base}steps/report", data={"progress": "百分之六十"}).status_code == 422
    answer = client.post(f"{base}steps/report", data={"progress": "60", "note": "核对了两个队"})
    assert answer.status_code == 302
    assert client.post(f"{base}steps/check", data={"verdict": "met"}).status_code == 409
    page = sign_in(app.test_client(), "officer").get(base).get_data(as_text=True)
    assert "核对了两个队" in page
    assert "60 %" in page


def test_an_edit_on_top_of_anothers_keeps_theirs_unless_one_says_otherwise(
    client: FlaskClient, sign_in: Any, session: Session, listed: Listed, contents: dict[str, Any]
) -> None:
    row = listed()
    edit = f"/desk/ledgers/measures/{row.id}/edit"
    session.rollback()
    sign_in(client, "officer")
    opened = {code: str(content) for code, content in contents.items()} | {"is_public": "y", "version": "1"}
    theirs = opened | {"title": "班车早发十分钟", "plan": "与车队调整班次。"}
    assert client.post(edit, data=theirs).status_code == 302

    # The second opened the form before that; they change the title too, and leave the plan alone.
    mine = opened | {"title": "我的说法", "day": "2026年11月24日"}
    second = client.post(edit, data=mine)
    page = second.get_data(as_text=True)
    assert second.status_code == 409
    for shown in (
        "刚刚有人改过",
        'value="我的说法"',
        ">班车早发十分钟</p>",
        "与车队调整班次。",
        'value="2026年11月24日"',
    ):
        assert shown in page
    assert page.count("同事刚把这一项写成") == 1
    assert 'name="version" type="hidden" value="2"' in page

    # Sent again without a choice it is asked again; what was chosen stays when something else is wrong.
    again = mine | {"version": "2", "since": "1", "plan": "与车队调整班次。"}
    assert client.post(edit, data=again).status_code == 409
    wrong = client.post(edit, data=again | {"keep-title": "mine", "target": ""})
    assert (wrong.status_code, 'value="mine" checked' in wrong.get_data(as_text=True)) == (422, True)
    # Who then writes the plan back as it was before means it.
    for choice, title, plan in (
        ("theirs", "班车早发十分钟", "与车队调整班次。"),
        ("mine", "我的说法", opened["plan"]),
    ):
        assert client.post(edit, data=again | {"keep-title": choice, "plan": plan}).status_code == 302
        session.expire_all()
        assert (row.title, row.content["plan"]) == (title, plan)
        session.rollback()


def test_a_step_on_top_of_anothers_keeps_what_they_filled_in(
    client: FlaskClient, sign_in: Any, session: Session, listed: Listed
) -> None:
    row = listed()
    base = f"/desk/ledgers/measures/{row.id}/"
    session.rollback()
    sign_in(client, "officer")
    assert client.post(f"{base}steps/start", data={"version": "1"}).status_code == 302
    typed = {"progress": "60", "note": "核对了两个队", "version": "2"}
    assert client.post(f"{base}steps/report", data=typed).status_code == 302
    answer = client.post(f"{base}steps/report", data=typed | {"progress": "40", "note": "少了一个队"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert all(
        each in page for each in (">60 %</p>", 'value="40"', "少了一个队", 'name="since" type="hidden" value="2"')
    )
    again = {"progress": "40", "note": "少了一个队", "version": "3", "since": "2", "keep-progress": "theirs"}
    assert client.post(f"{base}steps/report", data=again).status_code == 302
    session.expire_all()
    assert (row.content["progress"], row.version) == (60, 4)


def test_a_leader_changes_nothing(client: FlaskClient, sign_in: Any, listed: Listed) -> None:
    base = f"/desk/ledgers/measures/{listed().id}/"
    sign_in(client, "leader")
    assert "改内容" not in client.get(base).get_data(as_text=True)
    assert client.post(f"{base}steps/start").status_code == 409
    assert client.post(f"{base}edit", data=TYPED).status_code == 403


def test_what_happened_is_listed_under_one_of_the_years_five(
    client: FlaskClient, sign_in: Any, enterprise: Any, five: list[Any]
) -> None:
    sign_in(client, "officer")
    typed = {
        "title": "网上转发食堂旧视频",
        "kind": str(five[4].id),
        "day": "2026-11-20",
        "unit": str(enterprise.units["机关"]),
        "level": "company",
    }
    assert client.post("/desk/ledgers/never_events/new", data=typed | {"kind": "7"}).status_code == 422
    assert client.post("/desk/ledgers/never_events/new", data=typed).status_code == 302
    assert five[4].label in client.get("/desk/ledgers/never_events/").get_data(as_text=True)


def test_a_member_edits_sealed_columns_and_a_leader_sees_none(
    client: FlaskClient, app: Any, sign_in: Any, listed: Listed
) -> None:
    base = f"/desk/ledgers/aid/{listed('aid').id}/"
    sign_in(client, "officer")
    assert "欧阳青禾" in client.get(f"{base}edit").get_data(as_text=True)
    page = sign_in(app.test_client(), "leader").get(base).get_data(as_text=True)
    assert "欧阳青禾" not in page
    assert "密封" in page


def test_an_entry_listed_from_a_survey_leads_back_to_it(
    client: FlaskClient, sign_in: Any, session: Session, enterprise: Any
) -> None:
    session.rollback()
    sign_in(client, "officer")
    survey = survey_operations.make(session, "wellbeing", actor=enterprise.people["officer"], now=clock.now())
    slug = survey.slug
    session.commit()
    address = f"/desk/ledgers/measures/new?source=survey:{slug}"
    assert "来自问卷结果" in client.get(address).get_data(as_text=True)
    typed = TYPED | {"unit": str(enterprise.units["一车间"]), "source": f"survey:{slug}"}
    answer = client.post("/desk/ledgers/measures/new", data=typed)
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert f"survey:{slug}" not in page
    assert slug in page
