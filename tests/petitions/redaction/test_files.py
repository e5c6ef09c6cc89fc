"""A handler with the redacted version gets of each file what the office chose, and nothing by default."""

from __future__ import annotations

import io
from typing import Any

import pytest

from accounts.roles import Role
from petitions import queries
from petitions.evidence import keeping as evidence
from petitions.files import attaching
from petitions.files.attachments import CleanFile
from petitions.redaction import files as redacted_files
from petitions.redaction.files import Choice, Giving
from petitions.workflow import Action, State
from tests.petitions.desks import Desk
from tests.petitions.phone import photo
from tests.petitions.thief import Thief
from vault import subject_keys
from web.errors import Missing, Refusal

FACE, PAYSLIP, BLACKENED = (
    CleanFile("application/pdf", each) for each in (b"%PDF-face", b"%PDF-payslip", b"%PDF-black")
)


@pytest.fixture
def redacted(casework: Any) -> Any:
    """A case with two files whose handler holds the redacted version; (petition, the ids of its files)."""
    petition, key = casework.lead_to(State.ACCEPTED)
    ids = attaching.attach(casework.session, petition.id, key, [FACE, PAYSLIP], message=1)
    casework.do(petition, Action.REDACT, "officer", text="某车间的事。")
    casework.do(petition, Action.ASSIGN, "officer", handler_id=casework.enterprise.people["handler"].id)
    return petition, ids


def give(casework: Any, petition: Any, choices: dict[int, Choice]) -> None:
    held = evidence.held_by(casework.session, petition, casework.enterprise.people["officer"])
    redacted_files.give(casework.session, petition.id, key=held.case, redacted=held.redacted, choices=choices)


def got(casework: Any, petition: Any) -> list[bytes]:
    """The contents of what the handler gets."""
    held = evidence.held_by(casework.session, petition, casework.enterprise.people["handler"])
    assert held.case is None
    files = redacted_files.given(casework.session, petition.id, held.redacted)
    return [redacted_files.open_file(casework.session, petition.id, each.id, held.redacted)[1] for each in files]


def test_nothing_is_given_until_the_office_chooses(casework: Any, redacted: Any) -> None:
    petition, ids = redacted

    assert got(casework, petition) == []
    give(casework, petition, {ids[0]: Choice(Giving.COPY, BLACKENED), ids[1]: Choice(Giving.ORIGINAL)})
    assert sorted(got(casework, petition)) == sorted([BLACKENED.content, PAYSLIP.content])

    give(casework, petition, {ids[0]: Choice(Giving.COPY), ids[1]: Choice(Giving.NOTHING)})
    assert got(casework, petition) == [BLACKENED.content]
    assert redacted_files.chosen(casework.session, petition.id) == {ids[0]: Giving.COPY}


def test_the_handler_with_the_whole_database_opens_the_copy_and_not_the_original(casework: Any, redacted: Any) -> None:
    petition, ids = redacted
    give(casework, petition, {ids[0]: Choice(Giving.COPY, BLACKENED)})

    loot = Thief(casework.session, casework.enterprise.people["handler"]).look()

    assert BLACKENED.content.decode() in loot
    assert FACE.content.decode() not in loot
    assert PAYSLIP.content.decode() not in loot


def test_a_handler_who_left_opens_no_copy_made_later_and_the_next_one_does(casework: Any, redacted: Any) -> None:
    petition, ids = redacted
    spy = Thief(casework.session, casework.enterprise.people["handler"])
    spy.look()
    casework.do(petition, Action.RECUSE, "handler", reason="是我的亲戚。")
    other = casework.add_person("handler9", "何静", Role.HANDLER, "四车间")

    casework.do(petition, Action.REDACT, "officer", text="某车间的事。")
    give(casework, petition, {ids[0]: Choice(Giving.COPY, BLACKENED)})
    casework.do(petition, Action.ASSIGN, "officer", handler_id=other.id)

    assert not spy.reads(BLACKENED.content.decode())
    assert Thief(casework.session, other).reads(BLACKENED.content.decode())


def test_choosing_a_copy_without_one_is_refused_in_words(casework: Any, redacted: Any) -> None:
    petition, ids = redacted
    with pytest.raises(Refusal):
        give(casework, petition, {ids[0]: Choice(Giving.COPY)})
    give(casework, petition, {ids[0]: Choice(Giving.ORIGINAL)})
    with pytest.raises(Refusal):
        give(casework, petition, {ids[0]: Choice(Giving.COPY)})
    with pytest.raises(Refusal):
        give(casework, petition, {4711: Choice(Giving.ORIGINAL)})


def test_what_is_taken_back_opens_no_more(casework: Any, redacted: Any) -> None:
    petition, ids = redacted
    give(casework, petition, {ids[0]: Choice(Giving.ORIGINAL)})
    held = evidence.held_by(casework.session, petition, casework.enterprise.people["handler"])
    (file,) = redacted_files.given(casework.session, petition.id, held.redacted)
    give(casework, petition, {ids[0]: Choice(Giving.NOTHING)})
    with pytest.raises(Missing):
        redacted_files.open_file(casework.session, petition.id, file.id, held.redacted)


def test_the_office_chooses_on_the_form_and_the_handler_sees_it_on_the_page(
    casework: Any, redacted: Any, desk: Desk
) -> None:
    petition, ids = redacted
    casework.session.commit()
    address = f"/desk/petitions/{petition.id}"
    page = desk("officer").get(f"{address}/redact").get_data(as_text=True)
    assert "附件给不给" in page
    assert f'name="giving-{ids[0]}"' in page

    typed = {"version": str(petition.version), "text": "某车间的事。", f"giving-{ids[0]}": "copy"}
    refused = desk("officer").post(f"{address}/redact", data=typed, content_type="multipart/form-data")
    assert refused.status_code in (409, 422)
    assert "遮好的文件" in refused.get_data(as_text=True)
    copy = {f"copy-{ids[0]}": (io.BytesIO(photo()), "涂黑.jpg")}
    done = desk("officer").post(f"{address}/redact", data=typed | copy, content_type="multipart/form-data")
    assert done.status_code == 302

    casework.session.expire_all()
    seen = desk("handler").get(f"{address}/").get_data(as_text=True)
    (given,) = [each for each in seen.split('"') if f"{petition.id}/redacted/" in each][:1]
    answer = desk("handler").get(given)
    assert answer.status_code == 200
    assert answer.mimetype == "image/jpeg"
    original = desk("handler").get(f"{address}/files/{ids[0]}")
    assert original.status_code == 403
    assert subject_keys.readers(casework.session, queries.subject(petition.id)) != frozenset()
