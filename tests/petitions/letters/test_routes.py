"""Letters as files: for whoever may read the case at the desk, and for its petitioner at /case."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from petitions import queries, receipt
from petitions.conversation import receipt_place
from petitions.letters.catalogue import LetterKind
from petitions.models import Petition
from petitions.notes import NoteKind
from petitions.visit.addresses import receipt_key
from petitions.workflow import Action, State
from tests.petitions.conftest import NARRATIVE
from vault import seal


@pytest.fixture
def answered(casework: Any) -> tuple[Petition, bytes]:
    petition, key = casework.lead_to(State.REPLIED)
    casework.session.commit()
    return petition, key


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "")


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "#c02020").save(out, "PNG")
    return out.getvalue()


def at_case(app: Flask, petition: Petition, key: bytes, session: Any) -> FlaskClient:
    """A browser in which the petitioner has opened the case with a receipt code."""
    code = receipt.mint()
    derived = receipt.derive(receipt_key(), code)
    petition.receipt_id = derived.lookup_id
    petition.receipt_sealed = seal.seal_bytes(derived.key, key, receipt_place(petition.id))
    session.commit()
    browser = app.test_client()
    assert browser.post("/case", data={"code": code}).status_code == 303
    return browser


def test_an_officer_downloads_each_letter_as_pdf_and_word(
    answered: Any, client: FlaskClient, sign_in: Callable[..., FlaskClient]
) -> None:
    petition, _key = answered
    officer = sign_in(client, "officer")
    page = officer.get(f"/desk/petitions/{petition.id}/").get_data(as_text=True)
    for kind in ("register", "acceptance", "handover", "investigated", "opinion", "reply"):
        address = f"/desk/petitions/{petition.id}/letters/{kind}"
        assert f"{address}.pdf" in page
        assert officer.get(f"{address}.pdf").data.startswith(b"%PDF")
        assert officer.get(f"{address}.docx").data.startswith(b"PK")
    form = text_of(officer.get(f"/desk/petitions/{petition.id}/letters/register.pdf").data)
    assert NARRATIVE in form


def test_a_letter_the_case_does_not_give_is_not_found(
    answered: Any, client: FlaskClient, sign_in: Callable[..., FlaskClient]
) -> None:
    petition, _key = answered
    officer = sign_in(client, "officer")
    for missing in ("refusal.pdf", "nothing.pdf", "reply.txt"):
        assert officer.get(f"/desk/petitions/{petition.id}/letters/{missing}").status_code == 404


@pytest.mark.parametrize("who", ["inspector", "handler", "leader", "keeper", "admin"])
def test_whoever_may_not_read_the_case_gets_no_letter(
    who: str, answered: Any, client: FlaskClient, sign_in: Callable[..., FlaskClient]
) -> None:
    petition, _key = answered
    refused = sign_in(client, who).get(f"/desk/petitions/{petition.id}/letters/register.pdf")
    assert refused.status_code in {403, 404}


def test_the_petitioner_takes_the_letters_that_are_theirs(app: Flask, casework: Any, answered: Any) -> None:
    petition, key = answered
    browser = at_case(app, petition, key, casework.session)
    page = browser.get("/case").get_data(as_text=True)
    assert "/case/letters/reply.pdf" in page
    reply = browser.get("/case/letters/reply.pdf")
    assert "您的诉求应予支持" in text_of(reply.data)
    assert petition.number not in reply.headers["Content-Disposition"]
    for own in ("register", "handover", "investigated"):
        assert own not in page.split('id="letters"')[1].split("</section>")[0]
        assert browser.get(f"/case/letters/{own}.pdf").status_code == 404


def test_without_an_open_case_the_code_is_asked_for(client: FlaskClient) -> None:
    answer = client.get("/case/letters/reply.pdf")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/case")


def test_the_signed_paper_comes_back_and_reaches_the_petitioner_only_where_it_is_theirs(
    app: Flask, casework: Any, answered: Any, client: FlaskClient, sign_in: Callable[..., FlaskClient]
) -> None:
    petition, key = answered
    officer = sign_in(client, "officer")
    for kind in ("reply", "handover"):
        address = f"/desk/petitions/{petition.id}/letters/{kind}/scan"
        assert officer.get(address).status_code == 200
        sent = officer.post(address, data={"file": (io.BytesIO(photo()), "扫描.png")})
        assert sent.status_code == 303
    casework.session.expire_all()
    kept = {row.letter: row.attachment_id for row in queries.letter_scans(casework.session, petition.id)}
    casework.session.commit()
    assert set(kept) == {LetterKind.REPLY, LetterKind.HANDOVER}
    assert officer.get(f"/desk/petitions/{petition.id}/files/{kept[LetterKind.HANDOVER]}").status_code == 200
    browser = at_case(app, petition, key, casework.session)
    page = browser.get("/case").get_data(as_text=True)
    assert f"/case/files/{kept[LetterKind.REPLY]}" in page
    assert str(kept[LetterKind.HANDOVER]) not in page
    assert browser.get(f"/case/files/{kept[LetterKind.REPLY]}").status_code == 200
    assert browser.get(f"/case/files/{kept[LetterKind.HANDOVER]}").status_code == 404


def test_a_paper_that_cannot_be_taken_is_refused_in_words(
    answered: Any, client: FlaskClient, sign_in: Callable[..., FlaskClient]
) -> None:
    petition, _key = answered
    address = f"/desk/petitions/{petition.id}/letters/reply/scan"
    officer = sign_in(client, "officer")
    assert officer.post(address, data={}).status_code == 422
    wrong = officer.post(address, data={"file": (io.BytesIO(b"MZ\x90 not a picture"), "章.jpg")})
    assert wrong.status_code == 422
    assert officer.get(f"/desk/petitions/{petition.id}/letters/refusal/scan").status_code == 404


def test_each_talk_prints_alone_and_takes_its_own_signed_paper(
    app: Flask, casework: Any, client: FlaskClient, sign_in: Callable[..., FlaskClient]
) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    for with_whom in ("班长王某", "核算员李某"):
        casework.do(
            petition,
            Action.INVESTIGATE,
            "handler",
            record=NoteKind.TALK,
            talked_with=with_whom,
            text=f"{with_whom}说的",
        )
    casework.session.commit()
    officer, letters = sign_in(client, "officer"), f"/desk/petitions/{petition.id}/letters"
    sheet = text_of(officer.get(f"{letters}/heard-2.pdf").data)
    assert "班长王某说的" in sheet
    assert "李某" not in sheet
    assert "查了考勤" not in sheet
    for none in ("heard", "heard-1", "heard-9", "investigated-2"):
        assert officer.get(f"{letters}/{none}.pdf").status_code == 404
    assert officer.post(f"{letters}/heard-3/scan", data={"file": (io.BytesIO(photo()), "签.png")}).status_code == 303
    casework.session.expire_all()
    (kept,) = queries.letter_scans(casework.session, petition.id)
    assert (kept.letter, kept.record) == (LetterKind.HEARD, 3)
    casework.session.commit()
    page = officer.get(f"/desk/petitions/{petition.id}/").get_data(as_text=True)
    assert f"{letters}/heard-2/scan" in page
    assert f"{letters}/heard-3/scan" not in page
    browser = at_case(app, petition, key, casework.session)
    assert browser.get("/case/letters/heard-2.pdf").status_code == 404
    assert browser.get(f"/case/files/{kept.attachment_id}").status_code == 404
    assert "王某" not in browser.get("/case").get_data(as_text=True)


def test_who_reads_the_redacted_version_prints_the_talks_they_recorded_and_keeps_files_by_them(
    app: Flask, casework: Any, sign_in: Callable[..., FlaskClient]
) -> None:
    petition, _key = casework.lead_to(State.ASSIGNED)
    talk = {"record": NoteKind.TALK, "talked_with": "郑强", "text": "是我排的班。"}
    casework.do(petition, Action.INVESTIGATE, "handler", **talk)
    casework.do(petition, Action.REDACT, "officer", text="某车间没有发津贴。")
    casework.session.commit()
    handler = sign_in(app.test_client(), "handler")
    fields: dict[str, Any] = {"record": "talk", "talked_with": "李某", "text": "我看见他改过表。"}
    fields["files"] = (io.BytesIO(photo()), "表.png")
    fields["version"] = str(petition.version)
    address = f"/desk/petitions/{petition.id}"

    done = handler.post(f"{address}/investigate", data=fields, content_type="multipart/form-data")

    assert done.status_code == 302
    page = handler.get(f"{address}/").get_data(as_text=True)
    assert "附件 1" in page
    assert f"{address}/letters/heard-2.pdf" in page
    assert "letters/heard-1" not in page
    assert "letters/register" not in page
    sheet = text_of(handler.get(f"{address}/letters/heard-2.pdf").data)
    assert "李某" in sheet
    assert NARRATIVE[:6] not in sheet
    for none in ("heard-1", "register", "investigated"):
        assert handler.get(f"{address}/letters/{none}.pdf").status_code == 404
    officer = sign_in(app.test_client(), "officer").get(f"{address}/").get_data(as_text=True)
    assert "附件 1" in officer
    assert "letters/heard-1.pdf" in officer
