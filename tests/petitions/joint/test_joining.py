"""A joint petition: everybody has a number and a receipt, nobody sees the others, and naming a reader takes the key away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from accounts.roles import Role
from petitions import queries, reach, receipt
from petitions.joint import joining, speaking, voice_page, voices
from petitions.joint import terms as joint
from petitions.joint.joining import Adding
from petitions.joint.models import Joining, JoiningReader, ToldVoices, Voice
from petitions.joint.voices import About
from petitions.kinds import Kind
from petitions.outcome.ratings import Grade, Solved
from petitions.rates import statistics
from petitions.rates.selection import Window, people
from petitions.workflow import Action, State
from tests.petitions.conftest import NARRATIVE, Casework
from vault import reading_groups, seal, subject_keys
from web.errors import Refusal

INSTANCE_KEY = bytes(range(32))
ABOUT = About("补发三车间夜班津贴", "七月到九月的夜班津贴没有发，要求补发。")
NAME, WORDS = "欧阳青禾", "我八月上了九个夜班"


@pytest.fixture
def opened(casework: Casework) -> tuple[Any, bytes, str]:
    """A case in hand that others may join: the petition, its key, the joining code."""
    petition, key = casework.lead_to(State.INVESTIGATING)
    return petition, key, open_it(casework, petition, key)


def open_it(casework: Casework, petition: Any, key: bytes) -> str:
    return joining.open_joining(
        casework.session, petition.id, ABOUT, key=key, instance_key=INSTANCE_KEY, now=casework.clock()
    )


@pytest.fixture
def join(casework: Casework) -> Callable[..., tuple[Voice, str]]:
    """`join(code, name=…)` adds a voice and returns it with its receipt."""

    def go(code: str, own: str = "", **adding: Any) -> tuple[Voice, str]:
        own = own or receipt.mint()
        added = joining.join(
            casework.session, code, Adding(**adding), code=own, instance_key=INSTANCE_KEY, now=casework.clock()
        )
        return added, own

    return go


def test_whoever_joins_sees_title_and_summary_and_nothing_of_what_the_first_wrote(
    casework: Casework, opened: tuple[Any, bytes, str]
) -> None:
    petition, key, code = opened
    found = voices.invited(casework.session, code, instance_key=INSTANCE_KEY)
    assert found is not None
    assert (found.about, found.voices, found.may_join) == (ABOUT, 0, True)
    assert found.key != key
    # What the code opens is not the key of the case: nothing of the conversation opens with it.
    sealed = queries.messages(casework.session, petition.id)[0].sealed
    with pytest.raises(seal.SealBroken):
        seal.open_text(found.key, sealed, f"petition:{petition.id}/message:1")


def test_each_has_a_number_and_a_receipt_of_their_own_and_the_office_alone_reads_the_names(
    casework: Casework, opened: tuple[Any, bytes, str], join: Any
) -> None:
    petition, key, code = opened
    first, own = join(code, name=NAME, contact="139", text=WORDS)
    second, other = join(code)
    assert first.number != second.number
    assert first.number.startswith(f"{petition.number}-")
    for theirs, voice in ((own, first), (other, second)):
        found = voices.by_receipt(casework.session, theirs, instance_key=INSTANCE_KEY)
        assert found is not None
        assert found[0] == voice.id
        # A voice's receipt opens what all of them share, and no other voice.
        page = voice_page.load(casework.session, voice.id, found[1], today=casework.clock().date())
        assert page.about == ABOUT
        assert page.voices == 2
    said = {each.number: each for each in voices.for_office(casework.session, petition.id, key)}
    assert (said[first.number].name, said[first.number].text) == (NAME, WORDS)
    assert (said[second.number].name, said[second.number].text) == ("", "")


def test_no_row_holds_a_word_a_name_or_a_code(casework: Casework, opened: tuple[Any, bytes, str], join: Any) -> None:
    _petition, _key, code = opened
    _voice, own = join(code, name=NAME, text=WORDS)
    kept = b""
    for table in (Joining, JoiningReader, Voice, ToldVoices):
        for row in casework.session.execute(sa.select(table.__table__)):
            kept += b"|".join(each if isinstance(each, bytes) else str(each).encode() for each in row)
    for word in (NAME, WORDS, ABOUT.title, code, own, NARRATIVE):
        assert word.encode() not in kept


def test_named_and_nameless_voices_are_equally_long(
    casework: Casework, opened: tuple[Any, bytes, str], join: Any
) -> None:
    _petition, _key, code = opened
    named, nameless = join(code, name=NAME, text=WORDS)[0], join(code)[0]
    assert len(named.sealed) == len(nameless.sealed)


def test_the_same_form_sent_twice_joins_once(casework: Casework, opened: tuple[Any, bytes, str], join: Any) -> None:
    petition, _key, code = opened
    own = receipt.mint()
    assert join(code, own)[0].id == join(code, own)[0].id
    assert voices.count(casework.session, petition.id) == 1


def test_one_matter_is_counted_once_and_everybody_once(casework: Casework, join: Any) -> None:
    petition, key = casework.file(people=2)
    code = open_it(casework, petition, key)
    first_day = casework.clock().date()
    join(code)
    casework.clock.advance(days=40)
    join(code)
    join(code)
    cases = statistics.case_facts(casework.session, first_day)
    assert len(cases) == 1
    # Two were said to be concerned: the first petitioner and one more. The second and third voice come on top.
    assert people(cases, Window(first_day, first_day)) == 2
    later = casework.clock().date()
    assert people(cases, Window(later, later)) == 2


def test_what_the_office_tells_everybody_reaches_those_who_joined_and_a_question_does_not(
    casework: Casework, join: Any
) -> None:
    petition, key = casework.lead_to(State.ACCEPTED)
    code = open_it(casework, petition, key)
    voice, own = join(code)
    way = [row for row in casework.way(State.REPLIED) if row[0].value not in ("register", "accept")]
    casework.follow(petition, key, way)
    found = voices.by_receipt(casework.session, own, instance_key=INSTANCE_KEY)
    assert found is not None
    page = voice_page.load(casework.session, voice.id, found[1], today=casework.clock().date())
    assert [(each.action, each.text) for each in page.told] == [(Action.REPLY, "您的诉求应予支持，12月工资补发。")]
    assert page.may_rate


def test_each_rates_once_for_themselves(casework: Casework, join: Any) -> None:
    petition, key = casework.lead_to(State.ACCEPTED)
    voice, _own = join(open_it(casework, petition, key))
    today = casework.clock().date()
    rating = {"office": Grade.FAIRLY, "unit": None, "solved": Solved.NO, "today": today}
    with pytest.raises(Refusal):
        speaking.rate(casework.session, voice.id, **rating)
    casework.follow(
        petition, key, [row for row in casework.way(State.REPLIED) if row[0].value not in ("register", "accept")]
    )
    casework.do(petition, Action.RATE, None, key=key, office=Grade.SATISFIED, unit=None, solved=Solved.YES)
    speaking.rate(casework.session, voice.id, **rating)
    with pytest.raises(Refusal):
        speaking.rate(casework.session, voice.id, **rating)
    assert queries.rating(casework.session, petition.id).office is Grade.SATISFIED
    (said,) = voices.for_office(casework.session, petition.id, key)
    assert said.office is Grade.FAIRLY
    casework.clock.advance(days=400)
    assert (
        voice_page.rate_until(
            petition, queries.clocks(casework.session, petition.id, casework.clock().date()), casework.clock().date()
        )
        is None
    )


def test_a_stopped_code_opens_nothing_and_a_new_one_keeps_the_voices(
    casework: Casework, opened: tuple[Any, bytes, str], join: Any
) -> None:
    petition, key, code = opened
    _voice, own = join(code)
    joining.close_joining(casework.session, petition.id, now=casework.clock())
    assert voices.invited(casework.session, code, instance_key=INSTANCE_KEY) is None
    with pytest.raises(Refusal):
        join(code)
    with pytest.raises(Refusal):
        joining.close_joining(casework.session, petition.id, now=casework.clock())
    assert voices.by_receipt(casework.session, own, instance_key=INSTANCE_KEY) is not None
    again = open_it(casework, petition, key)
    assert again != code
    join(again)
    shown = voices.own(casework.session, petition.id, key)
    assert shown is not None
    assert (shown.code, shown.voices, shown.about) == (again, 2, ABOUT)
    with pytest.raises(Refusal):
        open_it(casework, petition, key)


def test_nobody_joins_an_accusation_or_what_is_answered_or_full(
    casework: Casework, opened: tuple[Any, bytes, str], join: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    accusation, its_key = casework.file(Kind.ACCUSATION)
    with pytest.raises(Refusal):
        open_it(casework, accusation, its_key)
    petition, key, code = opened
    monkeypatch.setattr(joint, "MOST_VOICES", 1)
    join(code)
    with pytest.raises(Refusal):
        join(code)
    monkeypatch.undo()
    steps = [row for row in casework.way(State.REPLIED) if row[0] in (Action.DRAFT, Action.APPROVE, Action.REPLY)]
    casework.follow(petition, key, steps)
    with pytest.raises(Refusal):
        join(code)
    assert voices.count(casework.session, petition.id) == 1


def test_a_handler_whom_somebody_names_on_joining_loses_the_key_and_the_case(
    casework: Casework, opened: tuple[Any, bytes, str], join: Any
) -> None:
    petition, _key, code = opened
    handler = casework.enterprise.people["handler"]
    join(code, concerned=frozenset({handler.id}))
    assert handler.id not in subject_keys.readers(casework.session, queries.subject(petition.id))
    assert reach.roles(casework.session, petition, handler) == frozenset()


def test_an_officer_whom_somebody_names_on_joining_loses_the_key_while_two_others_read_on(
    casework: Casework, join: Any
) -> None:
    people_, union = casework.enterprise.people, casework.enterprise.groups["union"]
    third = casework.add_person("officer5", "吴刚", Role.OFFICER, "岱山能源集团")
    reading_groups.admit(casework.session, union, third.id, by=people_["officer"].keys, now=casework.clock())
    petition, key = casework.lead_to(State.INVESTIGATING)
    code = open_it(casework, petition, key)
    join(code, concerned=frozenset({people_["officer"].id}))
    subject = queries.subject(petition.id)
    assert subject_keys.open_subject(casework.session, subject, people_["officer2"].keys) == key
    assert subject_keys.open_subject(casework.session, subject, third.keys) == key
    with pytest.raises(reading_groups.NotAReader):
        subject_keys.open_subject(casework.session, subject, people_["officer"].keys)
    assert reach.roles(casework.session, petition, people_["officer"]) == frozenset()


def test_with_fewer_than_two_left_nobody_joins_and_the_refusal_says_where_to_go(
    casework: Casework, opened: tuple[Any, bytes, str], join: Any
) -> None:
    _petition, _key, code = opened
    with pytest.raises(Refusal) as refused:
        join(code, concerned=frozenset({casework.enterprise.people["officer"].id}))
    assert refused.value.field == "concerned"
    assert "当面" in str(refused.value.message)


def test_a_withdrawn_merge_or_transfer_leaves_the_voices_their_receipts(
    casework: Casework, opened: tuple[Any, bytes, str], join: Any
) -> None:
    petition, key, code = opened
    voice, own = join(code)
    casework.do(petition, Action.WITHDRAW, None, key=key)
    found = voices.by_receipt(casework.session, own, instance_key=INSTANCE_KEY)
    assert found is not None
    assert (
        voice_page.load(casework.session, voice.id, found[1], today=casework.clock().date()).petition.state
        is State.WITHDRAWN
    )
