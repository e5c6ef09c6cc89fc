"""Index cases that may mean danger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('petition', schema=None) as batch_op:
        batch_op.create_index('ix_petition_urgent', ['group_id', 'state'], unique=False, sqlite_where=sa.text('urgent = 1'), postgresql_where=sa.text('urgent'))


def downgrade() -> None:
    with op.batch_alter_table('petition', schema=None) as batch_op:
        batch_op.drop_index('ix_petition_urgent', sqlite_where=sa.text('urgent = 1'), postgresql_where=sa.text('urgent'))

