"""Roles and what each may do, as data; the only place where a permission is given to a role."""

from __future__ import annotations

import enum

from web.words import N_


class Role(enum.Enum):
    """A role a person holds over a unit and everything below it."""

    ADMIN = "admin"
    OFFICER = "officer"
    HANDLER = "handler"
    LEADER = "leader"
    INSPECTOR = "inspector"
    KEEPER = "keeper"


LABELS = {
    Role.ADMIN: N_("系统管理员"),
    Role.OFFICER: N_("诉求办理专员"),
    Role.HANDLER: N_("承办人"),
    Role.LEADER: N_("领导"),
    Role.INSPECTOR: N_("纪检"),
    Role.KEEPER: N_("实名信息保管人"),
}

# Every role reaches the desk and its own account.
EVERYONE = frozenset({"desk", "account"})

ROLES: dict[Role, frozenset[str]] = {
    Role.ADMIN: EVERYONE | {"admin", "admin.accounts", "admin.units", "admin.preferences", "admin.audit", "jobs"},
    Role.OFFICER: EVERYONE
    | {
        "surveys",
        "surveys.write",
        "surveys.count",
        "petitions",
        "petitions.register",
        "petitions.assign",
        "petitions.handle",
        "petitions.officer",
        "ledgers",
        "ledgers.read",
        "ledgers.write",
        "reports",
        "reports.issue",
        "groups",
        "jobs",
    },
    # A handler sees the entries they are responsible for, a leader those of the units they reach.
    Role.HANDLER: EVERYONE | {"petitions", "petitions.handle", "ledgers"},
    Role.LEADER: EVERYONE | {"petitions", "petitions.approve", "surveys", "ledgers", "ledgers.read", "reports"},
    Role.INSPECTOR: EVERYONE
    | {
        "petitions",
        "petitions.register",
        "petitions.assign",
        "petitions.handle",
        "petitions.approve",
        "petitions.discipline",
        "groups",
        "jobs",
    },
    Role.KEEPER: EVERYONE | {"identity", "groups"},
}

# One person is never both, so that no single account can read a case and its sealed identity alone.
EXCLUSIVE = (frozenset({Role.OFFICER, Role.KEEPER}), frozenset({Role.INSPECTOR, Role.KEEPER}))


def permissions(roles: set[Role]) -> frozenset[str]:
    """Everything that somebody holding `roles` may do."""
    return frozenset().union(*(ROLES[role] for role in roles)) if roles else frozenset()


def may_combine(roles: set[Role]) -> bool:
    """Whether one account may hold all of `roles`."""
    return not any(roles >= pair for pair in EXCLUSIVE)
