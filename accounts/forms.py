"""Forms of setting up, signing in, accounts, units, offices and settings."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    IntegerField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    Regexp,
    StopValidation,
    ValidationError,
)

from accounts import passwords
from accounts.offices import KINDS
from accounts.offices import LABELS as OFFICE_LABELS
from accounts.preferences import Preferences
from accounts.roles import LABELS as ROLE_LABELS
from accounts.units import UnitTree
from web import ids

MAILBOX = r"^[A-Za-z0-9._%+=-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+\Z"
USERNAME = r"^[A-Za-z0-9一-鿿][A-Za-z0-9一-鿿._-]{1,39}$"
INDENT = "　"


def _required(message: str) -> DataRequired:
    return DataRequired(_l(message))


class NewPassword:
    """Validator: a password that is long and not guessable; `names` are the fields holding who it is for."""

    field_flags: dict[str, Any] = {}

    def __init__(self, *names: str) -> None:
        self.names = names

    def __call__(self, form: FlaskForm, field: Field) -> None:
        """Raise ValidationError with the sentence that says what is wrong."""
        wrong = passwords.fault(field.data or "", *(form[name].data or "" for name in self.names))
        if wrong is not None:
            raise ValidationError(_(wrong))


class Same:
    """Validator: typed twice alike."""

    field_flags: dict[str, Any] = {}

    def __init__(self, other: str) -> None:
        self.other = other

    def __call__(self, form: FlaskForm, field: Field) -> None:
        """Raise StopValidation when the two differ."""
        if field.data != form[self.other].data:
            raise StopValidation(_("两次输入的密码不一样。请再输一遍。"))


def _username(label: Any) -> StringField:
    return StringField(
        label,
        description=_l("2 至 40 个字母、数字或汉字，登录时用"),
        validators=[
            _required("请填写用户名。"),
            Regexp(USERNAME, message=_l("用户名只能用字母、数字、汉字、点、横线。")),
        ],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )


def _name(label: Any) -> StringField:
    return StringField(label, validators=[_required("请填写姓名。"), Length(max=60, message=_l("最多 60 个字。"))])


def _mailbox() -> StringField:
    return StringField(
        _l("通知邮箱"),
        description=_l("每日摘要和月报发到这里，信里只有编号、环节和日期；不填就不发"),
        validators=[Optional(), Length(max=254), Regexp(MAILBOX, message=_l("邮箱地址不对，例：wang@example.com。"))],
        filters=[lambda typed: (typed or "").strip()],
        render_kw={"type": "email", "autocomplete": "email", "spellcheck": "false"},
    )


def _password(label: Any, *validators: Any) -> PasswordField:
    return PasswordField(
        label, validators=[_required("请填写密码。"), *validators], render_kw={"autocomplete": "new-password"}
    )


class SignInForm(FlaskForm):
    """User name, password and, when the second step is on, the code of the moment."""

    username = StringField(
        _l("用户名"),
        validators=[_required("请填写用户名。"), Length(max=40)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("密码"),
        validators=[_required("请填写密码。"), Length(max=passwords.LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )
    code = StringField(
        _l("动态口令"),
        validators=[Length(max=10)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class SetUpForm(FlaskForm):
    """Everything a new installation needs, on one page."""

    token = StringField(
        _l("设置码"),
        description=_l("启动心桥的窗口里打印的网址中 # 后面的部分；从那个网址打开时已经填好"),
        validators=[_required("请填写设置码。")],
        render_kw={"autocomplete": "off", "data-fragment": "yes"},
    )
    organisation = StringField(
        _l("单位全称"), validators=[_required("请填写单位全称。"), Length(max=60, message=_l("最多 60 个字。"))]
    )
    units = TextAreaField(
        _l("下属单位"),
        description=_l("一行一个，下级比上级多空两格，末尾写人数。例：“生产一部 6”，下一行“  一车间 86”"),
        validators=[Length(max=200_000)],
        render_kw={"rows": 12},
    )
    workbook = FileField(
        _l("或者导入单位表（Excel）"), description=_l("表头：单位名称、上级单位、人数。导入表格时，上面留空")
    )
    admin_username = _username(_l("系统管理员的用户名"))
    admin_name = _name(_l("系统管理员的姓名"))
    admin_password = _password(_l("系统管理员的密码"), NewPassword("admin_username", "admin_name"))
    admin_again = _password(_l("再输一遍"), Same("admin_password"))
    officer_username = _username(_l("诉求办理专员的用户名"))
    officer_name = _name(_l("诉求办理专员的姓名"))
    officer_password = _password(_l("诉求办理专员的初始密码"), NewPassword("officer_username", "officer_name"))

    def validate_officer_username(self, field: Field) -> None:
        """Two people, two names."""
        if (field.data or "").lower() == (self.admin_username.data or "").lower():
            raise ValidationError(_("系统管理员和诉求办理专员要用两个不同的用户名。"))


class ChangePasswordForm(FlaskForm):
    """The old password and a new one twice; `names` says whose it is."""

    names: tuple[str, ...] = ()
    old = PasswordField(
        _l("现在的密码"), validators=[_required("请填写现在的密码。")], render_kw={"autocomplete": "current-password"}
    )
    new = _password(_l("新密码"))
    again = _password(_l("再输一遍新密码"), Same("new"))

    def validate_new(self, field: Field) -> None:
        """Another one than before: whoever handed the first one over knows it."""
        if field.data == self.old.data:
            raise ValidationError(_("新密码和现在的一样。请换一个只有您自己知道的。"))
        wrong = passwords.fault(field.data or "", *self.names)
        if wrong is not None:
            raise ValidationError(_(wrong))


def _own_password(identity: str = "password") -> PasswordField:
    return PasswordField(
        _l("密码"),
        id=identity,
        validators=[_required("请填写密码。")],
        render_kw={"autocomplete": "current-password"},
    )


class PasswordOnlyForm(FlaskForm):
    """The password again, before somebody's own account is changed."""

    password = _own_password()


class MailboxForm(FlaskForm):
    """Where notices go by mail; its password stands on one page with that of the second step."""

    mailbox = _mailbox()
    password = _own_password("mailbox-password")


class TotpForm(PasswordOnlyForm):
    """The first code of an authenticator; `kept` is the secret, sealed to the person, travelling in the page."""

    kept = HiddenField()
    code = StringField(
        _l("动态口令"),
        validators=[_required("请填写口令。")],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class UnitForm(FlaskForm):
    """One unit."""

    name = StringField(
        _l("单位名称"), validators=[_required("请填写单位名称。"), Length(max=60, message=_l("最多 60 个字。"))]
    )
    parent_id = SelectField(_l("上级单位"), coerce=str)
    headcount = IntegerField(
        _l("本级人数"),
        description=_l("只算直接属于这个单位的人，不含下级"),
        validators=[NumberRange(0, 1_000_000, message=_l("请填写人数。"))],
        default=0,
    )
    active = BooleanField(_l("在用"), default=True)

    def offer(self, tree: UnitTree, *, root: bool = False) -> None:
        """Set the choices of the parent."""
        top = [("", _("（最上级）"))] if root else []
        self.parent_id.choices = top + unit_choices(tree)


class UnitListForm(FlaskForm):
    """A list of units, typed or as a workbook."""

    units = TextAreaField(_l("单位"), validators=[Length(max=200_000)], render_kw={"rows": 12})
    workbook = FileField(_l("或者导入单位表（Excel）"), description=_l("表头：单位名称、上级单位、人数"))


class AccountForm(FlaskForm):
    """Somebody who signs in, with the roles held over one unit."""

    username = _username(_l("用户名"))
    name = _name(_l("姓名"))
    title = StringField(_l("职务"), validators=[Length(max=60, message=_l("最多 60 个字。"))])
    mailbox = _mailbox()
    roles = SelectMultipleField(_l("角色"), validators=[_required("请至少选一个角色。")])
    unit_id = SelectField(_l("管到哪个单位（含下级）"), coerce=str, validators=[_required("请选择单位。")])
    active = BooleanField(_l("可以登录"), default=True)
    despite_work = BooleanField(_l("先停用，随后移交"))

    def offer(self, tree: UnitTree) -> None:
        """Set the choices of roles and unit."""
        self.roles.choices = [(role.value, _(label)) for role, label in ROLE_LABELS.items()]
        self.unit_id.choices = unit_choices(tree)


class OfficeForm(FlaskForm):
    """A new office: what it reads and for which unit."""

    kind = SelectField(_l("读什么"), validators=[_required("请选这个机构读什么。")])
    unit_id = SelectField(_l("为哪个单位（含下级）"), coerce=str, validators=[_required("请选为哪个单位。")])

    def offer(self, tree: UnitTree) -> None:
        """Set the choices of kind and unit."""
        self.kind.choices = [(kind, _(OFFICE_LABELS[kind])) for kind in KINDS]
        self.unit_id.choices = unit_choices(tree)


class FoundForm(FlaskForm):
    """The secret of a founding link."""

    token = StringField(
        _l("建组码"),
        description=_l("纸条上网址里 # 后面的部分；扫码打开时已经填好"),
        validators=[_required("请填写建组码。")],
        render_kw={"autocomplete": "off", "data-fragment": "yes"},
    )


class AdmitForm(FlaskForm):
    """Whom to admit."""

    account_id = SelectField(_l("接纳谁"), coerce=ids.read, validators=[_required("请选择一位同事。")])


class SheetsForm(FlaskForm):
    """Sheets on their way to being confirmed; `kept` holds them sealed, `words` are typed back in order."""

    kept = HiddenField()


class RecoverForm(FlaskForm):
    """The words of two sheets."""

    first = TextAreaField(
        _l("第一张恢复单上的词"), validators=[_required("请输入第一张上的词。")], render_kw={"rows": 4}
    )
    second = TextAreaField(
        _l("第二张恢复单上的词"), validators=[_required("请输入第二张上的词。")], render_kw={"rows": 4}
    )


class EmptyForm(FlaskForm):
    """A button with nothing to fill in; carries the token that shows it was pressed here."""


def preferences_form(present: Preferences) -> FlaskForm:
    """A form with one field for each declared setting, filled with what holds now."""

    class PreferencesForm(FlaskForm):
        """Every declared setting."""

    for each in fields(Preferences):
        label, source = _l(each.metadata["label"]), each.metadata["source"]
        about = _l(source) if source else ""
        setattr(PreferencesForm, each.name, _setting_field(each.default, label, about, each.metadata["least"]))
    return PreferencesForm(data={each.name: getattr(present, each.name) for each in fields(Preferences)})


def unit_choices(tree: UnitTree) -> list[tuple[str, str]]:
    """Every unit in use as a choice, indented by its level."""
    return [(str(row.id), INDENT * depth + row.name) for depth, row in tree.walk() if row.active]


def _setting_field(default: Any, label: Any, about: Any, least: int) -> Field:
    if isinstance(default, bool):
        return BooleanField(label, description=about)
    if isinstance(default, int):
        small = NumberRange(least, 100_000, message=_l("请填写不小于 %(least)d 的整数。", least=least))
        return IntegerField(label, description=about, validators=[InputRequired(_l("请填写一个数。")), small])
    return StringField(
        label, description=about, validators=[Optional(), Length(max=200, message=_l("最多 200 个字。"))]
    )
