"""A redacted version for handlers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.rebuilding import change_table, one_of, reword

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

ACTIONS = (
    'file', 'register', 'transfer', 'take', 'object', 'take-back', 'accept', 'decline', 'divert', 'hand-over',
    'merge', 'relay', 'mark-repeat', 'convert', 'assign', 'recuse', 'investigate', 'hear', 'ask', 'say', 'write',
    'draft', 'return', 'approve', 'reply', 'rate', 'close', 'archive', 'ask-extension', 'extend', 'refuse-extension',
    'nudge', 'supervise', 'report-back', 'sponsor', 'escalate', 'guide', 'carry-out', 'call-back', 'ask-review',
    'ask-rereview', 'open-review', 'refuse-review', 'uphold', 'amend', 'revoke', 'reopen', 'withdraw', 'check-in',
    'protect', 'carry-over', 'mandate', 'report-up',
    'hand-on',
)
WRITTEN = ("case_note", "petition_message")


def upgrade() -> None:
    _words((*ACTIONS, "redact"))
    for table in WRITTEN:
        op.add_column(table, sa.Column("is_redacted", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "petition_redaction",
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("key_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name="fk_petition_redaction_petition_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("petition_id", name="pk_petition_redaction"),
    )


def downgrade() -> None:
    # What lies under the key of a redacted version opens no more without it.
    for table in WRITTEN:
        op.execute(f"DELETE FROM {table} WHERE is_redacted")
        change_table(table, drop=("is_redacted",))
    op.drop_table("petition_redaction")
    # That somebody took the step stays.
    reword("action", ("case_event", "petition_message"), {"redact": "mark-repeat"})
    _words(ACTIONS)


def _words(actions: tuple[str, ...]) -> None:
    change_table("case_event", constraints={"ck_case_event_action": one_of("action", actions)})
    change_table("petition_message", constraints={"ck_petition_message_action": one_of("action", actions)})
