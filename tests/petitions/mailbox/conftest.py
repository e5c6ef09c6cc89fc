"""An enterprise that sends mail, and cases whose petitioners left a mailbox."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from config import Settings
from notices.models import OutboxRow
from petitions.mailbox import operations
from petitions.models import Petition
from petitions.workflow import State
from tests.petitions.conftest import Casework

ADDRESS = "west-river@139.com"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings under which mail leaves."""
    return Settings(
        instance=tmp_path / "instance",
        password_cost="cheap",
        testing=True,
        smtp_url="smtp://127.0.0.1:9",
        smtp_from="xinqiao@mail.works.example",
        public_url="http://xinqiao.works.example",
    )


def left_at(casework: Casework, state: State, **fields: Any) -> tuple[Petition, bytes]:
    """A case in `state` whose petitioner then left a mailbox, and its key."""
    petition, key = casework.lead_to(state, **fields)
    operations.leave(casework.session, petition.id, ADDRESS, key=key)
    return petition, key


def waiting(casework: Casework) -> list[OutboxRow]:
    """What is to leave."""
    return list(casework.session.execute(sa.select(OutboxRow)).scalars())
