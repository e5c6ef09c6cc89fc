"""A difficulty told without an account: sealed at the door, and listed for the union office to look into."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import queries as accounts
from ledgers import aid, operations, sealing
from ledgers.models import LedgerEntry
from web.errors import Refusal

LONGEST_TEXT = 5_000
#: In the language of the ledger, never in that of whoever told: what lies in clear must not say which they read.
TITLE = "职工自助申报"
WRITE_SOMETHING = _l("请写一写遇到了什么难处，几句话也可以。")
UNIT_GONE = _l("这个单位刚刚变动过，请再选一次。")


def report(session: Session, *, text: str, contact: str, unit_id: int | None, cause: str, now: datetime) -> LedgerEntry:
    """List what somebody told, text and contact sealed to the union office. Raises Refusal, naming the field."""
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Refusal(WRITE_SOMETHING, field="text")
    if len(text) > LONGEST_TEXT:
        raise Refusal(_("最多 %(most)s 字，现在是 %(length)s 字。", most=LONGEST_TEXT, length=len(text)), field="text")
    tree = accounts.unit_tree(session)
    if not len(tree):
        raise Refusal(sealing.NO_OFFICE)
    if unit_id is not None and unit_id not in tree:
        raise Refusal(UNIT_GONE, field="unit")
    given = {
        "title": TITLE,
        "kind": "hardship",
        "cause": cause if cause in aid.CAUSES else None,
        "unit": unit_id if unit_id is not None else next(row.id for row in tree.roots()),
        "family": text,
        "contact": contact.strip()[:200],
    }
    return operations.add(session, aid.LEDGER.name, given, actor=None, now=now)
