"""The five that must not happen in a company, in its own words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.rebuilding import change_table

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

OF_ALL = ("position", "label")


def upgrade() -> None:
    change_table(
        "never_item",
        add=("unit_id BIGINT",),
        constraints={
            "uq_never_item_year_position": None,
            "uq_never_item_year_label": None,
            "uq_never_item_unit_id_year_position": "UNIQUE (unit_id, year, position)",
            "uq_never_item_unit_id_year_label": "UNIQUE (unit_id, year, label)",
            "fk_never_item_unit_id": "FOREIGN KEY (unit_id) REFERENCES unit (id)",
        },
    )
    for column in OF_ALL:
        op.create_index(
            f"uq_never_item_of_all_{column}",
            "never_item",
            ["year", column],
            unique=True,
            sqlite_where=sa.text("unit_id IS NULL"),
            postgresql_where=sa.text("unit_id IS NULL"),
        )


def downgrade() -> None:
    for column in OF_ALL:
        op.drop_index(f"uq_never_item_of_all_{column}", "never_item")
    # What happened in a company under words of its own stays in the ledger, and belongs to no line any more.
    op.execute("DELETE FROM never_item WHERE unit_id IS NOT NULL")
    change_table(
        "never_item",
        drop=("unit_id",),
        constraints={
            "uq_never_item_unit_id_year_position": None,
            "uq_never_item_unit_id_year_label": None,
            "fk_never_item_unit_id": None,
            "uq_never_item_year_position": "UNIQUE (year, position)",
            "uq_never_item_year_label": "UNIQUE (year, label)",
        },
    )
