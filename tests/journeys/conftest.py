"""A real server on loopback and a real browser for the journeys; screenshots go to XINQIAO_SCREENSHOTS when set."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import waitress
from flask import Flask

from app import create_app
from config import Settings

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
]
PATIENCE = 10_000
FAILED = pytest.StashKey[bool]()
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 800}}


@dataclass
class Site:
    """A running instance: its address and its application (for the clock and the databases)."""

    address: str
    app: Flask


@contextmanager
def served(application: Flask) -> Iterator[Site]:
    """The application on a free loopback port, as `python app.py` would serve it."""
    application.testing = False
    server = waitress.create_server(application, host="127.0.0.1", port=0, threads=8, ident=None)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.effective_port}", application)
    server.close()
    thread.join(timeout=5)
    application.extensions["database"].dispose()


@pytest.fixture
def site(settings: Settings, clock: Any) -> Iterator[Site]:
    """A freshly migrated instance, served."""
    with served(create_app(settings)) as serving:
        yield serving


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium under Playwright; a missing browser fails, because a journey that is skipped proves nothing."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or "/usr/bin/chromium", args=FLAGS
        )
        yield launched
        launched.close()


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    """A page on a 360 px phone."""
    context = browser.new_context(locale="zh-CN", **PHONE)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Any) -> Iterator[Any]:
    """A page on a 1280 px office PC."""
    context = browser.new_context(locale="zh-CN", **DESK)
    yield context.new_page()
    context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Remember how a journey went, for whoever cleans up after it."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def open_page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """`open_page(phone=True, javascript=False)` opens a page in a context of its own."""
    contexts = []

    def go(*, phone: bool = False, **options: Any) -> Any:
        context = browser.new_context(locale="zh-CN", **(PHONE if phone else DESK), **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield go
    for context in contexts:
        for page in context.pages if request.node.stash.get(FAILED, False) else ():
            sys.stderr.write(f"\nstopped at {page.url}\n{page.locator('body').inner_text()}\n")
        context.close()


@pytest.fixture
def picture() -> Callable[[Any, str], None]:
    """Save a full-page screenshot under a name when XINQIAO_SCREENSHOTS names a folder."""
    folder = os.environ.get("XINQIAO_SCREENSHOTS")

    def take(page: Any, name: str) -> None:
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return take
