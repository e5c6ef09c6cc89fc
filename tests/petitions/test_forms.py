"""What staff type is read kindly and refused in sentences."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from petitions import forms, offices
from petitions.forms import NOBODY_LISTED, CodeForm, PetitionForm
from petitions.kinds import Kind, Naming
from web.uploads import Posted, Upload


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


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  一\r\n二\r三  ", "一\n二\n三"),
        ("a\x00b\x1b[31mc\x9f", "ab[31mc"),
        ("\t制表\n", "制表"),
        ("𬱖🙂👨‍👩‍👧 مرحبا", "𬱖🙂👨‍👩‍👧 مرحبا"),
        (None, ""),
    ],
)
def test_text_is_tidied_and_not_changed(typed: str | None, kept: str) -> None:
    assert forms.tidied(typed) == kept


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


@pytest.mark.usefixtures("enterprise")
def test_a_code_is_read_and_a_wrong_one_explained(app: Flask) -> None:
    with app.test_request_context():
        right = CodeForm(MultiDict({"code": "k7qm 2x9d 4t5v aibo"}))
        assert right.validate()
        assert right.code.data == "K7QM2X9D4T5VA1B0"
        wrong = CodeForm(MultiDict({"code": "不是码"}))
        assert not wrong.validate()
        assert "16" in wrong.code.errors[0]


def test_files_over_the_limit_and_files_too_many_are_named(app: Flask) -> None:
    with app.test_request_context():
        files, refused = forms.cleaned(Posted(uploads=[Upload("files", "长" * 99 + ".jpg", b"", too_large=True)]))
        assert files == ()
        assert "20 MB" in refused[0]
        assert len(refused[0]) < 120
        assert "最多 10 个" in forms.cleaned(Posted(uploads=[Upload("files", "x", b"")] * 11))[1][0]
        assert forms.cleaned(Posted()) == ((), [])
