"""From the aid ledger to a follow-up survey, to its slips, and back."""

from datetime import date

import pytest

from ledgers import aid
from ledgers import operations as ledgers
from surveys.models import Survey


@pytest.fixture
def helped(session, enterprise, clock):
    """Six families of 一车间 were helped this month."""
    for _family in range(6):
        row = ledgers.add(
            session,
            "aid",
            {"title": "大病救助", "kind": "illness", "unit": enterprise.units["一车间"], "people": 3},
            actor=enterprise.people["officer"],
            now=clock(),
        )
        row.content = row.content | {"given_on": date(2026, 11, 2).isoformat()}
        row.state = aid.GIVEN
    session.commit()


def text(answer):
    return answer.get_data(as_text=True)


def test_an_officer_makes_a_draft_and_both_pages_lead_to_each_other(officer, helped, session):
    ledger = text(officer.get("/desk/ledgers/aid/"))
    assert "/desk/surveys/follow-up/" in ledger
    page = text(officer.get("/desk/surveys/follow-up/"))
    assert "一车间" in page
    answer = officer.post("/desk/surveys/follow-up/", data={"first": "2026-10-01", "last": "2026-11-24"})
    assert answer.status_code == 302
    draft = text(officer.get(answer.location))
    assert "/desk/ledgers/aid/?view=all" in draft
    survey = session.query(Survey).one()
    assert f"/desk/surveys/{survey.id}" in text(officer.get("/desk/ledgers/aid/"))


def test_a_refusal_stands_on_the_page_with_what_was_typed(officer, helped):
    answer = officer.post("/desk/surveys/follow-up/", data={"first": "2026-11-24", "last": "2026-10-01"})
    assert answer.status_code == 409
    assert "结束日期不能早于开始日期" in text(answer)
    assert 'value="2026-10-01"' in text(answer)
    assert officer.post("/desk/surveys/follow-up/", data={"first": "", "last": "x"}).status_code == 422


def test_an_empty_time_says_what_to_do(officer, helped):
    page = text(officer.get("/desk/surveys/follow-up/?first=2025-01-01&last=2025-02-01"))
    assert "这段时间没有发放过帮扶" in page
    assert "做成草稿" not in page


def test_leaders_see_the_surveys_and_make_none(app, sign_in, helped):
    leader = sign_in(app.test_client(), "leader")
    assert leader.get("/desk/surveys/follow-up/").status_code == 403
    page = text(leader.get("/desk/ledgers/aid/"))
    assert "回访问卷" in page
    assert "/desk/surveys/follow-up/" not in page


def test_handlers_see_nothing_of_surveys_above_the_ledger(app, sign_in, helped):
    assert "回访问卷" not in text(sign_in(app.test_client(), "handler").get("/desk/ledgers/aid/"))
