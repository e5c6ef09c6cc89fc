"""A page with a form: what was typed stays, and a refusal stands beside what it is about."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import render_template
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import ValidationError

from web import clock, formats
from web.errors import Refusal

#: Nobody plans further ahead: what lies beyond is a slip in the year, and would stay in lists and clocks for good.
FARTHEST_AHEAD = timedelta(days=5 * 366)


class NotFarAhead:
    """Refuse a day, or a moment, that lies further ahead than anybody plans."""

    def __init__(self, most: timedelta = FARTHEST_AHEAD) -> None:
        self.most = most

    def __call__(self, _form: FlaskForm, field: Field) -> None:
        """Raises ValidationError."""
        if field.data is None:
            return
        day = field.data.date() if isinstance(field.data, datetime) else field.data
        last = clock.today() + self.most
        if day > last:
            raise ValidationError(_("这个日子太远了，最晚到%(day)s。请看看年份有没有写错。", day=formats.day(last)))


def page(template: str, form: FlaskForm, **facts: object) -> str | tuple[str, int]:
    """A page with its form; 422 when something is said on it."""
    shown = render_template(template, form=form, **facts)
    return (shown, 422) if form.errors else shown


def say(field: Field, sentence: object) -> None:
    """Add a sentence to those a field already shows."""
    field.errors = [*field.errors, str(sentence)]


def say_beside(form: FlaskForm, refusal: Refusal, *, otherwise: str = "") -> None:
    """Say a refusal beside its field, or beside the field `otherwise`. Raises it when the form has no such field."""
    name = refusal.field or otherwise
    if name not in form:
        raise refusal
    say(form[name], refusal.message)


def say_somewhere(form: FlaskForm, refusal: Refusal) -> None:
    """Say a refusal beside its field, or above the form when it is about no field of it."""
    if refusal.field in form:
        say(form[refusal.field], refusal.message)
    else:
        form.form_errors = [str(refusal.message)]
