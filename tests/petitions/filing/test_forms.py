"""What is typed into a petition is read kindly, and files what was meant."""

from typing import Any

import pytest
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from petitions import offices
from petitions.filing.forms import PetitionForm
from petitions.forms import NOBODY_LISTED
from petitions.kinds import Kind, Naming


def filled(session: Session, **changes: Any) -> PetitionForm:
    typed: dict[str, Any] = {
        "kind": "help",
        "text": "一件事",
        "category": "hardship",
        "people": "",
        "naming": "anonymous",
    }
    form = PetitionForm(MultiDict(typed | changes))
    form.offer(offices.front(session))
    return form


@pytest.mark.usefixtures("enterprise")
def test_a_valid_form_files_what_was_meant(session: Session, enterprise: Any) -> None:
    officer, unit = enterprise.people["officer"].id, enterprise.units["一车间"]
    form = filled(session, unit=str(unit), people=" １２ ", concerned=str(officer), name="忽略")
    assert form.validate()
    filing = form.filing()
    assert (filing.kind, filing.naming, filing.people, filing.unit_id) == (Kind.HELP, Naming.ANONYMOUS, 12, unit)
    assert filing.concerned == {officer}
    assert (filing.name, filing.contact) == ("", "")
    assert not filing.someone_not_listed


@pytest.mark.usefixtures("enterprise")
def test_someone_not_listed_is_no_account(session: Session) -> None:
    form = filled(session, concerned=NOBODY_LISTED)
    assert form.validate()
    assert form.filing().someone_not_listed
    assert form.filing().concerned == frozenset()


@pytest.mark.usefixtures("enterprise")
def test_a_unit_that_was_closed_cannot_be_chosen(session: Session, enterprise: Any) -> None:
    from accounts.models import Unit

    session.get_one(Unit, enterprise.units["一车间"]).active = False
    session.flush()
    form = filled(session, unit=str(enterprise.units["一车间"]))
    assert not form.validate()
    assert "unit" in form.errors
