"""A mailbox for notices without content."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.rebuilding import change_table

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

RULE = "ck_outbox_for_somebody_or_a_sealed_mailbox"


def upgrade() -> None:
    op.create_table(
        "petition_mailbox",
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_redacted", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_petition_mailbox_petition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("petition_id", name=op.f("pk_petition_mailbox")),
    )
    op.add_column("outbox", sa.Column("sealed_to", sa.LargeBinary(), nullable=True))
    change_table("outbox", constraints={RULE: "CHECK ((addressee_id = 0) = (sealed_to IS NOT NULL))"})


def downgrade() -> None:
    op.execute("DELETE FROM outbox WHERE addressee_id = 0")
    change_table("outbox", drop=("sealed_to",), constraints={RULE: None})
    op.drop_table("petition_mailbox")
