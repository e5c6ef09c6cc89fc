"""What staff fill in at their case: a receipt code, a message, a rating. Nothing ambient to forge, so no CSRF cookie."""

from __future__ import annotations

from collections.abc import Sequence

from babel.support import NullTranslations
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from petitions import receipt
from petitions.files.attachments import CleanFile, Unfit, clean
from petitions.outcome.ratings import GRADE_LABELS, SOLVED_LABELS
from web import language
from web.uploads import FILES as MOST_FILES
from web.uploads import Posted
from web.words import N_

LONGEST_TEXT = 100_000
NOBODY_LISTED = "other"
TOO_LONG = _l("写得太长了：最多 10 万字。请删短一些，或把附件资料做成 PDF 上传。")
_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}


class WithoutCookie(FlaskForm):
    """A form for somebody without an account."""

    class Meta:
        csrf = False

        def get_translations(self, _form: FlaskForm) -> NullTranslations:
            """WTForms' sentences, read once."""
            return language.form_words()


class Needed:
    """Marks a field that must be filled in, where a rule of its own says so."""

    field_flags = {"required": True}

    def __call__(self, _form: FlaskForm, _field: Field) -> None:
        """Let the field's own rule speak."""


def cleaned(posted: Posted) -> tuple[tuple[CleanFile, ...], list[str]]:
    """The posted files, re-written, and a sentence for each that cannot be taken."""
    files, refused = [], []
    if len(posted.uploads) > MOST_FILES:
        return (), [_("一次最多 %(most)d 个文件。请先发要紧的，其余的凭查询码回来再补。", most=MOST_FILES)]
    for upload in posted.uploads:
        try:
            if upload.too_large:
                raise Unfit(N_("太大了：一个文件最多 20 MB，加起来最多 60 MB。请调小或截图后再上传。"))
            files.append(clean(upload.content))
        except Unfit as unfit:
            name = upload.file_name[-40:] or _("没有名字的文件")
            refused.append(_("“%(name)s”：%(why)s", name=name, why=_(unfit.message, **unfit.values)))
    return tuple(files), refused


class CodeForm(WithoutCookie):
    """A receipt code, however it was typed; `kept` carries a message that a page which ran out did not send."""

    code = StringField(_l("查询码"), validators=[Needed()])
    kept = TextAreaField(_l("您刚才写的话"))

    def validate_code(self, field: StringField) -> None:
        """Something that can be a code."""
        try:
            field.data = receipt.read(field.data or "")
        except receipt.NotACode:
            raise ValidationError(
                _l("查询码是 16 个字母和数字，例如 K7QM-2X9D-4T5V-A1B8。请对照回执再输一次。")
            ) from None


class LeaveForm(WithoutCookie):
    """Leaving the receipt page: the last four characters show that the code was kept; `warned` that we asked once."""

    receipt = HiddenField()
    last_four = StringField(_l("查询码最后四位"))
    warned = HiddenField()


class NewReceiptForm(WithoutCookie):
    """Taking a new receipt code, with the last four characters of it."""

    token = HiddenField()
    receipt = HiddenField()
    last_four = StringField(_l("新查询码的最后四位"), validators=[Needed()])


class MessageForm(WithoutCookie):
    """What the petitioner adds to their case."""

    token = HiddenField()
    text = TextAreaField(_l("继续说"), validators=[Needed()])
    files = MultipleFileField(_l("照片、文件或录音"))

    def validate_text(self, field: TextAreaField) -> None:
        """Something, and not a book."""
        field.data = tidied(field.data)
        if not field.data:
            raise ValidationError(_l("请写几个字；只发照片也请说明一下是什么。"))
        if len(field.data) > LONGEST_TEXT:
            raise ValidationError(TOO_LONG)


class GradesForm(WithoutCookie):
    """How somebody rates: the office, the handling unit, and whether it was solved."""

    token = HiddenField()
    office = RadioField(
        _l("对受理机构"),
        choices=[SelectChoice(grade.value, _l(label)) for grade, label in GRADE_LABELS.items()],
        validators=[InputRequired(_l("请给受理机构选一项。"))],
    )
    unit = RadioField(
        _l("对承办单位"),
        choices=[SelectChoice(grade.value, _l(label)) for grade, label in GRADE_LABELS.items()],
        validators=[Optional()],
    )
    solved = RadioField(
        _l("问题解决了吗"),
        choices=[SelectChoice(solved.value, _l(label)) for solved, label in SOLVED_LABELS.items()],
        validators=[InputRequired(_l("请选一项：已解决、部分解决，还是未解决。"))],
    )


class RatingForm(GradesForm):
    """How the petitioner rates, with a few words."""

    words = TextAreaField(_l("还想说的"), validators=[Length(max=LONGEST_TEXT, message=TOO_LONG)])


class ReviewForm(WithoutCookie):
    """What the petitioner does not accept; `level` says which review is asked."""

    token = HiddenField()
    level = HiddenField()
    text = TextAreaField(_l("对答复哪里不服、为什么"), id="review-text", validators=[Needed()])

    def validate_text(self, field: TextAreaField) -> None:
        """Something, and not a book."""
        field.data = tidied(field.data)
        if not field.data:
            raise ValidationError(_l("请写明对答复哪里不服、为什么。"))
        if len(field.data) > LONGEST_TEXT:
            raise ValidationError(TOO_LONG)


class WithdrawForm(WithoutCookie):
    """Taking the petition back, and whether somebody pressed for it."""

    token = HiddenField()
    text = TextAreaField(_l("为什么撤回"), id="withdraw-text", validators=[Length(max=LONGEST_TEXT, message=TOO_LONG)])
    pressed = BooleanField(_l("是有人要我撤回的"), id="withdraw-pressed")
    sure = BooleanField(_l("我确定撤回这件诉求"), validators=[InputRequired(_l("请先勾选“我确定撤回”。"))])


class CheckInForm(WithoutCookie):
    """Whether anybody takes revenge for the petition, and who must not see the answer."""

    token = HiddenField()
    pressed = RadioField(
        id="check-in-pressed",
        label=_l("因为提诉求，有没有人为难、打击报复您"),
        choices=[SelectChoice("no", _l("没有")), SelectChoice("yes", _l("有"))],
        validators=[InputRequired(_l("请选一项：没有，还是有。"))],
    )
    named = SelectMultipleField(_l("是下面的人吗（选中的人从此看不到这件诉求）"), validate_choice=False)
    text = TextAreaField(_l("发生了什么"), id="check-in-text", validators=[Length(max=LONGEST_TEXT, message=TOO_LONG)])

    def offer(self, readers: Sequence[tuple[int, str]]) -> None:
        """The people who can read the case now."""
        self.named.choices = [SelectChoice(str(account_id), name) for account_id, name in readers]

    def validate_named(self, field: SelectMultipleField) -> None:
        """Only people who are on the list: leaving one out silently would let them read it."""
        if set(field.data or ()) - {choice.value for choice in field.choices}:
            raise ValidationError(_l("名单刚刚变了，请再核对一次。"))


def tidied(typed: str | None) -> str:
    """Typed text with one kind of line end and without characters that only control a machine."""
    return (typed or "").replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS).strip()
