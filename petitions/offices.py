"""The offices that read petitions and the people in them, as routing and the form need them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from accounts.preferences import Preferences
from accounts.units import UnitTree
from petitions.routing import Office
from vault import keyring
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


def offices(session: Session) -> list[Office]:
    """Every office that somebody has founded."""
    return [
        Office(
            group_id=group.id,
            kind=group.kind,
            unit_id=group.unit_id,
            members=keyring.member_ids(session, group.id),
            sheets_confirmed=group.recovery_confirmed_on is not None,
        )
        for group in keyring.groups(session)
        if group.founded_on is not None
    ]


def readers(session: Session, of: list[Office]) -> list[Reader]:
    """The members of the offices `of`, each once, by office and name."""
    accounts_by_id = {account.id: account for account in accounts.accounts(session) if account.active}
    found: dict[int, Reader] = {}
    for office in sorted(of, key=lambda each: KINDS.index(each.kind)):
        for account_id in office.members & accounts_by_id.keys():
            account = accounts_by_id[account_id]
            found.setdefault(account_id, Reader(account_id, account.name, account.title, office.kind))
    return sorted(found.values(), key=lambda each: (KINDS.index(each.office_kind), each.name, each.account_id))


@dataclass(frozen=True)
class Front:
    """What the form shows of those who will read."""

    tree: UnitTree
    offices: tuple[Office, ...]
    readers: tuple[Reader, ...]
    chosen: Preferences

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

    def names(self, kind: str) -> list[str]:
        """Who reads in offices of a kind."""
        return [reader.name for reader in self.readers if reader.office_kind == kind]


def front(session: Session) -> Front:
    """Everything the form needs to know, read once."""
    known = offices(session)
    tree = accounts.unit_tree(session)
    return Front(tree, tuple(known), tuple(readers(session, known)), preferences.read(session))


def identity_office(line: list[int], of: list[Office]) -> Office | None:
    """The identity office of the nearest unit on `line` (nearest first)."""
    by_unit = {office.unit_id: office for office in of if office.kind == "identity" and office.members}
    return next((by_unit[unit_id] for unit_id in line if unit_id in by_unit), None)
