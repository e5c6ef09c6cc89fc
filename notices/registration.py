"""What notices add to the application: the outbox and the chats' robots on the desk."""

from __future__ import annotations

from flask import Flask

import notices.desk_routes
import notices.robot_routes

PARTS = (
    notices.desk_routes,
    notices.robot_routes,
)


def register(app: Flask) -> None:
    """Let every part register its pages, commands, navigation, checks and tasks."""
    for part in PARTS:
        part.register(app)
