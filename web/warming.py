"""What a server makes ready right after its start, beside its work, so that whoever asks first does not wait."""

from __future__ import annotations

import threading
from collections.abc import Callable

from flask import Flask, current_app

from web.language import LANGUAGES

#: Makes something ready, in a request of its own and in the language of that request; must be safe to run at any time.
Warmer = Callable[[], object]


def warmer(app: Flask, ready: Warmer) -> None:
    """Let `warm` run `ready` in each language."""
    app.extensions.setdefault("warmers", []).append(ready)


def warm(app: Flask) -> None:
    """Compile every template and run what was registered. What goes wrong here goes wrong again where it is shown."""
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)
    for language in LANGUAGES:
        for ready in app.extensions.get("warmers", []):
            with app.app_context(), app.test_request_context(query_string={"lang": language}):
                _try(ready)


def warm_soon(app: Flask) -> None:
    """Warm in the background."""
    threading.Thread(target=warm, args=(app,), daemon=True).start()


def _try(ready: Warmer) -> None:
    try:
        ready()
    except Exception as fault:
        current_app.logger.error("not made ready: %s", type(fault).__name__)
