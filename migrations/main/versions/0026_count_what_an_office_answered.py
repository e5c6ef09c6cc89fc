"""Count what an office answered and closed along an index."""

from __future__ import annotations

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_petition_closed_on", "petition")
    op.drop_index("ix_petition_replied_on", "petition")
    op.create_index("ix_petition_closed", "petition", ["group_id", "closed_on"])
    op.create_index("ix_petition_replied", "petition", ["group_id", "replied_on"])


def downgrade() -> None:
    op.drop_index("ix_petition_replied", "petition")
    op.drop_index("ix_petition_closed", "petition")
    op.create_index("ix_petition_replied_on", "petition", ["replied_on"])
    op.create_index("ix_petition_closed_on", "petition", ["closed_on"])
