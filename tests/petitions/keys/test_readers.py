"""Who reads a case is told by name: those with the whole of it first, those with the redacted version alone marked."""

from __future__ import annotations

from typing import Any

from petitions.keys import readers
from petitions.workflow import Action, State


def test_a_handler_with_the_redacted_version_is_told_apart_from_the_office(casework: Any) -> None:
    petition, _key = casework.lead_to(State.ACCEPTED)
    handler = casework.enterprise.people["handler"].id
    casework.do(petition, Action.REDACT, "officer", text="某人反映加班。")
    casework.do(petition, Action.ASSIGN, "officer", handler_id=handler, text="")

    whole, redacted = readers.ids(casework.session, petition.id)

    assert redacted == {handler}
    assert not whole & redacted
    *office, last = (name for _account, name in readers.active(casework.session, petition.id))
    assert set(office) == {"王芳", "李强"}
    assert last == "张伟（只看遮盖版）"
