"""Filing and the receipt, as a phone sees them and as an enemy tries them."""

import re
import threading
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from petitions import queries
from petitions.models import Message, Petition
from petitions.workflow import State
from tests.petitions.conftest import count
from tests.petitions.phone import WORDS, fields, file_one, mark, mint, open_case, send
from vault import reading_groups, seal, subject_keys
from web import crockford


def test_a_petition_is_filed_and_its_receipt_shown(front: FlaskClient, session: Any, clock: Any) -> None:
    code = mint(front)
    answer = send(front, fields(code))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "-".join(crockford.parts(code)[2:]) in page
    case = session.execute(select(Petition)).scalar_one()
    assert case.number in page
    assert (case.state, case.people, case.filed_on) == (State.FILED, 3, clock().date())
    assert "2026年12月9日" in page
    assert answer.headers["Cache-Control"] == "no-store"


def test_filing_sets_no_cookie(front: FlaskClient) -> None:
    assert "Set-Cookie" not in front.get("/petition").headers
    assert "Set-Cookie" not in send(front, fields(mint(front))).headers


def test_each_form_carries_a_code_of_its_own_and_is_kept_nowhere(front: FlaskClient) -> None:
    answer = front.get("/petition")
    assert answer.headers["Cache-Control"] == "no-store"
    assert len({mint(front) for _ in range(20)}) == 20


def test_the_union_can_read_it_and_nobody_else(front: FlaskClient, session: Any, enterprise: Any) -> None:
    file_one(front)
    case = session.execute(select(Petition)).scalar_one()
    people = enterprise.people
    assert subject_keys.readers(session, queries.subject(case.id)) == {people["officer"].id, people["officer2"].id}
    key = subject_keys.open_subject(session, queries.subject(case.id), people["officer"].keys)
    sealed = session.execute(select(Message.sealed)).scalar_one()
    assert seal.open_text(key, sealed, f"petition:{case.id}/message:1") == WORDS
    for stranger in ("admin", "inspector", "leader", "handler", "keeper"):
        with pytest.raises(reading_groups.NotAReader):
            subject_keys.open_subject(session, queries.subject(case.id), people[stranger].keys)


@pytest.mark.parametrize("foreign", ["0000000000000000", "K7QM2X9D4T5VA1B8"])
def test_a_code_that_this_instance_did_not_give_out_becomes_no_receipt_and_no_word_is_lost(
    front: FlaskClient, foreign: str
) -> None:
    """Whoever sends another's words under a code they know themselves would read the case."""
    refused = send(front, fields(foreign, mark="", category=None)).get_data(as_text=True)
    assert WORDS in refused
    code, marked = re.findall(r'name="(?:receipt|mark)"[^>]* value="(\w+)"', refused)
    assert code != foreign

    filed = send(front, fields(foreign, mark=mark(front, code))).get_data(as_text=True)
    assert "-".join(crockford.parts(foreign)[2:]) not in filed
    assert front.post("/case", data={"code": foreign}).status_code != 303
    kept = send(front, fields(code, mark=marked)).get_data(as_text=True)
    assert "-".join(crockford.parts(code)[2:]) in kept


def test_the_same_form_sent_twice_finds_its_own_case(front: FlaskClient, session: Any) -> None:
    code = mint(front)
    first, second = send(front, fields(code)), send(front, fields(code))
    assert (first.status_code, second.status_code) == (200, 200)
    assert "没有重复登记" in second.get_data(as_text=True)
    assert count(session, Petition) == 1
    number = session.execute(select(Petition.number)).scalar_one()
    assert number in first.get_data(as_text=True)
    assert number in second.get_data(as_text=True)


def test_a_double_click_files_once(app: Flask, front: FlaskClient, session: Any) -> None:
    code = mint(front)
    answers: list[int] = []
    start = threading.Barrier(4)

    def press() -> None:
        start.wait()
        answers.append(send(app.test_client(), fields(code)).status_code)

    pressed = [threading.Thread(target=press) for _ in range(4)]
    for each in pressed:
        each.start()
    for each in pressed:
        each.join()
    assert answers == [200, 200, 200, 200]
    assert count(session, Petition) == 1


def test_back_button_and_a_changed_text_loses_nothing(front: FlaskClient, session: Any) -> None:
    code = file_one(front)
    page = send(front, fields(code, text="补一句：昨天又停了。")).get_data(as_text=True)
    assert "您后来改过的话还没有提交" in page
    assert "补一句：昨天又停了。" in page
    assert count(session, Petition) == 1
    answer = front.post("/case", data={"code": code, "kept": "补一句：昨天又停了。"})
    assert answer.status_code == 200
    assert "补一句：昨天又停了。" in answer.get_data(as_text=True)


def test_two_tabs_make_two_petitions_with_two_codes(front: FlaskClient, session: Any) -> None:
    one, other = mint(front), mint(front)
    assert send(front, fields(other, text="第二件")).status_code == 200
    assert send(front, fields(one, text="第一件")).status_code == 200
    assert "第一件" in open_case(front, one)
    assert "第二件" in open_case(front, other)


def test_a_form_that_lost_its_code_gets_another(front: FlaskClient, session: Any) -> None:
    answer = send(front, fields(code="damaged"))
    assert answer.status_code == 200
    shown = re.search(r'name="code" value="([0-9A-Z]{16})"', answer.get_data(as_text=True))
    assert shown
    assert WORDS in open_case(front, shown.group(1))


MISSING: list[tuple[dict[str, Any], str]] = [
    ({"kind": None}, "请选一项"),
    ({"kind": "nonsense"}, "error"),
    ({"text": "   \n "}, "请写一写是什么事"),
    ({"category": ""}, "请选一个方面"),
    ({"category": "nonsense"}, "请选一个方面"),
    ({"unit": "99"}, "这个单位刚刚变动过"),
    ({"unit": "x' OR 1=1"}, "这个单位刚刚变动过"),
    ({"people": "很多"}, "请写一个数字"),
    ({"people": "0"}, "请写一个数字"),
    ({"people": "-1"}, "请写一个数字"),
    ({"people": "9" * 5000}, "请写一个数字"),
    ({"naming": None}, "请选一项"),
    ({"naming": "named", "name": " "}, "请写下姓名"),
    ({"naming": "confidential"}, "请写下姓名"),
    ({"concerned": "12345"}, "名单刚刚变了"),
]


def test_what_is_missing_is_said_and_everything_typed_is_still_there(front: FlaskClient, session: Any) -> None:
    code = mint(front)
    for changes, sentence in MISSING:
        answer = send(front, fields(code, **changes))
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422, changes
        assert sentence in page, changes
        assert f'value="{code}"' in page
        assert "text" in changes or WORDS in page
    assert count(session, Petition) == 0


def test_people_may_be_typed_in_full_width(front: FlaskClient, session: Any) -> None:
    file_one(front, people="１２")
    assert session.execute(select(Petition.people)).scalar_one() == 12


def test_a_hundred_thousand_characters_are_taken_and_one_more_is_refused_with_the_text_kept(
    front: FlaskClient, session: Any
) -> None:
    longest = "夜班津贴𬱖🙂。\r\n" * 11_111 + "长" * 1
    as_stored = longest.replace("\r\n", "\n")
    assert len(as_stored) <= 100_000
    code = file_one(front, text=longest)
    assert as_stored.strip() in open_case(front, code)
    code = mint(front)
    answer = send(front, fields(code, text="长" * 100_001))
    assert answer.status_code == 422
    assert "长" * 100_001 in answer.get_data(as_text=True)
    assert "10 万字" in answer.get_data(as_text=True)


def test_millions_of_characters_do_not_bring_it_down(front: FlaskClient) -> None:
    answer = send(front, fields(mint(front), text="长" * 3_000_000))
    assert answer.status_code == 422
    assert "10 万字" in answer.get_data(as_text=True)


def test_any_text_comes_back_as_it_was_and_runs_nothing(front: FlaskClient) -> None:
    for text, shown in (
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("مرحبا بالعالم", "مرحبا بالعالم"),
        ("a\x00b\x08c", "abc"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("{{ 7*7 }}", "{{ 7*7 }}"),
    ):
        page = open_case(front, file_one(front, text=text))
        assert shown in page
        assert "<script>alert" not in page
        assert "\x00" not in page


def test_the_receipt_is_left_with_the_last_four_or_after_one_warning(front: FlaskClient) -> None:
    code = file_one(front)
    assert "页面已清除" in front.post("/petition/leave", data={"receipt": code, "last_four": code[-4:].lower()}).text
    warned = front.post("/petition/leave", data={"receipt": code, "last_four": "????"}).text
    assert "请再看一眼" in warned
    assert 'name="warned" value="1"' in warned
    assert "页面已清除" in front.post("/petition/leave", data={"receipt": code, "warned": "1"}).text
