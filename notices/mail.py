"""Mail by SMTP: encrypted to a server whose certificate is checked, one connection a run, nothing of a reply kept."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime
from urllib.parse import unquote, urlsplit

from flask import current_app
from sqlalchemy.orm import Session

from accounts import queries as accounts
from config import Settings
from notices import faults, sealed_mail
from notices.faults import Fault
from notices.models import OutboxRow
from notices.registry import Carrier, Message
from web import clock

SECONDS = 10.0
PORTS = {"smtps": 465, "smtp": 587}
#: A relay on the machine itself may do without encryption; what travels does not leave the machine.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Server:
    """The mail server of the settings."""

    host: str
    port: int
    is_tls_from_start: bool
    username: str
    password: str = field(repr=False)
    sender: str = ""
    authority: str = ""

    @property
    def may_be_plain(self) -> bool:
        """Whether it may be spoken to without encryption when it offers none."""
        return self.host in LOOPBACK and not self.is_tls_from_start

    @property
    def sends_as_another(self) -> bool:
        """Whether the sender is not who signs in; 163 (553) and QQ (501) refuse every such mail."""
        return "@" in self.username and self.username.casefold() != self.sender.casefold()


def server(settings: Settings) -> Server | None:
    """The mail server, or None when mail is off."""
    if not settings.smtp_url:
        return None
    parts = urlsplit(settings.smtp_url)
    return Server(
        host=parts.hostname or "",
        port=parts.port or PORTS[parts.scheme],
        is_tls_from_start=parts.scheme == "smtps",
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=settings.smtp_from,
        authority=settings.smtp_ca,
    )


@contextmanager
def carrier() -> Iterator[Carrier]:
    """The way out by mail for one run."""
    found = MailCarrier(server(current_app.extensions["settings"]))
    try:
        yield found
    finally:
        found.close()


class MailCarrier:
    """Sends mail over one connection; a server that cannot be reached is asked once a run."""

    def __init__(self, to: Server | None) -> None:
        self._server = to
        self._open: smtplib.SMTP | None = None
        self._down: Fault | None = None if to is not None else Fault(faults.OFF)

    def target(self, session: Session, row: OutboxRow) -> str | None:
        """The addressee's mailbox; None when they left or have none, or it lies sealed under a key that is gone."""
        if row.sealed_to is not None:
            return sealed_mail.address_of(row)
        return accounts.mailbox(session, row.addressee_id)

    def send(self, row: OutboxRow, target: str, message: Message) -> None:
        """Send one mail. Raises Fault."""
        if self._down is not None:
            raise self._down
        assert self._server is not None
        content = mail(row, target, message, sender=self._server.sender).as_bytes(policy=SMTP)
        connection = self._connection(self._server)
        try:
            _transfer(connection, self._server.sender, target, content, is_quiet=row.sealed_to is not None)
        except Fault as fault:
            if fault.code in {faults.UNSURE, faults.UNREACHABLE}:
                self.close()
            raise

    def close(self) -> None:
        """Say goodbye, if there is anybody."""
        if self._open is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._open.quit()
            self._open = None

    def _connection(self, to: Server) -> smtplib.SMTP:
        if self._open is None:
            try:
                self._open = _connected(to)
            except Fault as fault:
                self._down = fault
                raise
        return self._open


def mail(row: OutboxRow, to: str, message: Message, *, sender: str) -> EmailMessage:
    """The message as mail. Its id is the notice's, so that a repeat can be recognised as one."""
    made = EmailMessage()
    made["Subject"] = message.subject
    made["From"] = _addressed(sender)
    made["To"] = _addressed(to)
    made["Date"] = format_datetime(localtime(clock.now()))
    made["Message-ID"] = f"<{row.id:x}@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(message.text, cte="base64")
    for each in message.files:
        main, _, sub = each.media_type.partition("/")
        made.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name)
    return made


def _addressed(mailbox: str) -> Address:
    user, _, domain = mailbox.rpartition("@")
    return Address(username=user, domain=domain)


def _connected(to: Server) -> smtplib.SMTP:
    """An encrypted, signed-in connection. Raises Fault."""
    opened: smtplib.SMTP | None = None
    try:
        context = ssl.create_default_context(cafile=to.authority or None)
        name = to.sender.rpartition("@")[2]
        if to.is_tls_from_start:
            opened = smtplib.SMTP_SSL(to.host, to.port, local_hostname=name, timeout=SECONDS, context=context)
        else:
            opened = smtplib.SMTP(to.host, to.port, local_hostname=name, timeout=SECONDS)
            _encrypt(opened, to, context)
        if to.username:
            opened.login(to.username, to.password)
    except ssl.SSLError as untrusted:
        _hang_up(opened)
        raise Fault(faults.NOT_ENCRYPTED) from untrusted
    except smtplib.SMTPAuthenticationError as refused:
        _hang_up(opened)
        raise Fault(faults.NOT_LET_IN, str(refused.smtp_code)) from refused
    except (OSError, smtplib.SMTPException) as gone:
        _hang_up(opened)
        raise Fault(faults.UNREACHABLE) from gone
    except Fault:
        _hang_up(opened)
        raise
    return opened


def _encrypt(opened: smtplib.SMTP, to: Server, context: ssl.SSLContext) -> None:
    opened.ehlo()
    if opened.has_extn("starttls"):
        opened.starttls(context=context)
    elif not to.may_be_plain:
        raise Fault(faults.NOT_ENCRYPTED)


def _hang_up(opened: smtplib.SMTP | None) -> None:
    if opened is not None:
        opened.close()


def _transfer(opened: smtplib.SMTP, sender: str, to: str, content: bytes, *, is_quiet: bool = False) -> None:
    """Hand one mail over. Raises Fault; UNSURE once the content was on its way and no answer came.

    `is_quiet`: a report that it did not arrive would bring the address into the sender's mailbox, so none is asked for
    where the server knows how (RFC 3461).
    """
    try:
        opened.ehlo_or_helo_if_needed()
        opened.rset()
        options = ("NOTIFY=NEVER",) if is_quiet and opened.has_extn("dsn") else ()
        for code, _said in (opened.mail(sender), opened.rcpt(to, options)):
            _require(code)
    except (OSError, smtplib.SMTPServerDisconnected) as gone:
        raise Fault(faults.UNREACHABLE) from gone
    try:
        code, _said = opened.data(content)
    except smtplib.SMTPDataError as refused:
        code = refused.smtp_code
    except (OSError, smtplib.SMTPServerDisconnected) as silent:
        raise Fault(faults.UNSURE) from silent
    _require(code)


def _require(code: int) -> None:
    """Raise Fault for a number that is not "done": 4xx may do later, 5xx never (RFC 5321, 4.2.1)."""
    if not 200 <= code < 300:
        raise Fault(faults.REFUSED, str(code), is_final=code >= 500)
