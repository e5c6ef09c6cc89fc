"""Typed settings, read once from the environment; every default is safe in production and fit to be public."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click

ROOT = Path(__file__).resolve().parent
MEBIBYTE = 1024 * 1024

#: Below this a number stops the product instead of choosing anything: nobody stays signed in, nothing is answered.
LEAST = {"puzzle_above": 1, "idle_minutes": 1, "upload_bytes": MEBIBYTE, "server_threads": 1, "trust_proxy": 0}


class BadSetting(click.ClickException):
    """The product cannot run with what it was given; the message says with what, and on a terminal stands alone."""


def setting(name: str, default: Any, about: str, *, shown: bool = True) -> Any:
    """Declare one setting: its environment variable, its default and the sentence docs/operations.md prints; one that
    may hold a password is not `shown` when settings are printed."""
    return field(default=default, repr=shown, metadata={"name": name, "about": about})


@dataclass(frozen=True)
class Settings:
    """Everything an installation may choose. Built by `Settings.from_environment`, or by hand in tests."""

    instance: Path = setting(
        "XINQIAO_INSTANCE", ROOT / "instance", "Folder (mode 0700) of the key file and the SQLite databases."
    )
    database_url: str = setting(
        "XINQIAO_DATABASE_URL",
        "",
        "Empty: SQLite inside the instance folder. `postgresql+psycopg://…` when one machine is not enough.",
        shown=False,
    )
    limits_url: str = setting(
        "XINQIAO_LIMITS_URL",
        "memory://",
        "Where rate limits count: memory, or `redis://…` for several processes.",
        shown=False,
    )
    puzzle_above: int = setting(
        "XINQIAO_PUZZLE_ABOVE",
        300,
        "Petitions a minute from one address above which a puzzle is asked; nobody is refused.",
    )
    public_url: str = setting(
        "XINQIAO_PUBLIC_URL",
        "",
        "Address staff type or scan. https: Secure cookies, HSTS, invitations. http or empty: said on the first page.",
    )
    timezone: str = setting("XINQIAO_TIMEZONE", "Asia/Shanghai", "Time zone of every date the product shows.")
    password_cost: str = setting(
        "XINQIAO_PASSWORD_COST",
        "interactive",
        "Cost of opening an account key with Argon2id: `interactive` or `sensitive`. `cheap` only in tests.",
    )
    idle_minutes: int = setting("XINQIAO_IDLE_MINUTES", 30, "Minutes without a request after which the desk signs out.")
    upload_bytes: int = setting(
        "XINQIAO_UPLOAD_BYTES", 66 * MEBIBYTE, "Largest request accepted; a petition may carry 60 MB of files."
    )
    server_threads: int = setting("XINQIAO_THREADS", 8, "Threads of the built-in server.")
    trust_proxy: int = setting(
        "XINQIAO_TRUST_PROXY", 0, "Number of reverse proxies in front whose X-Forwarded headers are believed."
    )
    smtp_url: str = setting(
        "XINQIAO_SMTP_URL",
        "",
        "Mail server of digests and reports: `smtps://user:password@host:465` or `smtp://…:587`; empty: no mail leaves.",
        shown=False,
    )
    smtp_from: str = setting("XINQIAO_SMTP_FROM", "", "Sender of every mail; needed with XINQIAO_SMTP_URL.")
    smtp_ca: str = setting(
        "XINQIAO_SMTP_CA",
        "",
        "File of the certificate authority that the mail server's certificate is from, if private.",
    )
    robot_origins: str = setting(
        "XINQIAO_ROBOT_ORIGINS",
        "",
        "Further origins that chat robots may be at, by commas (`https://im.example.com`); else only the makers' own.",
    )
    sign_p12: str = setting(
        "XINQIAO_SIGN_CERTIFICATE", "", "Path of the organisation's PKCS#12 certificate; empty: reports are not signed."
    )
    sign_password: str = setting("XINQIAO_SIGN_PASSWORD", "", "Password of that certificate.", shown=False)
    font_fangsong: str = setting("XINQIAO_FONT_FANGSONG", "", "Path of the office's licensed 仿宋 TrueType file.")
    font_title: str = setting("XINQIAO_FONT_TITLE", "", "Path of the office's licensed 小标宋 TrueType file.")
    font_kai: str = setting("XINQIAO_FONT_KAI", "", "Path of the office's licensed 楷体 TrueType file.")
    font_hei: str = setting("XINQIAO_FONT_HEI", "", "Path of the office's licensed 黑体 TrueType file.")
    demo: bool = setting("XINQIAO_DEMO", False, "Marks every page and PDF as a demonstration and offers role buttons.")
    demo_role_buttons: bool = setting(
        "XINQIAO_DEMO_ROLE_BUTTONS", False, "Offer one-click sign-in in a demonstration; set by `app.py --demo`."
    )
    testing: bool = setting(
        "XINQIAO_TESTING", False, "Only the test suite sets this; it allows the cheap password cost."
    )

    def __post_init__(self) -> None:
        """Refuse combinations that would be unsafe or could not run."""
        for each in fields(self):
            if each.name in LEAST and getattr(self, each.name) < LEAST[each.name]:
                raise BadSetting(f"{each.metadata['name']} must be at least {LEAST[each.name]}.")
        if self.password_cost not in {"interactive", "sensitive", "cheap"}:
            raise BadSetting(f"XINQIAO_PASSWORD_COST is {self.password_cost!r}; choose interactive or sensitive.")
        if self.password_cost == "cheap" and not self.testing:
            raise BadSetting("XINQIAO_PASSWORD_COST=cheap is for the test suite only; remove it.")
        if self.public_url and urlsplit(self.public_url).scheme not in {"http", "https"}:
            raise BadSetting(f"XINQIAO_PUBLIC_URL must begin with http:// or https://, not {self.public_url!r}.")
        if self.smtp_url and not _is_mail_server(self.smtp_url):
            # Without the value: it may hold a password.
            raise BadSetting(
                "XINQIAO_SMTP_URL must be smtps://user:password@host:465 or smtp://user:password@host:587."
            )
        if self.smtp_url and "@" not in self.smtp_from:
            raise BadSetting("XINQIAO_SMTP_FROM must be the mail address that mail comes from.")
        try:
            ZoneInfo(self.timezone)
        except (KeyError, ValueError) as unknown:
            raise BadSetting(f"XINQIAO_TIMEZONE {self.timezone!r} is not a known time zone.") from unknown

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ, **overrides: Any) -> Settings:
        """Read every declared variable that is set; `overrides` (from the command line) win. Raises BadSetting."""
        chosen: dict[str, Any] = {}
        for each in fields(cls):
            text = environ.get(each.metadata["name"])
            if text is not None and text != "":
                chosen[each.name] = _parse(each.metadata["name"], each.default, text)
        return cls(**(chosen | overrides))

    @property
    def https(self) -> bool:
        """Whether staff reach the product over an encrypted connection (decided by the public address)."""
        return urlsplit(self.public_url).scheme == "https"

    @property
    def main_url(self) -> str:
        """SQLAlchemy address of the main database."""
        return self.database_url or f"sqlite:///{self.instance / 'xinqiao.db'}"

    @property
    def box_url(self) -> str:
        """SQLAlchemy address of the ballot box: a file of its own on SQLite, a schema of its own on PostgreSQL."""
        return self.database_url or f"sqlite:///{self.instance / 'box.db'}"


def _is_mail_server(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"smtp", "smtps"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def _parse(name: str, default: Any, text: str) -> Any:
    if isinstance(default, bool):
        return text.strip().lower() in {"1", "true", "yes", "on"}
    if isinstance(default, int):
        try:
            return int(text)
        except ValueError as wrong:
            raise BadSetting(f"{name} must be a whole number, not {text!r}.") from wrong
    return Path(text).resolve() if isinstance(default, Path) else text.strip()
