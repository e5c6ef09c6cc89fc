"""What those who joined say to the office."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.rebuilding import change_table, one_of

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

ROLES = ("petitioner", "office", "handler", "approver", "sender", "extender", "sponsor", "reviewer")
SPEECHES = ("say", "ask-review", "ask-rereview", "check-in", "withdraw", "write")


def upgrade() -> None:
    op.create_table(
        "told_file",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("about_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["joining.petition_id"], name="fk_told_file_petition_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_told_file"),
        sa.UniqueConstraint("petition_id", "ordinal", "position", name="uq_told_file_petition_id_ordinal_position"),
    )
    op.create_table(
        "told_file_chunk",
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["told_file.id"], name="fk_told_file_chunk_file_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("file_id", "number", name="pk_told_file_chunk"),
    )
    op.create_table(
        "voice_check_in",
        sa.Column("voice_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_pressed", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["voice_id"], ["voice.id"], name="fk_voice_check_in_voice_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("voice_id", "number", name="pk_voice_check_in"),
    )
    op.create_table(
        "voice_message",
        sa.Column("voice_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("speech", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(one_of("speech", SPEECHES).removeprefix("CHECK "), name="speech"),
        sa.ForeignKeyConstraint(["voice_id"], ["voice.id"], name="fk_voice_message_voice_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("voice_id", "ordinal", name="pk_voice_message"),
    )
    op.add_column("petition", sa.Column("pressed_on", sa.Date(), nullable=True))
    # Until now only petitioners themselves could say so.
    op.execute("UPDATE petition SET pressed_on = alarm_on")
    op.add_column("voice", sa.Column("key_for_office", sa.LargeBinary(), nullable=True))
    op.add_column("voice", sa.Column("awaits_answer", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("voice", sa.Column("alarm_on", sa.Date(), nullable=True))
    op.add_column("voice", sa.Column("withdrawn_on", sa.Date(), nullable=True))
    change_table("case_event", constraints={"ck_case_event_role": one_of("role", (*ROLES, "voice"))})


def downgrade() -> None:
    # The history of a case must not lose a step: one that somebody else asked for is the petitioner's.
    op.execute("UPDATE case_event SET role = 'petitioner' WHERE role = 'voice'")
    change_table("case_event", constraints={"ck_case_event_role": one_of("role", ROLES)})
    change_table("voice", drop=("key_for_office", "awaits_answer", "alarm_on", "withdrawn_on"))
    change_table("petition", drop=("pressed_on",))
    for table in ("voice_message", "voice_check_in", "told_file_chunk", "told_file"):
        op.drop_table(table)
