"""Whether a ticket admits a ballot: signed for this survey and a unit of it, and not before answers are taken."""

from __future__ import annotations

from datetime import datetime

from database import Database
from surveys import lifecycle, queries
from surveys.ballot_box import tickets
from surveys.ballot_box.tickets import BadTicket, Ticket, UnitKey
from surveys.items import Definition
from surveys.queries import Answering
from web.words import N_

MISSING = N_("还没有答题券。请先点开发给您的链接领券。")
BROKEN = N_("这张答题券不完整，可能复制时少了字。请从 xq1. 开始重新复制。")
FOREIGN = N_("这是另一份问卷的答题券，在这里用不了。")
FORGED = N_("这张答题券不是这份问卷签发的，或者被改动过。请用领券的那部手机答题，或者重新复制。")
EARLY = N_("现在还是领券期，还不能提交。到了时间再来，答题券和填好的内容请留在手机里。")
KEPT_DOCUMENTS = 64

# A survey's keys by the digest of their document: frozen, so what was read once is never read again.
_keys: dict[str, dict[int, UnitKey]] = {}


class NotRedeemable(Exception):
    """A ticket admits nothing here; the sentence (a msgid) says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def redeem(database: Database, survey: Answering, definition: Definition, text: str, *, now: datetime) -> Ticket:
    """The ticket in a posted text. Raises NotRedeemable. Whether it is spent already, the box says."""
    if not text.strip():
        raise NotRedeemable(MISSING)
    try:
        ticket = Ticket.from_text(text)
    except BadTicket:
        raise NotRedeemable(BROKEN) from None
    if ticket.slug != survey.slug:
        raise NotRedeemable(FOREIGN)
    key = _keys_of(database, survey, definition).get(ticket.unit)
    if key is None or not tickets.verify(key.public, ticket.message, ticket.signature):
        raise NotRedeemable(FORGED)
    if is_early(survey, definition, now=now):
        raise NotRedeemable(EARLY)
    return ticket


def is_early(survey: Answering, definition: Definition, *, now: datetime) -> bool:
    """Whether tickets are only drawn as yet."""
    assert survey.opened_at is not None
    return now < lifecycle.answers_from(survey.opened_at, definition.drawing_days)


def _keys_of(database: Database, survey: Answering, definition: Definition) -> dict[int, UnitKey]:
    known = _keys.get(definition.keys_digest)
    if known is None:
        with database.reading() as session:
            document = queries.key_document(session, survey.id)
        known = tickets.keys_in(document) if document is not None else {}
        if len(_keys) >= KEPT_DOCUMENTS:
            _keys.clear()
        _keys[definition.keys_digest] = known
    return known
