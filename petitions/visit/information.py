"""Asking that what was written be corrected or deleted (《个人信息保护法》第四十六条、第四十七条): a marked message."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from petitions.forms import LONGEST_TEXT, TOO_LONG, Needed, WithoutCookie, tidied
from web.words import N_

#: What can be asked of what is kept about oneself, and how the request begins.
WANTED_LABELS = {"correct": N_("更正"), "delete": N_("删除")}
MARKS = {"correct": N_("【要求更正】"), "delete": N_("【要求删除】")}


class InformationForm(WithoutCookie):
    """What is wanted of which words."""

    token = HiddenField()
    wanted = RadioField(
        _l("您要求"),
        id="information-wanted",
        choices=[SelectChoice(wanted, _l(label)) for wanted, label in WANTED_LABELS.items()],
        validators=[InputRequired(_l("请选一项：更正，还是删除。"))],
    )
    text = TextAreaField(_l("哪里写错了、应该怎么写，或者要删什么"), id="information-text", validators=[Needed()])

    def validate_text(self, field: TextAreaField) -> None:
        """Something, and not a book with its mark."""
        field.data = tidied(field.data)
        if not field.data:
            raise ValidationError(_l("请写明更正或者删除哪一处。"))
        if len(field.data) > LONGEST_TEXT - max(len(_(mark)) for mark in MARKS.values()):
            raise ValidationError(TOO_LONG)

    def marked(self) -> str:
        """The message of a valid form: the office sees at once what is asked."""
        return _(MARKS[self.wanted.data]) + str(self.text.data)
