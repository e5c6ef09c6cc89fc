"""The desk's survey forms refuse with sentences and keep what was typed."""

from __future__ import annotations

from flask import Flask

from surveys.forms import EditForm, ForwardForm


def test_a_draft_without_title_or_closing_time_is_refused_in_words(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"title": "", "intro": "说实话", "scoring": "zero_based"}):
        form = EditForm()
        assert not form.validate()
        assert form.title.errors == ["请填写问卷标题。"]
        assert form.closes_at.errors == ["请选择截止时间。"]
        assert form.intro.data == "说实话"


def test_a_scoring_method_nobody_offered_is_refused(app: Flask) -> None:
    data = {"title": "问卷", "closes_at": "2026-12-01T18:00", "scoring": "by_mood"}
    with app.test_request_context(method="POST", data=data):
        assert not EditForm().validate()


def test_an_earlier_closing_time_needs_a_time(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"closes_at": "soon"}):
        assert not ForwardForm().validate()


def test_a_closing_time_in_a_mistyped_year_is_refused_before_it_is_kept(app: Flask) -> None:
    data = {"title": "问卷", "closes_at": "9999-12-31T23:59", "scoring": "zero_based"}
    with app.test_request_context(method="POST", data=data):
        form = EditForm()
        assert not form.validate()
        assert "年份" in form.closes_at.errors[0]
