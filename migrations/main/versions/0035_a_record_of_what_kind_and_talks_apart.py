"""A record of what kind, and talks apart."""

from __future__ import annotations

from alembic import op

from migrations.rebuilding import change_table, one_of

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

NOTES = (
    'investigation', 'opinion', 'approval', 'return', 'recusal', 'conversion', 'assignment', 'evidence', 'transfer',
    'objection', 'extension', 'hearing', 'nudge', 'supervision', 'feedback', 'escalation', 'guidance', 'call-back',
    'reopening', 'old-record', 'mandate', 'report-up',
)
RECORDS = ('talk', 'statement', 'inspection', 'material')
LETTERS = (
    'register', 'acceptance', 'refusal', 'handover', 'heard', 'opinion', 'reply', 'extension-form', 'extension', 'hearing',
    'supervision', 'review', 'rereview', 'report-up',
)


def upgrade() -> None:
    change_table("case_note", constraints={"ck_case_note_kind": one_of("kind", (*NOTES, *RECORDS))})
    change_table(
        "letter_scan",
        add=("record INTEGER DEFAULT '0' NOT NULL",),
        constraints={"ck_letter_scan_letter": one_of("letter", (*LETTERS, 'investigated'))},
    )
    # A sheet that was signed before held every record of the case, as the 调查记录 does now.
    op.execute("UPDATE letter_scan SET letter = 'investigated' WHERE letter = 'heard'")


def downgrade() -> None:
    op.execute("UPDATE letter_scan SET letter = 'heard' WHERE letter = 'investigated'")
    change_table("letter_scan", drop=("record",), constraints={"ck_letter_scan_letter": one_of("letter", LETTERS)})
    op.execute("UPDATE case_note SET kind = 'investigation' WHERE kind IN ('talk', 'statement', 'inspection', 'material')")
    change_table("case_note", constraints={"ck_case_note_kind": one_of("kind", NOTES)})
