"""What there is once for the whole enterprise (its report, categories, working days): whoever's role covers a part of it
reads it, and only whoever's covers all of it changes it."""

from __future__ import annotations

from flask import Flask, current_app, request
from flask_babel import lazy_gettext as _l

from accounts import queries
from web import access
from web.errors import Forbidden
from web.transactions import READING, database

NOT_ALL_OF_IT = _l("这一项全企业只有一份，由管全企业的人来改；您的角色只管其中一部分。要改，请找上级工会的同事。")


def register(app: Flask) -> None:
    """Ask it of every request that changes something on the pages that packages registered, and tell templates who may."""
    app.extensions.setdefault("enterprise_wide", set())
    app.jinja_env.globals.update(may_change_the_whole=may, NOT_ALL_OF_IT=NOT_ALL_OF_IT)
    app.before_request(_require_all_of_it)


def changed_by_the_whole(app: Flask, *blueprints: str) -> None:
    """Let only those change what the pages of `blueprints` show whose permission for it covers the whole enterprise."""
    app.extensions.setdefault("enterprise_wide", set()).update(blueprints)


def read_by_the_whole(app: Flask, *endpoints: str) -> None:
    """Let only those open these pages whose permission for them covers the whole enterprise."""
    app.extensions.setdefault("enterprise_wide", set()).update(endpoints)


def may(permission: str) -> bool:
    """Whether the person of this request has `permission` over the whole enterprise."""
    with database().reading() as reading:
        return access.person().reaches_all(queries.unit_tree(reading), permission)


def _require_all_of_it() -> None:
    asked = {request.endpoint} if request.method in READING else {request.endpoint, request.blueprint}
    if not asked & current_app.extensions["enterprise_wide"]:
        return
    needed = access.declared(current_app, str(request.endpoint))
    if needed is not None and not may(needed):
        raise Forbidden(NOT_ALL_OF_IT)
