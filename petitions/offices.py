"""The offices that read petitions and the people in them, as routing and the form need them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from accounts.models import Account
from accounts.preferences import Preferences
from accounts.units import UnitTree
from database import Database
from petitions.calendar import queries as calendar_queries
from petitions.calendar.queries import DaysEntered
from petitions.categories import queries as category_queries
from petitions.categories.tree import CategoryTree
from petitions.routing import Office
from vault.models import GroupMember, ReadingGroup
from web import lately
from web.words import N_

KIND_LABELS = {
    "union": N_("工会（受理一般诉求）"),
    "discipline": N_("纪检（受理举报）"),
    "identity": N_("实名信息保管人（只保管姓名）"),
}
KINDS = tuple(KIND_LABELS)


@dataclass(frozen=True)
class Reader:
    """Somebody who may come to read a petition, as the form lists them."""

    account_id: int
    name: str
    title: str
    office_kind: str


_OFFICES = (
    sa.select(
        ReadingGroup.id,
        ReadingGroup.kind,
        ReadingGroup.unit_id,
        ReadingGroup.recovery_confirmed_on,
        Account.id.label("holder_id"),
    )
    .outerjoin(GroupMember, GroupMember.group_id == ReadingGroup.id)
    # Whoever may not sign in holds the keys still and reads nothing: with only them left a case would lie unread.
    .outerjoin(Account, sa.and_(Account.id == GroupMember.holder_id, Account.active))
    .where(ReadingGroup.founded_on.is_not(None))
    .order_by(ReadingGroup.kind, ReadingGroup.unit_id, ReadingGroup.id, GroupMember.holder_id)
)
_PEOPLE = sa.select(Account.id, Account.name, Account.title).where(
    Account.id.in_(sa.bindparam("wanted", expanding=True)), Account.active
)


def offices(session: Session) -> list[Office]:
    """Every office that somebody has founded, with its members who may sign in, in a fixed order."""
    found: dict[int, Office] = {}
    for group_id, kind, unit_id, confirmed_on, holder_id in session.execute(_OFFICES):
        members = found[group_id].members if group_id in found else frozenset()
        joined = members if holder_id is None else members | {holder_id}
        found[group_id] = Office(group_id, kind, unit_id, joined, confirmed_on is not None)
    return list(found.values())


def readers(session: Session, of: Sequence[Office]) -> list[Reader]:
    """The members of the offices `of`, each once, by office and name."""
    wanted = set().union(*(office.members for office in of))
    people = {row.id: row for row in session.execute(_PEOPLE, {"wanted": sorted(wanted)})}
    found: dict[int, Reader] = {}
    for office in sorted(of, key=lambda each: KINDS.index(each.kind)):
        for account_id in office.members & people.keys():
            who = people[account_id]
            found.setdefault(account_id, Reader(account_id, who.name, who.title, office.kind))
    return sorted(found.values(), key=lambda each: (KINDS.index(each.office_kind), each.name, each.account_id))


@dataclass(frozen=True)
class Front:
    """What the form shows of those who will read."""

    tree: UnitTree
    offices: tuple[Office, ...]
    readers: tuple[Reader, ...]
    chosen: Preferences
    days: DaysEntered
    categories: CategoryTree

    @property
    def facts(self) -> Hashable:
        """Everything the form is made of, to tell whether one that was rendered before still holds."""
        return (tuple(self.tree.walk()), self.offices, self.readers, self.chosen, self.categories)

    @property
    def is_open(self) -> bool:
        """Whether anything can be filed at all."""
        return any(office.kind == "union" and office.members for office in self.offices)

    @property
    def takes_accusations(self) -> bool:
        """Whether a discipline office is ready: joined, and its recovery sheets confirmed."""
        return any(each.kind == "discipline" and each.members and each.sheets_confirmed for each in self.offices)

    @property
    def keeps_identities(self) -> bool:
        """Whether a name can be sealed apart."""
        return any(each.kind == "identity" and each.members for each in self.offices)

    def kind_of(self, group_id: int) -> str:
        """Of which kind the office is that has a case."""
        return next((each.kind for each in self.offices if each.group_id == group_id), "union")

    def bring_to(self, session: Session) -> None:
        """Let what is filed go by the settings, days and categories by which its form went."""
        preferences.bring(session, self.chosen)
        calendar_queries.bring_days(session, self.days)
        category_queries.bring(session, self.categories)

    def names(self, kind: str) -> list[str]:
        """Who reads in offices of a kind."""
        return [reader.name for reader in self.readers if reader.office_kind == kind]


def front(session: Session) -> Front:
    """Everything the form needs to know, read once."""
    known = offices(session)
    tree = accounts.unit_tree(session)
    chosen, days = preferences.read(session), calendar_queries.days_entered(session)
    categories = category_queries.tree(session)
    return Front(tree, tuple(known), tuple(readers(session, known)), chosen, days, categories)


def front_lately(database: Database) -> Front:
    """What `front` found within the last second; sealing looks again who is in the office it goes to."""
    return lately.read(database, Front, front)


def identity_office(line: Sequence[int], of: Sequence[Office]) -> Office | None:
    """The identity office of the nearest unit on `line` (nearest first)."""
    by_unit = {office.unit_id: office for office in of if office.kind == "identity" and office.members}
    return next((by_unit[unit_id] for unit_id in line if unit_id in by_unit), None)


def unit_line(tree: UnitTree, unit_id: int | None) -> list[int]:
    """The unit concerned and what is above it, nearest first; the roots when none was named."""
    if unit_id is None or unit_id not in tree:
        return [row.id for row in tree.roots()]
    return [unit_id, *(row.id for row in tree.ancestors(unit_id))]


def where_in_person(chosen: Preferences) -> str:
    """The sentence that says where a petition can be brought in person."""
    if chosen.visit_place and chosen.visit_phone:
        return _("请到%(place)s当面反映，电话 %(phone)s。", place=chosen.visit_place, phone=chosen.visit_phone)
    if chosen.visit_place:
        return _("请到%(place)s当面反映。", place=chosen.visit_place)
    if chosen.visit_phone:
        return _("请打电话 %(phone)s，约好当面反映。", phone=chosen.visit_phone)
    return _("请向上一级工会或纪检部门当面反映。")
