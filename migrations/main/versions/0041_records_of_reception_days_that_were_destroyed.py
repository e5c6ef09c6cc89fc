"""Records of reception days that were destroyed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.rebuilding import change_table

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reception_day", sa.Column("purged_on", sa.Date(), nullable=True))


def downgrade() -> None:
    change_table("reception_day", drop=("purged_on",))
