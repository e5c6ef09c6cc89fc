"""Cases of the old ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.rebuilding import change_table, one_of, reword

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ACTIONS = (
    'file', 'register', 'transfer', 'take', 'object', 'take-back', 'accept', 'decline', 'divert', 'hand-over', 'merge',
    'relay', 'convert', 'assign', 'recuse', 'investigate', 'hear', 'ask', 'say', 'write', 'draft', 'return', 'approve',
    'reply', 'rate', 'close', 'archive', 'ask-extension', 'extend', 'refuse-extension', 'nudge', 'supervise', 'report-back',
    'sponsor', 'escalate', 'guide', 'carry-out', 'call-back', 'ask-review', 'ask-rereview', 'open-review', 'refuse-review',
    'uphold', 'amend', 'revoke', 'reopen', 'withdraw', 'check-in', 'protect',
)
NOTES = (
    'investigation', 'opinion', 'approval', 'return', 'recusal', 'conversion', 'assignment', 'evidence', 'transfer',
    'objection', 'extension', 'hearing', 'nudge', 'supervision', 'feedback', 'escalation', 'guidance', 'call-back',
    'reopening',
)


def upgrade() -> None:
    _words((*ACTIONS, 'carry-over'), (*NOTES, 'old-record'))
    op.create_table('carried_over_case',
    sa.Column('petition_id', sa.BigInteger(), nullable=False),
    sa.Column('import_id', sa.BigInteger(), nullable=False),
    sa.Column('old_number', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['import_id'], ['ledger_import.id'], name=op.f('fk_carried_over_case_import_id')),
    sa.ForeignKeyConstraint(['petition_id'], ['petition.id'], name=op.f('fk_carried_over_case_petition_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('petition_id', name=op.f('pk_carried_over_case'))
    )
    with op.batch_alter_table('carried_over_case', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_carried_over_case_import_id'), ['import_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_carried_over_case_old_number'), ['old_number'], unique=False)


def downgrade() -> None:
    # The version before knows no case that began elsewhere: such cases stay, as if they had been filed here.
    reword("action", ("case_event", "petition_message"), {"carry-over": "file"})
    reword("kind", ("case_note",), {"old-record": "investigation"})
    with op.batch_alter_table('carried_over_case', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_carried_over_case_old_number'))
        batch_op.drop_index(batch_op.f('ix_carried_over_case_import_id'))

    op.drop_table('carried_over_case')
    _words(ACTIONS, NOTES)


def _words(actions: tuple[str, ...], notes: tuple[str, ...]) -> None:
    change_table("case_event", constraints={"ck_case_event_action": one_of("action", actions)})
    change_table("petition_message", constraints={"ck_petition_message_action": one_of("action", actions)})
    change_table("case_note", constraints={"ck_case_note_kind": one_of("kind", notes)})
