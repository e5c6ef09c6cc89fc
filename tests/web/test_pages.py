"""What every template may ask for: hashed static files, the line of the navigation one is in, the enterprise's name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from web import navigation, pages


def test_a_static_files_address_changes_with_its_content(app: Flask, tmp_path: Path) -> None:
    app.static_folder = str(tmp_path)
    (tmp_path / "a.css").write_text("one")
    with app.test_request_context():
        first = pages.static_file("a.css")
    (tmp_path / "b.css").write_text("two")
    with app.test_request_context():
        second = pages.static_file("b.css")

    assert re.search(r"\?v=[0-9a-f]{16}$", first)
    assert first.split("v=")[1] != second.split("v=")[1]


@pytest.mark.parametrize(
    ("path", "endpoint"),
    [
        ("/desk/", "home.desk"),
        ("/admin/units", "units.index"),
        ("/admin/units/new", "units.index"),
        ("/admin/accounts/7", "admin.accounts"),
        ("/desk/groups/7/recover", "groups.index"),
        ("/desk/account/second-step", "own_account.show"),
    ],
)
def test_one_line_of_the_navigation_is_lit(app: Flask, path: str, endpoint: str) -> None:
    with app.test_request_context(path):
        lit = [item.endpoint for item in navigation.of(app).desk_items if pages.is_here(item)]

    assert lit == [endpoint]


def test_the_enterprises_name_stands_on_every_page(
    client: FlaskClient, sign_in: Callable[..., FlaskClient], enterprise: Any, app: Flask
) -> None:
    admin = sign_in(app.test_client(), "admin")
    page = admin.get("/admin/settings").get_data(as_text=True)
    form = dict(re.findall(r'<input[^>]*name="([a-z_]+)"[^>]*value="([^"]*)"', page))
    form.pop("require_totp", None)
    admin.post("/admin/settings", data=form | {"organisation": "岱山能源集团"})

    assert "<title>" in (home := client.get("/").get_data(as_text=True))
    assert "岱山能源集团" in home


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("{{ _(label) }}", "加班 100% &lt;b&gt;"),
        ("{{ _('已办 %(n)d%%', n=7) }}", "已办 7%"),
        ("{{ _('%(day)s以前收到', day=label) }}", "加班 100% &lt;b&gt;以前收到"),
        ("{{ _('%(day)s以前收到', day='<b>1</b>'|safe) }}", "<b>1</b>以前收到"),
    ],
)
def test_a_sentence_may_hold_a_percent_sign_and_is_never_taken_for_markup(app: Flask, template: str, page: str) -> None:
    with app.test_request_context():
        assert render_template_string(template, label="加班 100% <b>") == page


@pytest.mark.parametrize(
    ("public_url", "host", "only_here"),
    [
        ("", "127.0.0.1:8000", True),
        ("", "localhost", True),
        ("", "192.168.1.20:8000", False),
        ("https://xinqiao.example.com", "127.0.0.1:8000", False),
        ("http://localhost:8000", "192.168.1.20", True),
    ],
)
def test_an_address_that_no_phone_opens_is_known(app: Flask, public_url: str, host: str, only_here: bool) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], public_url=public_url)
    with app.test_request_context(headers={"Host": host}):
        assert pages.is_only_here() is only_here
