"""Every write to reading groups: founding links, founding, admitting, removing, recovery sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from flask import Flask, current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit, queries
from accounts.offices import ROLE_OF
from accounts.people import Person
from vault import reading_groups, recovery, subject_keys
from vault.account_keys import KeyAlarm, Unlocked
from vault.models import ReadingGroup
from vault.reading_groups import NotAReader, TooFewReaders
from vault.recovery import Sheets, WrongSheets
from web.errors import Forbidden, Missing, Refusal

LINK_USED = _l("这个建组链接已经用过或不存在。请向系统管理员要一张新的。")
NOT_A_MEMBER = _l("您还不是这个受理机构的成员。请组里的同事在“受理机构”页面接纳您。")
WRONG_ROLE = _l("这个组只能由对应角色、且管到这个单位的人加入。请系统管理员先给他对应的角色。")
LAST_MEMBER = _l("组里只剩这一个人，移出去就没有人能打开内容了。请先接纳另一位同事。")
LAST_READER = _l("有没办完的事只有这位同事打得开，移出去就没有人能办了。请他先对这些事申请回避，交给别的机构，再移出。")
TAKEN = _l("这个单位已经有同类受理机构。")
SHEETS_DO_NOT_FIT = _l("这些词合不成这个组的恢复密钥。请核对是不是这个组最新的恢复单，逐词再输一遍。")

#: Says which of a group's subjects are still open: their keys move to the new pair when a member leaves.
OpenSubjects = Callable[[Session, frozenset[str]], frozenset[str]]


class AfterRemoval(Protocol):
    """What a package does once the keys of an office's open subjects have moved to its new pair."""

    def __call__(self, session: Session, group_id: int, subjects: frozenset[str], /, *, actor: Person) -> None:
        """Do it."""


class AfterAdmission(Protocol):
    """What a package does once somebody holds the keys of an office. Raises Refusal."""

    def __call__(self, session: Session, group_id: int, account_id: int, /, *, actor: Person) -> None:
        """Do it."""


def register_open_subjects(app: Flask, choose: OpenSubjects) -> None:
    """Let a package say which subjects of its own are closed; `choose` gets subjects and returns the open ones."""
    app.extensions.setdefault("open_subjects", []).append(choose)


def register_after_removal(app: Flask, follow: AfterRemoval) -> None:
    """Let a package follow a removal: `follow` gets the office, its open subjects, and by whom a member was removed."""
    app.extensions.setdefault("after_removal", []).append(follow)


def register_after_admission(app: Flask, follow: AfterAdmission) -> None:
    """Let a package follow an admission: `follow` gets the office, the new member, and by whom they were admitted."""
    app.extensions.setdefault("after_admission", []).append(follow)


def prepare(session: Session, *, kind: str, unit_id: int, actor: Person | None, now: datetime) -> str:
    """Announce a group for a unit; returns the token of its founding link. Raises Refusal when there is one."""
    if any(group.unit_id == unit_id for group in reading_groups.groups(session, kind)):
        raise Refusal(TAKEN, field="unit_id")
    group, token = reading_groups.prepare_group(session, kind=kind, unit_id=unit_id)
    audit.record(session, actor, "group.prepare", f"group:{group.id}", now=now, kind=kind, unit=unit_id)
    return token


def new_link(session: Session, group_id: int, *, actor: Person, now: datetime) -> str:
    """A fresh founding link for a group that still waits; the one before is void."""
    try:
        token = reading_groups.renew_founding_link(session, group_id)
    except NotAReader:
        raise Refusal(LINK_USED) from None
    audit.record(session, actor, "group.link", f"group:{group_id}", now=now)
    return token


def found(session: Session, token: str, *, actor: Person, now: datetime) -> ReadingGroup:
    """Found the group the link belongs to. Raises Refusal for a used link or a person without the role."""
    waiting = reading_groups.group_of_link(session, token.strip())
    if waiting is None:
        raise Refusal(LINK_USED, field="token")
    _require_role(session, waiting, actor)
    group = reading_groups.found_by_link(session, token.strip(), founder=_keys(actor), now=now)
    audit.record(session, actor, "group.found", f"group:{group.id}", now=now, kind=group.kind)
    return group


def admit(session: Session, group_id: int, account_id: int, *, actor: Person, now: datetime) -> None:
    """Admit an account. Only a member can; the account needs the role of the group over its unit."""
    group = _group(session, group_id)
    candidate = next((each for each in queries.people(session) if each.id == account_id), None)
    if candidate is None:
        raise Missing
    _require_role(session, group, candidate)
    try:
        reading_groups.admit(session, group_id, account_id, by=_keys(actor), now=now)
    except NotAReader:
        raise Forbidden(NOT_A_MEMBER) from None
    _follow_admission(session, group_id, account_id, actor)
    audit.record(session, actor, "group.admit", f"group:{group_id}", now=now, account=account_id)


def remove(session: Session, group_id: int, account_id: int, *, actor: Person, now: datetime) -> None:
    """Remove a member; a new pair begins and the keys of open matters move to it."""
    _group(session, group_id)
    if account_id not in reading_groups.member_ids(session, group_id):
        raise Missing
    subjects = subject_keys.subjects_of(session, group_id)
    for choose in current_app.extensions.get("open_subjects", []):
        subjects = choose(session, subjects)
    try:
        reading_groups.remove_member(session, group_id, account_id, by=_keys(actor), open_subjects=subjects)
    except TooFewReaders:
        raise Refusal(LAST_MEMBER) from None
    except NotAReader:
        raise Forbidden(NOT_A_MEMBER) from None
    if subjects - subject_keys.subjects_of(session, group_id):
        raise Refusal(LAST_READER)
    for follow in current_app.extensions.get("after_removal", []):
        follow(session, group_id, subjects, actor=actor)
    audit.record(session, actor, "group.remove", f"group:{group_id}", now=now, account=account_id)


def print_sheets(session: Session, group_id: int, *, actor: Person, now: datetime) -> Sheets:
    """Fresh recovery sheets for a group the actor is a member of; nothing counts before they are confirmed."""
    _require_member(session, group_id, actor)
    audit.record(session, actor, "group.sheets-printed", f"group:{group_id}", now=now)
    return recovery.print_sheets(group_id)


def confirm_sheets(
    session: Session, sheets: Sheets, typed: Sequence[Sequence[str]], *, actor: Person, now: datetime
) -> list[int]:
    """Confirm sheets by the words typed back; returns the numbers of wrong sheets, none when confirmed."""
    _require_member(session, sheets.group_id, actor)
    wrong = recovery.wrong_words(sheets, typed)
    if not wrong:
        reading_groups.set_recovery(session, sheets.group_id, sheets.public, by=_keys(actor), now=now)
        audit.record(session, actor, "group.sheets-confirmed", f"group:{sheets.group_id}", now=now)
    return wrong


def recover(session: Session, group_id: int, words: Sequence[str], *, actor: Person, now: datetime) -> None:
    """Make the actor a member again with two sheets. Raises Refusal when the sheets do not fit."""
    group = _group(session, group_id)
    _require_role(session, group, actor)
    try:
        pair = recovery.bring_back(words)
        reading_groups.restore_member(session, group_id, actor.id, recovery=pair, now=now)
    except (WrongSheets, KeyAlarm):
        raise Refusal(SHEETS_DO_NOT_FIT, field="first", status=422) from None
    _follow_admission(session, group_id, actor.id, actor)
    audit.record(session, actor, "group.recover", f"group:{group_id}", now=now)


def _follow_admission(session: Session, group_id: int, account_id: int, actor: Person) -> None:
    for follow in current_app.extensions.get("after_admission", []):
        follow(session, group_id, account_id, actor=actor)


def _group(session: Session, group_id: int) -> ReadingGroup:
    group = session.get(ReadingGroup, group_id)
    if group is None or group.founded_on is None:
        raise Missing
    return group


def _require_role(session: Session, group: ReadingGroup, who: Person) -> None:
    if group.unit_id not in who.reach(queries.unit_tree(session), ROLE_OF[group.kind]):
        raise Refusal(WRONG_ROLE)


def _require_member(session: Session, group_id: int, who: Person) -> None:
    _group(session, group_id)
    if who.id not in reading_groups.member_ids(session, group_id):
        raise Forbidden(NOT_A_MEMBER)


def _keys(who: Person) -> Unlocked:
    if who.keys is None:
        raise Forbidden
    return who.keys
