"""The public list of spent tickets, and the page that checks a ticket against it without asking anybody."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import current_app, render_template
from markupsafe import Markup

from surveys.counting.release import GroupRow

SCRIPT = "ticket-check.js"
STYLE = """
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.7 system-ui, sans-serif; color-scheme: light dark }
textarea { width: 100%; min-height: 8rem; font: 0.9rem/1.5 monospace; box-sizing: border-box }
button { min-height: 2.75rem; padding: 0 1.25rem; font: inherit }
[hidden] { display: none }
.good { color: #17663f } .bad { color: #b3261e }
@media (prefers-color-scheme: dark) { .good { color: #7fd6a8 } .bad { color: #ffb4ab } }
"""


@dataclass(frozen=True)
class UnitList:
    """The spent marks of a unit and of those that are told only within it, in the order of the marks themselves."""

    unit: int
    name: str
    members: tuple[int, ...]
    marks: tuple[bytes, ...]


def lists(groups: Sequence[GroupRow], marks: Mapping[int, Sequence[bytes]]) -> list[UnitList]:
    """A list for each unit whose number of answers is told; the marks of any other stand in the list it is told within."""
    above = {group.id: group.parent_id for group in groups}
    told = {group.id for group in groups if group.shown} | {groups[0].id}
    members: dict[int, list[int]] = {}
    for group in groups:
        home = group.id
        while home not in told:
            home = above[home] or groups[0].id
        members.setdefault(home, []).append(group.id)
    names = {group.id: group.name for group in groups}
    found = [
        UnitList(home, names[home], tuple(of), tuple(sorted(mark for unit in of for mark in marks.get(unit, ()))))
        for home, of in members.items()
    ]
    return [each for each in found if each.marks]


def page(slug: str, title: str, document: bytes, units: Sequence[UnitList]) -> str:
    """A whole page that works from a file: keys, list and script are in it and nothing is fetched."""
    listed = {str(member): number for number, each in enumerate(units) for member in each.members}
    marks = [[base64.b64encode(mark).decode() for mark in each.marks] for each in units]
    content = {"survey": slug, "keys": document.decode(), "lists": listed, "spent": marks}
    data = json.dumps(content, ensure_ascii=False)
    script = (Path(current_app.static_folder or "") / SCRIPT).read_text()
    return render_template(
        "surveys/invitations/ticket_check.html",
        title=title,
        units=units,
        style=Markup("<style>%s</style>") % Markup(STYLE),  # noqa: S704 - a constant
        # Nothing in the data can end its element: every < is written as an escape.
        data=Markup('<script type="application/json" id="data">%s</script>') % Markup(data.replace("<", "\\u003c")),  # noqa: S704
        script=Markup("<script>%s</script>") % Markup(script),  # noqa: S704 - the product's own file
    )
