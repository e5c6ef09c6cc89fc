"""Petitions by fax."""

from __future__ import annotations

from alembic import op

from migrations.rebuilding import change_table, one_of

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

CHANNELS = ("web", "visit", "letter", "call", "superior", "leader")


def upgrade() -> None:
    _channels((*CHANNELS, "fax"))


def downgrade() -> None:
    op.execute("UPDATE petition SET channel = 'letter' WHERE channel = 'fax'")
    _channels(CHANNELS)


def _channels(channels: tuple[str, ...]) -> None:
    change_table("petition", constraints={"ck_petition_channel": one_of("channel", channels)})
