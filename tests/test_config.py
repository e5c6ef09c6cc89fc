"""Settings: safe defaults, typed reading, and refusals that name the variable."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import BadSetting, Settings


def test_every_default_can_run_without_an_environment() -> None:
    settings = Settings.from_environment({})
    assert settings.password_cost == "interactive"
    assert settings.https is False
    assert settings.main_url.startswith("sqlite:///")
    assert settings.main_url != settings.box_url


def test_variables_are_read_with_their_types() -> None:
    settings = Settings.from_environment(
        {
            "XINQIAO_IDLE_MINUTES": "5",
            "XINQIAO_DEMO": "yes",
            "XINQIAO_INSTANCE": "/tmp/somewhere",
            "XINQIAO_PUBLIC_URL": "https://xq.example.cn",
        }
    )
    assert settings.idle_minutes == 5
    assert settings.demo is True
    assert settings.instance == Path("/tmp/somewhere")
    assert settings.https is True


def test_what_the_command_line_says_wins_over_the_environment() -> None:
    settings = Settings.from_environment({"XINQIAO_DEMO": "0"}, demo=True)
    assert settings.demo is True


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("XINQIAO_IDLE_MINUTES", "soon"),
        ("XINQIAO_IDLE_MINUTES", "0"),
        ("XINQIAO_THREADS", "0"),
        ("XINQIAO_TRUST_PROXY", "-1"),
        ("XINQIAO_UPLOAD_BYTES", "66"),
        ("XINQIAO_PASSWORD_COST", "none"),
        ("XINQIAO_PASSWORD_COST", "cheap"),
        ("XINQIAO_PUBLIC_URL", "xq.example.cn"),
        ("XINQIAO_TIMEZONE", "Asia/Daishan"),
    ],
)
def test_a_bad_value_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        Settings.from_environment({name: value})


def test_an_empty_variable_means_the_default() -> None:
    assert Settings.from_environment({"XINQIAO_IDLE_MINUTES": ""}).idle_minutes == 30


def test_both_databases_share_one_postgresql_address() -> None:
    settings = Settings.from_environment({"XINQIAO_DATABASE_URL": "postgresql+psycopg://u@h/d"})
    assert settings.main_url == settings.box_url == "postgresql+psycopg://u@h/d"


def test_a_mail_server_needs_a_whole_address_and_a_sender_and_a_refusal_does_not_print_the_password() -> None:
    for url in ("http://u:hidden@mail.example", "smtp://", "smtps://u:hidden@mail.example:port"):
        with pytest.raises(BadSetting, match="XINQIAO_SMTP_URL") as refused:
            Settings(smtp_url=url, smtp_from="a@b.example")
        assert "hidden" not in str(refused.value)
    with pytest.raises(BadSetting, match="XINQIAO_SMTP_FROM"):
        Settings(smtp_url="smtps://mail.example")


def test_settings_are_printed_without_what_may_hold_a_password() -> None:
    chosen = Settings(
        database_url="postgresql+psycopg://u:hidden@db/x",
        limits_url="redis://:hidden@cache/0",
        smtp_url="smtps://u:hidden@mail.example",
        smtp_from="a@b.cn",
    )

    assert "hidden" not in repr(chosen)
