"""The released tables on a page: made once, the same afterwards, and calm where there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask, render_template
from sqlalchemy import event
from sqlalchemy.orm import Session

from surveys.counting.release import Release
from surveys.counting.waves import trend
from surveys.models import StoredRelease, Survey
from surveys.results import charts
from surveys.results import page as results_page
from tests.surveys.results.test_charts import released
from web import warming
from web.errors import Missing


def rendered(app: Flask, release: Release) -> str:
    """The tables as they stand on the page."""
    with app.test_request_context():
        return render_template("surveys/results/_tables.html", release=release, charts=charts.of(release))


def test_the_tables_are_made_once_and_kept(
    app: Flask, session: Session, open_survey: Callable[..., Survey], monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = open_survey()
    session.add(StoredRelease(survey_id=survey.id, tables=released(unit_1=30, unit_2=20).to_json()))
    session.commit()
    asked: list[Any] = []
    with app.test_request_context():
        first = results_page.of(session, survey)
        event.listen(session.get_bind(), "before_cursor_execute", lambda *_args: asked.append(1))
        assert results_page.of(session, survey) is first
    assert asked == []
    monkeypatch.setattr(results_page, "KEPT", 1)
    survey.counted_on = survey.released_on = date(2026, 11, 30)
    with app.test_request_context():
        assert results_page.of(session, survey) is not first
    assert len(results_page._kept) == 1


def test_before_the_box_is_opened_there_is_nothing(
    app: Flask, session: Session, open_survey: Callable[..., Survey]
) -> None:
    with app.test_request_context(), pytest.raises(Missing):
        results_page.of(session, open_survey())


def test_every_part_stands_on_the_page_with_its_table(app: Flask) -> None:
    release = replace(released(unit_1=60, unit_2=50), closed_on="2026-11-08")
    page = rendered(app, replace(release, trend=trend(release, [release])))
    for words in ("最能带动总体幸福感", "和“", "历次总得分", "十二个方面", "单位和方面", "每道题怎么答的"):
        assert words in page
    assert page.count("看数字") >= page.count("<figure")
    assert 'href="#method"' in page
    assert 'id="method"' in page
    assert "style=" not in page


def test_too_few_answers_get_a_calm_page_without_empty_figures(app: Flask) -> None:
    page = rendered(app, released(unit_1=3))
    assert "收到的答卷不到 5 份" in page
    assert "<figure" not in page
    assert "参与率" in page


def test_what_must_not_be_told_again_says_why(app: Flask) -> None:
    page = rendered(app, replace(released(unit_1=30), untold=True))
    assert "两次一减" in page
    assert "<figure" not in page


def test_a_low_response_is_called_not_representative(app: Flask) -> None:
    page = rendered(app, released(unit_1=12))
    assert "代表性不足：请把结果当作线索" in page
    assert "参与率＝收到的答卷" in page


def test_after_a_start_whoever_asks_first_finds_the_tables_made(
    app: Flask, session: Session, open_survey: Callable[..., Survey], monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = open_survey()
    session.add(StoredRelease(survey_id=survey.id, tables=released(unit_1=30, unit_2=20).to_json()))
    survey.counted_on = survey.released_on = date(2026, 11, 30)
    session.commit()
    monkeypatch.setattr(results_page, "_kept", {})
    warming.warm(app)
    assert {(number, language) for number, _day, language in results_page._kept} == {
        (survey.id, "zh-Hans"),
        (survey.id, "en"),
    }
    monkeypatch.setattr(charts, "of", lambda _release: pytest.fail("made again"))
    for language in ("zh", "en"):
        assert app.test_client().get(f"/results/{survey.slug}?lang={language}").status_code == 200
