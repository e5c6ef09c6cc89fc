"""Every route declares who may call it, in words that some role holds."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from accounts.roles import ROLES
from web.access import PUBLIC, SIGNED_IN, declared

HELD = {PUBLIC, SIGNED_IN} | set().union(*ROLES.values())


def test_every_route_declares_a_permission_that_some_role_holds(app: Flask) -> None:
    declarations = {endpoint: declared(app, endpoint) for endpoint in app.view_functions}

    assert {name: said for name, said in declarations.items() if said not in HELD} == {}


def test_no_desk_or_administration_page_is_public(app: Flask) -> None:
    public = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(("/desk", "/admin")) and declared(app, rule.endpoint) == PUBLIC
    ]

    assert public == []


def test_every_permission_of_a_role_opens_something(app: Flask) -> None:
    """A permission that no route asks for and no code mentions is a promise nobody keeps."""
    used = {declared(app, endpoint) for endpoint in app.view_functions}
    mentioned = _source()

    idle = {name for name in HELD - {PUBLIC, SIGNED_IN} if name not in used and f'"{name}"' not in mentioned}

    assert idle == set()


def _source() -> str:
    root = Path(__file__).resolve().parents[2]
    folders = ("accounts", "ledgers", "surveys", "petitions", "reports", "web", "templates")
    texts = (
        path.read_text().replace("'", '"')
        for folder in folders
        for path in (root / folder).rglob("*")
        if path.suffix in {".py", ".html"} and path.name != "roles.py"
    )
    return "\n".join(texts)
