"""Why a matter is at its end."""

from __future__ import annotations

from alembic import op

from migrations.rebuilding import change_table, one_of

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

ACTIONS = (
    'file', 'register', 'transfer', 'take', 'object', 'take-back', 'accept', 'decline', 'divert', 'hand-over',
    'merge', 'relay', 'mark-repeat', 'convert', 'assign', 'redact', 'recuse', 'investigate', 'hear', 'ask', 'say',
    'write', 'draft', 'return', 'approve', 'reply', 'rate', 'close', 'archive', 'ask-extension', 'extend',
    'refuse-extension', 'nudge', 'supervise', 'report-back', 'sponsor', 'escalate', 'guide', 'arrange', 'carry-out',
    'call-back', 'ask-review', 'ask-rereview', 'open-review', 'refuse-review', 'uphold', 'amend', 'revoke',
    'reopen', 'withdraw', 'check-in', 'protect', 'carry-over', 'mandate', 'report-up', 'hand-on', 'ask-recusal',
    'decide-recusal', 'correct', 'offer-mediation', 'answer-mediation', 'end-mediation', 'settle',
)
STATES = (
    'filed', 'registered', 'transferred', 'objected', 'accepted', 'assigned', 'investigating', 'asking', 'drafted',
    'approved', 'replied', 'review-asked', 'reviewing', 'reviewed', 'rereview-asked', 'rereviewing', 'final',
    'closed', 'declined', 'diverted', 'handed-over', 'merged', 'withdrawn', 'archived',
)
GROUNDS = (
    'already-in-hand', 'reviewed-finally', 'not-ours', 'legal-channel', 'unclear',
)
REASONS = ("rereviewed", "settled", "lapsed", "nobody-left", "other")


def upgrade() -> None:
    _words((*ACTIONS, "conclude"), (*STATES, "concluded"))
    change_table(
        "petition",
        add=("conclusion VARCHAR(40)", "concluded_on DATE"),
        constraints={
            "ck_petition_state": one_of("state", (*STATES, "concluded")),
            "ck_petition_ground": one_of("ground", (*GROUNDS, "concluded")),
            "ck_petition_conclusion": one_of("conclusion", REASONS),
            "ck_petition_concluded_on_a_day": "CHECK ((conclusion IS NULL) = (concluded_on IS NULL))",
        },
    )


def downgrade() -> None:
    # Whatever ended so was taken back as far as the words before can tell.
    op.execute("UPDATE petition SET state = 'withdrawn' WHERE state = 'concluded'")
    op.execute("UPDATE petition SET ground = 'reviewed-finally' WHERE ground = 'concluded'")
    op.execute("UPDATE case_event SET to_state = 'withdrawn' WHERE to_state = 'concluded'")
    op.execute("UPDATE case_event SET from_state = 'withdrawn' WHERE from_state = 'concluded'")
    for table in ("case_event", "petition_message"):
        op.execute(f"UPDATE {table} SET action = 'write' WHERE action = 'conclude'")
    change_table(
        "petition",
        drop=("conclusion", "concluded_on"),
        constraints={
            "ck_petition_state": one_of("state", STATES),
            "ck_petition_ground": one_of("ground", GROUNDS),
            "ck_petition_conclusion": None,
            "ck_petition_concluded_on_a_day": None,
        },
    )
    _words(ACTIONS, STATES)


def _words(actions: tuple[str, ...], states: tuple[str, ...]) -> None:
    change_table(
        "case_event",
        constraints={
            "ck_case_event_action": one_of("action", actions),
            "ck_case_event_from_state": one_of("from_state", states),
            "ck_case_event_to_state": one_of("to_state", states),
        },
    )
    change_table("petition_message", constraints={"ck_petition_message_action": one_of("action", actions)})
