"""Every kind of office has its words and the role of its members."""

from __future__ import annotations

from accounts.offices import ABOUT, KINDS, LABELS, ROLE_OF
from accounts.roles import EXCLUSIVE, ROLES


def test_every_kind_has_label_meaning_and_role() -> None:
    assert set(KINDS) == set(LABELS) == set(ABOUT) == set(ROLE_OF)


def test_whoever_may_join_an_office_may_see_its_pages() -> None:
    assert all("groups" in ROLES[role] for role in ROLE_OF.values())


def test_who_reads_cases_never_keeps_identities() -> None:
    for kind in ("union", "discipline"):
        assert {ROLE_OF[kind], ROLE_OF["identity"]} in EXCLUSIVE
