"""Evidence beside the office's notes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence_file",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("is_redacted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("about_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name="fk_evidence_file_petition_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_file"),
        sa.UniqueConstraint("petition_id", "position", name="uq_evidence_file_petition_id_position"),
    )
    op.create_table(
        "evidence_chunk",
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["evidence_file.id"], name="fk_evidence_chunk_file_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("file_id", "number", name="pk_evidence_chunk"),
    )
    op.create_table(
        "evidence_use",
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["evidence_file.id"], name="fk_evidence_use_file_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("file_id", "note", name="pk_evidence_use"),
    )


def downgrade() -> None:
    for table in ("evidence_use", "evidence_chunk", "evidence_file"):
        op.drop_table(table)
