"""What a petitioner fills in to ask somebody to step back."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from petitions.forms import LONGEST_TEXT, NOBODY_LISTED, TOO_LONG, Needed, WithoutCookie, tidied


class RecusalForm(WithoutCookie):
    """Who should step back, and why."""

    token = HiddenField()
    person = RadioField(
        _l("请谁回避"),
        id="recusal-person",
        validators=[InputRequired(_l("请选一位；不在名单里的，选“没有列出的人”。"))],
        validate_choice=False,
    )
    text = TextAreaField(_l("为什么"), id="recusal-text", validators=[Needed()])

    def offer(self, readers: Sequence[tuple[int, str]]) -> None:
        """The people who can read the case now, by what they are to it."""
        listed = [SelectChoice(str(account_id), name) for account_id, name in readers]
        self.person.choices = [*listed, SelectChoice(NOBODY_LISTED, _l("没有列出的人（请在下面写明是谁）"))]

    def validate_person(self, field: RadioField) -> None:
        """Somebody who is on the list now: taking another for them would leave the wrong one out."""
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(_l("名单刚刚变了，请再核对一次。"))

    def validate_text(self, field: TextAreaField) -> None:
        """Something, and not a book."""
        field.data = tidied(field.data)
        if not field.data:
            raise ValidationError(_l("请写一写为什么，例如是当事人、是亲属、以前有过节。"))
        if len(field.data) > LONGEST_TEXT:
            raise ValidationError(TOO_LONG)

    @property
    def person_id(self) -> int | None:
        """The account of a valid form's choice; None for somebody who is not listed."""
        return None if self.person.data == NOBODY_LISTED else int(self.person.data)
