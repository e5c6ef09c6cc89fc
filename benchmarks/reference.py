"""The bare reference: a Flask application that does the same GET and one durable INSERT, and nothing else."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

from flask import Flask, request

DATABASE = "reference.db"
PAGE = "page.html"


def create_reference(folder: Path) -> Flask:
    """GET answers the page stored in `folder`; POST stores its body in SQLite, as durably as the product does."""
    app = Flask("reference")
    page = (folder / PAGE).read_bytes()
    own = threading.local()

    def connection() -> sqlite3.Connection:
        if not hasattr(own, "connection"):
            own.connection = sqlite3.connect(folder / DATABASE, timeout=10, isolation_level=None)
            own.connection.execute("PRAGMA journal_mode=WAL")
            own.connection.execute("PRAGMA synchronous=FULL")
        found: sqlite3.Connection = own.connection
        return found

    connection().execute("CREATE TABLE IF NOT EXISTS body (id INTEGER PRIMARY KEY, content BLOB NOT NULL)")

    @app.get("/")
    def form() -> bytes:
        return page

    @app.post("/")
    def keep() -> str:
        connection().execute("INSERT INTO body (content) VALUES (?)", (request.get_data(),))
        return "kept"

    return app
