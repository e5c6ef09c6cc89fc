"""The Word draft of a report: made with room for words, and read back with nothing taken but those words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts.people import Person
from paper import word, word_spaces
from paper.word_spaces import UnreadableDraft
from reports import compiling, operations
from reports.drafts import operations as draft_operations
from reports.drafts.read_back import MOST_TOLD, Ignored, Stamp, mark, read_back, stamped, tidy
from reports.freezing import to_plain
from reports.manuscript import document
from reports.manuscript.document import COMMENTABLE
from reports.period import Period
from reports.statement import Comments, Statement
from web.errors import Missing, Refusal


@dataclass(frozen=True)
class Clash:
    """A part that was written on since the file was made: its title, its words in the file, and those that stand."""

    title: str
    typed: str
    stored: str


@dataclass(frozen=True)
class Taken:
    """What became of a file: parts whose words changed or were cleared, words and spaces it lacks, changes not taken."""

    changed: tuple[str, ...]
    cleared: tuple[str, ...]
    clashing: tuple[Clash, ...]
    missing: tuple[str, ...]
    ignored: tuple[Ignored, ...]
    #: How many more changes there are than are told.
    more: int
    #: Whether the figures moved since the file was made, so that its other lines cannot be compared.
    is_stale: bool


def exported(session: Session, period: Period, *, now: datetime, demo: bool = False) -> bytes:
    """The draft of a period as a .docx with its writing spaces. Raises Missing for one that has not begun."""
    statement, comments = _present(session, period, now, demo=demo)
    words = frozenset(mark(key, comments.of(key)) for key in COMMENTABLE)
    return word.docx(document.drafting(statement, comments, str(Stamp(str(period), _digest(statement), words))))


def take_back(
    session: Session, period: Period, data: bytes, file_name: str, *, actor: Person, now: datetime, demo: bool = False
) -> Taken:
    """Take the words of a draft that was filled in, but on no part that was written on since it was made.

    Raises Refusal for what is no draft of this period.
    """
    draft_operations.refuse_submitted(session, period)
    statement, comments = _present(session, period, now, demo=demo)
    try:
        read = word_spaces.read_draft(data, file_name)
    except UnreadableDraft as unreadable:
        raise Refusal(_(str(unreadable)), status=400, field="file") from unreadable
    known_by = stamped(read.keywords, read.lines)
    if known_by is None:
        words = _("认不出这是哪一期的补充稿。请从本页下载补充稿，在里面填写后再上传。")
        raise Refusal(words, status=400, field="file")
    if known_by.period != str(period):
        words = _("这是 %(other)s 的补充稿，不是 %(period)s 的，没有采用。", other=known_by.period, period=period)
        raise Refusal(words, status=400, field="file")
    is_stale = known_by.figures != _digest(statement)
    made = word.docx(document.drafting(statement, comments, str(known_by)))
    found = read_back(read.lines, word_spaces.read_draft(made, "draft.docx").lines, COMMENTABLE)
    touched = {key: text for key, text in found.words.items() if not known_by.held(key, text)}
    clashing = {
        key: Clash(COMMENTABLE[key], text, comments.of(key))
        for key, text in touched.items()
        if not known_by.held(key, comments.of(key)) and text != tidy(comments.of(key))
    }
    own = {key: text for key, text in touched.items() if key not in clashing}
    changed, cleared = _keep(session, period, own, comments, actor=actor, now=now)
    ignored = () if is_stale else found.ignored
    more = max(len(ignored) - MOST_TOLD, 0)
    return Taken(changed, cleared, (*clashing.values(),), found.missing, ignored[:MOST_TOLD], more, is_stale)


def _keep(
    session: Session, period: Period, words: Mapping[str, str], comments: Comments, *, actor: Person, now: datetime
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write what differs; the titles of parts that changed, and of those that were emptied."""
    changed: list[str] = []
    cleared: list[str] = []
    for key, title in COMMENTABLE.items():
        stored = comments.of(key)
        if key not in words or words[key] == tidy(stored):
            continue
        try:
            operations.comment(session, period, key, words[key], actor=actor, now=now, opened=stored)
        except Refusal as refusal:
            message = _("“%(part)s”：%(problem)s", part=title, problem=refusal.message)
            raise Refusal(message, status=400, field="file") from refusal
        (changed if words[key] else cleared).append(title)
    return tuple(changed), tuple(cleared)


def _present(session: Session, period: Period, now: datetime, *, demo: bool) -> tuple[Statement, Comments]:
    if not period.has_begun(now.date()):
        raise Missing
    return compiling.compiled(session, period, today=now.date(), demo=demo)


def _digest(statement: Statement) -> str:
    """Twelve characters over the figures; any figure that moves changes them."""
    plain = json.dumps(to_plain(statement), ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(plain.encode(), digest_size=6).hexdigest()
