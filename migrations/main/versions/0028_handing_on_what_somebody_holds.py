"""Handing on what somebody holds."""

from __future__ import annotations

from alembic import op

from migrations.rebuilding import change_table, one_of, reword

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

ACTIONS = (
    'file', 'register', 'transfer', 'take', 'object', 'take-back', 'accept', 'decline', 'divert', 'hand-over',
    'merge', 'relay', 'mark-repeat', 'convert', 'assign', 'recuse', 'investigate', 'hear', 'ask', 'say', 'write',
    'draft', 'return', 'approve', 'reply', 'rate', 'close', 'archive', 'ask-extension', 'extend', 'refuse-extension',
    'nudge', 'supervise', 'report-back', 'sponsor', 'escalate', 'guide', 'carry-out', 'call-back', 'ask-review',
    'ask-rereview', 'open-review', 'refuse-review', 'uphold', 'amend', 'revoke', 'reopen', 'withdraw', 'check-in',
    'protect', 'carry-over', 'mandate', 'report-up',
)


def upgrade() -> None:
    _words((*ACTIONS, 'hand-on'))


def downgrade() -> None:
    # The version before knows no such step; that somebody took one stays.
    reword("action", ("case_event", "petition_message"), {"hand-on": "mark-repeat"})
    _words(ACTIONS)


def _words(actions: tuple[str, ...]) -> None:
    change_table("case_event", constraints={"ck_case_event_action": one_of("action", actions)})
    change_table("petition_message", constraints={"ck_petition_message_action": one_of("action", actions)})
