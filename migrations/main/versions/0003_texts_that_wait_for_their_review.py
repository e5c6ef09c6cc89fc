"""Texts that wait for their review."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('survey_comment',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('survey_id', sa.BigInteger(), nullable=False),
    sa.Column('item_id', sa.String(length=80), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('verdict', sa.String(length=10), nullable=True),
    sa.Column('decision', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("verdict IN ('keep', 'drop')", name=op.f('ck_survey_comment_verdict_known')),
    sa.CheckConstraint('(verdict IS NULL) = (decision IS NULL)', name=op.f('ck_survey_comment_decided_with_a_verdict')),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.id'], name=op.f('fk_survey_comment_survey_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_survey_comment'))
    )
    with op.batch_alter_table('survey_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_survey_comment_survey_id_verdict'), ['survey_id', 'verdict'], unique=False)

    op.create_table('survey_second_look',
    sa.Column('survey_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('account_id', sa.BigInteger(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.id'], name=op.f('fk_survey_second_look_survey_id')),
    sa.PrimaryKeyConstraint('survey_id', name=op.f('pk_survey_second_look'))
    )


def downgrade() -> None:
    op.drop_table('survey_second_look')
    with op.batch_alter_table('survey_comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_survey_comment_survey_id_verdict'))

    op.drop_table('survey_comment')
