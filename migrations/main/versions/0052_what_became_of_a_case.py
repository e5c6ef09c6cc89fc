"""What became of a case, and the unit that looks after whoever brought it."""

from __future__ import annotations

from alembic import op

from migrations.rebuilding import change_table, one_of, reword

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

ACTIONS = (
    'file', 'register', 'transfer', 'take', 'object', 'take-back', 'accept', 'decline', 'divert', 'hand-over',
    'merge', 'relay', 'mark-repeat', 'convert', 'assign', 'redact', 'recuse', 'investigate', 'hear', 'ask', 'say', 'write',
    'draft', 'return', 'approve', 'reply', 'rate', 'close', 'archive', 'ask-extension', 'extend', 'refuse-extension',
    'nudge', 'supervise', 'report-back', 'sponsor', 'escalate', 'guide', 'carry-out', 'call-back', 'ask-review',
    'ask-rereview', 'open-review', 'refuse-review', 'uphold', 'amend', 'revoke', 'reopen', 'withdraw', 'check-in',
    'protect', 'carry-over', 'mandate', 'report-up', 'hand-on', 'ask-recusal', 'decide-recusal', 'correct',
)
DISPOSALS = ('answered', 'referred', 'charged', 'reported', 'filed')
#: What the steps of cases that came before made of them.
FROM_STEPS = """
    UPDATE petition SET disposal = CASE
        WHEN state IN ('withdrawn', 'merged') THEN 'filed'
        WHEN state IN ('handed-over', 'transferred', 'objected') THEN 'referred'
        WHEN state IN ('declined', 'diverted') THEN 'answered'
        WHEN EXISTS (SELECT 1 FROM group_member AS member
            WHERE member.group_id = petition.group_id AND member.holder_id = petition.handler_id) THEN 'answered'
        WHEN handler_id IS NOT NULL OR handling_unit_id IS NOT NULL THEN 'charged'
        WHEN sponsor_id IS NOT NULL THEN 'reported'
    END
    WHERE purged_on IS NULL
"""


def upgrade() -> None:
    _words((*ACTIONS, "arrange"))
    change_table(
        "petition",
        add=("disposal VARCHAR(40)", "stability_unit_id BIGINT"),
        constraints={
            "ck_petition_disposal": one_of("disposal", DISPOSALS),
            "fk_petition_stability_unit_id": "FOREIGN KEY (stability_unit_id) REFERENCES unit (id)",
        },
    )
    op.execute(FROM_STEPS)


def downgrade() -> None:
    change_table(
        "petition",
        drop=("disposal", "stability_unit_id"),
        constraints={"ck_petition_disposal": None, "fk_petition_stability_unit_id": None},
    )
    # What was kept of it is gone; that somebody took the step stays, as marking a repeat does.
    reword("action", ("case_event", "petition_message"), {"arrange": "mark-repeat"})
    _words(ACTIONS)


def _words(actions: tuple[str, ...]) -> None:
    change_table("case_event", constraints={"ck_case_event_action": one_of("action", actions)})
    change_table("petition_message", constraints={"ck_petition_message_action": one_of("action", actions)})
