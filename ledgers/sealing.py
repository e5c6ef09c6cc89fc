"""Sealed columns of a ledger: under a key of the entry's own, which the union office of its unit can open."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts.people import Person
from accounts.units import UnitTree
from vault import reading_groups, seal, subject_keys
from vault.reading_groups import NotAReader
from web.errors import Refusal

OFFICE = "union"
NO_OFFICE = _l("还没有工会受理机构，姓名和家庭情况没有地方密封，所以没有保存。请先在“受理机构”页面建立工会受理机构。")
CANNOT_OPEN = _l("密封的内容只有工会受理机构的成员能打开和修改。请组里的同事来办，或请他们接纳您。")


def subject(entry_id: int) -> str:
    """The name by which the vault knows an entry."""
    return f"ledger:{entry_id}"


def office(session: Session, unit_id: int | None, tree: UnitTree) -> int | None:
    """The union office of the nearest unit above, of the enterprise itself for no unit; None when there is none."""
    founded = {each.unit_id: each.id for each in reading_groups.groups(session, OFFICE) if each.founded_on is not None}
    start = unit_id if unit_id is not None else next((row.id for row in tree.roots()), None)
    nearest = tree.nearest(start, set(founded)) if start is not None else None
    return founded[nearest] if nearest is not None else None


def begin(session: Session, entry_id: int, unit_id: int | None, tree: UnitTree) -> bytes:
    """A fresh key for an entry, given to the union office of the nearest unit above. Raises Refusal when there is none."""
    found = office(session, unit_id, tree)
    if found is None:
        raise Refusal(NO_OFFICE)
    key = seal.random_key()
    subject_keys.seal_subject(session, subject(entry_id), key, found)
    return key


def key_of(session: Session, entry_id: int, who: Person) -> bytes | None:
    """The entry's key for somebody who may open it, else None."""
    if who.keys is None:
        return None
    try:
        return subject_keys.open_subject(session, subject(entry_id), who.keys)
    except NotAReader:
        return None


def keys_of(session: Session, entry_ids: Collection[int], who: Person) -> dict[int, bytes]:
    """The keys of those among several entries that somebody may open, by entry."""
    if who.keys is None:
        return {}
    subjects = {subject(each): each for each in entry_ids}
    return {subjects[each]: key for each, key in subject_keys.open_subjects(session, subjects, who.keys).items()}


def required_key(session: Session, entry_id: int, who: Person) -> bytes:
    """The entry's key. Raises Refusal (403) for somebody who may not open it."""
    key = key_of(session, entry_id, who)
    if key is None:
        raise Refusal(CANNOT_OPEN, status=403)
    return key


def seal_contents(key: bytes, entry_id: int, contents: Mapping[str, object]) -> bytes:
    """Contents by column code, sealed for their entry."""
    return seal.seal_text(key, json.dumps(dict(contents), ensure_ascii=False, sort_keys=True), _place(entry_id))


def open_contents(key: bytes, entry_id: int, sealed: bytes) -> dict[str, object]:
    """What `seal_contents` sealed."""
    found: dict[str, object] = json.loads(seal.open_text(key, sealed, _place(entry_id)))
    return found


def seal_note(key: bytes, entry_id: int, ordinal: int, note: str) -> bytes:
    """The note of one line of history, sealed for its place."""
    return seal.seal_text(key, note, f"{_place(entry_id)}/{ordinal}")


def open_note(key: bytes, entry_id: int, ordinal: int, sealed: bytes) -> str:
    """What `seal_note` sealed."""
    return seal.open_text(key, sealed, f"{_place(entry_id)}/{ordinal}")


def seal_photo(key: bytes, entry_id: int, photo_id: int, content: bytes) -> bytes:
    """A photo of an entry, sealed for its place."""
    return seal.seal_bytes(key, content, f"{subject(entry_id)}/photo/{photo_id}")


def open_photo(key: bytes, entry_id: int, photo_id: int, sealed: bytes) -> bytes:
    """What `seal_photo` sealed."""
    return seal.open_bytes(key, sealed, f"{subject(entry_id)}/photo/{photo_id}")


def _place(entry_id: int) -> str:
    return f"{subject(entry_id)}/content"
