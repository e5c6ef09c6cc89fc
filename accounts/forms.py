"""Forms of signing in, accounts, units and settings."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length


class SignInForm(FlaskForm):  # type: ignore[misc]
    """User name, password and, when the second step is on, the code of the moment."""

    username = StringField(_l("用户名"), validators=[InputRequired(_l("请填写用户名。")), Length(max=40)])
    password = PasswordField(_l("密码"), validators=[InputRequired(_l("请填写密码。")), Length(max=200)])
    code = StringField(_l("动态口令"), validators=[Length(max=10)])
