"""What a handler is given instead of the original: masked first by machine, under a key that opens nothing else."""

from __future__ import annotations

from typing import Any

from petitions import conversation, queries
from petitions.lists.filters import Filters
from petitions.redaction import versions as redactions
from petitions.search import full_text as search
from petitions.search.finding import words
from petitions.workflow import Action, State
from vault import subject_keys

STORY = "我叫张建国，电话 13800138000，三车间夜班津贴没有发，找过李强。"


def test_the_machine_masks_ways_to_a_person_and_leaves_what_an_investigation_needs() -> None:
    text = redactions.proposal([STORY, "11月3日零点班也没有。"], ["李强"])

    assert "13800138000" not in text
    assert "张建国" not in text
    assert "李强" not in text
    assert "三车间夜班津贴没有发" in text
    assert text.endswith("\n\n11月3日零点班也没有。")


def test_further_words_are_masked_wherever_they_stand() -> None:
    assert redactions.masked_too("东岭的泵房，泵房漏水", "泵房、东岭") == "×××的×××，×××漏水"
    assert redactions.masked_too("东岭的泵房", " ") == "东岭的泵房"


def test_whoever_holds_the_case_reads_what_was_written_under_either_key(casework: Any) -> None:
    petition, key = casework.lead_to(State.ACCEPTED)
    people = casework.enterprise.people
    casework.do(petition, Action.REDACT, "officer", text="某车间夜班津贴没有发。")
    casework.do(petition, Action.ASSIGN, "officer", handler_id=people["handler"].id, text="请核对考勤。")
    casework.do(petition, Action.ASK, "handler", text="是哪几天？")

    said = conversation.messages(casework.session, petition.id, key)
    assert said[-1].text == "是哪几天？"
    steps = search.look(
        casework.session, people["officer"], words("哪几天 核对考勤"), Filters(), today=casework.clock().date()
    )
    assert [each.matched for each in steps] == [1]
    row = redactions.of_case(casework.session, petition.id)
    assert row is not None
    assert redactions.text_of(row, redactions.key_under(row, key)) == "某车间夜班津贴没有发。"


def test_a_member_of_the_office_holds_it_through_the_case_alone(casework: Any) -> None:
    petition, _ = casework.lead_to(State.ACCEPTED)
    people = casework.enterprise.people
    casework.do(petition, Action.REDACT, "officer", text="某车间夜班津贴没有发。")

    assert redactions.held_by(casework.session, petition.id, people["officer"]) is None
    casework.do(petition, Action.ASSIGN, "officer", handler_id=people["handler"].id)
    assert redactions.held_by(casework.session, petition.id, people["handler"]) is not None
    assert people["handler"].id not in subject_keys.readers(casework.session, queries.subject(petition.id))
