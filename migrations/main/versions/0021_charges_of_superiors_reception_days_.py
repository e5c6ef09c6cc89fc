"""Charges of superiors, reception days, first answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.rebuilding import change_table, due_next, one_of, reword

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ACTIONS = (
    'file', 'register', 'transfer', 'take', 'object', 'take-back', 'accept', 'decline', 'divert', 'hand-over', 'merge',
    'relay', 'convert', 'assign', 'recuse', 'investigate', 'hear', 'ask', 'say', 'write', 'draft', 'return', 'approve',
    'reply', 'rate', 'close', 'archive', 'ask-extension', 'extend', 'refuse-extension', 'nudge', 'supervise', 'report-back',
    'sponsor', 'escalate', 'guide', 'carry-out', 'call-back', 'ask-review', 'ask-rereview', 'open-review', 'refuse-review',
    'uphold', 'amend', 'revoke', 'reopen', 'withdraw', 'check-in', 'protect', 'carry-over', 'mark-repeat',
)
MORE_ACTIONS = ('mandate', 'report-up')
NOTES = (
    'investigation', 'opinion', 'approval', 'return', 'recusal', 'conversion', 'assignment', 'evidence', 'transfer',
    'objection', 'extension', 'hearing', 'nudge', 'supervision', 'feedback', 'escalation', 'guidance', 'call-back',
    'reopening', 'old-record',
)
MORE_NOTES = ('mandate', 'report-up')
CLOCKS = (
    'notify', 'handle', 'simple', 'rate', 'review', 'object', 'relay', 'supervise', 'review-decide', 'review-answer',
    'rereview', 'rereview-answer', 'arbitrate',
)
#: Clocks of those that are owed, and so come first in the list.
DUTIES = ('notify', 'handle', 'simple', 'relay', 'supervise', 'review-decide', 'review-answer', 'rereview-answer')


def upgrade() -> None:
    _words(ACTIONS + MORE_ACTIONS, NOTES + MORE_NOTES, (*CLOCKS, 'mandate'))
    op.create_table('reception_day',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('group_id', sa.BigInteger(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('hours', sa.String(length=40), nullable=False),
    sa.Column('place', sa.String(length=120), nullable=False),
    sa.Column('leader_id', sa.BigInteger(), nullable=True),
    sa.Column('leader', sa.String(length=60), nullable=False),
    sa.Column('cancelled_on', sa.Date(), nullable=True),
    sa.Column('recorded_on', sa.Date(), nullable=True),
    sa.Column('visits', sa.Integer(), nullable=True),
    sa.Column('visitors', sa.Integer(), nullable=True),
    sa.Column('record_sealed', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint('(recorded_on IS NULL) = (visitors IS NULL)', name=op.f('ck_reception_day_recorded_with_its_visitors')),
    sa.CheckConstraint('(recorded_on IS NULL) = (visits IS NULL)', name=op.f('ck_reception_day_recorded_with_its_visits')),
    sa.CheckConstraint('recorded_on IS NULL OR cancelled_on IS NULL', name=op.f('ck_reception_day_held_or_cancelled')),
    sa.CheckConstraint('visitors IS NULL OR visitors >= visits', name=op.f('ck_reception_day_a_visit_is_of_somebody')),
    sa.CheckConstraint('visits IS NULL OR visits >= 0', name=op.f('ck_reception_day_visits_not_negative')),
    sa.ForeignKeyConstraint(['group_id'], ['reading_group.id'], name=op.f('fk_reception_day_group_id')),
    sa.ForeignKeyConstraint(['leader_id'], ['account.id'], name=op.f('fk_reception_day_leader_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reception_day'))
    )
    with op.batch_alter_table('reception_day', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reception_day_day'), ['day'], unique=False)
        batch_op.create_index(batch_op.f('ix_reception_day_group_id'), ['group_id'], unique=False)

    op.create_table('petition_mandate',
    sa.Column('petition_id', sa.BigInteger(), nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('issuer', sa.String(length=80), nullable=False),
    sa.Column('reference', sa.String(length=60), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('reported_on', sa.Date(), nullable=True),
    sa.CheckConstraint('number >= 1', name=op.f('ck_petition_mandate_numbers_begin_with_one')),
    sa.ForeignKeyConstraint(['petition_id'], ['petition.id'], name=op.f('fk_petition_mandate_petition_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('petition_id', 'number', name=op.f('pk_petition_mandate'))
    )
    with op.batch_alter_table('petition_mandate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_petition_mandate_received_on'), ['received_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_petition_mandate_reported_on'), ['reported_on'], unique=False)

    op.create_table('reception_case',
    sa.Column('petition_id', sa.BigInteger(), nullable=False),
    sa.Column('reception_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['petition_id'], ['petition.id'], name=op.f('fk_reception_case_petition_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['reception_id'], ['reception_day.id'], name=op.f('fk_reception_case_reception_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('petition_id', name=op.f('pk_reception_case'))
    )
    with op.batch_alter_table('reception_case', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reception_case_reception_id'), ['reception_id'], unique=False)

    change_table("petition", add=("respond_by DATE", "responded_on DATE"))
    # When the office first answered is known: by its decision or its first word. By when it should have is not.
    op.execute(
        "UPDATE petition SET responded_on = (SELECT min(day) FROM petition_message"
        " WHERE petition_message.petition_id = petition.id AND author = 'office')"
    )
    op.execute(
        "UPDATE petition SET responded_on = decided_on"
        " WHERE decided_on IS NOT NULL AND (responded_on IS NULL OR decided_on < responded_on)"
    )


def downgrade() -> None:
    change_table("petition", drop=("respond_by", "responded_on"))
    with op.batch_alter_table('reception_case', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reception_case_reception_id'))

    op.drop_table('reception_case')
    with op.batch_alter_table('petition_mandate', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_petition_mandate_reported_on'))
        batch_op.drop_index(batch_op.f('ix_petition_mandate_received_on'))

    op.drop_table('petition_mandate')
    with op.batch_alter_table('reception_day', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reception_day_group_id'))
        batch_op.drop_index(batch_op.f('ix_reception_day_day'))

    op.drop_table('reception_day')
    # The version before knows neither such steps nor their clock; that somebody took one, and what was noted, stays.
    reword("action", ("case_event", "petition_message"), dict.fromkeys(MORE_ACTIONS, "mark-repeat"))
    reword("kind", ("case_note",), dict.fromkeys(MORE_NOTES, "old-record"))
    op.execute("DELETE FROM case_clock WHERE kind = 'mandate'")
    due_next(DUTIES)
    _words(ACTIONS, NOTES, CLOCKS)


def _words(actions: tuple[str, ...], notes: tuple[str, ...], clocks: tuple[str, ...]) -> None:
    change_table("case_event", constraints={"ck_case_event_action": one_of("action", actions)})
    change_table("petition_message", constraints={"ck_petition_message_action": one_of("action", actions)})
    change_table("case_note", constraints={"ck_case_note_kind": one_of("kind", notes)})
    change_table("case_clock", constraints={"ck_case_clock_kind": one_of("kind", clocks)})
