"""The history of a case says who did what and names no petitioner."""

from __future__ import annotations

from typing import Any

from accounts import queries as accounts
from petitions import intake, queries
from petitions.desk import history
from petitions.desk.history import Step
from petitions.intake import Filing
from petitions.kinds import Channel, Kind, Naming
from petitions.workflow import State


def steps(casework: Any, petition: Any) -> list[Step]:
    """The history as the desk reads it."""
    names = {account.id: account.name for account in accounts.accounts(casework.session)}
    return history.of(queries.events(casework.session, petition.id), names)


def test_the_history_says_who_did_what_and_names_no_petitioner(casework: Any) -> None:
    petition, _key = casework.lead_to(State.DRAFTED)

    assert [(step.label, step.who, step.after) for step in steps(casework, petition)] == [
        ("提交诉求", "信访人", ""),
        ("登记", "王芳", ""),
        ("受理", "王芳", ""),
        ("交办", "王芳", "张伟"),
        ("记录调查情况", "张伟", ""),
        ("提交处理意见", "张伟", "刘洋"),
    ]


def test_what_an_officer_recorded_for_somebody_is_not_told_as_the_petitioners_own_step(casework: Any) -> None:
    officer = casework.enterprise.people["officer"]
    filing = Filing(Kind.PROBLEM, Naming.ANONYMOUS, "pay", None, "来访人说：工资少算了。", channel=Channel.VISIT)
    petition = intake.file_petition(casework.session, filing, actor=officer, now=casework.clock())

    first = steps(casework, petition)[0]

    assert (first.label, first.who) == ("记录来访、来信或来电", "王芳")
