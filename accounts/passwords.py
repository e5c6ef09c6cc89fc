"""What a password must be: long rather than odd, and not guessable from who owns it."""

from __future__ import annotations

import secrets

from web.words import N_

SHORTEST = 10
LONGEST = 200
#: Crockford's alphabet: nothing in it is mistaken for something else when read aloud or copied by hand.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
#: What fingers run along: the rows and columns of a keyboard, the digits (past 9 to 0) and the alphabet.
RUNS = ("12345678901234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv")
#: A piece of a run this long is one thing to remember, and to try.
RUN = 4
#: So much has to be left of a password without what everybody tries first.
WORTH_GUESSING = 5
#: The words that lists of stolen passwords begin with, beside runs and years.
COMMON = (
    "password",
    "passw0rd",
    "p@ssw0rd",
    "admin",
    "administrator",
    "root",
    "welcome",
    "iloveyou",
    "woaini",
    "letmein",
)

TOO_SHORT = N_("密码太短，至少 10 个字符（一个汉字算两个）。可以用一句自己记得住的话。")
TOO_LONG = N_("密码最多 200 个字符。")
TOO_PLAIN = N_("这个密码太容易猜到。请换一句自己记得住的话，不要用用户名、姓名、连续或重复的字符。")


def fault(password: str, *names: str) -> str | None:
    """Why `password` will not do for somebody called `names`, as a msgid; None when it will."""
    if _weight(password) < SHORTEST:
        return TOO_SHORT
    if len(password) > LONGEST:
        return TOO_LONG
    lowered = password.lower()
    if _repeats(lowered) or _weight(_without_the_obvious(lowered, names)) < WORTH_GUESSING:
        return TOO_PLAIN
    return None


def initial() -> str:
    """A password to hand over on paper, 60 bits, in groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return "-".join(letters[start : start + 4] for start in range(0, 12, 4))


def _without_the_obvious(text: str, names: tuple[str, ...]) -> str:
    """What is left of a password when names, common words, and runs are taken out."""
    for word in (*(name.lower() for name in names if len(name) >= 2), *COMMON):
        text = text.replace(word, "")
    left, start = [], 0
    while start < len(text):
        length = _run_at(text, start)
        if length < RUN:
            left.append(text[start])
            length = 1
        start += length
    return "".join(left)


def _run_at(text: str, start: int) -> int:
    """How long the run is that begins at `start`, forwards, backwards, or the same letter again and again."""
    longest = 1
    for line in (text[start] * len(text), *RUNS, *(run[::-1] for run in RUNS)):
        while start + longest < len(text) and text[start : start + longest + 1] in line:
            longest += 1
    return longest


def _repeats(text: str) -> bool:
    """Whether a few letters are written again and again."""
    return any(text == (text[:size] * len(text))[: len(text)] for size in range(1, len(text) // 2 + 1))


def _weight(text: str) -> int:
    """Length with a Chinese character counted twice: there are thousands of them to choose from."""
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)
