"""Settling a claim: the steps of mediation, an agreement as outcome, note and letter."""

from __future__ import annotations

from alembic import op

from migrations.rebuilding import change_table, one_of

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

ACTIONS = (
    'file', 'register', 'transfer', 'take', 'object', 'take-back', 'accept', 'decline', 'divert', 'hand-over',
    'merge', 'relay', 'mark-repeat', 'convert', 'assign', 'redact', 'recuse', 'investigate', 'hear', 'ask', 'say', 'write',
    'draft', 'return', 'approve', 'reply', 'rate', 'close', 'archive', 'ask-extension', 'extend', 'refuse-extension',
    'nudge', 'supervise', 'report-back', 'sponsor', 'escalate', 'guide', 'carry-out', 'call-back', 'ask-review',
    'ask-rereview', 'open-review', 'refuse-review', 'uphold', 'amend', 'revoke', 'reopen', 'withdraw', 'check-in',
    'protect', 'carry-over', 'mandate', 'report-up', 'hand-on', 'ask-recusal', 'decide-recusal', 'correct',
    'arrange',
)
#: The new steps, and what comes nearest to them among those before.
BEFORE = {"offer-mediation": "write", "answer-mediation": "say", "end-mediation": "write", "settle": "reply"}
OUTCOMES = (
    'supported', 'partly-supported', 'explained', 'not-supported', 'adopted', 'partly-adopted', 'not-adopted',
    'substantiated', 'partly-substantiated', 'unsubstantiated',
)
NOTES = (
    'investigation', 'opinion', 'approval', 'return', 'recusal', 'conversion', 'assignment', 'evidence', 'transfer',
    'objection', 'extension', 'hearing', 'nudge', 'supervision', 'feedback', 'escalation', 'guidance', 'call-back',
    'reopening', 'old-record', 'mandate', 'report-up', 'talk', 'statement', 'inspection', 'material', 'given',
)
LETTERS = (
    'register', 'acceptance', 'refusal', 'forwarded', 'given', 'diverted', 'handover', 'heard', 'investigated', 'opinion',
    'reply', 'extension-form', 'extension', 'hearing', 'supervision', 'review-refused', 'review', 'rereview-refused',
    'rereview', 'report-up',
)


def upgrade() -> None:
    _words(
        (*ACTIONS, *BEFORE),
        (*OUTCOMES, "settled"),
        (*NOTES, "mediation", "agreement"),
        (*LETTERS, "mediated", "between-them"),
    )


def downgrade() -> None:
    # What was agreed stays, as the answer that it was.
    for table in ("case_event", "petition_message"):
        for word, nearest in BEFORE.items():
            op.execute(f"UPDATE {table} SET action = '{nearest}' WHERE action = '{word}'")
    op.execute("UPDATE petition SET outcome = 'partly-supported' WHERE outcome = 'settled'")
    op.execute("UPDATE case_note SET kind = 'old-record' WHERE kind IN ('mediation', 'agreement')")
    op.execute("DELETE FROM letter_scan WHERE letter IN ('mediated', 'between-them')")
    _words(ACTIONS, OUTCOMES, NOTES, LETTERS)


def _words(
    actions: tuple[str, ...], outcomes: tuple[str, ...], notes: tuple[str, ...], letters: tuple[str, ...]
) -> None:
    change_table("case_event", constraints={"ck_case_event_action": one_of("action", actions)})
    change_table("petition_message", constraints={"ck_petition_message_action": one_of("action", actions)})
    change_table("petition", constraints={"ck_petition_outcome": one_of("outcome", outcomes)})
    change_table("case_note", constraints={"ck_case_note_kind": one_of("kind", notes)})
    change_table("letter_scan", constraints={"ck_letter_scan_letter": one_of("letter", letters)})
