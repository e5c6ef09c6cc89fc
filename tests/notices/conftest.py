"""Fixtures of what leaves the house: a real mail server on loopback with a certificate made for the run."""

from __future__ import annotations

import base64
import hmac
import ipaddress
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from accounts import operations as accounts
from config import Settings
from database import Database
from notices.robots import Robot
from tests.fixtures import START, Enterprise

SENDER = "xinqiao@bridge.example"
ROBOT_SECRET = "SEC0a1b2c3d4e5f"
USER, SECRET = "bridge", "p@ss:word/1"


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Post:
    """What a mail server took, and what it answers."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    #: Who tried to sign in, and whether they were let in.
    sign_ins: list[tuple[str, bool]] = field(default_factory=list)
    to_recipient: str = "250 OK"
    to_content: str = "250 OK"
    raw: list[bytes] = field(default_factory=list)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, to: str, _options: Any) -> str:
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(to)
        return self.to_recipient

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        if self.to_content == "hang up":
            self.raw.append(envelope.content)
            server.transport.abort()
            return ""
        if self.to_content.startswith("250"):
            self.raw.append(envelope.content)
            read = BytesParser(_class=EmailMessage, policy=default).parsebytes(envelope.content)
            self.mails.append(read)
        return self.to_content

    def authenticate(self, _server: Any, _session: Any, _envelope: Any, _way: str, data: Any) -> AuthResult:
        is_right = (data.login, data.password) == (USER.encode(), SECRET.encode())
        self.sign_ins.append((data.login.decode(), is_right))
        return AuthResult(success=is_right, handled=False)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 with its key, good for a day; itself the authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "server.crt"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path


def _serve(certificate: Path, **options: Any) -> Iterator[Post]:
    post = Post(free_port())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    if options.pop("starttls", False):
        options |= {"tls_context": context, "require_starttls": True}
    elif options.pop("tls", False):
        options["ssl_context"] = context
    controller = Controller(post, hostname="127.0.0.1", port=post.port, authenticator=post.authenticate, **options)
    controller.start()
    yield post
    controller.stop()


@pytest.fixture(scope="session")
def _one_post(certificate: Path) -> Iterator[Post]:
    yield from _serve(certificate, starttls=True)


@pytest.fixture
def post(_one_post: Post) -> Post:
    """A mail server that insists on STARTTLS; empty."""
    _one_post.mails.clear()
    _one_post.raw.clear()
    _one_post.to_recipient = _one_post.to_content = "250 OK"
    return _one_post


@pytest.fixture
def serve(certificate: Path) -> Iterator[Callable[..., Post]]:
    """`serve(tls=True)`: further mail servers, stopped at the end."""
    running = []

    def go(**options: Any) -> Post:
        running.append(_serve(certificate, **options))
        return next(running[-1])

    yield go
    for each in running:
        next(each, None)


class Chat(ThreadingHTTPServer):
    """Robots of all three makers: notes what it is sent, and answers as their documents say for a wrong signature."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Robot)
        self.said: list[str] = []
        self.bodies: list[dict[str, Any]] = []
        #: What the next requests are answered instead: (status, body).
        self.answers: list[tuple[int, bytes]] = []

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def url(self, kind: Robot) -> str:
        return (
            self.origin
            + {
                Robot.WECOM: "/cgi-bin/webhook/send?key=693a91f6-7xxx",
                Robot.DINGTALK: "/robot/send?access_token=566cc69da782ec",
                Robot.FEISHU: "/open-apis/bot/v2/hook/c2b1a3f4-0d5e",
            }[kind]
        )


class _Robot(BaseHTTPRequestHandler):
    server: Chat

    def do_POST(self) -> None:
        parts = urlsplit(self.path)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.answers:
            self._answer(*self.server.answers.pop(0))
        elif parts.path.startswith("/open-apis/bot/v2/hook/"):
            self._feishu(body)
        else:
            self._others(parts.path, dict(parse_qsl(parts.query)), body)

    def _others(self, path: str, query: dict[str, str], body: dict[str, Any]) -> None:
        if path == "/robot/send" and query.get("sign") != self._dingtalk(query.get("timestamp", "")):
            self._answer(200, b'{"errcode":310000,"errmsg":"sign not match"}')
        else:
            self._heard(body, body["text"]["content"])
            self._answer(200, b'{"errcode":0,"errmsg":"ok"}')

    def _feishu(self, body: dict[str, Any]) -> None:
        key = f"{body.get('timestamp')}\n{ROBOT_SECRET}".encode()
        if body.get("sign") != base64.b64encode(hmac.new(key, b"", "sha256").digest()).decode():
            self._answer(200, b'{"code":19021,"msg":"sign match fail or timestamp is not within one hour"}')
        else:
            self._heard(body, body["content"]["text"])
            self._answer(200, b'{"code":0,"msg":"success","data":{}}')

    @staticmethod
    def _dingtalk(at: str) -> str:
        return base64.b64encode(
            hmac.new(ROBOT_SECRET.encode(), f"{at}\n{ROBOT_SECRET}".encode(), "sha256").digest()
        ).decode()

    def _heard(self, body: dict[str, Any], text: str) -> None:
        self.server.bodies.append(body)
        self.server.said.append(text)

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/robot/send?access_token=elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_given: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def _one_chat() -> Iterator[Chat]:
    server = Chat()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def chat(_one_chat: Chat) -> Chat:
    """A receiver of robots' messages that checks signatures; empty."""
    _one_chat.said.clear()
    _one_chat.bodies.clear()
    _one_chat.answers.clear()
    return _one_chat


@pytest.fixture
def settings(tmp_path: Path, post: Post, chat: Chat, certificate: Path) -> Settings:
    """Settings of a throw-away instance that sends its mail to `post` and its robots' words to `chat`."""
    return Settings(
        instance=tmp_path / "instance",
        password_cost="cheap",
        testing=True,
        smtp_url=f"smtp://127.0.0.1:{post.port}",
        smtp_from=SENDER,
        smtp_ca=str(certificate),
        robot_origins=chat.origin,
    )


@pytest.fixture
def mailbox(enterprise: Enterprise, database: Database) -> Callable[[str], str]:
    """`mailbox("officer")` gives a test person an address for notices."""

    def give(username: str) -> str:
        to = f"{username}@works.example"
        who = enterprise.people[username]
        with database.writing() as session, session.begin():
            accounts.change_mailbox(session, who.id, to, actor=who, now=START)
        return to

    return give
