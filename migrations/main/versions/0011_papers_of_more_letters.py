"""Signed papers of extensions, hearings, supervision and reviews."""

from __future__ import annotations

from alembic import op

from migrations.rebuilding import change_table, one_of

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

LETTERS = ('register', 'acceptance', 'refusal', 'handover', 'heard', 'opinion', 'reply')
MORE_LETTERS = ('extension-form', 'extension', 'hearing', 'supervision', 'review', 'rereview')


def upgrade() -> None:
    _letters(LETTERS + MORE_LETTERS)


def downgrade() -> None:
    # The signed papers themselves stay among the case's files.
    op.execute("DELETE FROM letter_scan WHERE letter NOT IN ('register', 'acceptance', 'refusal', 'handover', 'heard', 'opinion', 'reply')")
    _letters(LETTERS)


def _letters(letters: tuple[str, ...]) -> None:
    change_table("letter_scan", constraints={"ck_letter_scan_letter": one_of("letter", letters)})
