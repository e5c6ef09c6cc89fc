"""A sheet for each hearing."""

from __future__ import annotations

from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A sheet that was signed before held every hearing of its case; it stands by the first.
    first = "SELECT min(ordinal) FROM case_note WHERE case_note.petition_id = letter_scan.petition_id AND kind = 'hearing'"
    op.execute(f"UPDATE letter_scan SET record = coalesce(({first}), 0) WHERE letter = 'hearing'")


def downgrade() -> None:
    op.execute("UPDATE letter_scan SET record = 0 WHERE letter = 'hearing'")
