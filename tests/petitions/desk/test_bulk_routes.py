"""Ticking cases in the list and doing a step to all of them works without a script, and each says what became of it."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from openpyxl import load_workbook

from accounts.models import AuditEntry
from petitions.models import Petition
from petitions.workflow import Action, Procedure, State
from tests.petitions.desks import Desk, text_of

PAGE = "/desk/petitions/bulk/"


def test_from_ticks_in_the_list_to_a_result_for_each(casework: Any, desk: Desk) -> None:
    ready, _ = casework.lead_to(State.ACCEPTED)
    early, _ = casework.lead_to(State.REGISTERED)
    browser = desk("officer")

    listed = text_of(browser.get("/desk/petitions/?view=open&ticked=1"))
    boxes = re.findall(r'name="case" value="(\d+\.\d+)" checked', listed)
    asked = text_of(browser.post(f"{PAGE}assign", data={"case": boxes}))
    handler = casework.enterprise.people["handler"]
    empty = browser.post(f"{PAGE}assign", data={"case": boxes, "handler_id": "", "text": "月底前答复", "go": "1"})
    order = {"case": boxes, "handler_id": handler.id, "text": "月底前答复", "go": "1"}
    refused = browser.post(f"{PAGE}assign", data=order)

    assert len(boxes) == 2
    assert "1 件可以办，1 件办不了" in asked
    assert "待受理" in asked
    # Only what can be done is ticked still.
    able = re.findall(r'name="case" value="(\d+\.\d+)" checked', asked)
    assert able == [f"{ready.id}.{ready.version}"]
    assert (empty.status_code, "月底前答复" in text_of(empty)) == (422, True)
    assert (refused.status_code, "都还没有办" in text_of(refused)) == (422, True)
    casework.session.expire_all()
    assert casework.session.get(Petition, ready.id).state is State.ACCEPTED
    casework.session.rollback()

    done = text_of(browser.post(f"{PAGE}assign", data=order | {"case": able}))

    assert "办成 1 件" in done
    assert f"交给{handler.name}" in done
    casework.session.expire_all()
    assert casework.session.get(Petition, ready.id).state is State.ASSIGNED
    assert casework.session.get(Petition, early.id).state is State.REGISTERED


@pytest.mark.parametrize("name", ["register", "accept", "nudge", "assign-unit"])
def test_every_step_has_its_page(casework: Any, desk: Desk, name: str) -> None:
    case, _ = casework.lead_to({"register": State.FILED, "accept": State.REGISTERED}.get(name, State.ACCEPTED))
    browser = desk("officer")
    ticked = f"{case.id}.{case.version}"
    unit = casework.enterprise.units["岱山能源集团"]

    page = text_of(browser.post(f"{PAGE}{name}", data={"case": ticked}))
    given = {"text": "请抓紧", "unit_id": unit, "category": ""}
    done = text_of(browser.post(f"{PAGE}{name}", data={"case": ticked, "go": "1"} | given))

    assert "可以办" in page
    assert "办成 1 件，一件不落" in done


def test_what_may_go_the_short_way_is_chosen_row_by_row_and_affirmed(casework: Any, desk: Desk) -> None:
    short, plain = (casework.lead_to(State.REGISTERED)[0] for _each in range(2))
    joint, _ = casework.file(people=4)
    casework.do(joint, Action.REGISTER, "officer", category="pay")
    browser = desk("officer")
    ticked = {"case": [f"{each.id}.{each.version}" for each in (short, plain, joint)], "simple": str(short.id)}

    asked = text_of(browser.post(f"{PAGE}accept", data={"case": ticked["case"]}))
    not_affirmed = browser.post(f"{PAGE}accept", data=ticked | {"go": "1"})
    done = text_of(browser.post(f"{PAGE}accept", data=ticked | {"go": "1", "fits": "y"}))

    assert re.findall(r'name="simple" value="(\d+)"', asked) == [str(short.id), str(plain.id)]
    assert "多人联名的事项不适用简易办理" in asked
    assert (not_affirmed.status_code, f'value="{short.id}" checked' in text_of(not_affirmed)) == (422, True)
    assert "请先确认" in text_of(not_affirmed)
    assert "办成 3 件，一件不落" in done
    casework.session.expire_all()
    found = [casework.session.get(Petition, each.id).procedure for each in (short, plain, joint)]
    assert found == [Procedure.SIMPLE, Procedure.ORDINARY, Procedure.ORDINARY]


def test_what_is_ticked_leaves_as_a_workbook_and_the_log_says_so(casework: Any, desk: Desk) -> None:
    case, _ = casework.lead_to(State.ACCEPTED)
    browser = desk("officer")
    assert browser.post(f"{PAGE}export.xlsx", data={}).status_code == 422
    answer = browser.post(f"{PAGE}export.xlsx", data={"case": f"{case.id}.1"})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="cases-20261124.xlsx"'
    (entry,) = [each for each in casework.session.query(AuditEntry) if each.action == "petition.export"]
    assert entry.details == {"rows": 1}


def test_nothing_ticked_is_said(desk: Desk) -> None:
    answer = desk("officer").post(f"{PAGE}assign", data={})

    assert answer.status_code == 422
    assert "还没有选诉求" in text_of(answer)
    assert desk("officer").post(f"{PAGE}close", data={}).status_code == 404


def test_a_handler_has_no_boxes_and_no_page(casework: Any, desk: Desk) -> None:
    casework.lead_to(State.ASSIGNED)
    browser = desk("handler")

    assert 'name="case"' not in text_of(browser.get("/desk/petitions/"))
    assert browser.post(f"{PAGE}assign", data={}).status_code == 403


def test_the_register_holds_the_whole_list_as_it_is_narrowed(casework: Any, desk: Any) -> None:
    wanted, _key = casework.file(category="pay")
    other, _key = casework.file(category="leave")
    casework.session.commit()

    answer = desk("officer").post("/desk/petitions/bulk/register.xlsx", data={"view": "all", "category": "pay"})

    cells = [str(each) for row in load_workbook(io.BytesIO(answer.data)).active.values for each in row if each]
    assert answer.status_code == 200
    assert wanted.number in cells
    assert other.number not in cells
