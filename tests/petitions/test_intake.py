"""Filing stores a whole case or nothing, sealed for the right people."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from accounts import preferences
from database import Database
from petitions import conversation, intake, numbers, offices, queries, receipt
from petitions.calendar import operations as calendar_operations
from petitions.files.attachments import CleanFile
from petitions.files.models import AttachmentChunk
from petitions.history import verification
from petitions.intake import Filing
from petitions.kinds import Channel, Kind, LegalClass, Naming
from petitions.models import Petition
from petitions.workflow import State
from vault import reading_groups, seal, subject_keys
from web.errors import Refusal

KEY = bytes(32)
CODE = "K7QM2X9D4T5VA1B8"


def filing(**changes: Any) -> Filing:
    given: dict[str, Any] = {
        "kind": Kind.PROBLEM,
        "naming": Naming.ANONYMOUS,
        "category": "pay",
        "unit_id": None,
        "text": "夜班津贴没有发",
    }
    return Filing(**(given | changes))


def put(session: Session, clock: Any, code: str | None = CODE, **changes: Any) -> Petition:
    return intake.file_petition(session, filing(**changes), actor=None, now=clock(), code=code, instance_key=KEY)


def file_once(database: Database, shown: offices.Front, clock: Any, code: str, **changes: Any) -> Petition:
    return intake.file_once(database, filing(**changes), code=code, instance_key=KEY, front=shown, now=clock())


@pytest.mark.usefixtures("enterprise")
def test_a_case_opens_with_its_code_and_with_no_other(session: Session, clock: Any) -> None:
    petition = put(session, clock)
    found = conversation.by_receipt(session, CODE, instance_key=KEY)
    assert found is not None
    assert found[0] == petition.id
    assert conversation.narrative(session, *found) == "夜班津贴没有发"
    assert conversation.by_receipt(session, CODE[::-1], instance_key=KEY) is None
    assert conversation.by_receipt(session, CODE, instance_key=bytes([1]) * 32) is None


@pytest.mark.usefixtures("enterprise")
def test_the_case_key_under_the_receipt_belongs_to_this_case_alone(session: Session, clock: Any) -> None:
    one, other = put(session, clock), put(session, clock, code=CODE[::-1])
    one.receipt_sealed, other.receipt_sealed = other.receipt_sealed, one.receipt_sealed
    session.flush()
    assert conversation.by_receipt(session, CODE, instance_key=KEY) is None


@pytest.mark.usefixtures("enterprise")
def test_what_is_filed_goes_by_the_settings_and_days_of_its_form(session: Session, clock: Any) -> None:
    """The petitioner was told how long it takes."""
    shown = offices.front(session)
    preferences.write(session, acknowledge_days=5)
    calendar_operations.set_day(session, date(2026, 11, 26), is_workday=False, actor=None, now=clock())
    session.commit()

    told = intake.file_petition(session, filing(), actor=None, now=clock(), front=shown)
    session.commit()
    later = put(session, clock, code=None)

    assert (told.next_due, later.next_due) == (date(2026, 12, 9), date(2026, 11, 30))
    assert (told.respond_by, later.respond_by) == (date(2026, 11, 27), date(2026, 11, 30))


@pytest.mark.usefixtures("enterprise")
def test_filing_asks_the_database_for_little_and_writes_each_row_once(
    session: Session, database: Database, clock: Any
) -> None:
    """A whole shift files at once, and each waits for whoever writes."""
    shown = offices.front(session)
    session.commit()
    said: list[str] = []
    sa.event.listen(database.main, "before_cursor_execute", lambda *told: said.append(told[2].split(None, 1)[0]))

    file_once(database, shown, clock, CODE)

    assert said == ["SELECT", *["INSERT"] * 5]


def test_those_who_file_at_once_share_one_flush_and_nothing_else(
    app: Flask, session: Session, database: Database, enterprise: Any, clock: Any
) -> None:
    """A form that came twice, and one whose readers are gone since it was shown, take no other with them."""
    officers = [enterprise.people[each] for each in ("officer", "officer2")]
    third, union = enterprise.people["handler"], enterprise.groups["union"]
    reading_groups.admit(session, union, third.id, by=officers[0].keys, now=clock())
    shown = offices.front(session)
    session.commit()
    commits: list[object] = []
    sa.event.listen(database.main, "commit", commits.append)

    def send(code: str, fields: dict[str, Any]) -> str:
        with app.test_request_context():
            try:
                return file_once(database, shown, clock, code, **{"text": code, **fields}).number
            except Refusal as refusal:
                return str(refusal.message)

    def at_once(*forms: tuple[str, dict[str, Any]]) -> list[str]:
        with ThreadPoolExecutor(len(forms)) as pool:
            with database.writing() as busy:
                busy.connection()
                sent = [pool.submit(send, *form) for form in forms]
                while len(database.together._waiting) < len(forms) - 1:
                    time.sleep(0.001)
            return [each.result(20) for each in sent]

    file = CleanFile("application/pdf", b"%PDF-1.7")
    codes = [receipt.mint() for _each in range(4)]
    first = at_once(
        *((code, {}) for code in codes), (CODE, {"naming": Naming.NAMED, "name": "韩梅梅", "files": (file,)})
    )
    assert len(commits) == 2

    reading_groups.remove_member(session, union, third.id, by=officers[0].keys, open_subjects=[])
    session.commit()
    codes.append(receipt.mint())
    then = at_once((codes[4], {}), (codes[4], {}), (CODE[::-1], {"concerned": frozenset({officers[0].id})}))

    assert then[0] == then[1]
    assert "没有留下记录" in then[2]
    stored = session.execute(sa.select(Petition.number)).scalars().all()
    assert sorted(stored) == sorted({*first, then[0]})
    assert verification.broken_cases(session) == ([], 6)
    for code in (*codes, CODE):
        found = conversation.by_receipt(session, code, instance_key=KEY)
        assert found is not None
        assert conversation.narrative(session, *found) == code


def test_an_officer_files_for_somebody_without_a_code(session: Session, enterprise: Any, clock: Any) -> None:
    officer = enterprise.people["officer"]
    petition = intake.file_petition(session, filing(channel=Channel.VISIT), actor=officer, now=clock())
    assert petition.receipt_id is None
    assert petition.receipt_sealed is None
    assert (petition.channel, petition.state, petition.legal_class) == (Channel.VISIT, State.FILED, LegalClass.CLAIM)
    assert subject_keys.open_subject(session, queries.subject(petition.id), officer.keys)


def test_it_goes_to_the_office_of_the_unit_concerned(session: Session, enterprise: Any, clock: Any) -> None:
    plant = enterprise.units["生产一部"]
    near = reading_groups.found_group(
        session, kind="union", unit_id=plant, founder=enterprise.people["handler"].keys, now=clock()
    )
    assert put(session, clock, unit_id=enterprise.units["一车间"]).group_id == near.id
    assert (
        put(session, clock, code=CODE[::-1], unit_id=enterprise.units["三车间"]).group_id == enterprise.groups["union"]
    )


def test_a_unit_that_does_not_exist_counts_as_not_named(session: Session, enterprise: Any) -> None:
    tree = offices.front(session).tree
    top = enterprise.units["岱山能源集团"]
    assert offices.unit_line(tree, 99) == [top]
    assert offices.unit_line(tree, None) == [top]
    line = offices.unit_line(tree, enterprise.units["一车间"])
    assert line == [enterprise.units["一车间"], enterprise.units["生产一部"], top]


def test_a_refusal_leaves_nothing_behind(session: Session, enterprise: Any, clock: Any) -> None:
    with pytest.raises(Refusal):
        put(session, clock, kind=Kind.ACCUSATION)
    everyone = frozenset(person.id for person in enterprise.people.values())
    with pytest.raises(Refusal) as refused:
        put(session, clock, concerned=everyone)
    assert "没有留下记录" in str(refused.value.message)
    assert session.execute(sa.select(Petition)).first() is None
    assert not session.new


@pytest.mark.usefixtures("enterprise")
def test_where_to_go_is_named_from_what_was_set(session: Session) -> None:
    from dataclasses import replace

    chosen = offices.front(session).chosen
    place = replace(chosen, visit_place="办公楼 201 室")
    assert "上一级" in offices.where_in_person(chosen)
    assert "办公楼 201 室" in offices.where_in_person(place)
    both = offices.where_in_person(replace(place, visit_phone="2201"))
    assert "办公楼 201 室" in both
    assert "2201" in both
    assert "2201" in offices.where_in_person(replace(chosen, visit_phone="2201"))


@pytest.mark.usefixtures("enterprise")
def test_files_are_sealed_in_chunks_bound_to_their_place(session: Session, clock: Any) -> None:
    content = bytes(range(256)) * 2500
    petition = put(session, clock, files=(CleanFile("image/jpeg", content), CleanFile("application/pdf", b"%PDF-1.7")))
    found = conversation.by_receipt(session, CODE, instance_key=KEY)
    assert found is not None
    key = found[1]
    (said,) = conversation.messages(session, petition.id, key)
    assert [(file.media_type, file.size, file.is_photo) for file in said.files] == [
        ("image/jpeg", len(content), True),
        ("application/pdf", 8, False),
    ]
    _file, chunks = conversation.open_file(session, petition.id, said.files[0].id, key)
    assert b"".join(chunks) == content
    sealed = session.execute(sa.select(AttachmentChunk).order_by(AttachmentChunk.number)).scalars().all()
    assert all(content[:64] not in chunk.sealed for chunk in sealed)
    session.delete(next(chunk for chunk in sealed if chunk.attachment_id == said.files[0].id and chunk.number == 1))
    session.flush()
    with pytest.raises(seal.SealBroken):
        b"".join(conversation.open_file(session, petition.id, said.files[0].id, key)[1])


@pytest.mark.usefixtures("enterprise")
def test_a_number_that_somebody_has_is_drawn_again(
    session: Session, database: Database, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = put(session, clock, code=None).number
    shown = offices.front(session)
    session.commit()
    drawn = [taken, taken, "XF202611ZZZZ"]
    monkeypatch.setattr(numbers, "draw", lambda _day: drawn.pop(0))
    assert file_once(database, shown, clock, CODE).number == "XF202611ZZZZ"

    monkeypatch.setattr(numbers, "draw", lambda _day: taken)
    with pytest.raises(numbers.NoNumberLeft):
        file_once(database, shown, clock, CODE[::-1])
    with pytest.raises(numbers.NoNumberLeft):
        put(session, clock, code=None)


@pytest.mark.usefixtures("enterprise")
def test_numbers_never_repeat_and_betray_no_order(session: Session, clock: Any) -> None:
    numbers = [put(session, clock, code=receipt.mint()).number for _ in range(40)]
    assert len(set(numbers)) == 40
    assert all(number.startswith("XF202611") for number in numbers)
    assert numbers != sorted(numbers)


def test_an_office_that_lost_a_reader_since_the_form_was_read_refuses(
    session: Session, enterprise: Any, clock: Any
) -> None:
    """The form believes for a second who is in an office; sealing looks again."""
    officers = [enterprise.people[each] for each in ("officer", "officer2")]
    third, union = enterprise.people["handler"], enterprise.groups["union"]
    reading_groups.admit(session, union, third.id, by=officers[0].keys, now=clock())
    shown = offices.front(session)
    reading_groups.remove_member(session, union, third.id, by=officers[0].keys, open_subjects=[])

    with pytest.raises(Refusal) as refused:
        intake.file_petition(
            session,
            filing(concerned=frozenset({officers[0].id})),
            actor=None,
            now=clock(),
            code=CODE,
            instance_key=KEY,
            front=shown,
        )

    assert "没有留下记录" in str(refused.value.message)
    assert session.execute(sa.select(Petition)).first() is None
