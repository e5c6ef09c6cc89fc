"""Exchange the keys of cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.rebuilding import change_table

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "earlier_case_key",
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name="fk_earlier_case_key_petition_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("petition_id", "ordinal", name="pk_earlier_case_key"),
    )
    op.add_column("attachment", sa.Column("earlier_key", sa.Integer(), nullable=True))
    op.add_column("joining_reader", sa.Column("private_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("petition", sa.Column("receipt_public", sa.LargeBinary(), nullable=True))
    op.add_column("petition", sa.Column("key_due", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("voice", sa.Column("receipt_public", sa.LargeBinary(), nullable=True))
    op.add_column("voice", sa.Column("own_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("told_file", sa.Column("key_sealed", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    # Receipts that were given since open nothing any more: their keys are sealed to a pair.
    change_table("told_file", drop=("key_sealed",))
    change_table("voice", drop=("own_sealed", "receipt_public"))
    change_table("petition", drop=("key_due", "receipt_public"))
    change_table("joining_reader", drop=("private_sealed",))
    change_table("attachment", drop=("earlier_key",))
    op.drop_table("earlier_case_key")
