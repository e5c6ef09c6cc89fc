"""A handler who is given a redacted version works the case to its end without ever holding its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from petitions import conversation, queries, receipt
from petitions.history import verification
from petitions.joint import joining, voice_page, voices
from petitions.joint.joining import Adding
from petitions.joint.voices import About
from petitions.redaction import versions as redactions
from petitions.workflow import Action, State
from vault import reading_groups, subject_keys
from web.errors import Refusal

TEXT = "某车间夜班连续三个月没有发夜班津贴。"
Desk = Callable[[str], FlaskClient]


def able(casework: Any, petition: Any) -> tuple[set[str], set[str]]:
    """Who opens the case, and who only its redacted version."""
    people, session = casework.enterprise.people, casework.session
    whole = subject_keys.readers(session, queries.subject(petition.id))
    redacted = subject_keys.readers(session, redactions.subject(petition.id))
    return tuple({name for name, each in people.items() if each.id in ids} for ids in (whole, redacted))  # type: ignore[return-value]


def redacted_to(casework: Any, state: State = State.ASSIGNED) -> tuple[Any, bytes]:
    """A case whose handler was given the redacted version before anything else, led on by the usual steps."""
    petition, key = casework.lead_to(State.ACCEPTED)
    casework.do(petition, Action.REDACT, "officer", text=TEXT)
    steps = casework.way(state)
    casework.follow(petition, key, steps[2:])
    return petition, key


def test_the_handler_gets_the_redacted_version_and_never_the_case(casework: Any) -> None:
    petition, _ = redacted_to(casework)

    assert able(casework, petition) == ({"officer", "officer2"}, {"handler"})
    with pytest.raises(reading_groups.NotAReader):
        subject_keys.open_subject(
            casework.session, queries.subject(petition.id), casework.enterprise.people["handler"].keys
        )


def test_the_case_goes_to_its_reply_and_the_petitioner_reads_every_word_to_them(casework: Any) -> None:
    petition, key = redacted_to(casework, State.DRAFTED)
    assert able(casework, petition) == ({"officer", "officer2"}, {"handler", "leader"})

    casework.follow(petition, key, casework.way(State.REPLIED)[5:])

    assert petition.state is State.REPLIED
    assert able(casework, petition) == ({"officer", "officer2"}, set())
    assert "应予支持" in conversation.messages(casework.session, petition.id, key)[-1].text
    assert verification.is_whole(casework.session, petition, queries.events(casework.session, petition.id), key)


def test_an_opinion_sent_back_gives_the_handler_the_redacted_version_again(casework: Any) -> None:
    petition, _ = redacted_to(casework, State.DRAFTED)

    casework.do(petition, Action.RETURN, "leader", reason="补充工资表。")

    assert able(casework, petition) == ({"officer", "officer2"}, {"handler"})


def test_a_handler_who_reads_the_original_already_loses_its_key(casework: Any) -> None:
    petition, _ = casework.lead_to(State.INVESTIGATING)
    assert "handler" in able(casework, petition)[0]

    casework.do(petition, Action.REDACT, "officer", text=TEXT)

    assert able(casework, petition) == ({"officer", "officer2"}, {"handler"})


def test_lifting_it_gives_the_case_and_keeps_what_was_written_meanwhile(casework: Any) -> None:
    petition, key = redacted_to(casework, State.INVESTIGATING)
    casework.do(petition, Action.ASK, "handler", text="是哪几天？")

    casework.do(petition, Action.REDACT, "officer", lifted=True)

    assert able(casework, petition) == ({"officer", "officer2", "handler"}, set())
    assert [each.text for each in conversation.messages(casework.session, petition.id, key)][-1] == "是哪几天？"
    with pytest.raises(Refusal):
        casework.do(petition, Action.REDACT, "officer", lifted=True)


def test_a_handler_who_steps_back_loses_the_redacted_version_too(casework: Any) -> None:
    petition, _ = redacted_to(casework)

    casework.do(petition, Action.RECUSE, "handler", reason="是我亲戚。")

    assert able(casework, petition) == ({"officer", "officer2"}, set())


def test_nothing_is_redacted_without_a_text(casework: Any) -> None:
    petition, _ = casework.lead_to(State.ACCEPTED)

    with pytest.raises(Refusal):
        casework.do(petition, Action.REDACT, "officer", text=" ")


def test_the_pages_show_each_what_is_theirs(casework: Any, app: Any, sign_in: Callable[..., FlaskClient]) -> None:
    petition, _ = casework.lead_to(State.ACCEPTED)
    casework.session.commit()
    officer = sign_in(app.test_client(), "officer")
    page = f"/desk/petitions/{petition.id}/"

    proposed = officer.get(page + "redact").get_data(as_text=True)
    masked = officer.post(page + "redact", data={"text": TEXT, "more": "夜班津贴", "mask": "1"}).get_data(as_text=True)
    assert "夜班连续三个月" in proposed
    assert "没有发×××。</textarea>" in masked
    assert officer.post(page + "redact", data={"text": "某车间×××没有发。"}).status_code == 302
    handler_id = casework.enterprise.people["handler"].id
    assert officer.post(page + "assign", data={"handler_id": handler_id, "text": "请核对。"}).status_code == 302

    handler = sign_in(app.test_client(), "handler")
    seen = handler.get(page).get_data(as_text=True)
    assert "某车间×××没有发。" in seen
    assert "夜班连续三个月" not in seen
    assert "请核对。" in seen
    assert handler.get(page + "investigate").status_code == 200
    assert handler.get(page + "files/1").status_code in (403, 404)
    shown = officer.get(page).get_data(as_text=True)
    assert "夜班连续三个月" in shown
    assert "（只给遮盖版）" in shown
    assert "（遮盖版）" in shown


def test_a_leader_who_looks_after_it_gets_the_redacted_version_unless_the_office_gives_the_original(
    casework: Any,
) -> None:
    leader = casework.enterprise.people["leader"].id
    petition, _ = redacted_to(casework)
    casework.do(petition, Action.SPONSOR, "officer", leader_id=leader)
    assert able(casework, petition) == ({"officer", "officer2"}, {"handler", "leader"})

    casework.do(petition, Action.SPONSOR, "officer", leader_id=leader, original=True)
    assert able(casework, petition) == ({"officer", "officer2", "leader"}, {"handler"})


def test_a_reviewer_decides_with_the_redacted_version_and_the_petitioner_reads_the_decision(casework: Any) -> None:
    petition, key = redacted_to(casework, State.REVIEWING)
    whole, redacted = able(casework, petition)
    assert whole == {"officer", "officer2"}
    assert len(redacted) == 1

    (reviewer,) = redacted
    casework.do(petition, Action.UPHOLD, reviewer, text="原答复事实清楚，予以维持。")

    said = conversation.messages(casework.session, petition.id, key)
    assert said[-1].text.endswith("原答复事实清楚，予以维持。")


def test_lifting_it_gives_the_original_to_whoever_looks_after_the_case_too(casework: Any) -> None:
    petition, _ = redacted_to(casework)
    casework.do(petition, Action.SPONSOR, "officer", leader_id=casework.enterprise.people["leader"].id)

    casework.do(petition, Action.REDACT, "officer", lifted=True)

    assert able(casework, petition) == ({"officer", "officer2", "handler", "leader"}, set())


@pytest.mark.parametrize("joined_first", [True, False])
def test_a_joint_petition_can_be_redacted_and_all_who_joined_are_told_the_decision(
    casework: Any, joined_first: bool
) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    session, now, secret = casework.session, casework.clock(), bytes(32)

    def unite() -> str:
        about = About("夜班津贴", "没有发。")
        code = joining.open_joining(session, petition.id, about, key=key, instance_key=secret, now=now)
        own = receipt.mint()
        joining.join(session, code, Adding(text="我也是。"), code=own, instance_key=secret, now=now)
        return own

    own = unite() if joined_first else ""
    casework.do(petition, Action.REDACT, "officer", text=TEXT)
    own = own or unite()
    casework.follow(petition, key, casework.way(State.REVIEWING)[4:])
    _, (reviewer,) = able(casework, petition)
    casework.do(petition, Action.UPHOLD, reviewer, text="予以维持。")

    found = voices.by_receipt(session, own, instance_key=secret)
    assert found is not None
    assert voice_page.load(session, *found, today=now.date()).told[-1].text.endswith("予以维持。")
