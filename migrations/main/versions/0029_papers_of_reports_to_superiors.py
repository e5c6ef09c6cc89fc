"""Papers of reports to superiors."""

from __future__ import annotations

from alembic import op

from migrations.rebuilding import change_table, one_of

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

LETTERS = (
    'register', 'acceptance', 'refusal', 'handover', 'heard', 'opinion', 'reply', 'extension-form', 'extension', 'hearing',
    'supervision', 'review', 'rereview',
)


def upgrade() -> None:
    _letters((*LETTERS, 'report-up'))


def downgrade() -> None:
    op.execute("DELETE FROM letter_scan WHERE letter = 'report-up'")
    _letters(LETTERS)


def _letters(letters: tuple[str, ...]) -> None:
    change_table("letter_scan", constraints={"ck_letter_scan_letter": one_of("letter", letters)})
