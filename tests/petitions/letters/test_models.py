"""A scan is the file of a case, and there is none without that file."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from petitions.letters.catalogue import LetterKind
from petitions.letters.models import LetterScan


def test_a_scan_without_its_file_is_refused(casework: Any) -> None:
    petition, _key = casework.file()
    scan = LetterScan(
        attachment_id=4711,
        petition_id=petition.id,
        letter=LetterKind.REPLY,
        day=casework.clock().date(),
        account_id=casework.enterprise.people["officer"].id,
    )
    casework.session.add(scan)

    with pytest.raises(IntegrityError):
        casework.session.flush()
