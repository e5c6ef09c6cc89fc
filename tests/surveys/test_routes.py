"""Answering a survey on a phone, and everything that can go wrong while doing it."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from database import Database
from surveys.answers import decode
from surveys.items import Item, ItemType, Option, ShowIf
from surveys.models import Ballot, UrnBallot
from tests.surveys.conftest import definition_of, form_of
from vault import seal
from vault.seal import KeyPair

Open = Callable[..., Any]


def _waiting(database: Database) -> int:
    with database.box_reading() as session:
        return session.execute(sa.select(sa.func.count()).select_from(UrnBallot)).scalar_one()


def test_the_page_is_the_same_for_everybody_and_sets_no_cookie(client: FlaskClient, open_survey: Open) -> None:
    survey = open_survey()
    first = client.get(f"/s/{survey.slug}")
    assert first.status_code == 200
    assert "Set-Cookie" not in first.headers
    assert first.headers["Cache-Control"] == "public, max-age=60"
    client.set_cookie("xinqiao-lang", "en")
    client.set_cookie("xinqiao-large", "1")
    assert client.get(f"/s/{survey.slug}").data == first.data
    again = client.get(f"/s/{survey.slug}", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_the_page_says_who_sees_what_from_how_many_on(client: FlaskClient, open_survey: Open) -> None:
    page = client.get(f"/s/{open_survey().slug}").text
    for words in ("不记名", "至少来自 5 个人", "未核验", "不愿说明", "（合并统计）"):
        assert words in page


def test_the_page_is_small_enough_for_a_slow_phone(client: FlaskClient, open_survey: Open) -> None:
    page = client.get(f"/s/{open_survey().slug}", headers={"Accept-Encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.data) < 12_000


def test_a_whole_answer_is_sealed_and_thanked_for(client: FlaskClient, open_survey: Open, database: Database) -> None:
    survey = open_survey()
    form = form_of(definition_of(survey), 1, random.Random(1), change="食堂的𬱖师傅很好😀")
    answer = client.post(f"/s/{survey.slug}", data=form)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/s/{survey.slug}/thanks"
    assert "Set-Cookie" not in answer.headers
    assert "无需重复提交" in client.get(answer.headers["Location"]).text
    assert _waiting(database) == 1


def test_a_whole_answer_asks_the_databases_three_things(
    client: FlaskClient, open_survey: Open, database: Database
) -> None:
    """Until when, in it goes, is the urn full; the form itself comes from memory."""
    survey = open_survey()
    form = form_of(definition_of(survey), 1, random.Random(1))
    asked: list[str] = []

    def answer() -> None:
        assert client.get(f"/s/{survey.slug}").status_code == 200
        assert client.post(f"/s/{survey.slug}", data=form).status_code == 303

    answer()
    for engine in (database.main, database.box):
        sa.event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    answer()
    statements = [statement for statement in asked if not statement.startswith("BEGIN")]
    assert [statement.split()[0] for statement in statements] == ["SELECT", "INSERT", "SELECT"]


def test_large_type_and_english_are_kept_on_the_way_through_the_page_that_all_share(
    client: FlaskClient, open_survey: Open
) -> None:
    address = f"/s/{open_survey().slug}"
    assert f'href="{address}"' in client.get("/s/").text
    client.get("/display?large=1&lang=en")
    listed = client.get("/s/").text
    assert f'href="{address}?lang=en&amp;large=1"' in listed
    page = client.get(f"{address}?lang=en&large=1").text
    assert f'action="{address}?lang=en&amp;large=1"' in page
    returned = client.post(f"{address}?lang=en&large=1", data={}).text
    assert '<html lang="en" class="large">' in returned


def test_missing_answers_are_pointed_at_and_everything_else_is_kept(
    client: FlaskClient, open_survey: Open, database: Database
) -> None:
    survey = open_survey()
    form = form_of(definition_of(survey), 1, random.Random(2), keep="送清凉")
    del form["pay_1"], form["unit"]
    answer = client.post(f"/s/{survey.slug}", data=form)
    assert answer.status_code == 422
    assert "还有 2 题没有答好" in answer.text
    # A list of many omissions is short to look at, and whole to who hears it.
    assert (
        '<li class="usual"><a href="#q-pay_1">第 1 题<span class="unseen">：这一题还没有答。</span></a></li>'
        in answer.text
    )
    assert 'href="#q-unit"' in answer.text
    assert "送清凉" in answer.text
    assert answer.text.count(" checked") == len(form) - 1
    assert _waiting(database) == 0


def test_a_hundred_thousand_characters_are_refused_kindly_and_kept(
    client: FlaskClient, open_survey: Open, database: Database
) -> None:
    survey = open_survey()
    long = "难" * 100_000
    answer = client.post(f"/s/{survey.slug}", data=form_of(definition_of(survey), 1, random.Random(3), change=long))
    assert answer.status_code == 422
    assert "5000 字以内" in answer.text
    assert long in answer.text
    assert _waiting(database) == 0


def test_a_survey_that_closes_while_one_answers_keeps_the_answers_on_screen(
    client: FlaskClient, open_survey: Open, clock: Any, database: Database
) -> None:
    survey = open_survey(days=1)
    form = form_of(definition_of(survey), 1, random.Random(4), change="希望夜班有热饭")
    clock.advance(days=2)
    answer = client.post(f"/s/{survey.slug}", data=form)
    assert answer.status_code == 410
    assert "没有收下" in answer.text
    assert "希望夜班有热饭" in answer.text
    assert _waiting(database) == 0
    assert client.get(f"/s/{survey.slug}").status_code == 410


def test_half_an_answer_that_comes_after_an_early_closing_is_not_sent_back_to_be_filled_in(
    client: FlaskClient, open_survey: Open, clock: Any, session: Session
) -> None:
    survey = open_survey(days=7)
    half = {"unit": "1", "change": "希望夜班有热饭"}
    assert client.post(f"/s/{survey.slug}", data=half).status_code == 422
    survey.closes_at = clock() + timedelta(hours=1)
    session.commit()
    clock.advance(hours=2)
    answer = client.post(f"/s/{survey.slug}", data=half)
    assert answer.status_code == 410
    assert "希望夜班有热饭" in answer.text


def test_values_nobody_could_choose_are_refused(client: FlaskClient, open_survey: Open) -> None:
    survey = open_survey()
    definition = definition_of(survey)
    for field, value in (("pay_1", "6"), ("pay_1", "²"), ("happy", "11"), ("unit", "99999"), ("unit", "0")):
        form = form_of(definition, 1, random.Random(5)) | {field: value}
        assert client.post(f"/s/{survey.slug}", data=form).status_code == 422


def test_a_draft_and_a_wrong_link_are_not_found(client: FlaskClient, enterprise: Any) -> None:
    assert client.get("/s/nowhere").status_code == 404
    assert client.post("/s/nowhere", data={}).status_code == 404


def test_ten_answers_of_a_unit_move_to_the_box_and_the_eleventh_waits(
    client: FlaskClient, open_survey: Open, database: Database
) -> None:
    survey = open_survey()
    chance = random.Random(6)
    for _number in range(11):
        client.post(f"/s/{survey.slug}", data=form_of(definition_of(survey), 1, chance))
    client.post(f"/s/{survey.slug}", data=form_of(definition_of(survey), None, chance))
    with database.box_reading() as session:
        assert session.execute(sa.select(sa.func.count()).select_from(Ballot)).scalar_one() == 10
    assert _waiting(database) == 2


def test_results_stay_shut_until_they_are_released(client: FlaskClient, open_survey: Open) -> None:
    assert client.get(f"/results/{open_survey().slug}").status_code == 404


CHOICES = (Option("x", "食堂"), Option("y", "班车"))
EVERY_KIND = (
    Item("a", ItemType.AGREEMENT, "干净", stem="您同意吗？"),
    Item("b", ItemType.TEN, "多愿意"),
    Item("c", ItemType.SINGLE, "什么班", options=CHOICES, other=True),
    Item("d", ItemType.MULTIPLE, "缺什么", options=CHOICES, other=True, may_not_apply=True),
    Item("e", ItemType.RANKING, "先办", options=CHOICES),
    Item("f", ItemType.NUMBER, "工龄", low=0, high=50, unit="年"),
    Item("g", ItemType.DATE, "体检"),
    Item("h", ItemType.SHORT, "班组"),
    Item("i", ItemType.TEXT, "为什么坐班车", show_if=ShowIf("c", ("y",))),
)
POSTED = {
    "unit": "1",
    "a": "4",
    "b": "10",
    "c": "other",
    "c.other": "走路😀",
    "d": "na",
    "e.x": "2",
    "e.y": "1",
    "f": "１２年",
    "g": "2026-03-09",
    "h": "𬱖师傅的班",
    "i": "没有问到也写了",
}


def _every_kind(open_survey: Open, **changed: Any) -> Any:
    return open_survey(items=EVERY_KIND, dimensions=(), sections=(), **changed)


def test_every_kind_of_answer_reaches_the_box_as_it_was_given(
    client: FlaskClient, open_survey: Open, database: Database, session: Session
) -> None:
    survey, pair = _every_kind(open_survey), KeyPair.generate()
    survey.public_key = pair.public
    session.commit()
    assert client.post(f"/s/{survey.slug}", data=POSTED).status_code == 303
    with database.box_reading() as box:
        sealed = box.execute(sa.select(UrnBallot.sealed)).scalar_one()
    unit, answers = decode(seal.open_padded_with(pair, sealed))
    assert unit == 1
    assert answers == {
        "a": 4,
        "b": 10,
        "c": "other",
        "c.other": "走路😀",
        "d": None,
        "e": ("y", "x"),
        "f": 12,
        "g": "2026-03-09",
        "h": "𬱖师傅的班",
    }


def test_whatever_is_wrong_is_named_and_everything_typed_is_still_there(
    client: FlaskClient, open_survey: Open, database: Database
) -> None:
    survey = _every_kind(open_survey)
    long = "字" * 100_000
    wrong = {"a": "6", "c": "z", "e.x": "1", "f": "51", "g": "2026-02-30", "h": long}
    answer = client.post(f"/s/{survey.slug}", data=POSTED | wrong)
    assert answer.status_code == 422
    assert "还有 6 题没有答好" in answer.text
    for words in ("请从列出的选项里选", "有两项排在同一名", "不在题目要求的范围里", "请按年、月、日填写", "100 字以内"):
        assert words in answer.text
    for typed in ("走路😀", "51", "2026-02-30", long, "没有问到也写了"):
        assert typed in answer.text
    assert _waiting(database) == 0


def test_a_survey_that_closes_meanwhile_keeps_every_kind_of_answer_in_words(
    client: FlaskClient, open_survey: Open, clock: Any
) -> None:
    survey = _every_kind(open_survey, days=1)
    clock.advance(days=2)
    answer = client.post(f"/s/{survey.slug}", data=POSTED)
    assert answer.status_code == 410
    for words in (
        "比较同意",
        "其他、走路😀",
        "不适用",
        "1. 班车、2. 食堂",
        "１２年",
        "2026-03-09",
        "𬱖师傅的班",
        "没有问到也写了",
    ):
        assert words in answer.text


def test_an_open_link_takes_the_same_form_twice_and_says_that_it_does(
    client: FlaskClient, open_survey: Open, database: Database
) -> None:
    survey = _every_kind(open_survey)
    for _time in range(2):
        assert client.post(f"/s/{survey.slug}", data=POSTED).status_code == 303
    assert _waiting(database) == 2
    assert "未核验" in client.get(f"/s/{survey.slug}").text


def test_the_page_of_every_kind_is_whole_without_script_and_speaks_english_where_asked(
    client: FlaskClient, open_survey: Open
) -> None:
    survey = _every_kind(open_survey, translations={"en": {"f": "Years here", "f.unit": "years", "e.x": "Canteen"}})
    page = client.get(f"/s/{survey.slug}?lang=en").text
    for words in (
        "Years here",
        "years",
        "Canteen",
        "班车",
        "A whole number from 0 to 50",
        "Only if you answered “班车”",
    ):
        assert words in page
    assert "Set-Cookie" not in client.get(f"/s/{survey.slug}?lang=en").headers
