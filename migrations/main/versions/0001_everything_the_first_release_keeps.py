"""Everything the first release keeps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("username", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("totp_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("totp_last_step", sa.BigInteger(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
    )
    op.create_table(
        "account_key",
        sa.Column("holder_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_private", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("cost", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("holder_id", name=op.f("pk_account_key")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_action"), ["action"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_subject"), ["subject"], unique=False)

    op.create_table(
        "backup_record",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("path", sa.String(length=1000), nullable=False),
        sa.Column("keys_path", sa.String(length=1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup_record")),
    )
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_workday", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "calendar_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_year")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("running", "done", "failed", name="state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("done", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("sentence", sa.String(length=400), nullable=False),
        sa.Column("result_url", sa.String(length=400), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("done >= 0 AND total >= 0", name=op.f("ck_job_progress_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "preference",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_preference")),
    )
    op.create_table(
        "reading_group",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("founding_hash", sa.LargeBinary(), nullable=True),
        sa.Column("founded_by", sa.BigInteger(), nullable=True),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("recovery_public", sa.LargeBinary(), nullable=True),
        sa.Column("recovery_confirmed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("kind IN ('union', 'discipline', 'identity')", name=op.f("ck_reading_group_kind_known")),
        sa.CheckConstraint(
            "(founded_on IS NULL) = (founding_hash IS NOT NULL)",
            name=op.f("ck_reading_group_founded_or_waiting_for_its_founder"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_group")),
        sa.UniqueConstraint("founding_hash", name=op.f("uq_reading_group_founding_hash")),
        sa.UniqueConstraint("kind", "unit_id", name=op.f("uq_reading_group_kind_unit_id")),
    )
    op.create_table(
        "report_key_case",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_key_case")),
        sa.UniqueConstraint("month", "number", name=op.f("uq_report_key_case_month_number")),
    )
    with op.batch_alter_table("report_key_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_key_case_month"), ["month"], unique=False)

    op.create_table(
        "unit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("headcount >= 0", name=op.f("ck_unit_headcount_not_negative")),
        sa.CheckConstraint("id <> parent_id", name=op.f("ck_unit_not_its_own_parent")),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("parent_id", "name", name=op.f("uq_unit_parent_id_name")),
    )
    op.create_table(
        "group_key",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("recovery_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["reading_group.id"], name=op.f("fk_group_key_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_key")),
        sa.UniqueConstraint("group_id", "generation", name=op.f("uq_group_key_group_id_generation")),
    )
    op.create_table(
        "group_member",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("holder_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("admitted_by", sa.BigInteger(), nullable=True),
        sa.Column("admitted_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["reading_group.id"], name=op.f("fk_group_member_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", "holder_id", name=op.f("pk_group_member")),
    )
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_member_holder_id"), ["holder_id"], unique=False)

    op.create_table(
        "issued_report",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("issuer", sa.String(length=60), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=True),
        sa.Column("comments", sa.JSON(), nullable=True),
        sa.Column("pdf", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.CheckConstraint("edition >= 1", name=op.f("ck_issued_report_edition_from_one")),
        sa.CheckConstraint("number >= 1 AND total >= number", name=op.f("ck_issued_report_numbers_count_up")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_issued_report_account_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_report")),
        sa.UniqueConstraint("month", "edition", name=op.f("uq_issued_report_month_edition")),
        sa.UniqueConstraint("total", "edition", name=op.f("uq_issued_report_total_edition")),
    )
    with op.batch_alter_table("issued_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issued_report_month"), ["month"], unique=False)

    op.create_table(
        "petition",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("receipt_id", sa.LargeBinary(), nullable=True),
        sa.Column("receipt_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "problem",
                "suggestion",
                "accusation",
                "help",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "legal_class",
            sa.Enum(
                "suggestion",
                "accusation",
                "claim",
                name="legal_class",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "naming",
            sa.Enum(
                "anonymous",
                "confidential",
                "named",
                name="naming",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "web", "visit", "letter", "call", name="channel", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("concerns_staff", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("is_repeat", sa.Boolean(), nullable=False),
        sa.Column("repeat_of_id", sa.BigInteger(), nullable=True),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("handler_id", sa.BigInteger(), nullable=True),
        sa.Column("handling_unit_id", sa.BigInteger(), nullable=True),
        sa.Column("approver_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "filed",
                "registered",
                "accepted",
                "assigned",
                "investigating",
                "asking",
                "drafted",
                "approved",
                "replied",
                "closed",
                "declined",
                "archived",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "procedure",
            sa.Enum("ordinary", "simple", name="procedure", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "ground",
            sa.Enum(
                "already-in-hand",
                "reviewed-finally",
                "not-ours",
                "legal-channel",
                "unclear",
                name="ground",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "supported",
                "partly-supported",
                "explained",
                "not-supported",
                "adopted",
                "partly-adopted",
                "not-adopted",
                "substantiated",
                "partly-substantiated",
                "unsubstantiated",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "judgement",
            sa.Enum(
                "reasonable",
                "partly",
                "unreasonable",
                name="judgement",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("hardship", sa.Boolean(), nullable=False),
        sa.Column("unlawful", sa.Boolean(), nullable=False),
        sa.Column("heard", sa.Boolean(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Integer(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("awaits_answer", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'accusation' OR judgement IS NULL", name=op.f("ck_petition_accusations_are_not_judged_reasonable")
        ),
        sa.CheckConstraint("state <> 'closed' OR closed_on IS NOT NULL", name=op.f("ck_petition_closed_on_a_day")),
        sa.CheckConstraint("state <> 'declined' OR ground IS NOT NULL", name=op.f("ck_petition_declined_on_a_ground")),
        sa.CheckConstraint(
            "state <> 'drafted' OR approver_id IS NOT NULL", name=op.f("ck_petition_approved_by_somebody")
        ),
        sa.CheckConstraint(
            "state NOT IN ('accepted', 'assigned', 'investigating', 'asking', 'drafted', 'approved', 'replied', 'closed') OR accepted_on IS NOT NULL",
            name=op.f("ck_petition_handled_only_once_accepted"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('assigned', 'investigating', 'asking', 'drafted', 'approved') OR handler_id IS NOT NULL",
            name=op.f("ck_petition_handled_by_somebody"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('replied', 'closed') OR (replied_on IS NOT NULL AND outcome IS NOT NULL)",
            name=op.f("ck_petition_answered_with_an_outcome"),
        ),
        sa.CheckConstraint(
            "(procedure IS NULL) = (accepted_on IS NULL)", name=op.f("ck_petition_accepted_under_a_procedure")
        ),
        sa.CheckConstraint(
            "(receipt_id IS NULL) = (receipt_sealed IS NULL)", name=op.f("ck_petition_receipt_opens_its_case")
        ),
        sa.CheckConstraint("people >= 1", name=op.f("ck_petition_at_least_one_person")),
        sa.CheckConstraint(
            "repeat_of_id IS NULL OR is_repeat", name=op.f("ck_petition_what_it_repeats_makes_it_a_repeat")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_petition_has_a_history")),
        sa.ForeignKeyConstraint(["approver_id"], ["account.id"], name=op.f("fk_petition_approver_id")),
        sa.ForeignKeyConstraint(["group_id"], ["reading_group.id"], name=op.f("fk_petition_group_id")),
        sa.ForeignKeyConstraint(["handler_id"], ["account.id"], name=op.f("fk_petition_handler_id")),
        sa.ForeignKeyConstraint(["handling_unit_id"], ["unit.id"], name=op.f("fk_petition_handling_unit_id")),
        sa.ForeignKeyConstraint(
            ["repeat_of_id"], ["petition.id"], name=op.f("fk_petition_repeat_of_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_petition_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition")),
        sa.UniqueConstraint("number", name=op.f("uq_petition_number")),
        sa.UniqueConstraint("receipt_id", name=op.f("uq_petition_receipt_id")),
    )
    with op.batch_alter_table("petition", schema=None) as batch_op:
        batch_op.create_index("ix_petition_approver", ["approver_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_petition_category"), ["category"], unique=False)
        batch_op.create_index(batch_op.f("ix_petition_closed_on"), ["closed_on"], unique=False)
        batch_op.create_index("ix_petition_due", ["group_id", "next_due", "filed_on", "id"], unique=False)
        batch_op.create_index("ix_petition_filed", ["group_id", "filed_on", "id"], unique=False)
        batch_op.create_index("ix_petition_handler", ["handler_id", "state"], unique=False)
        batch_op.create_index("ix_petition_queue", ["group_id", "state", "next_due", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_petition_repeat_of_id"), ["repeat_of_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_petition_replied_on"), ["replied_on"], unique=False)
        batch_op.create_index(
            "ix_petition_unanswered",
            ["group_id", "state"],
            unique=False,
            sqlite_where=sa.text("awaits_answer = 1"),
            postgresql_where=sa.text("awaits_answer"),
        )
        batch_op.create_index(batch_op.f("ix_petition_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "report_comment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_report_comment_account_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_comment")),
        sa.UniqueConstraint("month", "part", name=op.f("uq_report_comment_month_part")),
    )
    with op.batch_alter_table("report_comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_comment_month"), ["month"], unique=False)

    op.create_table(
        "role_assignment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "admin",
                "officer",
                "handler",
                "leader",
                "inspector",
                "keeper",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_role_assignment_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_role_assignment_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_assignment")),
        sa.UniqueConstraint("account_id", "role", "unit_id", name=op.f("uq_role_assignment_account_id_role_unit_id")),
    )
    with op.batch_alter_table("role_assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_assignment_account_id"), ["account_id"], unique=False)

    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_session_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_session_token_hash")),
    )
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_session_account_id"), ["account_id"], unique=False)

    op.create_table(
        "survey",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("questionnaire", sa.String(length=40), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", sa.String(length=32), nullable=True),
        sa.Column("public_key", sa.LargeBinary(), nullable=True),
        sa.Column("counted_on", sa.Date(), nullable=True),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("answered", sa.JSON(), nullable=True),
        sa.CheckConstraint("(opened_at IS NULL) = (digest IS NULL)", name=op.f("ck_survey_frozen_exactly_when_opened")),
        sa.CheckConstraint(
            "(opened_at IS NULL) = (public_key IS NULL)", name=op.f("ck_survey_keyed_exactly_when_opened")
        ),
        sa.CheckConstraint("closes_at > opened_at", name=op.f("ck_survey_closes_after_it_opens")),
        sa.CheckConstraint(
            "released_on IS NULL OR counted_on IS NOT NULL", name=op.f("ck_survey_counted_before_it_is_released")
        ),
        sa.ForeignKeyConstraint(["group_id"], ["reading_group.id"], name=op.f("fk_survey_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("slug", name=op.f("uq_survey_slug")),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("about_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_attachment_petition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint(
            "petition_id", "message", "position", name=op.f("uq_attachment_petition_id_message_position")
        ),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_petition_id"), ["petition_id"], unique=False)

    op.create_table(
        "case_clock",
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "notify",
                "handle",
                "simple",
                "rate",
                "review",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.CheckConstraint("days >= 1", name=op.f("ck_case_clock_lasts_a_day")),
        sa.CheckConstraint("due_on > started_on", name=op.f("ck_case_clock_ends_after_it_starts")),
        sa.CheckConstraint(
            "stopped_on IS NULL OR stopped_on >= started_on", name=op.f("ck_case_clock_stops_after_it_starts")
        ),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_case_clock_petition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("petition_id", "kind", name=op.f("pk_case_clock")),
    )
    with op.batch_alter_table("case_clock", schema=None) as batch_op:
        batch_op.create_index("ix_case_clock_due", ["kind", "due_on"], unique=False)

    op.create_table(
        "case_event",
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "file",
                "register",
                "accept",
                "decline",
                "convert",
                "assign",
                "recuse",
                "investigate",
                "ask",
                "say",
                "write",
                "draft",
                "return",
                "approve",
                "reply",
                "rate",
                "close",
                "archive",
                name="action",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "role",
            sa.Enum(
                "petitioner",
                "office",
                "handler",
                "approver",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "from_state",
            sa.Enum(
                "filed",
                "registered",
                "accepted",
                "assigned",
                "investigating",
                "asking",
                "drafted",
                "approved",
                "replied",
                "closed",
                "declined",
                "archived",
                name="from_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "to_state",
            sa.Enum(
                "filed",
                "registered",
                "accepted",
                "assigned",
                "investigating",
                "asking",
                "drafted",
                "approved",
                "replied",
                "closed",
                "declined",
                "archived",
                name="to_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_case_event_ordinals_begin_with_one")),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_case_event_petition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("petition_id", "ordinal", name=op.f("pk_case_event")),
    )
    op.create_table(
        "case_note",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "investigation",
                "opinion",
                "approval",
                "return",
                "recusal",
                "conversion",
                "assignment",
                "evidence",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_case_note_petition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_note")),
        sa.UniqueConstraint("petition_id", "ordinal", name=op.f("uq_case_note_petition_id_ordinal")),
    )
    with op.batch_alter_table("case_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_note_petition_id"), ["petition_id"], unique=False)

    op.create_table(
        "case_reading",
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_case_reading_petition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("petition_id", "account_id", "day", name=op.f("pk_case_reading")),
    )
    op.create_table(
        "group_key_wrap",
        sa.Column("group_key_id", sa.BigInteger(), nullable=False),
        sa.Column("holder_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_key_id"], ["group_key.id"], name=op.f("fk_group_key_wrap_group_key_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_key_id", "holder_id", name=op.f("pk_group_key_wrap")),
    )
    with op.batch_alter_table("group_key_wrap", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_key_wrap_holder_id"), ["holder_id"], unique=False)

    op.create_table(
        "petition_duty",
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "duty",
            sa.Enum(
                "solve", "persuade", "aid", "law", name="duty", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_petition_duty_petition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("petition_id", "duty", name=op.f("pk_petition_duty")),
    )
    op.create_table(
        "petition_exclusion",
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_petition_exclusion_account_id")),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_petition_exclusion_petition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("petition_id", "account_id", name=op.f("pk_petition_exclusion")),
    )
    with op.batch_alter_table("petition_exclusion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_petition_exclusion_account_id"), ["account_id"], unique=False)

    op.create_table(
        "petition_message",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=12), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "file",
                "register",
                "accept",
                "decline",
                "convert",
                "assign",
                "recuse",
                "investigate",
                "ask",
                "say",
                "write",
                "draft",
                "return",
                "approve",
                "reply",
                "rate",
                "close",
                "archive",
                name="action",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("author IN ('petitioner', 'office')", name=op.f("ck_petition_message_author_known")),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_petition_message_petition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_message")),
        sa.UniqueConstraint("petition_id", "ordinal", name=op.f("uq_petition_message_petition_id_ordinal")),
    )
    with op.batch_alter_table("petition_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_petition_message_petition_id"), ["petition_id"], unique=False)

    op.create_table(
        "petition_rating",
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "office",
            sa.Enum(
                "satisfied",
                "fairly",
                "dissatisfied",
                name="office",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "unit",
            sa.Enum(
                "satisfied", "fairly", "dissatisfied", name="unit", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column(
            "solved",
            sa.Enum("yes", "partly", "no", name="solved", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("message", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_petition_rating_petition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("petition_id", name=op.f("pk_petition_rating")),
    )
    op.create_table(
        "sealed_identity",
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_sealed_identity_petition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("petition_id", name=op.f("pk_sealed_identity")),
    )
    op.create_table(
        "subject_key_wrap",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("group_key_id", sa.BigInteger(), nullable=True),
        sa.Column("holder_id", sa.BigInteger(), nullable=True),
        sa.Column("purpose", sa.String(length=30), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "(holder_id IS NULL) <> (group_key_id IS NULL)", name=op.f("ck_subject_key_wrap_to_a_group_or_to_a_holder")
        ),
        sa.ForeignKeyConstraint(["group_id"], ["reading_group.id"], name=op.f("fk_subject_key_wrap_group_id")),
        sa.ForeignKeyConstraint(["group_key_id"], ["group_key.id"], name=op.f("fk_subject_key_wrap_group_key_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject_key_wrap")),
        sa.UniqueConstraint("subject", "group_key_id", name=op.f("uq_subject_key_wrap_subject_group_key_id")),
        sa.UniqueConstraint(
            "subject", "holder_id", "purpose", name=op.f("uq_subject_key_wrap_subject_holder_id_purpose")
        ),
    )
    with op.batch_alter_table("subject_key_wrap", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subject_key_wrap_holder_id"), ["holder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_subject_key_wrap_subject"), ["subject"], unique=False)

    op.create_table(
        "survey_release",
        sa.Column("survey_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("tables", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_release_survey_id")),
        sa.PrimaryKeyConstraint("survey_id", name=op.f("pk_survey_release")),
    )
    op.create_table(
        "attachment_chunk",
        sa.Column("attachment_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_attachment_chunk_attachment_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("attachment_id", "number", name=op.f("pk_attachment_chunk")),
    )


def downgrade() -> None:
    op.drop_table("attachment_chunk")
    op.drop_table("survey_release")
    with op.batch_alter_table("subject_key_wrap", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_subject_key_wrap_subject"))
        batch_op.drop_index(batch_op.f("ix_subject_key_wrap_holder_id"))

    op.drop_table("subject_key_wrap")
    op.drop_table("sealed_identity")
    op.drop_table("petition_rating")
    with op.batch_alter_table("petition_message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_petition_message_petition_id"))

    op.drop_table("petition_message")
    with op.batch_alter_table("petition_exclusion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_petition_exclusion_account_id"))

    op.drop_table("petition_exclusion")
    op.drop_table("petition_duty")
    with op.batch_alter_table("group_key_wrap", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_group_key_wrap_holder_id"))

    op.drop_table("group_key_wrap")
    op.drop_table("case_reading")
    with op.batch_alter_table("case_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_note_petition_id"))

    op.drop_table("case_note")
    op.drop_table("case_event")
    with op.batch_alter_table("case_clock", schema=None) as batch_op:
        batch_op.drop_index("ix_case_clock_due")

    op.drop_table("case_clock")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_petition_id"))

    op.drop_table("attachment")
    op.drop_table("survey")
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_session_account_id"))

    op.drop_table("sign_in_session")
    with op.batch_alter_table("role_assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_assignment_account_id"))

    op.drop_table("role_assignment")
    with op.batch_alter_table("report_comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_comment_month"))

    op.drop_table("report_comment")
    with op.batch_alter_table("petition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_petition_unit_id"))
        batch_op.drop_index(
            "ix_petition_unanswered",
            sqlite_where=sa.text("awaits_answer = 1"),
            postgresql_where=sa.text("awaits_answer"),
        )
        batch_op.drop_index(batch_op.f("ix_petition_replied_on"))
        batch_op.drop_index(batch_op.f("ix_petition_repeat_of_id"))
        batch_op.drop_index("ix_petition_queue")
        batch_op.drop_index("ix_petition_handler")
        batch_op.drop_index("ix_petition_filed")
        batch_op.drop_index("ix_petition_due")
        batch_op.drop_index(batch_op.f("ix_petition_closed_on"))
        batch_op.drop_index(batch_op.f("ix_petition_category"))
        batch_op.drop_index("ix_petition_approver")

    op.drop_table("petition")
    with op.batch_alter_table("issued_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_issued_report_month"))

    op.drop_table("issued_report")
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_group_member_holder_id"))

    op.drop_table("group_member")
    op.drop_table("group_key")
    op.drop_table("unit")
    with op.batch_alter_table("report_key_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_key_case_month"))

    op.drop_table("report_key_case")
    op.drop_table("reading_group")
    op.drop_table("preference")
    op.drop_table("lease")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_owner_id"))

    op.drop_table("job")
    op.drop_table("calendar_year")
    op.drop_table("calendar_day")
    op.drop_table("backup_record")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_subject"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_action"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_account_id"))

    op.drop_table("audit_entry")
    op.drop_table("account_key")
    op.drop_table("account")
