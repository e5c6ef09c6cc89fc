"""A page with a form: what was typed stays, and a refusal stands beside what it is about."""

from __future__ import annotations

from flask import render_template
from flask_wtf import FlaskForm
from wtforms import Field

from web.errors import Refusal


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
