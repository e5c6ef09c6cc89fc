"""Count cases along an index beside those of which only an anonymous row is left."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_petition_unanswered", "petition")
    op.create_index(
        "ix_petition_unanswered",
        "petition",
        ["group_id", "awaits_answer", "purged_on", "state"],
        sqlite_where=sa.text("awaits_answer = 1"),
        postgresql_where=sa.text("awaits_answer"),
    )
    op.create_index(
        "ix_petition_purged",
        "petition",
        ["group_id", "purged_on"],
        sqlite_where=sa.text("purged_on IS NOT NULL"),
        postgresql_where=sa.text("purged_on IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_petition_purged", "petition")
    op.drop_index("ix_petition_unanswered", "petition")
    op.create_index(
        "ix_petition_unanswered",
        "petition",
        ["group_id", "state"],
        sqlite_where=sa.text("awaits_answer = 1"),
        postgresql_where=sa.text("awaits_answer"),
    )
