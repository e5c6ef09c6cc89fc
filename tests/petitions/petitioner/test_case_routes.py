"""The petitioner's case through pages: the code opens it, nobody else does, and what is typed is never lost."""

import re
import statistics
import time
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from petitions import receipt
from petitions.files.models import Attachment
from petitions.models import CaseEvent, Message, Petition
from petitions.outcome.models import Rating
from petitions.workflow import Action, State
from tests.petitions.conftest import count
from tests.petitions.phone import WORDS, file_one, open_case, photo, token, upload
from web import crockford


def test_files_of_another_case_stay_shut(app: Flask, front: FlaskClient) -> None:
    mine = open_case(front, file_one(front, files=[upload(photo())]))
    address = re.search(r'src="(/case/files/\d+)"', mine)
    assert address
    stranger = app.test_client()
    assert stranger.get(address.group(1)).status_code == 303
    open_case(stranger, file_one(stranger, text="别的事"))
    assert stranger.get(address.group(1)).status_code == 404


def test_the_code_opens_the_case_however_it_is_typed(front: FlaskClient) -> None:
    code = file_one(front)
    assert WORDS in open_case(front, crockford.grouped(code).lower().replace("0", "o").replace("1", "l"))


def test_a_wrong_code_is_answered_with_a_sentence(front: FlaskClient) -> None:
    for typed in ("", "K7QM", "0000000000000000", "查询码", "🙂" * 16):
        answer = front.post("/case", data={"code": typed})
        assert answer.status_code == 422
        assert "Set-Cookie" not in answer.headers
        assert "回执" in answer.get_data(as_text=True)


def test_an_expired_receipt_finds_nothing(front: FlaskClient, session: Any) -> None:
    code = file_one(front)
    session.delete(session.execute(select(Petition)).scalar_one())
    session.commit()
    answer = front.post("/case", data={"code": code})
    assert answer.status_code == 422
    assert "过了保存期" in answer.get_data(as_text=True)


def test_a_case_that_is_gone_while_it_was_open_asks_for_the_code(front: FlaskClient, session: Any) -> None:
    open_case(front, file_one(front))
    session.delete(session.execute(select(Petition)).scalar_one())
    session.commit()
    assert "data-code-form" in front.get("/case").get_data(as_text=True)


def test_the_session_is_a_strict_http_only_cookie_for_the_case_alone(front: FlaskClient, database: Any) -> None:
    answer = front.post("/case", data={"code": file_one(front)})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/case" in cookie
    assert "Max-Age=1800" in cookie


def test_a_made_up_or_changed_cookie_opens_nothing(front: FlaskClient) -> None:
    open_case(front, file_one(front))
    good = front.get_cookie("xinqiao-case", path="/case")
    assert good is not None
    for bad in ("", "x", "é", good.value[:-8], "A" * len(good.value), good.value[:40] + "AAAA" + good.value[44:]):
        front.set_cookie("xinqiao-case", bad, path="/case")
        answer = front.get("/case")
        assert answer.status_code == 200
        assert WORDS not in answer.get_data(as_text=True)


def test_no_other_site_can_write_in_the_petitioners_name(front: FlaskClient, session: Any) -> None:
    open_case(front, file_one(front))
    for forged in ("", "0" * 32, "é"):
        assert front.post("/case/say", data={"token": forged, "text": "冒充"}).status_code == 409
    assert count(session, Message) == 1


def test_the_petitioner_writes_back_with_a_photo(front: FlaskClient, session: Any) -> None:
    page = open_case(front, file_one(front))
    said = {"token": token(page), "text": "又停了一次", "files": [upload(photo())]}
    answer = front.post("/case/say", data=said, content_type="multipart/form-data")
    assert answer.status_code == 303
    page = front.get("/case").get_data(as_text=True)
    assert "又停了一次" in page
    assert len(re.findall(r'src="/case/files/\d+"', page)) == 1
    assert session.execute(select(Attachment.message)).scalar_one() == 2


def test_an_empty_message_or_a_bad_file_keeps_the_words(front: FlaskClient, session: Any) -> None:
    page = open_case(front, file_one(front))
    assert front.post("/case/say", data={"token": token(page), "text": " "}).status_code == 422
    said = {"token": token(page), "text": "看照片", "files": [upload(b"MZ" + b"\x00" * 99)]}
    answer = front.post("/case/say", data=said, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "看照片" in answer.get_data(as_text=True)
    assert count(session, Message) == 1


def test_leaving_forgets_the_case_but_not_what_else_the_site_keeps(front: FlaskClient) -> None:
    open_case(front, file_one(front))
    answer = front.post("/case/leave")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "data-code-form" in front.get("/case").get_data(as_text=True)


def test_a_quick_way_off_stands_on_the_form_and_before_the_code_without_script_too(front: FlaskClient) -> None:
    for address in ("/petition", "/case"):
        assert '<form method="post" action="/case/leave" data-away="petition">' in front.get(address).text
    assert '<div data-forget="petition" hidden>' in front.post("/case/leave").text


def test_the_reply_is_read_and_rated_once(front: FlaskClient, session: Any, enterprise: Any, casework: Any) -> None:
    code = file_one(front, category="pay")
    case = session.execute(select(Petition)).scalar_one()
    for action, who, given in casework.way(State.REPLIED):
        casework.do(case, action, who, **given)
    session.commit()
    page = open_case(front, code)
    assert "12月工资补发" in page
    assert "还有 30 天" in page
    missing = front.post("/case/rate", data={"token": token(page), "office": "satisfied"})
    assert missing.status_code == 422
    given = {"token": token(page), "office": "satisfied", "unit": "dissatisfied", "solved": "partly", "words": "再快些"}
    assert front.post("/case/rate", data=given).status_code == 303
    page = front.get("/case").get_data(as_text=True)
    assert "您的评价" in page
    assert "再快些" in page
    assert front.post("/case/rate", data=given).status_code == 409
    assert count(session, Rating) == 1


def test_rating_before_the_reply_is_refused_with_a_sentence(front: FlaskClient, session: Any) -> None:
    page = open_case(front, file_one(front))
    answer = front.post("/case/rate", data={"token": token(page), "office": "satisfied", "solved": "yes"})
    assert answer.status_code == 409
    assert count(session, Rating) == 0


def test_internal_notes_never_reach_the_petitioner(
    front: FlaskClient, session: Any, enterprise: Any, casework: Any
) -> None:
    code = file_one(front)
    case = session.execute(select(Petition)).scalar_one()
    for action, who, given in casework.way(State.DRAFTED):
        casework.do(case, action, who, **given)
    session.commit()
    page = open_case(front, code)
    assert "查了考勤" not in page
    assert "补发" not in page


def test_right_and_wrong_codes_cost_the_same(front: FlaskClient, session: Any, app: Flask) -> None:
    import time

    from petitions import conversation

    code = file_one(front)
    key = app.extensions["instance_key"].derive("receipt")
    spent: dict[str, list[float]] = {code: [], "0" * 16: []}
    for _ in range(200):
        for tried, times in spent.items():
            start = time.perf_counter()
            conversation.by_receipt(session, tried, instance_key=key)
            times.append(time.perf_counter() - start)
    right, wrong = (sorted(times)[len(times) // 2] for times in spent.values())
    assert max(right, wrong) < 0.02
    assert abs(right - wrong) < max(right, wrong) * 0.5


def test_right_and_wrong_codes_cost_the_route_the_same(app: Flask, front: FlaskClient) -> None:
    """The whole route in turns, by processor time of its thread, so that a busy machine changes nothing."""
    codes = [file_one(front) for _each in range(4)]
    spent: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(120):
        for is_right in (True, False):
            typed = codes[turn % 4] if is_right else receipt.mint()
            browser = app.test_client()
            started = time.thread_time()
            answer = browser.post("/case", data={"code": typed})
            spent[is_right].append(time.thread_time() - started)
            assert answer.status_code == (303 if is_right else 422)
            assert is_right or typed in answer.get_data(as_text=True)
    right, wrong = (statistics.quantiles(times[20:], n=10) for times in spent.values())
    # From the fast tenth to the slow one, the two differ by less than a phone's network does.
    for one, other in zip(right[:8], wrong[:8], strict=True):
        assert abs(one - other) < max(0.6 * max(one, other), 0.001)


def test_an_old_date_of_coming_back_stays_true(front: FlaskClient, clock: Any) -> None:
    code = file_one(front)
    clock.advance(days=20)
    assert "已超" in open_case(front, code)


def test_actions_of_the_petitioner_name_no_account(front: FlaskClient, session: Any) -> None:
    file_one(front)
    event = session.execute(select(CaseEvent)).scalar_one()
    assert (event.action, event.account_id) == (Action.FILE, None)
