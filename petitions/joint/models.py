"""Tables of joint petitions (联名): what those who join may see, their voices, what they said and were told."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, RandomId, choice
from database import Id as RowPlace
from petitions.joint.terms import Speech
from petitions.models import Id
from petitions.outcome.ratings import Grade, Solved


class Joining(Base):
    """That others may join a case: its title and summary under a key that the joining code gives, and not the case's."""

    __tablename__ = "joining"

    # The row's own place on SQLite, so that no hidden number keeps the order in which joinings were opened.
    petition_id: Mapped[int] = mapped_column(
        RowPlace, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    #: Look-up id derived from the joining code, and the shared key under what else is derived; null once closed.
    lookup_id: Mapped[bytes | None] = mapped_column(unique=True)
    key_sealed: Mapped[bytes | None]
    #: Under the case key: the shared key, the code itself for whoever opened it, the private half for the office.
    key_for_case: Mapped[bytes]
    #: The shared key under that of the redacted version, while the case has one.
    key_for_redacted: Mapped[bytes | None]
    code_sealed: Mapped[bytes]
    private_sealed: Mapped[bytes]
    #: The private halves of the pairs that voices began when they named a reader, one sealed box after the other, for the
    #: receipt of the first petitioner, until somebody who holds them exchanges the case's key.
    private_for_petitioner: Mapped[bytes | None]
    #: What those who join seal their names and words to.
    public: Mapped[bytes]
    #: What they seal a mailbox to, and its private half under the case key and under that of the redacted version, while
    #: there is one; all null for one from before, until somebody who holds the case takes a step.
    mail_public: Mapped[bytes | None]
    mail_private_for_case: Mapped[bytes | None]
    mail_private_for_redacted: Mapped[bytes | None]
    #: Title and summary under the shared key.
    about_sealed: Mapped[bytes]
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]


class JoiningReader(Base):
    """The case key sealed singly to a reader when joining was opened: a voice that names one of them leaves the others."""

    __tablename__ = "joining_reader"

    petition_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("joining.petition_id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    account_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("account.id"), primary_key=True, autoincrement=False)
    sealed: Mapped[bytes]
    #: The private halves of the pairs that voices began when they named a reader, one sealed box after the other, until
    #: somebody exchanges the case's key.
    private_sealed: Mapped[bytes | None]


class Voice(Base):
    """Somebody who joined: a number and a receipt of their own, what they wrote, and how they rated."""

    __tablename__ = "voice"
    __table_args__ = (
        sa.CheckConstraint("(rated_on IS NULL) = (office IS NULL)", name="rated_with_a_grade"),
        sa.CheckConstraint("(rated_on IS NULL) = (solved IS NULL)", name="rated_with_an_answer"),
    )

    id: Mapped[RandomId]
    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("joining.petition_id", ondelete="CASCADE"), index=True)
    #: The case's number and four random characters.
    number: Mapped[str] = mapped_column(sa.String(17), unique=True)
    receipt_id: Mapped[bytes] = mapped_column(unique=True)
    #: The shared key, sealed to the public half of the pair that the receipt gives; without one, under its own key.
    receipt_public: Mapped[bytes | None]
    receipt_sealed: Mapped[bytes]
    #: Name, contact and words, for the office alone; empty once withdrawn.
    sealed: Mapped[bytes]
    #: The voice's own key for the office, under which the two write to each other; null until it is needed.
    key_for_office: Mapped[bytes | None]
    #: The same for the voice, sealed to its receipt's pair; null while it is the one that the receipt gives.
    own_sealed: Mapped[bytes | None]
    #: The keys of its own it had before the present one, one after the other, under that: what was said is digested with
    #: the key of its time.
    earlier_sealed: Mapped[bytes | None]
    #: The last digest of what the two wrote (petitions.joint.voice_chain); null for one from before there was a chain.
    head: Mapped[bytes | None]
    joined_on: Mapped[date]
    #: One more than were said to be in the same situation.
    is_counted: Mapped[bool]
    office: Mapped[Grade | None] = mapped_column(choice(Grade, "office"))
    unit: Mapped[Grade | None] = mapped_column(choice(Grade, "unit"))
    solved: Mapped[Solved | None] = mapped_column(choice(Solved, "solved"))
    rated_on: Mapped[date | None]
    #: Wrote after the office last told them something.
    awaits_answer: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    #: Says that somebody takes revenge; null once the office has answered.
    alarm_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]


class VoiceMessage(Base):
    """What one who joined and the office write to each other; nobody else who joined can open it."""

    __tablename__ = "voice_message"

    voice_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("voice.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: What was done with it: words, a review asked for, an answer whether anybody takes revenge.
    speech: Mapped[Speech] = mapped_column(choice(Speech, "speech"))
    day: Mapped[date]
    #: Null for the voice.
    account_id: Mapped[int | None] = mapped_column(Id)
    #: Under the voice's own key, bound to voice:<id>/said:<ordinal>; what was brought on joining is empty once erased.
    sealed: Mapped[bytes]
    #: What was said and hung on it, digested with the voice's own key, and the digest of all so far.
    content: Mapped[bytes | None]
    digest: Mapped[bytes | None]


class VoiceFile(Base):
    """A file that one who joined sent with their words, sealed under a key of its own."""

    __tablename__ = "voice_file"
    __table_args__ = (sa.UniqueConstraint("voice_id", "ordinal", "position"),)

    id: Mapped[RandomId]
    voice_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("voice.id", ondelete="CASCADE"))
    #: The ordinal of the message it hangs on.
    ordinal: Mapped[int]
    position: Mapped[int]
    #: Its key, under the voice's own; exchanged with that, while the content stays.
    key_sealed: Mapped[bytes]
    #: Media type, size and digest, under its key.
    about_sealed: Mapped[bytes]


class VoiceFileChunk(Base):
    """One sealed chunk of such a file, bound to its number and to the file."""

    __tablename__ = "voice_file_chunk"

    file_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("voice_file.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed: Mapped[bytes]


class VoiceMailbox(Base):
    """The one mailbox to which one who joined is told of news, sealed twice: under a key of the instance, and that to the
    pair of the case. It keeps no day, and its place none of when it was left."""

    __tablename__ = "voice_mailbox"

    voice_id: Mapped[int] = mapped_column(
        RowPlace, sa.ForeignKey("voice.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    #: What the instance sealed, to the case's pair.
    sealed: Mapped[bytes]
    #: The same for its owner, under a key that their receipt gives; bound to voice:<id>/mailbox.
    sealed_for_voice: Mapped[bytes]


class VoiceCheckIn(Base):
    """What one who joined answered when asked, 30 and 90 days after the reply, whether anybody takes revenge."""

    __tablename__ = "voice_check_in"

    voice_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("voice.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    #: 1 for the first asking, 2 for the second.
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_pressed: Mapped[bool]
    day: Mapped[date]


class ToldVoices(Base):
    """What the office wrote to everybody concerned, once more under the shared key."""

    __tablename__ = "told_voices"

    petition_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("joining.petition_id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    #: The ordinal of the message it repeats.
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed: Mapped[bytes]


class ToldFile(Base):
    """A file of what the office wrote to everybody concerned, once more under the shared key."""

    __tablename__ = "told_file"
    __table_args__ = (sa.UniqueConstraint("petition_id", "ordinal", "position"),)

    id: Mapped[RandomId]
    petition_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("joining.petition_id", ondelete="CASCADE"))
    #: The ordinal of the message it hangs on.
    ordinal: Mapped[int]
    position: Mapped[int]
    #: Media type and size.
    about_sealed: Mapped[bytes]
    #: The key its content lies under, once that is not the shared key any more.
    key_sealed: Mapped[bytes | None]


class ToldFileChunk(Base):
    """One sealed chunk of such a file, bound to its number and to the file."""

    __tablename__ = "told_file_chunk"

    file_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("told_file.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed: Mapped[bytes]
