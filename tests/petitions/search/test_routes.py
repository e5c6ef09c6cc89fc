"""The page of a search: words come in the body only, stand in no address, log, table or cache, and are shown escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from accounts.models import AuditEntry
from petitions import queries
from petitions.search import full_text, routes
from petitions.workflow import Action, State
from tests.petitions.desks import Desk, text_of

PAGE = "/desk/petitions/search/"


def test_a_case_is_found_by_a_word_of_its_text_with_the_hit_marked(casework: Any, desk: Desk) -> None:
    petition, _ = casework.file()

    answer = desk("officer").post(PAGE, data={"words": "夜班津贴"})

    shown = text_of(answer)
    assert answer.status_code == 200
    assert petition.number in shown
    assert "没有发<mark>夜班津贴</mark>，一共六个人" in shown
    assert "查了 1 件您能打开的诉求，1 件里有这些话" in shown
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_list_sends_words_by_post_and_carries_its_filters(casework: Any, desk: Desk) -> None:
    casework.file(category="canteen")
    browser = desk("officer")

    listed = browser.get("/desk/petitions/?view=all&category=canteen").get_data(as_text=True)
    form = re.search(r'<form method="post" action="/desk/petitions/search/".*?</form>', listed, re.DOTALL)

    assert form
    assert '<input type="hidden" name="category" value="canteen">' in form[0]
    assert text_of(browser.post(PAGE, data={"words": "夜班", "category": "pay"})).count("XF2026") == 0
    assert browser.get(PAGE + "?words=夜班").headers["Location"] == "/desk/petitions/"


def test_what_was_written_and_typed_is_shown_escaped(casework: Any, desk: Desk) -> None:
    petition, key = casework.lead_to(State.ASSIGNED)
    casework.do(petition, Action.SAY, None, key=key, text="<script>alert(1)</script> 津贴")

    shown = desk("officer").post(PAGE, data={"words": "<script> 津贴"}).get_data(as_text=True)

    assert "<script>alert" not in shown
    assert "<mark>&lt;script&gt;</mark>alert(1)" in shown


def test_without_a_word_the_form_says_what_to_do_and_keeps_the_filters(casework: Any, desk: Desk) -> None:
    casework.file()

    answer = desk("officer").post(PAGE, data={"words": " ，", "category": "pay", "after": "x"})

    assert answer.status_code == 422
    assert "请写下要找的话" in text_of(answer)
    assert 'value="pay"' in text_of(answer)


def test_words_are_kept_nowhere_and_what_was_shown_counts_as_read(
    casework: Any, desk: Desk, app: Any, caplog: pytest.LogCaptureFixture
) -> None:
    petition, _ = casework.file()
    officer = casework.enterprise.people["officer"]
    browser = desk("officer")

    browser.post(PAGE, data={"words": "查无此话甲乙丙"}).get_data()
    assert not queries.was_read(casework.session, petition.id, officer.id, casework.clock().date())
    casework.session.commit()
    browser.post(PAGE, data={"words": "夜班津贴"}).get_data()

    casework.session.expire_all()
    assert queries.was_read(casework.session, petition.id, officer.id, casework.clock().date())
    entries = [each for each in casework.session.query(AuditEntry) if each.action == "petition.search"]
    assert [each.details for each in entries] == [{"searched": 1}, {"searched": 1}]
    folder = app.extensions["settings"].instance
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert "查无此话甲乙丙".encode() not in content, path
        assert "夜班津贴".encode() not in content, path
    assert "查无此话" not in caplog.text


def test_whoever_may_not_see_cases_has_no_search(casework: Any, desk: Desk) -> None:
    casework.file()

    assert desk("keeper").post(PAGE, data={"words": "夜班"}).status_code == 403
    assert "查了 0 件" in text_of(desk("handler").post(PAGE, data={"words": "夜班"}))


def test_the_page_comes_in_parts_with_a_bar_that_moves_without_a_script(
    casework: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_text, "FIRST_BATCH", 1)
    monkeypatch.setattr(full_text, "BATCH", 1)
    for _each in range(3):
        casework.file()

    with desk("officer").post(PAGE, data={"words": "夜班"}) as answer:
        parts = [part.decode() for part in answer.response]

    bars = [re.search(r'<progress max="(\d)" value="(\d)"', part) for part in parts[1:4]]
    assert [each.groups() for each in bars if each] == [("3", "1"), ("3", "2"), ("3", "3")]
    assert ["<mark>" in part for part in parts] == [False, True, True, True, False]
    assert answer.headers["X-Accel-Buffering"] == "no"
    assert "\x00" not in "".join(parts)


def test_a_database_that_goes_away_in_the_middle_is_said_beside_what_was_found(
    casework: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    casework.file()

    def gone(*_args: Any, **_more: Any) -> Iterator[full_text.Step]:
        yield full_text.Step([], 0, 1, 1, 2)
        raise OperationalError("SELECT", {}, Exception("disk I/O error"))

    monkeypatch.setattr(full_text, "look", gone)

    assert "没有查完" in text_of(desk("officer").post(PAGE, data={"words": "夜班"}))


def test_a_database_that_is_busy_when_something_was_found_is_said_too(
    casework: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    casework.file()

    @contextmanager
    def busy() -> Iterator[Any]:
        raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))
        yield

    browser = desk("officer")
    monkeypatch.setattr(routes, "apart", busy)
    shown = text_of(browser.post(PAGE, data={"words": "夜班"}))

    assert "没有查完" in shown
    # What could not be written down as read is not shown.
    assert "<mark>" not in shown
    assert shown.rstrip().endswith("</html>")


def test_a_case_that_does_not_open_is_counted_and_the_search_goes_on(casework: Any, desk: Desk) -> None:
    damaged, _key = casework.file()
    whole, _key = casework.file()
    queries.messages(casework.session, damaged.id)[0].sealed = b"damaged"

    shown = text_of(desk("officer").post(PAGE, data={"words": "夜班"}))

    assert whole.number in shown
    assert damaged.number not in shown
    assert "有 1 件没能打开" in shown
