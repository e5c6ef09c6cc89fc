"""Pages that are the same for everybody who is not signed in: rendered once, then taken from memory."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from flask import request

from web import pages

MOST = 64
#: With any other cookie a page may hold something of its own (a message, a token), so it is rendered afresh.
HARMLESS = frozenset({pages.LARGE_COOKIE, "xinqiao-lang"})

_kept: dict[Hashable, str] = {}


def page(name: str, facts: Hashable, render: Callable[[], str]) -> str:
    """The page called `name`, rendered by `render` unless it was rendered before from the same `facts`.

    `facts` are everything the page shows besides language, size of type and the organisation's name.
    """
    if request.query_string or not request.cookies.keys() <= HARMLESS:
        return render()
    key = (name, facts, pages.page_language(), pages.is_large(), pages.organisation(), pages.is_demo())
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= MOST:
            _kept.clear()
        found = _kept[key] = render()
    return found
