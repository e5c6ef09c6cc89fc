"""Letters that tell where a matter goes."""

from __future__ import annotations

from alembic import op

from migrations.rebuilding import change_table, one_of

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

NOTES = (
    'investigation', 'opinion', 'approval', 'return', 'recusal', 'conversion', 'assignment', 'evidence', 'transfer',
    'objection', 'extension', 'hearing', 'nudge', 'supervision', 'feedback', 'escalation', 'guidance', 'call-back',
    'reopening', 'old-record', 'mandate', 'report-up', 'talk', 'statement', 'inspection', 'material',
)
LETTERS = (
    'register', 'acceptance', 'refusal', 'handover', 'heard', 'investigated', 'opinion', 'reply', 'extension-form',
    'extension', 'hearing', 'supervision', 'review', 'rereview', 'report-up',
)
MORE_LETTERS = ('forwarded', 'given', 'diverted', 'review-refused', 'rereview-refused')


def upgrade() -> None:
    change_table("case_note", constraints={"ck_case_note_kind": one_of("kind", (*NOTES, 'given'))})
    _letters((*LETTERS, *MORE_LETTERS))


def downgrade() -> None:
    op.execute("DELETE FROM letter_scan WHERE letter IN ('forwarded', 'given', 'diverted', 'review-refused', 'rereview-refused')")
    _letters(LETTERS)
    op.execute("UPDATE case_note SET kind = 'transfer' WHERE kind = 'given'")
    change_table("case_note", constraints={"ck_case_note_kind": one_of("kind", NOTES)})


def _letters(letters: tuple[str, ...]) -> None:
    change_table("letter_scan", constraints={"ck_letter_scan_letter": one_of("letter", letters)})
