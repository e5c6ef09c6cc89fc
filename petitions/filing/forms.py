"""What staff fill in to file a petition."""

from __future__ import annotations

import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
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
from wtforms.validators import InputRequired, Length

from petitions.categories import choices
from petitions.forms import LONGEST_TEXT, NOBODY_LISTED, TOO_LONG, Needed, WithoutCookie, tidied
from petitions.intake import Filing
from petitions.kinds import KIND_LABELS, NAMING_LABELS, Channel, Kind, Naming
from petitions.offices import Front
from web import ids

MOST_PEOPLE = 100_000


class PetitionForm(WithoutCookie):
    """A petition, in the order of its three panels; typed text comes before the files."""

    receipt = HiddenField()
    #: Shows that the code was minted here (petitions.receipt).
    mark = HiddenField()
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
