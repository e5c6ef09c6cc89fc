"""Mailboxes of those who joined."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.rebuilding import change_table

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

#: What a mailbox is sealed to. No migration holds a case's key: whoever takes the next step of a case makes its pair.
PAIR = ("mail_public", "mail_private_for_case", "mail_private_for_redacted")


def upgrade() -> None:
    for name in PAIR:
        op.add_column("joining", sa.Column(name, sa.LargeBinary(), nullable=True))
    op.create_table(
        "voice_mailbox",
        sa.Column("voice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_for_voice", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["voice_id"], ["voice.id"], name="fk_voice_mailbox_voice_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("voice_id", name="pk_voice_mailbox"),
    )


def downgrade() -> None:
    op.drop_table("voice_mailbox")
    change_table("joining", drop=PAIR)
