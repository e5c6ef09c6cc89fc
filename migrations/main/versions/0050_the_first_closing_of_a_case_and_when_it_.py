"""The first closing of a case and when it went on."""

from __future__ import annotations

from alembic import op

from migrations.rebuilding import change_table

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

DAYS = ("first_closed_on", "first_reopened_on", "passed_on", "charged_on")
#: The first step of a kind in the history of a case.
FIRST = "(SELECT min(day) FROM case_event WHERE case_event.petition_id = petition.id AND {steps})"
PASSED = (
    "(action = 'transfer' OR (action = 'assign' AND from_state <> 'accepted')"
    " OR (action = 'recuse' AND to_state = 'accepted' AND from_state <> 'accepted'))"
)


def upgrade() -> None:
    change_table("petition", add=tuple(f"{name} DATE" for name in DAYS))
    # Of a case whose history was destroyed the last day is all there is.
    closed, again = FIRST.format(steps="action = 'close'"), FIRST.format(steps="action IN ('reopen', 'revoke')")
    op.execute(f"UPDATE petition SET first_closed_on = coalesce({closed}, closed_on), passed_on = {FIRST.format(steps=PASSED)}")
    op.execute(f"UPDATE petition SET first_reopened_on = coalesce({again}, reopened_on) WHERE reopened_on IS NOT NULL")
    op.execute(
        "UPDATE petition SET charged_on ="
        " (SELECT min(received_on) FROM petition_mandate WHERE petition_mandate.petition_id = petition.id)"
    )


def downgrade() -> None:
    change_table("petition", drop=DAYS)
