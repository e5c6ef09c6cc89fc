"""What every template may ask for: language, large type, the organisation's name, navigation, and hashed static files."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, g, request, url_for
from flask_babel import get_locale, gettext
from markupsafe import Markup, escape
from sqlalchemy.exc import SQLAlchemyError

from web import clock, english_formats, formats, navigation
from web.access import signed_in

LARGE_COOKIE = "xinqiao-large"
BELIEVED_SECONDS = 1.0
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def register(app: Flask) -> None:
    """Offer the functions below to every template."""
    app.extensions.setdefault("organisation", str)
    app.extensions["organisation_known"] = "", 0.0
    app.jinja_env.filters.update(local_day=local_day, local_moment=local_moment)
    for english in english_formats.FILTERS:
        name = english.__name__
        app.jinja_env.filters[name] = _by_language(app.jinja_env.filters[name], english)
    app.jinja_env.globals.update(
        gettext=sentence,
        page_language=page_language,
        is_large=is_large,
        reading_choices=reading_choices,
        is_demo=is_demo,
        is_only_here=is_only_here,
        organisation=organisation,
        static_file=static_file,
        signed_in_person=signed_in,
        desk_items=lambda: navigation.desk_items(signed_in()),
        strips=lambda: navigation.panels("strips", signed_in()),
        is_here=is_here,
    )


def sentence(text: str, /, **values: object) -> Markup:
    """`_()` of templates: sentence and values are escaped, and values are put in only where there are any.

    Jinja's own would take an officer's label for markup, and a percent sign for the place of a value.
    """
    said = escape(gettext(text))
    return said % values if values else said


def page_language() -> str:
    """The `lang` of the page: zh-Hans or en."""
    return str(get_locale()).replace("_", "-")


def local_day(moment: datetime | None) -> str:
    """2026年11月30日（周一）, in the enterprise's time zone."""
    return _words().day(clock.local(moment).date()) if moment else formats.NOTHING


def local_moment(moment: datetime | None) -> str:
    """2026年11月30日 18:00, in the enterprise's time zone."""
    return _words().moment(clock.local(moment)) if moment else formats.NOTHING


def month_name(day: date) -> str:
    """2026年11月, or November 2026 on an English page."""
    return _words().month_name(day)


def short_month(day: date) -> str:
    """11月, or Nov on an English page."""
    return _words().short_month(day)


def is_large() -> bool:
    """Whether the reader chose large type (关怀模式); a page shared by all (`g.shared_page`) goes by its address only."""
    remembered = None if g.get("shared_page") else request.cookies.get(LARGE_COOKIE)
    return request.args.get("large", remembered) == "1"


def reading_choices() -> dict[str, str]:
    """Language and large type where they are not the usual ones, as the address of a page shared by all carries them."""
    language = {"lang": "en"} if page_language() == "en" else {}
    return language | ({"large": "1"} if is_large() else {})


def is_demo() -> bool:
    """Whether every page must say that it is a demonstration."""
    return bool(current_app.extensions["settings"].demo)


def organisation() -> str:
    """The enterprise's name, as accounts registered how to find it; what was found is believed for a second."""
    name: str
    name, until = current_app.extensions["organisation_known"]
    if time.monotonic() > until:
        # While the database is gone the page that says so stands under the name that was known last.
        with suppress(SQLAlchemyError):
            name = str(current_app.extensions["organisation"]())
        current_app.extensions["organisation_known"] = name, time.monotonic() + BELIEVED_SECONDS
    return name


def forget_organisation() -> None:
    """Look the name up again: it was changed."""
    current_app.extensions["organisation_known"] = "", 0.0


def address(endpoint: str, **values: Any) -> str:
    """A page's whole address as people type or scan it: under the address that was set, else the one that was asked."""
    base: str = current_app.extensions["settings"].public_url or request.host_url
    return base.rstrip("/") + url_for(endpoint, **values)


def is_only_here() -> bool:
    """Whether the addresses that people type or scan lead to this machine itself, so that no phone opens them."""
    base: str = current_app.extensions["settings"].public_url or request.host_url
    return urlsplit(base).hostname in LOOPBACK


def static_file(name: str) -> str:
    """The address of a static file with a digest of its content, so that it may be cached for a year."""
    return url_for("static", filename=name, v=_digest(Path(current_app.static_folder or ""), name))


def is_here(item: navigation.DeskItem) -> bool:
    """Whether the page being shown belongs to this line of the desk's navigation: the longest address that leads to it."""
    leading = [place for place in (_place(each) for each in navigation.of(current_app).desk_items) if _leads(place)]
    return bool(leading) and _place(item) == max(leading, key=len)


def _place(item: navigation.DeskItem) -> str:
    return url_for(item.endpoint)


def _leads(place: str) -> bool:
    below = place != url_for("home.desk") and request.path.startswith(place.rstrip("/") + "/")
    return below or request.path == place


@cache
def _digest(folder: Path, name: str) -> str:
    return hashlib.blake2b((folder / name).read_bytes(), digest_size=8).hexdigest()


def _by_language(chinese: Callable[..., str], english: Callable[..., str]) -> Callable[..., str]:
    def chosen(*values: Any) -> str:
        return english(*values) if page_language() == "en" else chinese(*values)

    return chosen


def _words() -> ModuleType:
    return english_formats if page_language() == "en" else formats
