"""docs/workflow.md, written from the table of transitions so that it is never behind."""

from __future__ import annotations

from petitions.deadlines import RULES, ClockKind, Whose
from petitions.workflow import (
    FINISHED_STATES,
    NEED_LABELS,
    PETITIONER_LABELS,
    ROLE_LABELS,
    STATE_LABELS,
    TRANSITIONS,
    State,
    Transition,
    waits_for,
)

HEAD = """# The life of a case

Written by `flask petitions guide` from `petitions/workflow.py` and its rows; a test fails when this page is behind the table.
People move a case; time alone never does. Each step is refused unless the row exists for that state and that role.
"""

BOUND = {
    Whose.OFFICE: "duty",
    Whose.PETITIONER: "right of the petitioner",
    Whose.RECEIVER: "right of the unit it was sent to",
}


def markdown() -> str:
    """The whole page."""
    return "\n".join((HEAD, "## Diagram\n", _diagram(), "", _states(), "", _rows(), "", _clocks(), ""))


def _diagram() -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {state.value} : {STATE_LABELS[state]}" for state in State]
    seen = set()
    for row in TRANSITIONS:
        for source in [state.value for state in _ordered(row.sources)] or ["[*]"]:
            for target in filter(None, (row.target, *(state for _role, state in row.instead))):
                line = f"    {source} --> {target.value} : {row.label}"
                if source != target.value and line not in seen:
                    seen.add(line)
                    lines.append(line)
    lines += [f"    {state.value} --> [*]" for state in (State.ARCHIVED,)]
    return "\n".join([*lines, "```"])


def _states() -> str:
    lines = ["## States\n", "| state | desk | petitioner | lies with |", "|---|---|---|---|"]
    for state in State:
        lies_with = "–" if state in FINISHED_STATES else waits_for(state)
        lines.append(f"| `{state.value}` | {STATE_LABELS[state]} | {PETITIONER_LABELS[state]} | {lies_with} |")
    return "\n".join(lines)


def _rows() -> str:
    lines = [
        "## Steps\n",
        "| action | label | from | to | who | needs | clocks | told | rule |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *(_row(row) for row in TRANSITIONS)])


def _row(row: Transition) -> str:
    sources = "、".join(STATE_LABELS[state] for state in _ordered(row.sources)) or "–"
    target = STATE_LABELS[row.target] if row.target else "不变"
    target += "".join(f"；{ROLE_LABELS[role]}被去掉的：{STATE_LABELS[state]}" for role, state in row.instead)
    who = "、".join(label for role, label in ROLE_LABELS.items() if role in row.roles)
    needs = "、".join(NEED_LABELS[need] for need in row.needs) or "–"
    told = "、".join(label for role, label in ROLE_LABELS.items() if role in row.told) or "–"
    starts = [f"起：{_clock_name(kind)}" for kind in row.starts]
    stops = [f"止：{_clock_name(kind)}" for kind in row.stops]
    clocks = "；".join([*starts, *stops]) or "–"
    cells = (f"`{row.action.value}`", row.label, sources, target, who, needs, clocks, told, row.article or "–")
    return "| " + " | ".join(cells) + " |"


def _clocks() -> str:
    lines = ["## Clocks\n", "| clock | days from | kind | rule |", "|---|---|---|---|"]
    for kind, rule in RULES.items():
        days = "working days" if rule.workdays else "days"
        bound = BOUND[rule.whose]
        lines.append(f"| {_clock_name(kind)} | setting `{rule.setting}` ({days}) | {bound} | {rule.article} |")
    return "\n".join(lines)


def _clock_name(kind: ClockKind) -> str:
    return RULES[kind].label


def _ordered(states: frozenset[State]) -> list[State]:
    return [state for state in State if state in states]
