"""Forms point at what is missing and refuse nonsense before anything is written."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from accounts.forms import AccountForm, ChangePasswordForm, SetUpForm, preferences_form, unit_choices
from accounts.preferences import Preferences
from accounts.units import UnitRow, UnitTree

TREE = UnitTree(
    [UnitRow(1, None, "集团"), UnitRow(2, 1, "一部"), UnitRow(3, 2, "车间"), UnitRow(4, 1, "停", active=False)]
)


def _wrong(app: Flask, kind: type, **typed: str) -> dict[str, list[str]]:
    with app.test_request_context("/", method="POST"):
        form = kind(MultiDict(typed))
        form.validate()
        return {name: [str(each) for each in errors] for name, errors in form.errors.items()}


def test_an_empty_set_up_points_at_every_field_it_needs(app: Flask) -> None:
    wrong = _wrong(app, SetUpForm)

    assert {"token", "organisation", "admin_username", "admin_password", "officer_name"} <= set(wrong)
    assert "units" not in wrong, "units may be entered later"


@pytest.mark.parametrize("name", ["a", "有 空格", "<script>", "x" * 41, "-dash"])
def test_a_user_name_is_plain(app: Flask, name: str) -> None:
    assert "admin_username" in _wrong(app, SetUpForm, admin_username=name)


@pytest.mark.parametrize("name", ["wangfang", "王芳", "w.fang-2"])
def test_a_user_name_may_be_chinese(app: Flask, name: str) -> None:
    assert "admin_username" not in _wrong(app, SetUpForm, admin_username=name)


def test_a_password_typed_twice_differently_is_pointed_at(app: Flask) -> None:
    wrong = _wrong(app, ChangePasswordForm, old="x", new="一句记得住的话", again="另一句话")

    assert set(wrong) == {"again"}


def test_units_in_use_are_offered_by_level() -> None:
    assert unit_choices(TREE) == [("1", "集团"), ("2", "　一部"), ("3", "　　车间")]


def test_every_setting_has_a_field_of_its_kind(app: Flask) -> None:
    with app.test_request_context():
        form = preferences_form(Preferences(organisation="集团"))

    assert form["organisation"].data == "集团"
    assert form["handling_days"].type == "IntegerField"
    assert form["require_totp"].type == "BooleanField"


def test_an_account_offers_every_role(app: Flask) -> None:
    with app.test_request_context():
        form = AccountForm()
        form.offer(TREE)

    assert len(form.roles.choices) == 6
