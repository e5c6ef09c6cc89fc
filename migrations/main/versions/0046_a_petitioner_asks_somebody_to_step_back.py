"""A petitioner asks somebody to step back; a correction asked for is no answer to a question."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.rebuilding import change_table, one_of

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

ACTIONS = (
    'file', 'register', 'transfer', 'take', 'object', 'take-back', 'accept', 'decline', 'divert', 'hand-over',
    'merge', 'relay', 'mark-repeat', 'convert', 'assign', 'redact', 'recuse', 'investigate', 'hear', 'ask', 'say', 'write',
    'draft', 'return', 'approve', 'reply', 'rate', 'close', 'archive', 'ask-extension', 'extend', 'refuse-extension',
    'nudge', 'supervise', 'report-back', 'sponsor', 'escalate', 'guide', 'carry-out', 'call-back', 'ask-review',
    'ask-rereview', 'open-review', 'refuse-review', 'uphold', 'amend', 'revoke', 'reopen', 'withdraw', 'check-in',
    'protect', 'carry-over', 'mandate', 'report-up', 'hand-on',
)
#: The new words, and what comes nearest to them among those before.
BEFORE = {"ask-recusal": "say", "decide-recusal": "write", "correct": "say"}


def upgrade() -> None:
    _words((*ACTIONS, *BEFORE))
    op.create_table(
        "recusal_request",
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("stays_out", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "(decided_on IS NULL) = (stays_out IS NULL)", name=op.f("ck_recusal_request_decided_one_way")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_recusal_request_account_id"),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name="fk_recusal_request_petition_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("petition_id", "message", name="pk_recusal_request"),
        sa.UniqueConstraint("petition_id", "account_id", name="uq_recusal_request_petition_id_account_id"),
    )


def downgrade() -> None:
    op.drop_table("recusal_request")
    # What was written stays, as words of the conversation.
    for table in ("case_event", "petition_message"):
        for word, nearest in BEFORE.items():
            op.execute(f"UPDATE {table} SET action = '{nearest}' WHERE action = '{word}'")
    _words(ACTIONS)


def _words(actions: tuple[str, ...]) -> None:
    change_table("case_event", constraints={"ck_case_event_action": one_of("action", actions)})
    change_table("petition_message", constraints={"ck_petition_message_action": one_of("action", actions)})
