"""A story: somebody floods the form from the factory's own address, and the factory still gets through."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from petitions.models import Petition
from tests.petitions.phone import WORDS, fields, file_one, mark, mint, open_case, photo, send, token, upload
from tests.web.test_puzzle import work
from web import puzzle

CALM = 2


@pytest.fixture
def flooded(app: Flask, enterprise: Any, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The address has just sent more than people do."""
    app.extensions["settings"] = replace(app.extensions["settings"], puzzle_above=CALM)
    monkeypatch.setattr(puzzle, "BITS", 8)
    spammer = app.test_client()
    for number in range(CALM):
        file_one(spammer, text=f"垃圾 {number}")
    return app


def _filed(session: Any) -> int:
    found = len(session.execute(select(Petition)).scalars().all())
    session.rollback()
    return found


def test_the_flood_is_stopped_and_a_phone_that_worked_is_never_asked(flooded: Flask, session: Any) -> None:
    assert send(flooded.test_client(), fields(mint(flooded.test_client()), text="垃圾")).status_code == 429
    assert _filed(session) == CALM
    worker = flooded.test_client()
    code = mint(worker)
    answer = send(worker, fields(code, proof=work(code)))
    assert answer.status_code == 200
    assert WORDS in open_case(worker, code)


def test_one_proof_files_one_petition(flooded: Flask, session: Any) -> None:
    spammer = flooded.test_client()
    code = mint(spammer)
    proof = work(code)
    send(spammer, fields(code, proof=proof))
    send(spammer, fields(code, proof=proof, text="再来"))
    other = mint(spammer)
    if not puzzle.is_worked(other, proof):
        assert send(spammer, fields(other, proof=proof)).status_code == 429
    assert _filed(session) == CALM + 1


def test_without_script_a_sum_is_asked_everything_typed_is_kept_and_the_answer_files(
    flooded: Flask, session: Any
) -> None:
    worker = flooded.test_client()
    code = mint(worker)
    answer = send(worker, fields(code, files=[upload(photo())]))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 429
    assert WORDS in page
    assert f'value="{code}"' in page
    assert "请算一道题" in page
    assert "照片和文件没有保存" in page
    wrong = send(worker, fields(code, sum="99")).get_data(as_text=True)
    assert "没有算对" in wrong
    words = {word: value for value, word in enumerate("零一二三四五六七八九")}
    asked = re.search(r'<label for="sum">(.)加(.)等于几', page)
    assert asked
    right = str(words[asked.group(1)] + words[asked.group(2)])
    assert send(worker, fields(code, sum=right)).status_code == 200
    assert _filed(session) == CALM + 1


def test_the_same_form_again_shows_its_receipt_without_a_puzzle(flooded: Flask) -> None:
    worker = flooded.test_client()
    code = mint(worker)
    send(worker, fields(code, proof=work(code)))
    assert "没有重复登记" in send(worker, fields(code)).get_data(as_text=True)


def test_joining_is_guarded_in_the_same_way(flooded: Flask, session: Any) -> None:
    first = flooded.test_client()
    code = mint(first)
    send(first, fields(code, proof=work(code)))
    page = open_case(first, code)
    about = {"title": "修好通风机", "summary": "坏了两周。", "token": token(page)}
    first.post("/case/joining", data=about)
    found = re.search(r"/join#([0-9A-Z]{16})", first.get("/case").get_data(as_text=True))
    assert found
    joiner = flooded.test_client()
    answers = [
        joiner.post("/join/add", data={"code": found.group(1), "receipt": f"{number:016d}", "naming": "anonymous"})
        for number in range(CALM + 1)
    ]
    assert [each.status_code for each in answers] == [200] * CALM + [429]
    own = f"{CALM:016d}"
    typed = {
        "code": found.group(1),
        "receipt": own,
        "mark": mark(joiner, own),
        "naming": "anonymous",
        "proof": work(own),
    }
    assert joiner.post("/join/add", data=typed).status_code == 200
