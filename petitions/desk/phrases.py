"""常用答复语: an office's own list of words it uses often, and where in a form they may be put."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts.people import Person
from petitions import reach
from petitions.desk.models import LONGEST_TITLE, ReplyPhrase
from petitions.letters import citing
from petitions.workflow import Action
from web.errors import Missing, Refusal
from web.words import N_

LONGEST_PHRASE = 5_000
MOST_PHRASES = 60

NOT_COMPLETE = _l("请写下标题（最多 30 字）和内容（最多 5000 字）。")
TITLE_TAKEN = _l("已经有一条叫这个标题。请换一个标题，或直接改那一条。")
TOO_MANY = _l("已经有 60 条了。请先删掉不用的。")
NOT_YOUR_OFFICE = _l("只能改您所在受理机构的常用答复语。")

#: Fields into which a phrase may be put, by step: where it writes to the petitioner, and the parts of an opinion.
INTO: Mapping[Action, Mapping[str, str]] = {
    **{action: {field: N_("正文")} for action, field in citing.WRITTEN_IN.items()},
    Action.DRAFT: {"facts": N_("事实认定"), "basis": N_("法律法规和政策依据"), "measures": N_("怎样落实")},
}


def of_office(session: Session, group_id: int) -> list[ReplyPhrase]:
    """The phrases of one office, by title."""
    wanted = sa.select(ReplyPhrase).where(ReplyPhrase.group_id == group_id)
    return list(session.execute(wanted.order_by(ReplyPhrase.title, ReplyPhrase.id)).scalars())


def found(session: Session, phrase_id: int, who: Person) -> ReplyPhrase:
    """A phrase of one of the person's offices. Raises Missing."""
    row = session.get(ReplyPhrase, phrase_id)
    if row is None or row.group_id not in reach.offices_of(session, who):
        raise Missing
    return row


def add(session: Session, group_id: int, title: str, text: str, *, actor: Person) -> ReplyPhrase:
    """Keep a phrase for an office of one's own. Raises Refusal."""
    if group_id not in reach.offices_of(session, actor):
        raise Refusal(NOT_YOUR_OFFICE, status=403)
    if len(of_office(session, group_id)) >= MOST_PHRASES:
        raise Refusal(TOO_MANY)
    row = ReplyPhrase(group_id=group_id, title=_title(session, title, text, group_id), text=text.strip())
    session.add(row)
    session.flush()
    return row


def change(session: Session, phrase_id: int, title: str, text: str, *, actor: Person) -> None:
    """Reword a phrase; replies that were sent stay as they were. Raises Missing, Refusal."""
    row = found(session, phrase_id, actor)
    row.title, row.text = _title(session, title, text, row.group_id, but=row.id), text.strip()
    session.flush()


def delete(session: Session, phrase_id: int, *, actor: Person) -> None:
    """Delete a phrase. Raises Missing."""
    session.delete(found(session, phrase_id, actor))
    session.flush()


def appended(before: str | None, phrase: str) -> str:
    """What was typed, and the phrase on a line of its own after it."""
    typed = (before or "").rstrip()
    return f"{typed}\n{phrase}" if typed else phrase


def _title(session: Session, title: str, text: str, group_id: int, but: int | None = None) -> str:
    wanted = " ".join(title.split())
    if not wanted or len(wanted) > LONGEST_TITLE or not text.strip() or len(text) > LONGEST_PHRASE:
        raise Refusal(NOT_COMPLETE)
    if any(each.title == wanted and each.id != but for each in of_office(session, group_id)):
        raise Refusal(TITLE_TAKEN)
    return wanted
