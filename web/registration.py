"""What every page shares, in the order in which a request meets it, and the pages that belong to no package."""

from __future__ import annotations

from flask import Flask

import web.access
import web.commands
import web.compression
import web.cookies
import web.errors
import web.formats
import web.front
import web.headers
import web.health
import web.home
import web.ids
import web.jobs
import web.limits
import web.logs
import web.pages
import web.transactions
import web.typed

PARTS = (
    web.ids,
    web.typed,
    web.front,
    web.logs,
    web.errors,
    web.compression,
    web.headers,
    web.cookies,
    web.access,
    web.transactions,
    web.limits,
    web.formats,
    web.pages,
    web.home,
    web.jobs,
    web.health,
    web.commands,
)


def register(app: Flask) -> None:
    """Let every part register its pages, commands, navigation, checks and tasks."""
    for part in PARTS:
        part.register(app)
