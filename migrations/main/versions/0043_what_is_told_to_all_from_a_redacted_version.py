"""What is told to all from a redacted version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.rebuilding import change_table

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("joining", sa.Column("key_for_redacted", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    change_table("joining", drop=("key_for_redacted",))
