"""Whoever opens anything of a case at the desk, by whatever address, stands in the book of readers that day."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from petitions import queries
from petitions.files import attaching, attachments
from petitions.history.models import CaseReading
from petitions.workflow import State
from tests.petitions.phone import photo


@pytest.fixture
def addresses(app: Flask, casework: Any, sign_in: Callable[..., FlaskClient]) -> dict[str, str]:
    """A case with a petitioner's file and a piece of evidence: what can be opened of it, before anybody's reading counts."""
    petition, key = casework.lead_to(State.ASSIGNED)
    session = casework.session
    attaching.attach(session, petition.id, key, [attachments.clean(photo())], message=1)
    petition_id = petition.id
    session.commit()
    handler = sign_in(app.test_client(), "handler")
    step = {"record": "material", "text": "调取了工资表。", "files": (io.BytesIO(photo()), "现场.jpg")}
    here = f"/desk/petitions/{petition_id}"
    assert handler.post(f"{here}/investigate", data=step, content_type="multipart/form-data").status_code == 302
    shown = handler.get(f"{here}/").get_data(as_text=True)
    session.expire_all()
    session.execute(sa.delete(CaseReading))
    session.commit()
    (file,) = set(re.findall(rf"{here}/files/\d+", shown))
    (evidence,) = set(re.findall(rf"{here}/evidence/\d+", shown))
    return {"case": f"{here}/", "step": f"{here}/investigate", "file": file, "evidence": evidence} | {
        "letter": f"{here}/letters/register.pdf"
    }


@pytest.mark.parametrize("what", ["case", "step", "file", "evidence", "letter"])
def test_opening_it_is_written_down(
    app: Flask, casework: Any, sign_in: Callable[..., FlaskClient], addresses: dict[str, str], what: str
) -> None:
    who = "handler" if what == "step" else "officer"

    answer = sign_in(app.test_client(), who).get(addresses[what])

    assert answer.status_code == 200, (what, answer.status_code)
    petition_id = int(addresses["case"].split("/")[3])
    casework.session.expire_all()
    assert queries.was_read(casework.session, petition_id, casework.enterprise.people[who].id, casework.clock().date())


def test_whoever_sends_a_form_and_is_shown_the_case_has_read_it(
    app: Flask, addresses: dict[str, str], casework: Any, sign_in: Callable[..., FlaskClient]
) -> None:
    handler = sign_in(app.test_client(), "handler")

    assert handler.post(addresses["step"], data={"text": ""}).status_code == 422

    read = casework.session.execute(sa.select(CaseReading.account_id)).scalars().all()
    assert read == [casework.enterprise.people["handler"].id]
