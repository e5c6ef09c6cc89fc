"""The numbers of cases: drawn at random, so that none tells how many there are or which came first."""

from __future__ import annotations

import secrets
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from petitions import queries
from web.crockford import ALPHABET
from web.errors import Refusal

#: How often one is drawn again while it is taken.
TRIES = 20


class NoNumberLeft(Refusal):
    """Every number that was drawn for this month is taken."""

    status = 503

    def __init__(self) -> None:
        super().__init__(_l("这个月的编号快用完了，暂时收不下新的诉求。请联系系统管理员。"))


def letters() -> str:
    """Four letters and digits at random."""
    return "".join(secrets.choice(ALPHABET) for _each in range(4))


def draw(day: date) -> str:
    """A number at random, which somebody may have already: the table's constraint says so."""
    return f"XF{day:%Y%m}" + letters()


def free(session: Session, day: date) -> str:
    """A number nobody has, drawn again while it is taken. Raises NoNumberLeft."""
    for _attempt in range(TRIES):
        number = draw(day)
        if not queries.is_number_taken(session, number):
            return number
    raise NoNumberLeft
