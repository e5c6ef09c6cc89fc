"""A story: an attacker who takes the database files finds no word, no code, no time and no order."""

import sqlite3
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from database import Moment
from petitions.models import Petition
from tests.petitions.phone import file_one, open_case, photo, token, upload
from web import crockford


def dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as opened:
        return list(opened.iterdump())


def test_looking_at_a_case_writes_nothing(front: FlaskClient, settings: Any) -> None:
    code = file_one(front)
    before = dump(settings.instance / "xinqiao.db")
    open_case(front, code)
    front.post("/case", data={"code": "0000000000000000"})
    front.post("/case/leave")
    assert dump(settings.instance / "xinqiao.db") == before


def test_the_database_files_hold_no_word_no_code_and_no_time(
    front: FlaskClient, session: Any, settings: Any, caplog: Any
) -> None:
    marker = "通风机坏了两周"
    code = file_one(
        front,
        naming="confidential",
        name="张德厚",
        contact="13900001111",
        files=[upload(photo(exif=Image.Exif()), "SECRETNAME.jpg")],
    )
    page = open_case(front, code)
    front.post("/case/say", data={"token": token(page), "text": "第二句秘密话"})
    session.commit()
    raw = b"".join(path.read_bytes() for path in settings.instance.iterdir() if path.is_file())
    for secret in (
        marker,
        "第二句秘密话",
        "张德厚",
        "13900001111",
        "SECRETNAME",
        code,
        crockford.grouped(code),
        "127.0.0.1",
    ):
        assert secret.encode() not in raw, secret
        assert secret.encode("utf-16-le") not in raw, secret
        assert secret not in caplog.text
    assert photo()[100:160] not in raw


def test_nothing_tied_to_a_petition_keeps_a_time_finer_than_a_day() -> None:
    import sqlalchemy as sa

    from petitions import models
    from vault import models as vault_models

    for module in (models, vault_models):
        for table in module.Base.metadata.tables.values():
            if not table.name.startswith(("petition", "case_", "attachment", "sealed_identity", "subject_key_wrap")):
                continue
            for column in table.columns:
                assert not isinstance(column.type, sa.DateTime | sa.Time), f"{table.name}.{column.name}"
                assert not isinstance(column.type, Moment), f"{table.name}.{column.name}"


def test_ids_tell_nothing_about_the_order_of_filing(front: FlaskClient, session: Any) -> None:
    for _ in range(8):
        file_one(front)
    ids = session.execute(select(Petition.id)).scalars().all()
    ordered = session.execute(select(Petition.number)).scalars().all()
    assert len(set(ids)) == len(set(ordered)) == 8
    assert max(ids) - min(ids) > 2**40
