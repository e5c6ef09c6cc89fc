"""What a password must be: long rather than odd, and not guessable from who owns it."""

from __future__ import annotations

import itertools
import secrets

from web.words import N_

SHORTEST = 10
LONGEST = 200
#: Crockford's alphabet: nothing in it is mistaken for something else when read aloud or copied by hand.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

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
    if len(set(lowered)) < 4 or _is_a_run(lowered) or any(_is_mostly(lowered, name.lower()) for name in names if name):
        return TOO_PLAIN
    return None


def initial() -> str:
    """A password to hand over on paper, 60 bits, in groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return "-".join(letters[start : start + 4] for start in range(0, 12, 4))


def _is_a_run(text: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in itertools.pairwise(text)}
    return len(steps) == 1 and steps <= {-1, 0, 1}


def _is_mostly(text: str, name: str) -> bool:
    return len(name) >= 2 and name in text and _weight(text.replace(name, "")) < SHORTEST // 2


def _weight(text: str) -> int:
    """Length with a Chinese character counted twice: there are thousands of them to choose from."""
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)
