"""Mail against a real server: encrypted and signed in or not at all, and nothing of a password or a reply kept."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask

from config import Settings
from notices import faults, mail
from notices.faults import Fault
from notices.mail import MailCarrier, Server
from notices.models import Channel, OutboxRow
from notices.registry import File, Message
from tests.notices.conftest import SECRET, SENDER, USER, Post, free_port

ROW = OutboxRow(id=0xABC, channel=Channel.MAIL, addressee_id=7, template="test-mail", facts={}, once="x", coarse=False)
TO = "wang@works.example"
HELLO = Message("心桥每日摘要", "没有到期的事。\n")


def _server(post: Post, certificate: Path | str, **changes: object) -> Server:
    base = Server("127.0.0.1", post.port, False, "", "", SENDER, str(certificate))
    return dataclasses.replace(base, **changes)  # type: ignore[arg-type]


def _failing(to: Server | None) -> Fault:
    carrier = MailCarrier(to)
    with pytest.raises(Fault) as raised:
        carrier.send(ROW, TO, HELLO)
    carrier.close()
    return raised.value


def test_a_mail_arrives_whole(post: Post, certificate: Path) -> None:
    carrier = MailCarrier(_server(post, certificate))
    carrier.send(ROW, TO, Message("心桥每日摘要", "编号 XF2026117K2M\n", (File("a.pdf", "application/pdf", b"%PDF"),)))
    carrier.send(ROW, TO, HELLO)
    carrier.close()

    first, second = post.mails
    assert (first["Subject"], first["To"], first["From"]) == ("心桥每日摘要", TO, SENDER)
    body = first.get_body()
    assert body is not None
    assert body.get_content() == "编号 XF2026117K2M\n"
    assert [(each.get_filename(), each.get_content()) for each in first.iter_attachments()] == [("a.pdf", b"%PDF")]
    # The same notice sent twice can be recognised by whoever receives it.
    assert first["Message-ID"] == second["Message-ID"] == "<abc@bridge.example>"
    assert first["Auto-Submitted"] == "auto-generated"


def test_it_speaks_encrypted_from_the_start_where_the_address_says_so(
    serve: Callable[..., Post], certificate: Path
) -> None:
    post = serve(tls=True)
    carrier = MailCarrier(_server(post, certificate, is_tls_from_start=True))
    carrier.send(ROW, TO, HELLO)
    carrier.close()

    assert len(post.mails) == 1


def test_it_signs_in_once_the_line_is_encrypted(serve: Callable[..., Post], certificate: Path) -> None:
    post = serve(starttls=True, auth_required=True)
    server = _server(post, certificate, username=USER, password=SECRET)
    carrier = MailCarrier(server)
    carrier.send(ROW, TO, HELLO)
    carrier.close()

    assert str(_failing(dataclasses.replace(server, password="wrong"))) == "not-let-in:535"
    assert set(post.sign_ins) == {(USER, True), (USER, False)}
    assert len(post.mails) == 1


def test_a_certificate_nobody_vouches_for_is_not_trusted(post: Post) -> None:
    assert _failing(_server(post, "")).code == faults.NOT_ENCRYPTED
    assert post.mails == []


def test_a_server_elsewhere_that_offers_no_encryption_gets_nothing(
    serve: Callable[..., Post], certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = serve()
    monkeypatch.setattr(mail, "LOOPBACK", frozenset())

    assert _failing(_server(post, certificate)).code == faults.NOT_ENCRYPTED
    assert post.mails == []


def test_a_relay_on_the_machine_itself_may_do_without(serve: Callable[..., Post], certificate: Path) -> None:
    post = serve()
    carrier = MailCarrier(_server(post, certificate))
    carrier.send(ROW, TO, HELLO)
    carrier.close()

    assert len(post.mails) == 1


@pytest.mark.parametrize(("answer", "is_final"), [("550 no such user 13800000000", True), ("451 later", False)])
def test_a_recipient_that_is_refused_is_kept_as_a_number(
    post: Post, certificate: Path, answer: str, is_final: bool
) -> None:
    post.to_recipient = answer
    fault = _failing(_server(post, certificate))

    assert (str(fault), fault.is_final) == (f"refused:{answer[:3]}", is_final)


@pytest.mark.parametrize(("answer", "is_final"), [("552 too big", True), ("452 full", False)])
def test_a_content_that_is_refused_is_kept_as_a_number(
    post: Post, certificate: Path, answer: str, is_final: bool
) -> None:
    post.to_content = answer
    fault = _failing(_server(post, certificate))

    assert (str(fault), fault.is_final) == (f"refused:{answer[:3]}", is_final)


def test_a_line_that_breaks_after_the_content_leaves_it_unsure(post: Post, certificate: Path) -> None:
    post.to_content = "hang up"

    assert _failing(_server(post, certificate)).code == faults.UNSURE


def test_a_server_that_is_gone_is_asked_once_a_run(
    post: Post, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    connected = mail._connected

    def counted(to: Server) -> object:
        asked.append(to)
        return connected(to)

    monkeypatch.setattr(mail, "_connected", counted)
    carrier = MailCarrier(_server(post, certificate, port=free_port()))
    for _mail in range(3):
        with pytest.raises(Fault) as raised:
            carrier.send(ROW, TO, HELLO)
        assert raised.value.code == faults.UNREACHABLE

    assert len(asked) == 1


@pytest.mark.parametrize(
    ("username", "is_another"),
    [("union@163.com", True), (SENDER, False), (SENDER.upper(), False), ("bridge", False), ("", False)],
)
def test_a_sender_that_is_not_who_signs_in_is_noticed(
    post: Post, certificate: Path, username: str, is_another: bool
) -> None:
    """网易 answers 553 "Mail from must equal authorized user", QQ 501 "mail from address must be same as authorization
    user"; a name without @ may be an account of any mailbox."""
    assert _server(post, certificate, username=username).sends_as_another == is_another


def test_without_a_server_nothing_leaves() -> None:
    assert _failing(None).code == faults.OFF


def test_the_settings_are_read_with_escapes_and_ports_and_the_password_is_never_printed(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    url = f"smtps://{USER}:{quote(SECRET, safe='')}@mail.example"
    chosen = dataclasses.replace(settings, smtp_url=url)
    found = mail.server(chosen)

    assert found is not None
    assert (found.host, found.port, found.username, found.password) == ("mail.example", 465, USER, SECRET)
    assert found.is_tls_from_start
    assert not found.may_be_plain
    for printed in (repr(chosen), repr(found), str(found)):
        assert SECRET not in printed
        assert quote(SECRET, safe="") not in printed
    assert mail.server(dataclasses.replace(settings, smtp_url="")) is None


def test_the_carrier_of_a_run_takes_the_applications_server(app: Flask, post: Post) -> None:
    with app.app_context(), mail.carrier() as carrier:
        carrier.send(ROW, TO, HELLO)

    assert len(post.mails) == 1


class Talk:
    """A connection that notes who a mail is for, and with what wishes."""

    def __init__(self, *, knows_reports: bool) -> None:
        self.knows_reports = knows_reports
        self.heard: list[tuple[str, tuple[str, ...]]] = []

    def has_extn(self, name: str) -> bool:
        return self.knows_reports and name == "dsn"

    def ehlo_or_helo_if_needed(self) -> None: ...

    def rset(self) -> None: ...

    def mail(self, _sender: str) -> tuple[int, bytes]:
        return 250, b""

    def rcpt(self, to: str, options: tuple[str, ...]) -> tuple[int, bytes]:
        self.heard.append((to, options))
        return 250, b""

    def data(self, _content: bytes) -> tuple[int, bytes]:
        return 250, b""


@pytest.mark.parametrize("knows_reports", [True, False])
def test_no_report_of_a_sealed_mailbox_comes_back_to_the_senders(knows_reports: bool) -> None:
    talk = Talk(knows_reports=knows_reports)
    for is_quiet in (True, False):
        mail._transfer(talk, SENDER, TO, b"", is_quiet=is_quiet)  # type: ignore[arg-type]

    assert talk.heard == [(TO, ("NOTIFY=NEVER",) if knows_reports else ()), (TO, ())]
