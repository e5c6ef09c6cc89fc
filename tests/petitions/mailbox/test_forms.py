"""One address of ordinary characters, kept as typed, refused with a sentence that helps."""

from __future__ import annotations

from flask import Flask
from werkzeug.datastructures import MultiDict

from petitions.mailbox.forms import LONGEST, MailboxForm

GOOD = ("west-river@139.com", "a@189.cn", "w.r+news@wo.cn", "x@a-b.example.com.cn")
BAD = (
    "13800001111",
    "a@b",
    "a@@qq.com",
    "a b@qq.com",
    "a@qq.com\r\nBcc: boss@works.example",
    "a@qq.com\nSubject: x",
    "a@qq.com,boss@works.example",
    "<a@qq.com>",
    "小王@qq.com",
    "a@企业.com",
    "a@qq.com\x00",
    "a" * LONGEST + "@qq.com",
)


def test_an_address_is_taken_without_the_space_around_it(app: Flask) -> None:
    with app.test_request_context():
        for typed in GOOD:
            form = MailboxForm(MultiDict({"mailbox": f" {typed}\n"}))

            assert form.validate(), typed
            assert form.mailbox.data == typed
            assert form.masked() == f"{typed[0]}***@{typed.partition('@')[2]}"


def test_anything_else_is_refused_and_stays_in_the_field(app: Flask) -> None:
    with app.test_request_context():
        for typed in BAD:
            form = MailboxForm(MultiDict({"mailbox": typed}))

            assert not form.validate(), typed
            assert form.errors == {"mailbox": ["邮箱地址不对，请对照着再输一次，例：wang@139.com。"]}
            assert form.mailbox.data == typed
            assert form.masked() == ""


def test_nothing_is_no_mailbox(app: Flask) -> None:
    with app.test_request_context():
        form = MailboxForm(MultiDict({"mailbox": "  "}))
        assert not form.validate()
        assert form.errors == {"mailbox": ["请填写邮箱地址。不想留，什么都不用做。"]}
