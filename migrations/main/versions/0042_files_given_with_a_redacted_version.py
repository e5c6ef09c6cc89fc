"""Files given with a redacted version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "redacted_file",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("attachment_id", sa.BigInteger(), nullable=False),
        sa.Column("is_original", sa.Boolean(), nullable=False),
        sa.Column("key_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("about_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name="fk_redacted_file_attachment_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name="fk_redacted_file_petition_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_redacted_file"),
        sa.UniqueConstraint("attachment_id", name="uq_redacted_file_attachment_id"),
    )
    op.create_index("ix_redacted_file_petition_id", "redacted_file", ["petition_id"])
    op.create_table(
        "redacted_chunk",
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["redacted_file.id"], name="fk_redacted_chunk_file_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("file_id", "number", name="pk_redacted_chunk"),
    )


def downgrade() -> None:
    op.drop_table("redacted_chunk")
    op.drop_table("redacted_file")
