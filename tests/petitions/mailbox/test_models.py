"""What is kept of a mailbox is sealed, and no day says when it was left."""

from __future__ import annotations

import sqlalchemy as sa

from petitions.mailbox.models import NoticeMailbox


def test_nothing_stands_in_clear_but_which_case_has_one() -> None:
    columns = {column.name: type(column.type) for column in sa.inspect(NoticeMailbox).columns}

    assert columns == {"petition_id": sa.BigInteger, "sealed": sa.LargeBinary, "sealed_redacted": sa.LargeBinary}
