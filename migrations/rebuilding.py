"""Changing a table's columns and constraints by name, with every row and every other constraint kept, on both databases.

SQLite alters next to nothing in place and tells nobody its CHECK constraints, so there the table is written anew from
its own definition; the environment leaves foreign keys unenforced meanwhile and checks them before it commits.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from alembic import op


def change_table(
    table: str,
    *,
    add: Collection[str] = (),
    drop: Collection[str] = (),
    constraints: Mapping[str, str | None] | None = None,
) -> None:
    """Add columns (each as SQL), drop columns by name, and set constraints by name; None takes one away."""
    wanted = dict(constraints or {})
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(table, list(add), set(drop), wanted)
    else:
        _alter(table, list(add), set(drop), wanted)


def one_of(column: str, values: Collection[str]) -> str:
    """The CHECK of a column that holds one of these words."""
    return f"CHECK ({column} IN ({', '.join(repr(each) for each in values)}))"


def reword(column: str, tables: Collection[str], nearest: Mapping[str, str]) -> None:
    """Say in these tables the nearest word that the version before knows: going down, no step may be lost for its word."""
    for table in tables:
        for word, before in nearest.items():
            op.execute(f"UPDATE {table} SET {column} = '{before}' WHERE {column} = '{word}'")  # noqa: S608 - as above


def due_next(duties: Collection[str]) -> None:
    """Set anew what is due next in every case, once clocks are gone: the first last day of these kinds."""
    kinds = ", ".join(repr(each) for each in duties)
    op.execute(
        "UPDATE petition SET next_due = (SELECT min(due_on) FROM case_clock"  # noqa: S608 - as above
        f" WHERE petition_id = petition.id AND stopped_on IS NULL AND kind IN ({kinds}))"
    )


def _alter(table: str, add: list[str], drop: set[str], constraints: dict[str, str | None]) -> None:
    for name in constraints:
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
    for name in sorted(drop):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
    for column in add:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for name, rule in constraints.items():
        if rule is not None:
            op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {rule}")


def _rebuild(table: str, add: list[str], drop: set[str], constraints: dict[str, str | None]) -> None:
    bind = op.get_bind()
    master = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type = ? AND sql IS NOT NULL ORDER BY name"
    written = bind.exec_driver_sql(master, (table, "table")).scalar_one()
    indexes = list(bind.exec_driver_sql(master, (table, "index")).scalars())
    parts = split(written[written.index("(") + 1 : written.rindex(")")])
    columns = [each for each in parts if not each.startswith("CONSTRAINT ") and each.split()[0] not in drop]
    kept = [each for each in parts if each.startswith("CONSTRAINT ") and each.split()[1] not in constraints]
    kept += [f"CONSTRAINT {name} {rule}" for name, rule in constraints.items() if rule is not None]
    names = ", ".join(each.split()[0] for each in columns)
    op.execute(f"CREATE TABLE rebuilt_{table} (\n\t{', '.join([*columns, *add, *kept])}\n)".replace(":", "\\:"))
    op.execute(f"INSERT INTO rebuilt_{table} ({names}) SELECT {names} FROM {table}")  # noqa: S608 - names from a revision
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE rebuilt_{table} RENAME TO {table}")
    for index in indexes:
        if not any(re.search(rf"\b{name}\b", index) for name in drop):
            op.execute(index)


def split(body: str) -> list[str]:
    """The parts of a table's definition, split at the commas that stand outside brackets and quotes."""
    parts, depth, quoted, begun = [], 0, False, 0
    for place, letter in enumerate(body):
        if letter == "'":
            quoted = not quoted
        elif not quoted and letter in "()":
            depth += 1 if letter == "(" else -1
        elif letter == "," and depth == 0 and not quoted:
            parts.append(body[begun:place].strip())
            begun = place + 1
    return [*parts, body[begun:].strip()]
