"""A signed-in person as the rest of the product sees them: name, roles, reach, and keys for one request."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from accounts.roles import Role, permissions

if TYPE_CHECKING:
    from accounts.units import UnitTree
    from vault.account_keys import Unlocked


@dataclass(frozen=True)
class Assignment:
    """A role over a unit and everything below it."""

    role: Role
    unit_id: int


@dataclass(frozen=True)
class Person:
    """Who acts. `keys` is the opened account key while signed in, and never outlives the request or job."""

    id: int
    name: str
    assignments: tuple[Assignment, ...]
    keys: Unlocked | None = field(default=None, repr=False)
    session_id: int | None = field(default=None, repr=False)

    @property
    def roles(self) -> set[Role]:
        """The roles held over any unit."""
        return {each.role for each in self.assignments}

    @property
    def permissions(self) -> frozenset[str]:
        """Everything the roles allow."""
        return permissions(self.roles)

    def can(self, permission: str) -> bool:
        """Whether any role gives `permission`."""
        return permission in self.permissions

    def is_(self, role: Role) -> bool:
        """Whether this person holds `role` anywhere."""
        return role in self.roles

    def reach(self, tree: UnitTree, role: Role | None = None) -> set[int]:
        """Ids of the units this person reaches, in `role` or in any."""
        chosen = [each.unit_id for each in self.assignments if role is None or each.role is role]
        return set().union(*(tree.subtree(unit) for unit in chosen if unit in tree))

    def reach_with(self, tree: UnitTree, permission: str) -> set[int]:
        """Ids of the units this person reaches in the roles that give `permission`."""
        giving = {each.role for each in self.assignments if permission in permissions({each.role})}
        return set().union(*(self.reach(tree, role) for role in giving))

    def reaches_all(self, tree: UnitTree, permission: str) -> bool:
        """Whether this person has `permission` over the whole enterprise."""
        return self.reach_with(tree, permission).issuperset(row.id for row in tree.roots())
