"""What is filled in for a joint petition: what others may see of it, and joining it."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from petitions.forms import CodeForm, Needed, WithoutCookie, tidied
from petitions.joint import terms as joint
from petitions.joint.joining import Adding
from petitions.joint.voices import About
from web import ids

ANONYMOUS, NAMED = "anonymous", "named"


class JoiningForm(WithoutCookie):
    """What the first petitioner shows to those who may join."""

    token = HiddenField()
    title = StringField(
        _l("给联名的人看的标题"),
        id="joint-title",
        validators=[Needed(), Length(max=joint.LONGEST_TITLE, message=_l("标题最多 60 个字。"))],
    )
    summary = TextAreaField(
        _l("给联名的人看的说明"),
        id="joint-summary",
        validators=[Needed(), Length(max=joint.LONGEST_SUMMARY, message=_l("说明最多 2000 个字。"))],
    )

    def validate_title(self, field: StringField) -> None:
        """Something to recognise it by."""
        field.data = tidied(field.data)
        if not field.data:
            raise ValidationError(_l("请写一个标题，例：补发三车间夜班津贴。"))

    def validate_summary(self, field: TextAreaField) -> None:
        """What people are asked to stand behind."""
        field.data = tidied(field.data)
        if not field.data:
            raise ValidationError(_l("请用几句话说明是什么事、要求什么，别人才知道要不要加入。"))

    def about(self) -> About:
        """What a valid form shows."""
        return About(self.title.data or "", self.summary.data or "")


class CloseJoiningForm(WithoutCookie):
    """Letting nobody else join."""

    token = HiddenField()


class JoinCodeForm(CodeForm):
    """A joining code, however it was typed."""

    code = StringField(_l("联名码"), validators=[Needed()])


class JoinForm(WithoutCookie):
    """Adding one's voice: `code` is the joining code, `receipt` the one minted for this voice."""

    code = HiddenField()
    receipt = HiddenField()
    #: Shows that this code was minted here (petitions.receipt).
    mark = HiddenField()
    #: What web.puzzle asks for under a flood: the work of the device, or a sum.
    proof = HiddenField()
    sum = StringField()
    naming = RadioField(
        _l("要不要留姓名"),
        choices=[
            SelectChoice(ANONYMOUS, _l("不留姓名")),
            SelectChoice(NAMED, _l("留姓名，只给受理、承办的人看")),
        ],
        validators=[InputRequired(_l("请选一项：不留姓名，还是留姓名。"))],
    )
    name = StringField(_l("姓名"), validators=[Needed(), Length(max=60, message=_l("姓名最多 60 个字。"))])
    contact = StringField(_l("怎么联系您"), validators=[Length(max=200, message=_l("联系方式最多 200 个字。"))])
    text = TextAreaField(
        _l("想补充的"), validators=[Length(max=joint.LONGEST_WORDS, message=_l("补充的话最多 2000 个字，请删短一些。"))]
    )
    concerned = SelectMultipleField(_l("这件事涉及下面哪些人"), validate_choice=False)

    def offer(self, readers: Sequence[tuple[int, str]]) -> None:
        """The people who can read the case now."""
        self.concerned.choices = [SelectChoice(str(account_id), name) for account_id, name in readers]

    def validate_name(self, field: StringField) -> None:
        """Whoever wants to be named has to say the name."""
        field.data = tidied(field.data)
        if self.naming.data == NAMED and not field.data:
            raise ValidationError(_l("请写下姓名；不想写姓名就选“不留姓名”。"))

    def validate_concerned(self, field: SelectMultipleField) -> None:
        """Only people who are on the list: leaving one out silently would let them read it."""
        if set(field.data or ()) - {choice.value for choice in field.choices}:
            raise ValidationError(_l("名单刚刚变了，请再核对一次。"))

    def adding(self) -> Adding:
        """What a valid form adds."""
        is_named = self.naming.data == NAMED
        return Adding(
            name=self.name.data or "" if is_named else "",
            contact=tidied(self.contact.data) if is_named else "",
            text=tidied(self.text.data),
            concerned=frozenset(ids.read(each) for each in self.concerned.data or ()),
        )


class WordsForm(WithoutCookie):
    """What one who joined writes to the office."""

    token = HiddenField()
    text = TextAreaField(
        _l("单独写给办理人员"),
        id="say-text",
        validators=[Needed(), Length(max=joint.LONGEST_WORDS, message=_l("一次最多 2000 个字，请分几次写。"))],
    )
    files = MultipleFileField(_l("照片、文件或录音"))

    def validate_text(self, field: TextAreaField) -> None:
        """Something."""
        field.data = tidied(field.data)
        if not field.data:
            raise ValidationError(_l("请写几个字；只发照片也请说明一下是什么。"))


class VoiceReviewForm(WithoutCookie):
    """Asking for a review as one who joined, or standing behind one: then words are not needed (`until` is None)."""

    token = HiddenField()
    text = TextAreaField(
        _l("对答复哪里不服、为什么"),
        id="review-text",
        validators=[Length(max=joint.LONGEST_WORDS, message=_l("一次最多 2000 个字，请删短一些。"))],
    )
    needs_words = True

    def validate_text(self, field: TextAreaField) -> None:
        """A reason, from whoever asks first."""
        field.data = tidied(field.data)
        if self.needs_words and not field.data:
            raise ValidationError(_l("请写明对答复哪里不服、为什么。"))


class StepBackForm(WithoutCookie):
    """Taking one's own voice back, and whether somebody pressed for it."""

    token = HiddenField()
    text = TextAreaField(
        _l("为什么退出"),
        id="step-back-text",
        validators=[Length(max=joint.LONGEST_WORDS, message=_l("一次最多 2000 个字，请删短一些。"))],
    )
    pressed = BooleanField(_l("是有人要我退出的"), id="step-back-pressed")
    sure = BooleanField(
        _l("我确定退出联名"), id="step-back-sure", validators=[InputRequired(_l("请先勾选“我确定退出联名”。"))]
    )
