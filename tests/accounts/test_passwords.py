"""Passwords: a sentence will do, a short or guessable word will not."""

from __future__ import annotations

import pytest

from accounts import passwords
from accounts.passwords import TOO_LONG, TOO_PLAIN, TOO_SHORT, fault


@pytest.mark.parametrize(
    "password",
    [
        "食堂的红烧肉真的很好吃",
        "下雨天留客",
        "correct horse battery",
        "7Kq-92-桥-十一月",
        "first password 2026",
        "1998年进厂那天下雨",
    ],
)
def test_a_sentence_one_can_remember_will_do(password: str) -> None:
    assert fault(password, "wangfang", "王芳") is None


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", TOO_SHORT),
        ("四个汉字", TOO_SHORT),
        ("x" * 201, TOO_LONG),
        ("aaaaaaaaaaaa", TOO_PLAIN),
        ("0123456789", TOO_PLAIN),
        ("abcdefghijkl", TOO_PLAIN),
        ("wangfang2026", TOO_PLAIN),
        ("1212121212", TOO_PLAIN),
        ("1234567890", TOO_PLAIN),
        ("0987654321", TOO_PLAIN),
        ("123456789123", TOO_PLAIN),
        ("Qwertyuiop", TOO_PLAIN),
        ("1qaz2wsx3edc", TOO_PLAIN),
        ("qwerty123456", TOO_PLAIN),
        ("abc123abc123", TOO_PLAIN),
        ("a1234567890", TOO_PLAIN),
        ("Password123", TOO_PLAIN),
        ("admin12345", TOO_PLAIN),
        ("woaini1314", TOO_PLAIN),
    ],
)
def test_what_can_be_guessed_will_not_do(password: str, why: str) -> None:
    assert fault(password, "wangfang", "王芳") == why


def test_an_initial_password_would_do_and_is_never_the_same() -> None:
    made = {passwords.initial() for _ in range(50)}

    assert len(made) == 50
    assert all(fault(password) is None and len(password) == 14 for password in made)
