"""The ballot box."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ballot",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
    )
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_survey_id_unit"), ["survey_id", "unit"], unique=False)

    op.create_table(
        "urn_ballot",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urn_ballot")),
    )
    with op.batch_alter_table("urn_ballot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_urn_ballot_survey_id_unit"), ["survey_id", "unit"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("urn_ballot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_urn_ballot_survey_id_unit"))

    op.drop_table("urn_ballot")
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ballot_survey_id_unit"))

    op.drop_table("ballot")
