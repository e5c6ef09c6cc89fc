"""Evidence at the desk: picked with a record, shown beside it, opened by readers, never by the petitioner."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from petitions.workflow import State
from tests.petitions.files.test_office_cleaning import a_document
from tests.petitions.letters.test_routes import at_case, text_of
from tests.petitions.phone import photo


def record(desk: FlaskClient, petition: Any, *files: tuple[bytes, str], text: str = "调取了工资表。") -> Any:
    fields: dict[str, Any] = {"record": "material", "text": text, "version": str(petition.version)}
    fields["files"] = [(io.BytesIO(content), name) for content, name in files]
    address = f"/desk/petitions/{petition.id}/investigate"
    return desk.post(address, data=fields, content_type="multipart/form-data")


def test_files_stand_beside_the_record_for_readers_alone(
    app: Flask, casework: Any, sign_in: Callable[..., FlaskClient]
) -> None:
    petition, key = casework.lead_to(State.ASSIGNED)
    casework.session.commit()
    handler = sign_in(app.test_client(), "handler")
    assert 'name="files"' in handler.get(f"/desk/petitions/{petition.id}/investigate").get_data(as_text=True)
    assert record(handler, petition, (a_document(), "张三举报.docx"), (photo(), "现场.jpg")).status_code == 302
    officer = sign_in(app.test_client(), "officer")
    page = officer.get(f"/desk/petitions/{petition.id}/").get_data(as_text=True)
    (document, picture) = re.findall(rf'href="(/desk/petitions/{petition.id}/evidence/\d+)"', page)
    assert "附件 2" in page
    saved = officer.get(document)
    assert saved.headers["Content-Disposition"] == 'attachment; filename="xinqiao-1.docx"'
    assert "sandbox" in saved.headers["Content-Security-Policy"]
    assert "张伟".encode() not in saved.data
    assert officer.get(picture).mimetype == "image/jpeg"
    sheet = text_of(officer.get(f"/desk/petitions/{petition.id}/letters/investigated.pdf").data)
    assert "附件1、附件2" in sheet
    for stranger in ("inspector", "keeper", "leader"):
        assert sign_in(app.test_client(), stranger).get(document).status_code in {403, 404}
    number = document.rsplit("/", 1)[1]
    assert officer.get(f"/desk/petitions/{petition.id}/files/{number}").status_code == 404
    browser = at_case(app, petition, key, casework.session)
    assert "evidence" not in browser.get("/case").get_data(as_text=True)
    assert browser.get(f"/case/files/{number}").status_code == 404
    assert browser.get(document).status_code in {302, 303}


def test_a_file_that_cannot_be_taken_keeps_the_words_and_records_nothing(
    app: Flask, casework: Any, sign_in: Callable[..., FlaskClient]
) -> None:
    petition, _key = casework.lead_to(State.ASSIGNED)
    casework.session.commit()
    answer = record(sign_in(app.test_client(), "handler"), petition, (b"MZ" + bytes(300), "工具.exe"), text="记录甲。")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "工具.exe" in page
    assert "记录甲。" in page
    assert "请重新选一次" in page
    casework.session.expire_all()
    assert petition.notes == 0


def test_closing_takes_files_for_each_duty_and_files_kept_before(
    app: Flask, casework: Any, sign_in: Callable[..., FlaskClient]
) -> None:
    petition, key = casework.lead_to(State.ASSIGNED)
    casework.session.commit()
    assert record(sign_in(app.test_client(), "handler"), petition, (photo(), "表.jpg")).status_code == 302
    casework.session.expire_all()
    casework.follow(petition, key, casework.way(State.CLOSED)[3:-1])
    casework.session.commit()
    officer, address = sign_in(app.test_client(), "officer"), f"/desk/petitions/{petition.id}/close"
    form = officer.get(address).get_data(as_text=True)
    (kept,) = re.findall(r'name="kept-solve" id="[^"]*" value="(\d+)"', form)
    fields = {"solve": "", "kept-solve": kept, "version": str(petition.version)}
    wordless = officer.post(address, data={**fields, "files-solve": (io.BytesIO(photo()), "收据.jpg")})
    assert wordless.status_code in {409, 422}
    assert f'value="{kept}" checked' in wordless.get_data(as_text=True)
    told = {**fields, "solve": "12月15日已补发，六人签字。", "files-solve": (io.BytesIO(photo()), "收据.jpg")}
    assert officer.post(address, data=told).status_code == 302
    page = officer.get(f"/desk/petitions/{petition.id}/").get_data(as_text=True)
    assert len(set(re.findall(r"/evidence/\d+", page))) == 2
    assert page.count(f'href="/desk/petitions/{petition.id}/evidence/{kept}"') == 2
