"""A link that sends its reader on never leads to another site."""

from __future__ import annotations

import pytest

from web.own_paths import own_path


@pytest.mark.parametrize("target", ["/", "/desk/", "/desk/petitions/?due=late&unit=3", "/s/abc#unit", "/results/问卷"])
def test_a_path_of_this_site_is_taken(target: str) -> None:
    assert own_path(target, "/home") == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "desk/",
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\/evil.example/",
        "/\t/evil.example/",
        "/\n/evil.example/",
        "/\r\nSet-Cookie: a=b",
        "/desk\\..\\evil",
        "/desk/\x00",
        " //evil.example/",
    ],
)
def test_whatever_a_browser_may_take_for_another_site_is_not(target: str | None) -> None:
    assert own_path(target, "/home") == "/home"
