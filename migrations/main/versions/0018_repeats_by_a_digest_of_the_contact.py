"""Repeats by a digest of the contact."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.rebuilding import change_table, one_of, reword

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ACTIONS = (
    'file', 'register', 'transfer', 'take', 'object', 'take-back', 'accept', 'decline', 'divert', 'hand-over',
    'merge', 'relay', 'convert', 'assign', 'recuse', 'investigate', 'hear', 'ask', 'say', 'write', 'draft', 'return',
    'approve', 'reply', 'rate', 'close', 'archive', 'ask-extension', 'extend', 'refuse-extension', 'nudge',
    'supervise', 'report-back', 'sponsor', 'escalate', 'guide', 'carry-out', 'call-back', 'ask-review',
    'ask-rereview', 'open-review', 'refuse-review', 'uphold', 'amend', 'revoke', 'reopen', 'withdraw', 'check-in',
    'protect', 'carry-over',
)


def upgrade() -> None:
    _words((*ACTIONS, "mark-repeat"))
    op.add_column("petition", sa.Column("contact_index", sa.LargeBinary(), nullable=True))
    op.create_index("ix_petition_contact_index", "petition", ["contact_index"])


def downgrade() -> None:
    op.drop_index("ix_petition_contact_index", "petition")
    change_table("petition", drop=("contact_index",))
    # The version before knows no such step; that somebody took one stays.
    reword("action", ("case_event", "petition_message"), {"mark-repeat": "write"})
    _words(ACTIONS)


def _words(actions: tuple[str, ...]) -> None:
    change_table("case_event", constraints={"ck_case_event_action": one_of("action", actions)})
    change_table("petition_message", constraints={"ck_petition_message_action": one_of("action", actions)})
