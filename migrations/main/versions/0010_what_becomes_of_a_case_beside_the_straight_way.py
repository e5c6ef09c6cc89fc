"""What becomes of a case beside the straight way: transfers, reviews, extensions, oversight, ends without an answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.rebuilding import change_table, due_next, one_of, reword

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

STATES = (
    'filed',
    'registered',
    'accepted',
    'assigned',
    'investigating',
    'asking',
    'drafted',
    'approved',
    'replied',
    'closed',
    'declined',
    'archived',
)
MORE_STATES = (
    'transferred',
    'objected',
    'review-asked',
    'reviewing',
    'reviewed',
    'rereview-asked',
    'rereviewing',
    'final',
    'diverted',
    'handed-over',
    'merged',
    'withdrawn',
)
ACTIONS = (
    'file',
    'register',
    'accept',
    'decline',
    'convert',
    'assign',
    'recuse',
    'investigate',
    'ask',
    'say',
    'write',
    'draft',
    'return',
    'approve',
    'reply',
    'rate',
    'close',
    'archive',
)
MORE_ACTIONS = (
    'transfer',
    'take',
    'object',
    'take-back',
    'divert',
    'hand-over',
    'merge',
    'relay',
    'hear',
    'ask-extension',
    'extend',
    'refuse-extension',
    'nudge',
    'supervise',
    'report-back',
    'sponsor',
    'escalate',
    'guide',
    'carry-out',
    'call-back',
    'ask-review',
    'ask-rereview',
    'open-review',
    'refuse-review',
    'uphold',
    'amend',
    'revoke',
    'reopen',
    'withdraw',
    'check-in',
    'protect',
)
ROLES = (
    'petitioner',
    'office',
    'handler',
    'approver',
)
MORE_ROLES = (
    'sender',
    'extender',
    'sponsor',
    'reviewer',
)
CLOCKS = (
    'notify',
    'handle',
    'simple',
    'rate',
    'review',
)
MORE_CLOCKS = (
    'object',
    'relay',
    'supervise',
    'review-decide',
    'review-answer',
    'rereview',
    'rereview-answer',
    'arbitrate',
)
NOTES = (
    'investigation',
    'opinion',
    'approval',
    'return',
    'recusal',
    'conversion',
    'assignment',
    'evidence',
)
MORE_NOTES = (
    'transfer',
    'objection',
    'extension',
    'hearing',
    'nudge',
    'supervision',
    'feedback',
    'escalation',
    'guidance',
    'call-back',
    'reopening',
)
CHANNELS = (
    'web',
    'visit',
    'letter',
    'call',
)
MORE_CHANNELS = (
    'superior',
    'leader',
)
HANDLED = "CHECK (state NOT IN ({}) OR accepted_on IS NOT NULL)"
ANSWERED = "CHECK (state NOT IN ({}) OR (replied_on IS NOT NULL AND outcome IS NOT NULL))"
IN_HAND = "'accepted', 'assigned', 'investigating', 'asking', 'drafted', 'approved', 'replied', "
REVIEWS = "'review-asked', 'reviewing', 'reviewed', 'rereview-asked', 'rereviewing', 'final', "
COLUMNS = (
    "sent_from_id BIGINT",
    "extender_id BIGINT",
    "extension_asked INTEGER",
    "sponsor_id BIGINT",
    "sponsored_on DATE",
    "escalated_on DATE",
    "reviewer_id BIGINT",
    "leading_id BIGINT",
    "route VARCHAR(40)",
    "first_replied_on DATE",
    "reopened_on DATE",
    "ended_on DATE",
    "call_back VARCHAR(40)",
    "called_back_on DATE",
    "nudges INTEGER NOT NULL DEFAULT 0",
    "nudged_on DATE",
    "supervised_for VARCHAR(40)",
    "supervised_on DATE",
    "alarm_on DATE",
)
NEW_RULES = {
    "fk_petition_sent_from_id": "FOREIGN KEY(sent_from_id) REFERENCES reading_group (id)",
    "fk_petition_extender_id": "FOREIGN KEY(extender_id) REFERENCES account (id)",
    "fk_petition_sponsor_id": "FOREIGN KEY(sponsor_id) REFERENCES account (id)",
    "fk_petition_reviewer_id": "FOREIGN KEY(reviewer_id) REFERENCES account (id)",
    "fk_petition_leading_id": "FOREIGN KEY(leading_id) REFERENCES petition (id) ON DELETE SET NULL",
    "ck_petition_transferred_from_an_office": "CHECK (state NOT IN ('transferred', 'objected') OR sent_from_id IS NOT NULL)",
    "ck_petition_merged_into_another": "CHECK (state <> 'merged' OR leading_id IS NOT NULL)",
    "ck_petition_diverted_to_a_legal_route": "CHECK (state <> 'diverted' OR route IS NOT NULL)",
    "ck_petition_extension_asked_of_somebody": "CHECK ((extender_id IS NULL) = (extension_asked IS NULL))",
    "ck_petition_route": one_of("route", ('court', 'arbitration', 'party', 'administrative', 'inspection')),
    "ck_petition_call_back": one_of("call_back", ('solved', 'partly', 'unsolved', 'unreachable')),
    "ck_petition_supervised_for": one_of(
        "supervised_for",
        ('wrongly-handled', 'shifted', 'perfunctory', 'delayed', 'falsified', 'not-carried-out', 'overdue', 'no-feedback'),
    ),
}
INDEXES = {
    "ix_petition_reviewer": ["reviewer_id", "state"],
    "ix_petition_sponsor": ["sponsor_id", "state"],
    "ix_petition_extender": ["extender_id", "state"],
    "ix_petition_sent_from": ["sent_from_id", "state"],
    "ix_petition_leading_id": ["leading_id"],
}
#: Going down: the nearest that the version before knows. Whatever ended without an answer on the matter lies archived.
STATES_BEFORE = {
    **dict.fromkeys(('transferred', 'objected'), 'registered'),
    **dict.fromkeys(('review-asked', 'reviewing', 'reviewed', 'rereview-asked', 'rereviewing', 'final'), 'replied'),
    **dict.fromkeys(('diverted', 'handed-over', 'merged', 'withdrawn'), 'archived'),
}
ACTIONS_BEFORE = {
    **dict.fromkeys(MORE_ACTIONS, 'write'),
    **dict.fromkeys(('ask-review', 'ask-rereview', 'check-in'), 'say'),
    **dict.fromkeys(('uphold', 'amend'), 'reply'),
    **dict.fromkeys(('divert', 'hand-over', 'merge', 'withdraw'), 'archive'),
}
ROLES_BEFORE = {'sender': 'office', **dict.fromkeys(('extender', 'sponsor', 'reviewer'), 'approver')}


def upgrade() -> None:
    change_table(
        "petition",
        add=COLUMNS,
        constraints={
            **NEW_RULES,
            "ck_petition_state": one_of("state", STATES + MORE_STATES),
            "ck_petition_channel": one_of("channel", CHANNELS + MORE_CHANNELS),
            "ck_petition_handled_only_once_accepted": HANDLED.format(IN_HAND + REVIEWS + "'closed'"),
            "ck_petition_answered_with_an_outcome": ANSWERED.format("'replied', " + REVIEWS + "'closed'"),
        },
    )
    op.execute("UPDATE petition SET first_replied_on = replied_on")
    for name, columns in INDEXES.items():
        op.create_index(name, "petition", columns)
    where = sa.text("alarm_on IS NOT NULL")
    op.create_index("ix_petition_alarm", "petition", ["group_id", "alarm_on"], sqlite_where=where, postgresql_where=where)
    _words(STATES + MORE_STATES, ACTIONS + MORE_ACTIONS, ROLES + MORE_ROLES, NOTES + MORE_NOTES)
    change_table(
        "case_clock",
        add=("round INTEGER NOT NULL DEFAULT 1", "extended_from DATE"),
        constraints={
            "pk_case_clock": "PRIMARY KEY (petition_id, kind, round)",
            "ck_case_clock_kind": one_of("kind", CLOCKS + MORE_CLOCKS),
        },
    )
    op.create_table(
        "petition_check_in",
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_pressed", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("message", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_petition_check_in_petition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("petition_id", "number", name=op.f("pk_petition_check_in")),
    )


def downgrade() -> None:
    op.drop_table("petition_check_in")
    for column, tables, before in (
        ("state", ("petition",), STATES_BEFORE),
        ("from_state", ("case_event",), STATES_BEFORE),
        ("to_state", ("case_event",), STATES_BEFORE),
        ("action", ("case_event", "petition_message"), ACTIONS_BEFORE),
        ("role", ("case_event",), ROLES_BEFORE),
        ("kind", ("case_note",), dict.fromkeys(MORE_NOTES, "investigation")),
        ("channel", ("petition",), dict.fromkeys(MORE_CHANNELS, "letter")),
    ):
        reword(column, tables, before)
    # Of each clock the version before knows one, which runs or ran last.
    op.execute(
        "DELETE FROM case_clock WHERE round < (SELECT max(round) FROM case_clock AS later"
        " WHERE later.petition_id = case_clock.petition_id AND later.kind = case_clock.kind)"
    )
    for kind in MORE_CLOCKS:
        op.execute(f"DELETE FROM case_clock WHERE kind = '{kind}'")
    due_next(('notify', 'handle', 'simple'))
    change_table(
        "case_clock",
        drop=("round", "extended_from"),
        constraints={
            "pk_case_clock": "PRIMARY KEY (petition_id, kind)",
            "ck_case_clock_kind": one_of("kind", CLOCKS),
        },
    )
    _words(STATES, ACTIONS, ROLES, NOTES)
    for name in (*INDEXES, "ix_petition_alarm"):
        op.drop_index(name, "petition")
    change_table(
        "petition",
        drop=[each.split()[0] for each in COLUMNS],
        constraints={
            **dict.fromkeys(NEW_RULES),
            "ck_petition_state": one_of("state", STATES),
            "ck_petition_channel": one_of("channel", CHANNELS),
            "ck_petition_handled_only_once_accepted": HANDLED.format(IN_HAND + "'closed'"),
            "ck_petition_answered_with_an_outcome": ANSWERED.format("'replied', 'closed'"),
        },
    )


def _words(states: tuple[str, ...], actions: tuple[str, ...], roles: tuple[str, ...], notes: tuple[str, ...]) -> None:
    change_table(
        "case_event",
        constraints={
            "ck_case_event_action": one_of("action", actions),
            "ck_case_event_role": one_of("role", roles),
            "ck_case_event_from_state": one_of("from_state", states),
            "ck_case_event_to_state": one_of("to_state", states),
        },
    )
    change_table("petition_message", constraints={"ck_petition_message_action": one_of("action", actions)})
    change_table("case_note", constraints={"ck_case_note_kind": one_of("kind", notes)})
