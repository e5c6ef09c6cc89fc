"""The form in which a petitioner leaves a mailbox, on the receipt and on the case page."""

from __future__ import annotations

import re

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, ValidationError

from accounts.forms import MAILBOX
from petitions.forms import Needed, WithoutCookie
from petitions.mailbox import addresses

LONGEST = 254
WRONG = _l("邮箱地址不对，请对照着再输一次，例：wang@139.com。")


class MailboxForm(WithoutCookie):
    """One address; `token` comes from the case page, `code` from the receipt."""

    token = HiddenField(id="mailbox-token")
    code = HiddenField(id="mailbox-code")
    mailbox = StringField(
        _l("私人邮箱"),
        id="notice-mailbox",
        validators=[Needed()],
        filters=[lambda typed: (typed or "").strip()],
        render_kw={"type": "email", "autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"},
    )

    def validate_mailbox(self, field: StringField) -> None:
        """One address of ordinary characters, so that it can be nothing else in a mail's head."""
        if not field.data:
            raise ValidationError(_l("请填写邮箱地址。不想留，什么都不用做。"))
        if len(field.data) > LONGEST or not re.fullmatch(MAILBOX, field.data):
            raise ValidationError(WRONG)

    def masked(self) -> str:
        """What was left, as its owner recognises it; empty when it was refused."""
        return addresses.masked(self.mailbox.data) if not self.errors and not self.form_errors else ""
