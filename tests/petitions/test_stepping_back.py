"""A story: whoever steps back from a case, is named in it, is removed from its office or hands it on opens nothing of what
is written later, whatever they hold or remember.

The attack (`tests.petitions.thief`) is made without the product's rules: the database as it is afterwards, the person's
own key, and every key they could open while they still had the case.
"""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from accounts import group_operations
from accounts.people import Person
from accounts.roles import Role
from petitions import conversation, intake, queries, receipt
from petitions.files.attachments import CleanFile
from petitions.history import verification
from petitions.identity import operations as identity_operations
from petitions.joint import joining, speaking, told_files, voice_page, voices
from petitions.joint.joining import Adding
from petitions.joint.models import Joining
from petitions.joint.voices import About
from petitions.kinds import Kind, Naming
from petitions.models import Petition
from petitions.workflow import Action, Procedure, State
from tests.petitions.conftest import CONTACT, NAME, NARRATIVE
from tests.petitions.thief import Thief
from vault import reading_groups, subject_keys
from vault.models import SubjectKeyWrap

LATER = "班长昨天找我谈话了。"
INSTANCE_KEY = bytes(range(32))
CODE = "7K2M9P4QX5T8WABC"
EARLY_FILE, LATE_FILE = b"%PDF-early", b"%PDF-late"
TO_UNITE = About("补发三车间夜班津贴", "七月到九月的夜班津贴没有发。")


@pytest.fixture
def third(casework: Any) -> Person:
    """A third officer, so that two are left when one steps back."""
    found: Person = casework.add_person("officer9", "郑爽", Role.OFFICER, "岱山能源集团")
    by, union = casework.enterprise.people["officer"].keys, casework.enterprise.groups["union"]
    reading_groups.admit(casework.session, union, found.id, by=by, now=casework.clock())
    return found


def filed(casework: Any, naming: Naming = Naming.NAMED) -> Petition:
    """A case with a receipt, a name and a file, registered."""
    filing = intake.Filing(
        kind=Kind.PROBLEM,
        naming=naming,
        category="pay",
        unit_id=casework.enterprise.units["三车间"],
        text=NARRATIVE,
        name=NAME,
        contact=CONTACT,
        files=(CleanFile("application/pdf", EARLY_FILE),),
    )
    petition = intake.file_petition(
        casework.session, filing, actor=None, now=casework.clock(), code=CODE, instance_key=INSTANCE_KEY
    )
    casework.do(petition, Action.REGISTER, "officer2", category="pay")
    return petition


def by_receipt(casework: Any) -> bytes:
    """The key that the receipt gives now."""
    found = conversation.by_receipt(casework.session, CODE, instance_key=INSTANCE_KEY)
    assert found is not None
    return found[1]


def says_more(casework: Any, petition: Petition, key: bytes) -> None:
    files = (CleanFile("application/pdf", LATE_FILE),)
    intake.petitioner_says(
        casework.session,
        petition.id,
        key=casework.present(petition, key),
        text=LATER,
        files=files,
        now=casework.clock(),
    )


def thief(casework: Any, who: str | Person) -> Thief:
    person = casework.enterprise.people[who] if isinstance(who, str) else who
    return Thief(casework.session, person, INSTANCE_KEY)


def opens(casework: Any, petition: Petition, who: str | Person) -> str:
    """All that a reader reads of the case by the product's own rules."""
    person = casework.enterprise.people[who] if isinstance(who, str) else who
    key = subject_keys.open_subject(casework.session, queries.subject(petition.id), person.keys)
    return "".join(each.text for each in conversation.messages(casework.session, petition.id, key))


@pytest.mark.parametrize("state", [State.REGISTERED, State.ACCEPTED, State.REPLIED])
def test_an_officer_who_steps_back_opens_nothing_more_and_the_others_do(
    casework: Any, third: Person, state: State
) -> None:
    petition, key = casework.lead_to(state)
    spy = thief(casework, "officer")
    assert spy.reads(NARRATIVE)

    casework.do(petition, Action.RECUSE, "officer", reason="是我的亲戚。")
    says_more(casework, petition, key)

    assert not spy.reads(LATER)
    assert not spy.reads(LATE_FILE.decode())
    for reader in ("officer2", third):
        assert NARRATIVE in opens(casework, petition, reader)
        assert LATER in opens(casework, petition, reader)


@pytest.mark.usefixtures("third")
def test_remembering_the_key_and_keeping_an_old_wrap_opens_no_text_of_the_new_database(casework: Any) -> None:
    petition = filed(casework)
    spy = thief(casework, "officer")
    remembered = by_receipt(casework)
    assert spy.reads(NARRATIVE)
    assert spy.reads(EARLY_FILE.decode())
    assert remembered in spy.keys

    casework.do(petition, Action.RECUSE, "officer", reason="是我的亲戚。")
    says_more(casework, petition, remembered)
    casework.do(petition, Action.WRITE, "officer2", text="我们在查。")

    loot = spy.look()
    assert EARLY_FILE.decode() in loot
    assert not [text for text in loot if NARRATIVE in text or LATER in text or "在查" in text or NAME in text]


@pytest.mark.usefixtures("third")
def test_the_petitioner_and_the_others_read_everything_from_before_and_after_files_too(casework: Any) -> None:
    petition = filed(casework)
    key = by_receipt(casework)

    casework.do(petition, Action.RECUSE, "officer", reason="是我的亲戚。")
    says_more(casework, petition, key)
    casework.do(petition, Action.ACCEPT, "officer2", procedure=Procedure.ORDINARY)
    for handler in ("handler", casework.add_person("handler9", "何静", Role.HANDLER, "四车间")):
        person = casework.enterprise.people[handler] if isinstance(handler, str) else handler
        casework.do(petition, Action.ASSIGN, "officer2", handler_id=person.id)
    casework.do(petition, Action.WRITE, "officer9", text="还在查。")
    says_more(casework, petition, key)

    now = by_receipt(casework)
    said = conversation.messages(casework.session, petition.id, now)
    files = [file for each in said for file in each.files]
    contents = []
    for file in files:
        _about, chunks = conversation.open_file(casework.session, petition.id, file.id, now)
        contents.append(b"".join(chunks))
    assert [each.text for each in said] == [NARRATIVE, LATER, "还在查。", LATER]
    assert contents == [EARLY_FILE, LATE_FILE, LATE_FILE]
    named = conversation.named(petition, now)
    assert named is not None
    assert (named.name, named.contact) == (NAME, CONTACT)
    events = queries.events(casework.session, petition.id)
    assert verification.is_whole(casework.session, petition, events, now)


def test_a_handler_and_an_approver_who_step_back_open_nothing_more(casework: Any) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    spy = thief(casework, "handler")
    assert spy.reads(NARRATIVE)

    casework.do(petition, Action.RECUSE, "handler", reason="与信访人有过节。")
    says_more(casework, petition, key)

    assert not spy.reads(LATER)
    drafted, key = casework.lead_to(State.DRAFTED)
    spy = thief(casework, "leader")
    assert spy.reads(NARRATIVE)
    casework.do(drafted, Action.RECUSE, "leader", reason="是我批的。")
    says_more(casework, drafted, key)
    assert not spy.reads(LATER)


def test_a_handler_replaced_or_gone_mid_case_opens_nothing_more(casework: Any) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    spy = thief(casework, "handler")
    assert spy.reads(NARRATIVE)
    other = casework.add_person("handler9", "何静", Role.HANDLER, "四车间")

    casework.do(
        petition,
        Action.HAND_ON,
        "officer",
        leaving_id=casework.enterprise.people["handler"].id,
        successor_id=other.id,
    )
    says_more(casework, petition, key)

    assert not spy.reads(LATER)
    assert LATER in opens(casework, petition, other)


def test_a_handler_with_the_redacted_version_who_steps_back_reads_none_that_is_made_later(casework: Any) -> None:
    petition, _key = casework.lead_to(State.ACCEPTED)
    casework.do(petition, Action.REDACT, "officer", text="某车间的事。")
    casework.do(petition, Action.ASSIGN, "officer", handler_id=casework.enterprise.people["handler"].id)
    spy = thief(casework, "handler")
    assert spy.reads("某车间的事。")
    assert not spy.reads(NARRATIVE)

    casework.do(petition, Action.RECUSE, "handler", reason="是我的亲戚。")
    assert petition.key_due
    casework.do(petition, Action.REDACT, "officer", text="遮得更多。")
    casework.do(petition, Action.WRITE, "officer", text="换人查。")

    assert not petition.key_due
    assert not spy.reads("遮得更多。")
    assert not spy.reads("换人查。")
    assert "换人查。" in opens(casework, petition, "officer2")


@pytest.mark.usefixtures("third")
def test_whoever_a_petitioner_names_later_opens_nothing_more(casework: Any) -> None:
    petition, key = casework.lead_to(State.REPLIED)
    spy = thief(casework, "officer2")
    assert spy.reads(NARRATIVE)
    casework.clock.advance(days=31)

    named = [casework.enterprise.people["officer2"].id]
    casework.do(petition, Action.CHECK_IN, None, key=key, pressed=True, named=named, text="换了我的班。")
    says_more(casework, petition, key)

    assert not spy.reads("换了我的班")
    assert not spy.reads(LATER)
    assert LATER in opens(casework, petition, "officer")


@pytest.mark.usefixtures("third")
def test_a_member_who_is_removed_opens_nothing_that_is_written_later_in_any_open_case(casework: Any) -> None:
    petition, people = filed(casework), casework.enterprise.people
    left_out, own = casework.file(excluded=("officer2",))
    spy = thief(casework, "officer")
    assert spy.reads(NARRATIVE)

    union = casework.enterprise.groups["union"]
    group_operations.remove(
        casework.session, union, people["officer"].id, actor=people["officer2"], now=casework.clock()
    )
    casework.session.refresh(left_out)

    # Whoever removed them cannot open this one; the next who can exchanges its key before anything is written.
    assert (petition.key_due, left_out.key_due) == (False, True)
    casework.do(left_out, Action.REGISTER, "officer9", category="pay")
    for case in (petition, left_out):
        says_more(casework, case, own)
        assert LATER in opens(casework, case, "officer9")
    assert not spy.reads(LATER)
    assert conversation.messages(casework.session, petition.id, by_receipt(casework))[-1].text == LATER


@pytest.mark.usefixtures("third")
def test_what_is_written_in_a_case_that_was_finished_when_somebody_was_removed_stays_shut_to_them(
    casework: Any,
) -> None:
    petition, _key = casework.lead_to(State.CLOSED)
    people, union = casework.enterprise.people, casework.enterprise.groups["union"]
    spy = thief(casework, "officer")
    assert spy.reads(NARRATIVE)

    group_operations.remove(
        casework.session, union, people["officer"].id, actor=people["officer2"], now=casework.clock()
    )
    casework.session.refresh(petition)
    casework.do(petition, Action.REOPEN, "officer2", reason="又不发了。")

    assert not spy.reads("又不发了。")
    assert NARRATIVE in opens(casework, petition, "officer2")


def test_an_office_that_passes_a_case_on_opens_nothing_that_the_next_one_writes(casework: Any) -> None:
    petition, key = casework.lead_to(State.REGISTERED)
    spy = thief(casework, "officer")
    assert spy.reads(NARRATIVE)

    casework.do(petition, Action.TRANSFER, "officer", office_id=casework.second_office(), reason="生产二部的事。")
    casework.do(petition, Action.TAKE, "officer3")
    says_more(casework, petition, key)

    assert not spy.reads(LATER)
    assert LATER in opens(casework, petition, "officer3")


@pytest.mark.usefixtures("third")
def test_requests_for_the_name_that_are_answered_later_are_shut_too(casework: Any) -> None:
    petition = filed(casework, Naming.CONFIDENTIAL)
    people = casework.enterprise.people
    spy = thief(casework, "officer")
    request = identity_operations.ask(
        casework.session,
        petition.id,
        reason="要当面核实。",
        actor=people["officer2"],
        now=casework.clock(),
    )
    assert spy.reads("要当面核实。")

    casework.do(petition, Action.RECUSE, "officer", reason="是我的亲戚。")
    casework.clock.advance(days=30)
    identity_operations.decide(
        casework.session, request.id, agrees=False, words="先别见面。", actor=people["keeper"], now=casework.clock()
    )

    assert not spy.reads("先别见面。")


def unite(casework: Any, petition: Petition, key: bytes) -> str:
    return joining.open_joining(
        casework.session, petition.id, TO_UNITE, key=key, instance_key=INSTANCE_KEY, now=casework.clock()
    )


def join(casework: Any, with_code: str, **adding: Any) -> str:
    own = receipt.mint()
    joining.join(
        casework.session, with_code, Adding(**adding), code=own, instance_key=INSTANCE_KEY, now=casework.clock()
    )
    return own


def page_of(casework: Any, own: str) -> voice_page.VoicePage:
    found = voices.by_receipt(casework.session, own, instance_key=INSTANCE_KEY)
    assert found is not None
    return voice_page.load(casework.session, *found, today=casework.clock().date())


def told(casework: Any, own: str) -> list[str]:
    return [each.text for each in page_of(casework, own).told]


@pytest.mark.usefixtures("third")
def test_a_joint_petition_tells_those_who_joined_and_not_who_stepped_back(casework: Any) -> None:
    petition = filed(casework)
    code = unite(casework, petition, by_receipt(casework))
    early = join(casework, code, name="欧阳青禾", text="我也没有发。")
    spy = thief(casework, "officer")
    assert spy.reads("我也没有发。")
    assert spy.reads(TO_UNITE.title)

    casework.do(petition, Action.RECUSE, "officer", reason="是我的亲戚。")
    key = by_receipt(casework)
    again = unite(casework, petition, key)
    late = join(casework, again, name="韦小宝", text="我是后来的。")
    casework.do(petition, Action.HAND_OVER, "officer2", body="市人社局", text="已移交市人社局。", handed="说明。")

    loot = " ".join(spy.look())
    assert not [words for words in ("我也没有发", "我是后来的", TO_UNITE.title, "移交") if words in loot]
    assert again not in loot
    assert voices.invited(casework.session, code, instance_key=INSTANCE_KEY) is None
    assert told(casework, early) == told(casework, late)
    assert told(casework, late)
    said = voices.for_office(casework.session, petition.id, casework.present(petition, key))
    assert {each.text for each in said} == {"我也没有发。", "我是后来的。"}


@pytest.mark.usefixtures("third")
def test_what_one_who_joined_and_the_office_write_to_each_other_is_shut_to_whoever_left(casework: Any) -> None:
    petition, today = filed(casework), casework.clock().date()
    own = join(casework, unite(casework, petition, by_receipt(casework)), text="我也没有发。")
    voice_id, receipt_key = voices.by_receipt(casework.session, own, instance_key=INSTANCE_KEY)
    speaking.say(casework.session, voice_id, "什么时候发？", receipt_key=receipt_key, today=today)
    spy = thief(casework, "officer")
    assert spy.reads("什么时候发？")

    casework.do(petition, Action.RECUSE, "officer", reason="是我的亲戚。")
    paper = [CleanFile("application/pdf", LATE_FILE)]
    speaking.say(casework.session, voice_id, "别告诉王芳。", receipt_key=receipt_key, today=today, files=paper)
    officer2 = casework.enterprise.people["officer2"]
    speaking.answer(casework.session, petition.id, voice_id, "月底发。", actor=officer2, now=casework.clock())

    loot = " ".join(spy.look())
    assert not [words for words in ("什么时候发", "别告诉", "月底发", LATE_FILE.decode()) if words in loot]
    assert [each.text for each in page_of(casework, own).talk] == ["什么时候发？", "别告诉王芳。", "月底发。"]
    (said,) = voices.for_office(casework.session, petition.id, casework.present(petition, b""))
    assert [each.text for each in said.talk] == ["什么时候发？", "别告诉王芳。", "月底发。"]


@pytest.mark.usefixtures("third")
def test_one_who_joined_names_a_reader_later_on_and_those_left_read_it_while_files_stay_open(casework: Any) -> None:
    petition, people = filed(casework), casework.enterprise.people
    own = join(casework, unite(casework, petition, by_receipt(casework)), text="我也没有发。")
    voice_id, receipt_key = voices.by_receipt(casework.session, own, instance_key=INSTANCE_KEY)
    casework.follow(petition, by_receipt(casework), casework.way(State.REPLIED)[1:])
    joint = casework.session.get_one(Joining, petition.id)
    shared = voices.shared_key(joint, by_receipt(casework))
    reply = CleanFile("application/pdf", LATE_FILE)
    told_files.keep(casework.session, petition.id, shared, [reply], ordinal=petition.messages)
    spy = thief(casework, "officer")
    spy.look()
    casework.clock.advance(days=31)

    speaking.check_in(
        casework.session,
        voice_id,
        is_pressed=True,
        named=[people["officer"].id],
        text="王芳换了我的班。",
        receipt_key=receipt_key,
        today=casework.clock().date(),
    )

    assert not spy.reads("王芳换了我的班。")
    casework.do(petition, Action.WRITE, "officer2", text="已核实、已制止。")
    assert not petition.key_due
    assert not spy.reads("王芳换了我的班。")
    (said,) = voices.for_office(casework.session, petition.id, casework.present(petition, b""))
    assert said.talk[-1].text == "王芳换了我的班。"
    page = page_of(casework, own)
    (file,) = page.told[-1].files
    shared = voices.shared_with(page.voice, receipt_key)
    assert told_files.open_file(casework.session, petition.id, file.id, shared)[1] == LATE_FILE


@pytest.mark.usefixtures("third")
def test_a_voice_that_names_a_reader_is_shut_to_them_before_anybody_with_the_key_comes(casework: Any) -> None:
    petition, people = filed(casework), casework.enterprise.people
    code = unite(casework, petition, by_receipt(casework))
    spy = thief(casework, "officer")
    spy.look()

    join(casework, code, text="他扣了我的钱。", concerned=frozenset({people["officer"].id}))

    assert petition.key_due
    assert not spy.reads("他扣了我的钱。")
    casework.do(petition, Action.WRITE, "officer2", text="我们在查。")
    assert not petition.key_due
    assert not spy.reads("他扣了我的钱。")
    assert not spy.reads("我们在查。")
    (said,) = voices.for_office(casework.session, petition.id, casework.present(petition, b""))
    assert said.text == "他扣了我的钱。"


@pytest.mark.usefixtures("third")
def test_whoever_was_left_out_from_the_beginning_never_opens_anything(casework: Any) -> None:
    petition, key = casework.file(excluded=("officer2",))
    spies = [thief(casework, who) for who in ("officer2", "admin", "handler", "leader", "inspector", "keeper")]
    says_more(casework, petition, key)

    assert not [spy.who.name for spy in spies if spy.reads(NARRATIVE) or spy.reads(LATER)]
    assert LATER in opens(casework, petition, "officer")


@pytest.mark.usefixtures("third")
def test_the_file_itself_forgets_the_key_that_was_taken_back(casework: Any, database: Any) -> None:
    petition, _key = casework.lead_to(State.REGISTERED)
    wrap = casework.session.scalars(sa.select(SubjectKeyWrap.sealed)).all()[-1]
    casework.session.commit()

    casework.do(petition, Action.RECUSE, "officer", reason="是我的亲戚。")
    casework.session.commit()
    with database.main.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    content = b"".join(path.read_bytes() for path in database.settings.instance.glob("xinqiao.db*"))
    assert wrap not in content
