"""What a chat was told goes with its case and with its robot."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from notices.models import NoticeRobot
from notices.robots import Robot
from petitions.models import Petition
from petitions.reminding.models import CaseTold, EscalationLeader
from tests.fixtures import START
from vault.models import ReadingGroup


@pytest.mark.parametrize("gone", [Petition, NoticeRobot])
def test_what_was_told_goes_with_case_and_robot(casework: Any, gone: type) -> None:
    session = casework.session
    petition, _ = casework.file()
    robot = NoticeRobot(
        kind=Robot.WECOM,
        name="群",
        group_id=casework.enterprise.groups["union"],
        sealed=b"x",
        ending="abcd",
        added_on=START.date(),
    )
    session.add(robot)
    session.flush()
    session.add(CaseTold(petition_id=petition.id, robot_id=robot.id, version=1, told_on=START.date()))
    session.flush()
    session.execute(sa.delete(gone))

    assert session.query(CaseTold).all() == []


def test_an_office_that_is_gone_names_nobody(casework: Any) -> None:
    session = casework.session
    group = ReadingGroup(kind="union", unit_id=casework.enterprise.units["一车间"], founding_hash=b"x")
    session.add(group)
    session.flush()
    session.add(EscalationLeader(group_id=group.id, leader_id=casework.enterprise.people["leader"].id))
    session.flush()
    session.execute(sa.delete(ReadingGroup).where(ReadingGroup.id == group.id))

    assert session.query(EscalationLeader).all() == []
