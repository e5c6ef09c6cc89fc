"""Who may call a route: every view declares it is public or what it requires, and nothing is served undeclared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from web.errors import Forbidden, SignedOut

View = TypeVar("View", bound=Callable[..., Any])
ATTRIBUTE = "_access"
PUBLIC = "public"
SIGNED_IN = "signed-in"


def public(view: View) -> View:
    """Declare that anybody may call `view`."""
    setattr(view, ATTRIBUTE, PUBLIC)
    return view


def requires(permission: str) -> Callable[[View], View]:
    """Declare the permission (accounts.roles) that calling the view needs; `SIGNED_IN` for any account."""

    def declare(view: View) -> View:
        setattr(view, ATTRIBUTE, permission)
        return view

    return declare


def declared(app: Flask, endpoint: str) -> str | None:
    """What the view behind `endpoint` declares, or None."""
    if endpoint == "static" or endpoint.endswith(".static"):
        return PUBLIC
    return getattr(app.view_functions[endpoint], ATTRIBUTE, None)


def signed_in() -> Any:
    """The person of this request, or None. Loaded once, by the loader that accounts registers."""
    if "person" not in g:
        g.person = current_app.extensions["person_loader"]()
    return g.person


def person() -> Any:
    """The person of this request; only for views that require a permission."""
    found = signed_in()
    if found is None:
        raise Forbidden
    return found


def register(app: Flask) -> None:
    """Check every request against its view's declaration; refuse to start with an undeclared view."""
    app.extensions.setdefault("person_loader", lambda: None)
    app.before_request(_check)


def verify(app: Flask) -> None:
    """Raise when a registered view declares nothing (deny by default is also enforced per request)."""
    undeclared = sorted(name for name in app.view_functions if declared(app, name) is None)
    if undeclared:
        raise RuntimeError(f"views without a declared permission: {', '.join(undeclared)}")


def _check() -> Response | None:
    # Whoever shares an application context with an earlier request (a test, a job) inherits nothing of it.
    for name in tuple(g):
        g.pop(name)
    if request.endpoint is None:
        return None
    needed = declared(current_app, request.endpoint)
    if needed == PUBLIC:
        return None
    who = signed_in()
    if who is None:
        if request.method == "POST":
            raise SignedOut
        if request.headers.get("Sec-Fetch-Dest", "document") != "document":
            # A picture or a progress question: sent to sign in, it would set a second form cookie behind the page's.
            return Response(status=401)
        return redirect(url_for("accounts.sign_in", next=request.path))
    if needed is None or (needed != SIGNED_IN and not who.can(needed)):
        raise Forbidden
    return None
