"""A page that is the same for everybody is rendered once; whatever makes it different renders it again."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from web import kept_pages
from web.access import public


@pytest.fixture
def rendered(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Hashable]]:
    """The facts of each rendering of /counted, whose facts are `app.extensions["facts"]`."""
    times: list[Hashable] = []
    monkeypatch.setattr(kept_pages, "_kept", {})
    app.extensions["facts"] = "one"

    def counted() -> str:
        facts = app.extensions["facts"]

        def render() -> str:
            times.append(facts)
            return f"page of {facts}"

        return kept_pages.page("counted", facts, render)

    app.add_url_rule("/counted", "counted", public(counted))
    return times


def test_the_same_page_is_rendered_once(client: FlaskClient, rendered: list[Hashable]) -> None:
    assert [client.get("/counted").get_data(as_text=True) for _ in range(3)] == ["page of one"] * 3
    assert rendered == ["one"]


def test_other_facts_language_or_type_render_it_again(
    app: Flask, client: FlaskClient, rendered: list[Hashable]
) -> None:
    client.get("/counted")
    app.extensions["facts"] = "two"
    assert client.get("/counted").data == b"page of two"
    client.set_cookie("xinqiao-large", "1")
    client.get("/counted")
    client.set_cookie("xinqiao-lang", "en")
    client.get("/counted")

    assert rendered == ["one", "two", "two", "two"]


def test_a_browser_with_something_of_its_own_is_never_given_a_kept_page(
    client: FlaskClient, rendered: list[Hashable]
) -> None:
    client.set_cookie("xinqiao-desk", "x")
    client.get("/counted")
    client.get("/counted")
    client.delete_cookie("xinqiao-desk")
    client.get("/counted?large=1")
    client.get("/counted?large=1")

    assert rendered == ["one"] * 4
    assert kept_pages._kept == {}


def test_memory_stays_bounded(app: Flask, client: FlaskClient, rendered: list[Hashable]) -> None:
    for number in range(kept_pages.MOST * 2):
        app.extensions["facts"] = number
        client.get("/counted")

    assert len(kept_pages._kept) <= kept_pages.MOST
