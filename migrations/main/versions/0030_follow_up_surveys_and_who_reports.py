"""Follow-up surveys, and who reports in sweep rounds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('sweep_unit',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('unit_id', sa.BigInteger(), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=True),
    sa.CheckConstraint('last_day >= first_day', name=op.f('ck_sweep_unit_ends_after_it_begins')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_sweep_unit_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sweep_unit'))
    )
    with op.batch_alter_table('sweep_unit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sweep_unit_unit_id'), ['unit_id'], unique=False)

    op.create_table('survey_follow_up',
    sa.Column('survey_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('first_day', sa.Date(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.CheckConstraint('last_day >= first_day', name=op.f('ck_survey_follow_up_ends_after_it_begins')),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.id'], name=op.f('fk_survey_follow_up_survey_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('survey_id', name=op.f('pk_survey_follow_up'))
    )


def downgrade() -> None:
    op.drop_table('survey_follow_up')
    with op.batch_alter_table('sweep_unit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sweep_unit_unit_id'))

    op.drop_table('sweep_unit')
