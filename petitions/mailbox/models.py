"""The table of mailboxes that petitioners left."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base


class NoticeMailbox(Base):
    """The one mailbox to which news of a case are told, sealed twice: under a key of the instance, and that under the case's.

    It keeps no day: nobody needs to know when it was left.
    """

    __tablename__ = "petition_mailbox"

    petition_id: Mapped[int] = mapped_column(
        sa.BigInteger, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True
    )
    #: What the instance sealed, under the case's key; bound to petition:<id>/mailbox.
    sealed: Mapped[bytes]
    #: The same under the key of the redacted version, while there is one; bound to petition:<id>/mailbox-redacted.
    sealed_redacted: Mapped[bytes | None]
