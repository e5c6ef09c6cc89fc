"""What one person sees of one case, and what stays shut for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from petitions import conversation, intake
from petitions.conversation import Named
from petitions.desk import page as desk_page
from petitions.intake import Filing
from petitions.kinds import Channel, Kind, Naming
from petitions.workflow import Action, State
from vault import seal

TODAY = date(2026, 11, 25)


def page(casework: Any, petition: Any, who: str) -> desk_page.DeskCase:
    return desk_page.load(casework.session, petition.id, casework.enterprise.people[who], today=TODAY)


def test_the_next_step_is_the_one_primary_button(casework: Any) -> None:
    expected = {
        State.FILED: ("officer", Action.REGISTER),
        State.REGISTERED: ("officer", Action.ACCEPT),
        State.ACCEPTED: ("officer", Action.ASSIGN),
        State.ASSIGNED: ("handler", Action.INVESTIGATE),
        State.INVESTIGATING: ("handler", Action.DRAFT),
        State.DRAFTED: ("leader", Action.APPROVE),
        State.APPROVED: ("officer", Action.REPLY),
        State.REPLIED: ("officer", Action.CARRY_OUT),
        State.TRANSFERRED: ("officer3", Action.TAKE),
        State.OBJECTED: ("officer", Action.TAKE_BACK),
        State.REVIEW_ASKED: ("officer", Action.OPEN_REVIEW),
        State.REREVIEWING: ("leader3", Action.UPHOLD),
        State.MERGED: ("officer", Action.RELAY),
    }
    for state, (who, action) in expected.items():
        petition, _key = casework.lead_to(state)
        shown = page(casework, petition, who)
        assert shown.primary is not None, state
        assert shown.primary.action is action
        assert action not in [row.action for row in shown.others]


def test_without_a_key_nothing_sealed_is_shown_and_nothing_can_be_done(casework: Any) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    officer = replace(casework.enterprise.people["officer"], keys=None)

    shown = desk_page.load(casework.session, petition.id, officer, today=TODAY)

    assert shown.sealed is None
    assert shown.rows == []
    assert shown.readers == ["张伟", "李强", "王芳"]


def test_the_history_says_who_did_what_and_names_no_petitioner(casework: Any) -> None:
    petition, _key = casework.lead_to(State.DRAFTED)

    history = page(casework, petition, "officer").history

    assert [(step.label, step.who, step.after) for step in history] == [
        ("提交诉求", "信访人", ""),
        ("登记", "王芳", ""),
        ("受理", "王芳", ""),
        ("交办", "王芳", "张伟"),
        ("记录调查情况", "张伟", ""),
        ("提交处理意见", "张伟", "刘洋"),
    ]


def test_the_opinion_last_submitted_is_shown_apart_from_the_notes(casework: Any) -> None:
    petition, _key = casework.lead_to(State.DRAFTED)

    sealed = page(casework, petition, "leader").sealed

    assert sealed is not None
    assert sealed.opinion is not None
    assert sealed.opinion.claims[0].text == "补发三个月夜班津贴"
    assert [note.text for note in sealed.notes] == ["查了考勤和工资表，与班组六人谈话。"]


def test_the_number_of_an_earlier_case_is_shown_only_to_who_may_know_of_it(casework: Any) -> None:
    earlier, _ = casework.file()
    petition, _key = casework.file()
    casework.do(petition, Action.REGISTER, "officer", category="pay", is_repeat=True, repeat_of_id=earlier.id)
    for action, who, given in casework.way(State.ASSIGNED)[1:]:
        casework.do(petition, action, who, **given)

    assert page(casework, petition, "officer").repeats == earlier.number
    assert page(casework, petition, "handler").repeats == ""


def test_a_named_petitioner_is_shown_once_opened(casework: Any) -> None:
    petition, key = casework.file()
    petition.naming = Naming.NAMED
    petition.name_sealed = seal.seal_text(
        key, Named("𬱖建国", "13800000000").to_text(), conversation.name_place(petition.id)
    )
    casework.session.flush()

    sealed = page(casework, petition, "officer").sealed

    assert sealed is not None
    assert sealed.named == Named("𬱖建国", "13800000000")


def test_what_an_officer_recorded_for_somebody_is_not_told_as_the_petitioners_own_step(casework: Any) -> None:
    officer = casework.enterprise.people["officer"]
    filing = Filing(Kind.PROBLEM, Naming.ANONYMOUS, "pay", None, "来访人说：工资少算了。", channel=Channel.VISIT)
    petition = intake.file_petition(casework.session, filing, actor=officer, now=casework.clock())

    first = page(casework, petition, "officer").history[0]

    assert (first.label, first.who) == ("记录来访、来信或来电", "王芳")
