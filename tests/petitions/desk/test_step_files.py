"""The office sends papers along with what it writes; they reach the petitioner cleaned, and a bad one keeps the text."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from petitions import conversation
from petitions.desk import step_files
from petitions.desk.opened import opened
from petitions.evidence import keeping as evidence
from petitions.files.attachments import CleanFile
from petitions.models import Petition
from petitions.notes import NoteKind
from petitions.workflow import Action, State, Trigger
from tests.petitions import recorded
from tests.petitions.files.test_office_cleaning import a_document
from tests.petitions.phone import photo
from web.errors import Refusal


def _write(desk: FlaskClient, petition: Any, *files: tuple[bytes, str]) -> Any:
    fields: dict[str, Any] = {"text": "请看附件里的说明。", "version": str(petition.version)}
    fields["files"] = [(io.BytesIO(content), name) for content, name in files]
    address = f"/desk/petitions/{petition.id}/{Action.WRITE.value}"
    return desk.post(address, data=fields, content_type="multipart/form-data")


def test_papers_hang_on_the_message_and_tell_nothing_of_who_made_them(
    casework: Any, app: Any, sign_in: Callable[..., FlaskClient]
) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    casework.session.commit()
    desk = sign_in(app.test_client(), "officer")
    form = desk.get(f"/desk/petitions/{petition.id}/write").get_data(as_text=True)
    assert 'enctype="multipart/form-data"' in form
    answer = _write(desk, petition, (a_document(), "说明.docx"), (photo(), "现场.jpg"))
    assert answer.status_code == 302
    said = conversation.messages(casework.session, petition.id, key)[-1]
    assert [file.sort.ending for file in said.files] == ["docx", "jpg"]
    _about, chunks = conversation.open_file(casework.session, petition.id, said.files[0].id, key)
    assert "张伟".encode() not in b"".join(chunks)


def test_a_file_that_cannot_be_taken_keeps_the_text_and_writes_nothing(
    casework: Any, app: Any, sign_in: Callable[..., FlaskClient]
) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    casework.session.commit()
    desk = sign_in(app.test_client(), "officer")
    answer = _write(desk, petition, (b"MZ" + bytes(300), "工具.exe"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "工具.exe" in page
    assert "请看附件里的说明。" in page
    assert len(conversation.messages(casework.session, petition.id, key)) == 1


def test_a_step_that_writes_to_nobody_takes_no_files(
    casework: Any, app: Any, sign_in: Callable[..., FlaskClient]
) -> None:
    petition, _key = casework.lead_to(State.REGISTERED)
    casework.session.commit()
    desk = sign_in(app.test_client(), "officer")
    assert 'type="file"' not in desk.get(f"/desk/petitions/{petition.id}/accept").get_data(as_text=True)
    fields = {"procedure": "ordinary", "text": "", "files": (io.BytesIO(recorded.wav()), "a.wav")}
    answer = desk.post(f"/desk/petitions/{petition.id}/accept", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 302
    assert re.search(r"/desk/petitions/", answer.headers["Location"])


def step(casework: Any, petition: Petition, action: Action, who: str, **given: Any) -> Petition:
    files, actor = (CleanFile("image/jpeg", b"page"),), casework.enterprise.people[who]
    return step_files.perform_with(
        casework.session, petition.id, action, files, actor=actor, now=casework.clock(), version=None, **given
    )


def beside_last_note(casework: Any, petition: Petition, who: str = "officer") -> list[str]:
    held = evidence.held_by(casework.session, petition, casework.enterprise.people[who])
    found = evidence.by_note(casework.session, petition.id, held)[petition.notes]
    return [evidence.open_file(casework.session, petition.id, file.id, held)[1].decode() for file in found]


def test_whatever_the_office_writes_down_for_itself_may_have_papers_beside_it(casework: Any) -> None:
    petition, _key = casework.lead_to(State.DRAFTED)
    people = casework.enterprise.people
    casework.more_leaders()
    casework.do(petition, Action.SPONSOR, "officer", leader_id=people["leader2"].id)
    steps: list[tuple[Action, str, dict[str, Any]]] = [
        (Action.GUIDE, "leader2", {"text": "已过问。"}),
        (Action.SUPERVISE, "officer", {"trigger": Trigger.DELAYED, "days": 5, "text": "请说明。"}),
        (Action.MANDATE, "officer", {"issuer": "省总工会", "text": "见交办函。"}),
        (Action.REPORT_UP, "officer", {"text": "已报办结报告。"}),
        # Whoever sends it back or approves it gives the key back by that.
        (Action.RETURN, "leader", {"reason": "批注在附件里。"}),
    ]
    for action, who, given in steps:
        step(casework, petition, action, who, **given)
        assert beside_last_note(casework, petition) == ["page"], action


def test_papers_go_with_a_case_to_another_office_or_a_body_outside_and_stand_by_an_opinion(casework: Any) -> None:
    for state, reader in ((State.TRANSFERRED, "officer3"), (State.HANDED_OVER, "officer"), (State.DRAFTED, "leader")):
        way = casework.way(state)
        petition, _key = casework.lead_to(State.REGISTERED if len(way) < 3 else State.INVESTIGATING)
        action, who, given = way[-1]
        step(casework, petition, action, who, **given)
        assert petition.state is state
        assert beside_last_note(casework, petition, reader) == ["page"], action
    shown = opened(casework.session, petition, casework.enterprise.people["officer"], {}, casework.clock().date())
    assert shown is not None
    assert [note.kind for _file, note in shown.evidence] == [NoteKind.OPINION]
    # Sent back, it keeps what stood by it.
    casework.do(petition, Action.RETURN, "leader", reason="请补依据。")
    again = opened(casework.session, petition, casework.enterprise.people["handler"], {}, casework.clock().date())
    assert again is not None
    assert again.opinion_files == shown.opinion_files


def test_papers_without_a_word_are_refused_where_the_word_is_not_asked_for(casework: Any) -> None:
    petition, _key = casework.lead_to(State.DRAFTED)

    with pytest.raises(Refusal) as refused:
        step(casework, petition, Action.APPROVE, "leader")
    casework.session.rollback()

    assert refused.value.field == "text"
