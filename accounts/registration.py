"""What accounts add to the application: signing in, administration, offices, and who a request comes from."""

from __future__ import annotations

from flask import Flask

import accounts.account_routes
import accounts.commands
import accounts.desk_routes
import accounts.enterprise_wide
import accounts.group_routes
import accounts.routes
import accounts.sign_in_operations
import accounts.unit_routes

PARTS = (
    accounts.routes,
    accounts.account_routes,
    accounts.group_routes,
    accounts.unit_routes,
    accounts.desk_routes,
    accounts.commands,
    accounts.enterprise_wide,
)


def register(app: Flask) -> None:
    """Let every part register its pages, commands, navigation, checks and tasks."""
    for part in PARTS:
        part.register(app)
    app.extensions["person_loader"] = accounts.sign_in_operations.load_person
