"""Fixtures of what leaves the house: a real mail server on loopback with a certificate made for the run."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

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
from tests.conftest import START, Enterprise

SENDER = "xinqiao@bridge.example"
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


@pytest.fixture
def settings(tmp_path: Path, post: Post, certificate: Path) -> Settings:
    """Settings of a throw-away instance that sends its mail to `post`."""
    return Settings(
        instance=tmp_path / "instance",
        password_cost="cheap",
        testing=True,
        smtp_url=f"smtp://127.0.0.1:{post.port}",
        smtp_from=SENDER,
        smtp_ca=str(certificate),
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
