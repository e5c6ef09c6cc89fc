"""The office sends papers along with what it writes; they reach the petitioner cleaned, and a bad one keeps the text."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from petitions import conversation
from petitions.workflow import Action, State
from tests.petitions import recorded
from tests.petitions.files.test_office_cleaning import a_document
from tests.petitions.phone import photo


def _write(desk: FlaskClient, petition: Any, *files: tuple[bytes, str]) -> Any:
    fields: dict[str, Any] = {"text": "请看附件里的说明。", "version": str(petition.version)}
    fields["files"] = [(io.BytesIO(content), name) for content, name in files]
    address = f"/desk/petitions/{petition.id}/{Action.WRITE.value}"
    return desk.post(address, data=fields, content_type="multipart/form-data")


def test_papers_hang_on_the_message_and_tell_nothing_of_who_made_them(
    casework: Any, app: Any, sign_in: Callable[..., FlaskClient]
) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    casework.session.commit()
    desk = sign_in(app.test_client(), "officer")
    form = desk.get(f"/desk/petitions/{petition.id}/write").get_data(as_text=True)
    assert 'enctype="multipart/form-data"' in form
    answer = _write(desk, petition, (a_document(), "说明.docx"), (photo(), "现场.jpg"))
    assert answer.status_code == 302
    said = conversation.messages(casework.session, petition.id, key)[-1]
    assert [file.sort.ending for file in said.files] == ["docx", "jpg"]
    _about, chunks = conversation.open_file(casework.session, petition.id, said.files[0].id, key)
    assert "张伟".encode() not in b"".join(chunks)


def test_a_file_that_cannot_be_taken_keeps_the_text_and_writes_nothing(
    casework: Any, app: Any, sign_in: Callable[..., FlaskClient]
) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    casework.session.commit()
    desk = sign_in(app.test_client(), "officer")
    answer = _write(desk, petition, (b"MZ" + bytes(300), "工具.exe"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "工具.exe" in page
    assert "请看附件里的说明。" in page
    assert len(conversation.messages(casework.session, petition.id, key)) == 1


def test_a_step_that_writes_to_nobody_takes_no_files(
    casework: Any, app: Any, sign_in: Callable[..., FlaskClient]
) -> None:
    petition, _key = casework.lead_to(State.REGISTERED)
    casework.session.commit()
    desk = sign_in(app.test_client(), "officer")
    assert 'type="file"' not in desk.get(f"/desk/petitions/{petition.id}/accept").get_data(as_text=True)
    fields = {"procedure": "ordinary", "text": "", "files": (io.BytesIO(recorded.wav()), "a.wav")}
    answer = desk.post(f"/desk/petitions/{petition.id}/accept", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 302
    assert re.search(r"/desk/petitions/", answer.headers["Location"])
