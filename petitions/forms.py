"""What staff fill in: a petition, a message, a rating, a receipt code. Nothing ambient to forge, so no CSRF cookie."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

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
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from petitions import receipt
from petitions.categories import choices
from petitions.files.attachments import CleanFile, Unfit, clean
from petitions.intake import Filing
from petitions.kinds import KIND_LABELS, NAMING_LABELS, Channel, Kind, Naming
from petitions.offices import Front
from petitions.ratings import GRADE_LABELS, SOLVED_LABELS
from web import ids, language
from web.uploads import FILES as MOST_FILES
from web.uploads import Posted
from web.words import N_

LONGEST_TEXT = 100_000
MOST_PEOPLE = 100_000
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


class PetitionForm(WithoutCookie):
    """A petition, in the order of its three panels; typed text comes before the files."""

    receipt = HiddenField()
    #: What web.puzzle asks for under a flood: the work of the device, or a sum.
    proof = HiddenField()
    sum = StringField()
    #: Set once the policies that fit the words were shown, by the device or by the page.
    offered = HiddenField()
    kind = RadioField(
        _l("您想"),
        choices=[SelectChoice(kind.value, _l(label)) for kind, label in KIND_LABELS.items()],
        validators=[InputRequired(_l("请选一项：反映问题、提建议、求助咨询，还是举报。"))],
    )
    text = TextAreaField(_l("说说是什么事"), validators=[Needed()])
    urgent = BooleanField(_l("现在就有人身危险，很急"))
    category = SelectField(
        _l("属于哪方面"), validators=[InputRequired(_l("请选一个方面，拿不准就选“其他”。"))], validate_choice=False
    )
    unit = SelectField(_l("是哪个单位的事"), validate_choice=False)
    people = StringField(_l("有多少人是同样的情况"), default="1", validators=[Needed()])
    leader = BooleanField(_l("这件事涉及这个单位的负责人"))
    naming = RadioField(
        _l("要不要留姓名"),
        choices=[SelectChoice(naming.value, _l(label)) for naming, label in NAMING_LABELS.items()],
        validators=[InputRequired(_l("请选一项：匿名、实名保密，还是实名。"))],
    )
    name = StringField(_l("姓名"), validators=[Needed(), Length(max=60, message=_l("姓名最多 60 个字。"))])
    contact = StringField(_l("怎么联系您"), validators=[Length(max=200, message=_l("联系方式最多 200 个字。"))])
    concerned = SelectMultipleField(_l("这件事涉及下面哪些人"), validate_choice=False)
    files = MultipleFileField(_l("照片、文件或录音"))

    def offer(self, front: Front) -> None:
        """Fill in the choices that depend on the enterprise."""
        tree, readers = front.tree, front.readers
        self.category.choices = [SelectChoice("", _l("请选择")), *choices.for_petitioners(front.categories)]
        units = [(depth, row) for depth, row in tree.walk() if row.active]
        indented = [SelectChoice(str(row.id), "　" * max(0, depth - 1) + row.name) for depth, row in units]
        self.unit.choices = [SelectChoice("", _l("说不清，或不便说")), *indented]
        self.concerned.choices = [SelectChoice(str(each.account_id), each.name) for each in readers]
        self.concerned.choices.append(SelectChoice(NOBODY_LISTED, _l("名单以外的受理、承办人员")))
        self._units = {row.id for _depth, row in units}

    def validate_text(self, field: TextAreaField) -> None:
        """The petition itself: something, and not a book."""
        field.data = tidied(field.data)
        if not field.data:
            raise ValidationError(_l("请写一写是什么事，几句话也可以。"))
        if len(field.data) > LONGEST_TEXT:
            raise ValidationError(TOO_LONG)

    def validate_category(self, field: SelectField) -> None:
        """One of the categories that are on offer."""
        if field.data not in {choice.value for choice in field.choices[1:]}:
            raise ValidationError(_l("请选一个方面，拿不准就选“其他”。"))

    def validate_unit(self, field: SelectField) -> None:
        """A unit that exists, or none."""
        if field.data and ids.read_or_none(field.data) not in self._units:
            raise ValidationError(_l("这个单位刚刚变动过，请再选一次。"))

    def validate_people(self, field: StringField) -> None:
        """A number of people, also typed in full width; nothing means one."""
        typed = unicodedata.normalize("NFKC", field.data or "").strip() or "1"
        if not (typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= MOST_PEOPLE):
            raise ValidationError(_l("请写一个数字，例如 1 或 12。"))

    def validate_name(self, field: StringField) -> None:
        """Whoever wants to be named has to say the name."""
        field.data = (field.data or "").strip()
        if self.naming.data in {Naming.CONFIDENTIAL.value, Naming.NAMED.value} and not field.data:
            raise ValidationError(_l("请写下姓名；不想写姓名就选“匿名”。"))

    def validate_concerned(self, field: SelectMultipleField) -> None:
        """People who are still on the list: leaving one out silently would let them read it."""
        offered = {choice.value for choice in self.concerned.choices}
        if set(field.data or ()) - offered:
            field.data = [value for value in field.data if value in offered]
            raise ValidationError(_l("受理人员名单刚刚变了，请再核对一次。"))

    def tidied_text(self) -> str:
        """The text as it would be filed."""
        return tidied(self.text.data)

    def routing_only(self) -> Filing:
        """What decides who reads it, as far as it is chosen; nothing of what was written."""
        kinds = {kind.value: kind for kind in Kind}
        namings = {naming.value: naming for naming in Naming}
        unit_id = ids.read_or_none(self.unit.data)
        chosen = {each for typed in self.concerned.data or () if (each := ids.read_or_none(typed)) is not None}
        return Filing(
            kind=kinds.get(self.kind.data or "", Kind.PROBLEM),
            naming=namings.get(self.naming.data or "", Naming.ANONYMOUS),
            category="",
            unit_id=unit_id if unit_id in self._units else None,
            text="",
            concerned=frozenset(chosen),
            concerns_leader=bool(self.leader.data),
        )

    def filing(self, **more: Any) -> Filing:
        """What a valid form files."""
        naming = Naming(self.naming.data)
        is_named = naming is not Naming.ANONYMOUS
        chosen = set(self.concerned.data or ())
        return Filing(
            kind=Kind(self.kind.data),
            naming=naming,
            category=self.category.data,
            unit_id=int(self.unit.data) if self.unit.data else None,
            text=self.text.data,
            people=int(unicodedata.normalize("NFKC", self.people.data or "").strip() or "1"),
            concerned=frozenset(int(each) for each in chosen - {NOBODY_LISTED}),
            someone_not_listed=NOBODY_LISTED in chosen,
            concerns_leader=bool(self.leader.data),
            name=self.name.data if is_named else "",
            contact=(self.contact.data or "").strip() if is_named else "",
            channel=Channel.WEB,
            **more,
        )


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
