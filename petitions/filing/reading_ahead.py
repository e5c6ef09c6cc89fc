"""Who would read a petition, by name, before anything of it is stored: the routing itself is asked, not a copy of it."""

from __future__ import annotations

from dataclasses import dataclass

from petitions import intake
from petitions.intake import Filing
from petitions.kinds import Kind
from petitions.offices import Front
from web.errors import Refusal


@dataclass(frozen=True)
class Ahead:
    """The office that would take it and the people in it that could open it; or why nobody would."""

    office_kind: str = ""
    names: tuple[str, ...] = ()
    #: Who would keep the name of somebody who is 实名保密.
    keepers: tuple[str, ...] = ()
    refusal: str = ""


def look(filing: Filing, shown: Front) -> Ahead:
    """Where a petition like this would go."""
    line = intake.line_of(filing, shown)
    try:
        route, keepers = intake.routed(filing, line, shown)
    except Refusal as refusal:
        return Ahead(refusal=str(refusal.message))
    office = next(each for each in shown.offices if each.group_id == route.group_id)
    kept_by = keepers.members - filing.concerned if keepers is not None else frozenset()
    return Ahead(office.kind, _names(shown, route.readers), _names(shown, kept_by))


def _names(shown: Front, account_ids: frozenset[int]) -> tuple[str, ...]:
    known = {reader.account_id: reader.name for reader in shown.readers}
    return tuple(sorted(known[each] for each in account_ids if each in known))


def surprises(ahead: Ahead, filing: Filing, shown: Front) -> bool:
    """Whether others would read it than those whom the form names for such a petition, without those left out."""
    first = "discipline" if filing.kind is Kind.ACCUSATION else "union"
    expected = [each.name for each in shown.readers if each.office_kind == first]
    left_out = {each.name for each in shown.readers if each.account_id in filing.concerned}
    return set(ahead.names) != set(expected) - left_out
