"""The application factory, and `python app.py`, which sets up on first run and serves."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import threading
from datetime import timedelta
from pathlib import Path

import waitress
from flask import Flask
from flask_babel import Babel
from flask_wtf.csrf import CSRFProtect
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.middleware.proxy_fix import ProxyFix

import accounts.operations
import accounts.queries
import accounts.registration
import demo.fill
import ledgers.registration
import notices.registration
import petitions.registration
import reports.registration
import surveys.registration
import web.access
import web.clock
import web.language
import web.registration
import web.tick
import web.warming
from config import BadSetting, Settings
from database import Database
from migrations.upgrade import NewerDatabase, upgrade
from paper import qr
from vault.instance_key import InstanceKey

DEMO_INSTANCE = "instance-demo"
# Beyond this a body is not even spooled; below it the application answers with a sentence of its own.
LARGEST_BODY = 256 * 1024 * 1024
# An answer that a slow phone fetches waits in memory: in a temporary file an opened photo would lie readable on the disk.
LARGEST_ANSWER = 32 * 1024 * 1024

# A writer comes back from the disk five times in a transaction, while others wait for it; at Python's own 5 ms each time
# it would wait longer for threads that compute than for the disk.
SWITCH_SECONDS = 0.0005
# Each package says itself what it registers; what is below is there before what is above.
PACKAGES = (
    web.registration,
    accounts.registration,
    notices.registration,
    ledgers.registration,
    petitions.registration,
    surveys.registration,
    reports.registration,
)


def create_app(settings: Settings | None = None, *, migrate: bool = True) -> Flask:
    """Build the application. `settings` default to the environment; `migrate=False` leaves the tables alone."""
    settings = settings or Settings.from_environment()
    sys.setswitchinterval(SWITCH_SECONDS)
    prepare_instance(settings)
    app = Flask(__name__)
    try:
        _configure(app, settings)
        if migrate:
            upgrade(app.extensions["database"])
    except SQLAlchemyError as unusable:
        # Without its message, which may hold a password.
        raise BadSetting(
            f"Cannot use the database ({type(unusable).__name__}). Check XINQIAO_DATABASE_URL and that its server runs; "
            "move a damaged file away and run `flask restore`. "
            "/ 数据库打不开：请检查 XINQIAO_DATABASE_URL 和数据库服务；文件损坏的，移走后从备份恢复。"
        ) from unusable
    for package in PACKAGES:
        package.register(app)
    web.access.verify(app)
    if settings.trust_proxy:
        hops = settings.trust_proxy
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def _configure(app: Flask, settings: Settings) -> None:
    """Settings, keys, databases and what Flask itself is to know."""
    try:
        key = InstanceKey.load_or_create(settings.instance)
    except (OSError, ValueError) as damaged:
        raise BadSetting(
            f"Cannot read the key file in {settings.instance}: bring it back from a backup. "
            "/ 实例文件夹里的密钥文件读不出来，请从备份恢复。"
        ) from damaged
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=key.derive("flask-session"),
        TESTING=settings.testing,
        MAX_CONTENT_LENGTH=settings.upload_bytes,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        SESSION_COOKIE_NAME="__Host-xinqiao-form" if settings.https else "xinqiao-form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        BABEL_DEFAULT_LOCALE="zh_Hans",
        BABEL_DEFAULT_TIMEZONE=settings.timezone,
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.extensions["settings"] = settings
    app.extensions["instance_key"] = key
    app.extensions["database"] = Database(settings)
    app.extensions["csrf"] = CSRFProtect(app)
    Babel(app, locale_selector=web.language.chosen)
    web.clock.set_zone(settings.timezone)


def served() -> Flask:
    """The application for a server that asks a factory for it; it is made ready while it already answers."""
    app = create_app()
    web.warming.warm_soon(app)
    return app


def prepare_instance(settings: Settings) -> None:
    """Create the instance folder (0700). Raises BadSetting with a sentence when it cannot be written."""
    folder = settings.instance
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as refused:
        reason = refused.strerror or "not writable"
        raise BadSetting(
            f"Cannot write to the instance folder {folder} ({reason}). / 实例文件夹不可写，请更换文件夹或修改权限。"
        ) from refused


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped; every reason not to start is one sentence on the terminal."""
    options = _options(arguments)
    try:
        settings = _settings(options)
        _require_free_port(options.host, options.port)
        app = create_app(settings)
    except (BadSetting, NewerDatabase) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    if settings.demo:
        demo.fill.fill(app)
    threading.Thread(target=_tick_each_minute, args=(app,), daemon=True).start()
    _greet(app, options)
    web.warming.warm_soon(app)
    waitress.serve(
        app,
        host=options.host,
        port=options.port,
        threads=settings.server_threads,
        max_request_body_size=LARGEST_BODY,
        outbuf_overflow=LARGEST_ANSWER,
        ident=None,
    )
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="心桥 Xinqiao")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; 0.0.0.0 lets phones in")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--instance", type=Path, help="instance folder (XINQIAO_INSTANCE)")
    parser.add_argument("--demo", action="store_true", help="a believable enterprise in a folder of its own")
    return parser.parse_args(arguments)


def _settings(options: argparse.Namespace) -> Settings:
    chosen: dict[str, object] = {}
    if options.instance:
        chosen["instance"] = options.instance.resolve()
    if options.demo:
        base = Settings.from_environment()
        chosen.setdefault("instance", base.instance.with_name(DEMO_INSTANCE))
        # Role buttons let anybody in: only this machine gets them unless an address was asked for by name.
        chosen |= {"demo": True, "demo_role_buttons": True}
    return Settings.from_environment(os.environ, **chosen)


def _require_free_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as refused:
            reason = getattr(refused, "strerror", None) or "no such port"
            raise BadSetting(
                f"Cannot listen on {host}:{port} ({reason}). Choose another with --port. "
                f"/ 端口 {port} 已被占用或不可用，请用 --port 换一个。"
            ) from refused


def _tick_each_minute(app: Flask) -> None:
    stop = threading.Event()
    while not stop.wait(60):
        with app.app_context():
            try:
                web.tick.run()
            except Exception as fault:
                app.logger.error("tick failed: %s", type(fault).__name__)


def _greet(app: Flask, options: argparse.Namespace) -> None:
    settings: Settings = app.extensions["settings"]
    address = settings.public_url or f"http://{_reachable(options.host)}:{options.port}"
    # At once, also where the terminal is a log.
    print(f"心桥 Xinqiao  {address}/   (desk: {address}/desk/)", flush=True)
    if options.host not in {"127.0.0.1", "localhost", "::1"}:
        print(qr.terminal(address + "/"), flush=True)
    with app.app_context(), app.extensions["database"].reading() as session:
        if not accounts.queries.any_account(session):
            token = accounts.operations.set_up_token(app.extensions["instance_key"])
            print(f"Set up here, once / 首次设置：{address}/set-up#{token}", flush=True)


def _reachable(host: str) -> str:
    if host != "0.0.0.0":  # noqa: S104 - compared, not bound
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # No packet is sent: connecting a datagram socket only chooses the outgoing interface.
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


if __name__ == "__main__":
    sys.exit(main())
