"""`flask petitions import-ledger`: sealed without a key, for an officer who answers for it and can take it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.models import AuditEntry
from petitions import conversation, queries
from petitions.desk import page as desk_page
from petitions.history import verification
from petitions.keys import holding
from petitions.models import Petition
from petitions.workflow import State
from tests.petitions.old_cases import OPEN, ROW


@pytest.fixture
def run(app: Flask, session: Session, enterprise: Any, tmp_path: Path) -> Any:
    """`run(rows, *options)`: what the command answers to a ledger with these changes to ROW."""
    session.rollback()

    def go(*changes: dict[str, str], head: str = ",".join(ROW), options: tuple[str, ...] = ()) -> Any:
        file = tmp_path / "台账.csv"
        lines = [",".join((ROW | {"编号": str(number)} | each).values()) for number, each in enumerate(changes, 1)]
        file.write_bytes("\n".join([head, *lines]).encode("gb18030"))
        return app.test_cli_runner().invoke(args=["petitions", "import-ledger", str(file), *options])

    return go


def _cases(session: Session) -> list[Petition]:
    found = list(session.execute(sa.select(Petition).order_by(Petition.filed_on)).scalars())
    session.rollback()
    return found


FOR = ("--officer", "officer")


def test_a_dry_run_says_what_each_heading_means_and_changes_nothing(run: Any, session: Session) -> None:
    answer = run({}, {"登记日期": "昨天"}, options=(*FOR, "--dry-run"))

    assert answer.exit_code == 1
    assert "信访目的 = purpose (信访目的)" in answer.output
    assert "台账.csv:3: 登记日期" in answer.output
    assert "1 rows would be taken, 1 refused" in answer.output
    assert _cases(session) == []
    days = {each: ROW[each].replace("2025", "2014") for each in ("登记日期", "受理日期", "答复日期", "办结日期")}
    answer = run({}, days, options=(*FOR, "--dry-run"))
    assert "台账.csv:3: finished on 2014-04-20, kept until 2024-12-31: not kept" in answer.output
    assert "The period of 1 rows is over" in answer.output


def test_rows_become_cases_that_only_the_office_can_open(
    run: Any, session: Session, enterprise: Any, clock: Any
) -> None:
    answer = run({}, OPEN, options=FOR)
    assert (answer.exit_code, "2 rows taken, 0 refused" in answer.output) == (0, True)
    officer = enterprise.people["officer"]
    session.rollback()
    for case in session.execute(sa.select(Petition)).scalars():
        key = holding.case_key(session, case, officer)
        assert conversation.messages(session, case.id, key)[0].text == ROW["反映内容"]
        assert verification.what_is_wrong(case, queries.events(session, case.id)) == ""
        last = desk_page.load(session, case.id, officer, today=clock().date()).history[-1]
        assert last.who == "在服务器上导入"
    assert {each.state for each in _cases(session)} == {State.CLOSED, State.ACCEPTED}
    entry = session.execute(sa.select(AuditEntry).where(AuditEntry.action == "ledger.import")).scalar_one()
    assert (entry.account_id, entry.details["for"]) == (None, officer.id)


def test_the_officer_finds_it_at_the_desk_and_takes_it_back(
    run: Any, session: Session, client: FlaskClient, sign_in: Any
) -> None:
    address = run({}, options=FOR).output.split("take it back at ")[1].split()[0]
    sign_in(client, "officer")
    assert address in client.get("/desk/petitions/old-ledger/").get_data(as_text=True)
    assert client.post(f"{address}/undo").status_code == 302
    assert _cases(session) == []
    assert "已撤销" in client.get("/desk/petitions/old-ledger/").get_data(as_text=True)


def test_a_colleague_sees_neither_the_import_nor_its_page(run: Any, client: FlaskClient, sign_in: Any) -> None:
    address = run({}, options=FOR).output.split("take it back at ")[1].split()[0]
    sign_in(client, "officer2")

    assert client.get(address).status_code == 404
    assert address not in client.get("/desk/petitions/old-ledger/").get_data(as_text=True)


def test_a_heading_nobody_could_guess_is_told_on_the_command_line(run: Any, session: Session) -> None:
    head = ",".join(ROW).replace("反映内容", "事由")
    assert "台账.csv:2: 反映内容" in run({}, head=head, options=FOR).output
    done = run({}, head=head, options=(*FOR, "--column", "事由=text"))

    assert (done.exit_code, len(_cases(session))) == (0, 1)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "--officer"),
        (("--officer", "nobody"), "no active account"),
        (("--officer", "handler"), "no active account that registers"),
        ((*FOR, "--column", "没有的列=text"), "no heading"),
        ((*FOR, "--column", "反映内容=nothing"), "no column nothing"),
    ],
)
def test_what_was_said_wrongly_is_named_and_nothing_is_taken(
    run: Any, session: Session, options: tuple[str, ...], said: str
) -> None:
    answer = run({}, options=options)

    assert answer.exit_code == 2
    assert said in answer.output
    assert _cases(session) == []


def test_a_row_of_another_office_is_refused(run: Any, session: Session) -> None:
    """An accusation is not brought in for an officer of the union, on the server neither."""
    answer = run(OPEN | {"信访目的": "检举控告", "处理意见": ""}, options=FOR)

    assert answer.exit_code == 1
    assert "检举控告只由纪检导入" in answer.output
    assert _cases(session) == []


def test_a_file_that_cannot_be_read_is_one_sentence(app: Flask, session: Session, tmp_path: Path) -> None:
    session.rollback()
    file = tmp_path / "x.xls"
    file.write_bytes(b"\xd0\xcf\x11\xe0")
    done = app.test_cli_runner().invoke(args=["petitions", "import-ledger", str(file), *FOR])

    assert done.exit_code == 1
    assert "另存为 .xlsx" in done.output
