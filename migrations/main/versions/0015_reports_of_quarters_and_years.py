"""Reports of quarters and years, and drafts that wait to be checked."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations.rebuilding import change_table, one_of

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KINDS = ("month", "quarter", "year")
#: Tables whose column says what a report covers, with the other columns of its unique constraint.
RENAMED = (("report_comment", "part"), ("report_key_case", "number"), ("issued_report", "edition"))
NAMES = "VARCHAR(60) NOT NULL DEFAULT ''"


def upgrade() -> None:
    _rename("month", "period")
    change_table(
        "issued_report",
        add=(
            "kind VARCHAR(40) NOT NULL DEFAULT 'month'",
            f"drafter {NAMES}",
            f"checker {NAMES}",
        ),
        constraints={
            "uq_issued_report_total_edition": None,
            "uq_issued_report_kind_total_edition": "UNIQUE (kind, total, edition)",
            "ck_issued_report_kind": one_of("kind", KINDS),
        },
    )
    op.create_table(
        "report_draft",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "submitted", "checked", "returned", name="state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("comments", sa.JSON(), nullable=False),
        sa.Column("drafter_id", sa.BigInteger(), nullable=True),
        sa.Column("drafter", sa.String(length=60), nullable=False),
        sa.Column("drafted_on", sa.Date(), nullable=False),
        sa.Column("checker_id", sa.BigInteger(), nullable=True),
        sa.Column("checker", sa.String(length=60), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state = 'checked') = (checked_on IS NOT NULL)", name=op.f("ck_report_draft_checked_has_a_day")
        ),
        sa.ForeignKeyConstraint(
            ["checker_id"], ["account.id"], name=op.f("fk_report_draft_checker_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["drafter_id"], ["account.id"], name=op.f("fk_report_draft_drafter_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_draft")),
        sa.UniqueConstraint("period", name=op.f("uq_report_draft_period")),
    )
    _rewrite(_to_period)


def downgrade() -> None:
    op.drop_table("report_draft")
    # Before, there were months only.
    op.execute("DELETE FROM issued_report WHERE kind <> 'month'")
    for table in ("report_comment", "report_key_case"):
        op.execute(f"DELETE FROM {table} WHERE period NOT LIKE '____-__' OR period LIKE '%Q%'")
    _rewrite(_to_month)
    change_table(
        "issued_report",
        drop=("kind", "drafter", "checker"),
        constraints={
            "uq_issued_report_kind_total_edition": None,
            "uq_issued_report_total_edition": "UNIQUE (total, edition)",
            "ck_issued_report_kind": None,
        },
    )
    _rename("period", "month")


def _rename(old: str, new: str) -> None:
    for table, second in RENAMED:
        op.drop_index(f"ix_{table}_{old}", table_name=table)
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")
        change_table(
            table,
            constraints={
                f"uq_{table}_{old}_{second}": None,
                f"uq_{table}_{new}_{second}": f"UNIQUE ({new}, {second})",
            },
        )
        op.create_index(f"ix_{table}_{new}", table, [new], unique=False)


def _rewrite(change: Any) -> None:
    """Frozen figures under the names that are read now."""
    table = sa.table("issued_report", sa.column("id", sa.BigInteger), sa.column("figures", sa.JSON))
    bind = op.get_bind()
    for row in bind.execute(sa.select(table.c.id, table.c.figures)).all():
        figures = json.loads(row.figures) if isinstance(row.figures, str) else dict(row.figures)
        change(figures)
        bind.execute(table.update().where(table.c.id == row.id).values(figures=figures))


def _to_period(figures: dict[str, Any]) -> None:
    _move(figures, "month", "period")
    for each in (figures.get("ledgers") or {}).get("never_events", []):
        _move(each, "month", "happened")


def _to_month(figures: dict[str, Any]) -> None:
    _move(figures, "period", "month")
    for each in (figures.get("ledgers") or {}).get("never_events", []):
        _move(each, "happened", "month")


def _move(holder: dict[str, Any], old: str, new: str) -> None:
    if old in holder:
        holder[new] = holder.pop(old)
