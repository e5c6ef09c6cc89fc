"""Tables of cases: what is counted stands in clear, what people wrote is sealed, and no time is finer than a day."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, RandomId, choice
from petitions.deadlines import ClockKind
from petitions.in_place import Judgement
from petitions.kinds import Channel, Kind, LegalClass, Naming
from petitions.notes import NoteKind
from petitions.outcome.conclusion import Conclusion
from petitions.outcome.disposal import Disposal
from petitions.outcome.opinion import Outcome
from petitions.outcome.ratings import CallBack
from petitions.workflow import Action, CaseRole, Ground, LegalRoute, Procedure, State, Trigger

Id = sa.BigInteger


def _case() -> Mapped[int]:
    return mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), index=True)


class Petition(Base):
    """One case. Its narrative, messages, notes, opinions and files are sealed under its own key."""

    __tablename__ = "petition"
    __table_args__ = (
        sa.CheckConstraint("people >= 1", name="at_least_one_person"),
        sa.CheckConstraint("version >= 1", name="has_a_history"),
        sa.CheckConstraint("(receipt_id IS NULL) = (receipt_sealed IS NULL)", name="receipt_opens_its_case"),
        sa.CheckConstraint("state <> 'declined' OR ground IS NOT NULL", name="declined_on_a_ground"),
        sa.CheckConstraint("(procedure IS NULL) = (accepted_on IS NULL)", name="accepted_under_a_procedure"),
        sa.CheckConstraint(
            "state NOT IN ('accepted', 'assigned', 'investigating', 'asking', 'drafted', 'approved', 'replied', "
            "'review-asked', 'reviewing', 'reviewed', 'rereview-asked', 'rereviewing', 'final', 'closed') "
            "OR accepted_on IS NOT NULL",
            name="handled_only_once_accepted",
        ),
        sa.CheckConstraint(
            "state NOT IN ('assigned', 'investigating', 'asking', 'drafted', 'approved') OR handler_id IS NOT NULL",
            name="handled_by_somebody",
        ),
        sa.CheckConstraint("state <> 'drafted' OR approver_id IS NOT NULL", name="approved_by_somebody"),
        sa.CheckConstraint(
            "state NOT IN ('replied', 'review-asked', 'reviewing', 'reviewed', 'rereview-asked', 'rereviewing', "
            "'final', 'closed') OR (replied_on IS NOT NULL AND outcome IS NOT NULL)",
            name="answered_with_an_outcome",
        ),
        sa.CheckConstraint("state <> 'closed' OR closed_on IS NOT NULL", name="closed_on_a_day"),
        sa.CheckConstraint(
            "state NOT IN ('transferred', 'objected') OR sent_from_id IS NOT NULL", name="transferred_from_an_office"
        ),
        sa.CheckConstraint("state <> 'merged' OR leading_id IS NOT NULL", name="merged_into_another"),
        sa.CheckConstraint("(conclusion IS NULL) = (concluded_on IS NULL)", name="concluded_on_a_day"),
        sa.CheckConstraint("state <> 'diverted' OR route IS NOT NULL", name="diverted_to_a_legal_route"),
        sa.CheckConstraint("(extender_id IS NULL) = (extension_asked IS NULL)", name="extension_asked_of_somebody"),
        sa.CheckConstraint("repeat_of_id IS NULL OR is_repeat", name="what_it_repeats_makes_it_a_repeat"),
        sa.CheckConstraint("kind <> 'accusation' OR judgement IS NULL", name="accusations_are_not_judged_reasonable"),
        # The queue of an office by what is due next, and the list by day.
        sa.Index("ix_petition_queue", "group_id", "state", "next_due", "id"),
        sa.Index("ix_petition_due", "group_id", "next_due", "filed_on", "id"),
        sa.Index("ix_petition_filed", "group_id", "filed_on", "id"),
        # What an office answered and closed in a month.
        sa.Index("ix_petition_replied", "group_id", "replied_on"),
        sa.Index("ix_petition_closed", "group_id", "closed_on"),
        sa.Index(
            "ix_petition_unanswered",
            "group_id",
            "awaits_answer",
            "purged_on",
            "state",
            sqlite_where=sa.text("awaits_answer = 1"),
            postgresql_where=sa.text("awaits_answer"),
        ),
        # Few, and taken off the count of all.
        sa.Index(
            "ix_petition_purged",
            "group_id",
            "purged_on",
            sqlite_where=sa.text("purged_on IS NOT NULL"),
            postgresql_where=sa.text("purged_on IS NOT NULL"),
        ),
        sa.Index("ix_petition_handler", "handler_id", "state"),
        sa.Index("ix_petition_approver", "approver_id", "state"),
        sa.Index("ix_petition_reviewer", "reviewer_id", "state"),
        sa.Index("ix_petition_sponsor", "sponsor_id", "state"),
        sa.Index("ix_petition_extender", "extender_id", "state"),
        sa.Index("ix_petition_sent_from", "sent_from_id", "state"),
        # Few, and every page of the desk counts them.
        sa.Index(
            "ix_petition_urgent",
            "group_id",
            "state",
            sqlite_where=sa.text("urgent = 1"),
            postgresql_where=sa.text("urgent"),
        ),
        # Few, and they wait for the office wherever the case stands.
        sa.Index(
            "ix_petition_alarm",
            "group_id",
            "alarm_on",
            sqlite_where=sa.text("alarm_on IS NOT NULL"),
            postgresql_where=sa.text("alarm_on IS NOT NULL"),
        ),
    )

    id: Mapped[RandomId]
    #: XF + year and month + four random characters, so that no gap betrays a case one may not see.
    number: Mapped[str] = mapped_column(sa.String(12), unique=True)
    #: Look-up id derived from the receipt code; null when the case was registered without one.
    receipt_id: Mapped[bytes | None] = mapped_column(unique=True)
    #: The case key for whoever holds the receipt code: sealed to the public half of the pair that the code gives. A case
    #: from before there were pairs has none until its petitioner comes back; its key lies under the code's own key.
    receipt_public: Mapped[bytes | None]
    receipt_sealed: Mapped[bytes | None]
    #: Somebody left the case who may remember its key: the next of its readers exchanges it (petitions.rekeying).
    key_due: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    #: Name and contact of a petitioner who is named openly, under the case key.
    name_sealed: Mapped[bytes | None]
    #: Digest of the contact of a petitioner who is named openly, keyed with the office's own key (petitions.search.repeats).
    contact_index: Mapped[bytes | None] = mapped_column(index=True)

    kind: Mapped[Kind] = mapped_column(choice(Kind, "kind"))
    legal_class: Mapped[LegalClass] = mapped_column(choice(LegalClass, "legal_class"))
    naming: Mapped[Naming] = mapped_column(choice(Naming, "naming"))
    channel: Mapped[Channel] = mapped_column(choice(Channel, "channel"))
    category: Mapped[str] = mapped_column(sa.String(20), index=True)
    #: The unit concerned, when one was named.
    unit_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("unit.id"), index=True)
    people: Mapped[int] = mapped_column(default=1)
    #: The petitioner said that it concerns somebody who handles petitions and is not on the list.
    concerns_staff: Mapped[bool] = mapped_column(default=False)
    #: The petitioner said that it concerns whoever leads the unit concerned.
    concerns_leader: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    urgent: Mapped[bool] = mapped_column(default=False)
    is_repeat: Mapped[bool] = mapped_column(default=False)
    repeat_of_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="SET NULL"), index=True)

    #: The office (reading group) the case belongs to.
    group_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("reading_group.id"))
    handler_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("account.id"))
    #: The unit the handler answers for, kept with the case for its statistics.
    handling_unit_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("unit.id"))
    approver_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("account.id"))
    #: The office that transferred it last.
    sent_from_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("reading_group.id"))
    #: Who decides on an extension, and for how many days it was asked.
    extender_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("account.id"))
    extension_asked: Mapped[int | None]
    #: The leader who looks after it (包案), since when, and whether because it was late (提级).
    sponsor_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("account.id"))
    sponsored_on: Mapped[date | None]
    escalated_on: Mapped[date | None]
    #: The unit that looks after whoever brought it (稳控); its petitioner is not told.
    stability_unit_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("unit.id"))
    #: Who looks at the answer again; null when a unit above does, outside the system.
    reviewer_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("account.id"))
    #: The case that this one was merged into.
    leading_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="SET NULL"), index=True)

    state: Mapped[State] = mapped_column(choice(State, "state"))
    procedure: Mapped[Procedure | None] = mapped_column(choice(Procedure, "procedure"))
    ground: Mapped[Ground | None] = mapped_column(choice(Ground, "ground"))
    route: Mapped[LegalRoute | None] = mapped_column(choice(LegalRoute, "route"))
    #: 处置方式, by the steps or as an officer said; null until somebody disposed of it.
    disposal: Mapped[Disposal | None] = mapped_column(choice(Disposal, "disposal"))
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome, "outcome"))
    judgement: Mapped[Judgement | None] = mapped_column(choice(Judgement, "judgement"))
    hardship: Mapped[bool] = mapped_column(default=False)
    unlawful: Mapped[bool] = mapped_column(default=False)
    #: Article 31(6): the petitioner was heard, the facts were verified.
    heard: Mapped[bool] = mapped_column(default=False)
    verified: Mapped[bool] = mapped_column(default=False)

    filed_on: Mapped[date]
    #: The last day to answer the petitioner for the first time and how many working days that is, by the setting that held
    #: when it came in; and when the office first did: a decision, a question, a word.
    respond_by: Mapped[date | None]
    respond_days: Mapped[int | None]
    responded_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    accepted_on: Mapped[date | None]
    #: The last reply, and the first when it was reopened since.
    replied_on: Mapped[date | None]
    first_replied_on: Mapped[date | None]
    #: In hand again after an answer: 重新办理, or 撤销 by a review.
    reopened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    #: When it was closed and in hand again for the first time, and when it first went on to another handler or office
    #: (二次流转); kept because the steps are destroyed one day, and what is counted stays.
    first_closed_on: Mapped[date | None]
    first_reopened_on: Mapped[date | None]
    passed_on: Mapped[date | None]
    #: When a superior first charged the office with it.
    charged_on: Mapped[date | None]
    #: Ended without an answer on the matter: 导入法定途径, 移交, 并案, 撤回.
    ended_on: Mapped[date | None]
    #: 终结, as it was recorded: said by an officer, or as its days told when it was put away.
    conclusion: Mapped[Conclusion | None] = mapped_column(choice(Conclusion, "conclusion"))
    concluded_on: Mapped[date | None]
    call_back: Mapped[CallBack | None] = mapped_column(choice(CallBack, "call_back"))
    called_back_on: Mapped[date | None]
    nudges: Mapped[int] = mapped_column(default=0)
    nudged_on: Mapped[date | None]
    supervised_for: Mapped[Trigger | None] = mapped_column(choice(Trigger, "supervised_for"))
    supervised_on: Mapped[date | None]
    #: Somebody concerned says that somebody takes revenge; null once the office has answered each of them.
    alarm_on: Mapped[date | None]
    #: The petitioner themselves says so; null once the office has answered them.
    pressed_on: Mapped[date | None]
    #: The last day of the running clock that ends first; null when the office owes nothing by a day.
    next_due: Mapped[date | None]

    #: Ordinals of the last event, message and note.
    version: Mapped[int] = mapped_column(default=1)
    messages: Mapped[int] = mapped_column(default=0)
    notes: Mapped[int] = mapped_column(default=0)
    #: The head of the case's hash chain.
    head: Mapped[bytes]
    #: The first of the month in which everything but what is counted was destroyed; null while the case is kept.
    purged_on: Mapped[date | None]
    #: The petitioner wrote after the office last did.
    awaits_answer: Mapped[bool] = mapped_column(default=False)


class Exclusion(Base):
    """Somebody who must never see a case: whom it concerns, or who stepped back from it."""

    __tablename__ = "petition_exclusion"

    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("account.id"), primary_key=True, autoincrement=False, index=True
    )


class CarriedOver(Base):
    """That a case was brought over from the office's old ledger, by which import, and the number it had there."""

    __tablename__ = "carried_over_case"

    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True)
    import_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ledger_import.id"), index=True)
    old_number: Mapped[str] = mapped_column(sa.String(40), index=True)


class CaseEvent(Base):
    """One step in a case's history; append-only, each hashed over the one before it."""

    __tablename__ = "case_event"
    __table_args__ = (sa.CheckConstraint("ordinal >= 1", name="ordinals_begin_with_one"),)

    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    action: Mapped[Action] = mapped_column(choice(Action, "action"))
    role: Mapped[CaseRole] = mapped_column(choice(CaseRole, "role"))
    from_state: Mapped[State | None] = mapped_column(choice(State, "from_state"))
    to_state: Mapped[State] = mapped_column(choice(State, "to_state"))
    day: Mapped[date]
    #: Null for the petitioner.
    account_id: Mapped[int | None] = mapped_column(Id)
    #: Clear facts such as the procedure or whom it was given to; never a word that staff wrote.
    details: Mapped[dict[str, object]] = mapped_column(sa.JSON)
    #: Digest of what was written, keyed with the key that the writer acted with, so that re-sealing does not break the
    #: chain.
    content: Mapped[bytes | None]
    digest: Mapped[bytes]


class CaseClock(Base):
    """A clock of a case, with the limit that held when it started."""

    __tablename__ = "case_clock"
    __table_args__ = (
        sa.CheckConstraint("due_on > started_on", name="ends_after_it_starts"),
        sa.CheckConstraint("stopped_on IS NULL OR stopped_on >= started_on", name="stops_after_it_starts"),
        sa.CheckConstraint("days >= 1", name="lasts_a_day"),
        sa.Index("ix_case_clock_due", "kind", "due_on"),
    )

    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[ClockKind] = mapped_column(choice(ClockKind, "kind"), primary_key=True)
    #: A clock that starts again gets a new row, so that what was late stays late.
    round: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    started_on: Mapped[date]
    due_on: Mapped[date]
    days: Mapped[int]
    stopped_on: Mapped[date | None]
    #: The last day before it was extended.
    extended_from: Mapped[date | None]


class Message(Base):
    """What the petitioner and the office say to each other. Number 1 is the petition itself."""

    __tablename__ = "petition_message"
    __table_args__ = (
        sa.UniqueConstraint("petition_id", "ordinal"),
        sa.CheckConstraint("author IN ('petitioner', 'office')", name="author_known"),
    )

    id: Mapped[RandomId]
    petition_id: Mapped[int] = _case()
    ordinal: Mapped[int]
    author: Mapped[str] = mapped_column(sa.String(12))
    #: The action that wrote it: a question, a reply, a refusal or a plain message.
    action: Mapped[Action] = mapped_column(choice(Action, "action"))
    day: Mapped[date]
    account_id: Mapped[int | None] = mapped_column(Id)
    #: Bound to petition:<id>/message:<ordinal>.
    sealed: Mapped[bytes]
    #: Whether it lies under the key of the redacted version (petitions.redaction.versions).
    is_redacted: Mapped[bool] = mapped_column(default=False, server_default=sa.false())


class CaseNote(Base):
    """What the office keeps to itself: investigation records, opinions, reasons, evidence."""

    __tablename__ = "case_note"
    __table_args__ = (sa.UniqueConstraint("petition_id", "ordinal"),)

    id: Mapped[RandomId]
    petition_id: Mapped[int] = _case()
    ordinal: Mapped[int]
    kind: Mapped[NoteKind] = mapped_column(choice(NoteKind, "kind"))
    day: Mapped[date]
    account_id: Mapped[int | None] = mapped_column(Id)
    #: Bound to petition:<id>/note:<ordinal>.
    sealed: Mapped[bytes]
    #: Whether it lies under the key of the redacted version (petitions.redaction.versions).
    is_redacted: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
