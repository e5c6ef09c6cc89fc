"""Several cases given to one handler in one step: each by the one verb, in a transaction of its own, with its own result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from petitions import operations, queries
from petitions.desk.queue import PAGE
from petitions.workflow import Action
from web.errors import Refusal

NOT_THERE = _l("这件诉求不在您能办的范围里，没有交办。")
#: As many as a page of the list holds.
MOST = PAGE

#: Opens a short writing transaction of its own.
Apart = Callable[[], AbstractContextManager[Session]]
#: A case and the version of it that the person saw.
Chosen = tuple[int, int]


@dataclass(frozen=True)
class Result:
    """What became of one case."""

    petition_id: int
    number: str
    is_done: bool
    sentence: str


def handlers(session: Session, who: Person) -> list[Person]:
    """Whom `who` may give cases to: accusations stay among inspectors, everything else among the others."""
    able = (each for each in accounts.people(session) if each.can("petitions.handle"))
    return [each for each in able if each.can("petitions.discipline") == who.can("petitions.discipline")]


def chosen(ticked: Sequence[str]) -> list[Chosen]:
    """The cases of ticked boxes ("id.version"), each once; what makes no sense is left out."""
    found: dict[int, int] = {}
    for each in ticked[:MOST]:
        petition_id, _dot, version = each.partition(".")
        if all(part.isascii() and part.isdigit() and len(part) < 20 for part in (petition_id, version)):
            found[int(petition_id)] = int(version)
    return list(found.items())


def assign_each(
    apart: Apart, cases: Sequence[Chosen], *, handler_id: int, text: str, actor: Person, now: datetime
) -> list[Result]:
    """Give each case to the handler; one that is refused changes nothing and holds up no other."""
    return [_assign(apart, each, handler_id=handler_id, text=text, actor=actor, now=now) for each in cases]


def _assign(apart: Apart, case: Chosen, *, handler_id: int, text: str, actor: Person, now: datetime) -> Result:
    petition_id, version = case
    number = ""
    try:
        with apart() as own:
            number = queries.visible(own, petition_id, actor).number
            operations.perform(
                own, petition_id, Action.ASSIGN, actor=actor, now=now, version=version, handler_id=handler_id, text=text
            )
    except NoResultFound:
        return Result(petition_id, "", False, str(NOT_THERE))
    except Refusal as refusal:
        return Result(petition_id, number, False, str(refusal.message or NOT_THERE))
    return Result(petition_id, number, True, _("已交办"))
