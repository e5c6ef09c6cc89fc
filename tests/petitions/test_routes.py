"""Filing and the receipt, as a phone sees them and as an enemy tries them."""

import io
import re
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from database import Moment
from petitions import queries, reach
from petitions.files.models import AttachmentChunk
from petitions.identity.models import SealedIdentity
from petitions.kinds import Naming
from petitions.models import CaseEvent, Exclusion, Message, Petition
from petitions.workflow import State
from tests.petitions.conftest import count
from tests.petitions.phone import WORDS, fields, file_one, mint, open_case, photo, send, token, upload
from vault import reading_groups, seal, subject_keys
from vault.models import ReadingGroup
from web import crockford

# Filing


def test_a_petition_is_filed_and_its_receipt_shown(front: FlaskClient, session: Any, clock: Any) -> None:
    code = mint(front)
    answer = send(front, fields(code))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "-".join(crockford.parts(code)[2:]) in page
    case = session.execute(select(Petition)).scalar_one()
    assert case.number in page
    assert (case.state, case.people, case.filed_on) == (State.FILED, 3, clock().date())
    assert "2026年12月9日" in page
    assert answer.headers["Cache-Control"] == "no-store"


def test_filing_sets_no_cookie(front: FlaskClient) -> None:
    assert "Set-Cookie" not in front.get("/petition").headers
    assert "Set-Cookie" not in send(front, fields(mint(front))).headers


def test_each_form_carries_a_code_of_its_own_and_is_kept_nowhere(front: FlaskClient) -> None:
    answer = front.get("/petition")
    assert answer.headers["Cache-Control"] == "no-store"
    assert len({mint(front) for _ in range(20)}) == 20


def test_the_union_can_read_it_and_nobody_else(front: FlaskClient, session: Any, enterprise: Any) -> None:
    file_one(front)
    case = session.execute(select(Petition)).scalar_one()
    people = enterprise.people
    assert subject_keys.readers(session, queries.subject(case.id)) == {people["officer"].id, people["officer2"].id}
    key = subject_keys.open_subject(session, queries.subject(case.id), people["officer"].keys)
    sealed = session.execute(select(Message.sealed)).scalar_one()
    assert seal.open_text(key, sealed, f"petition:{case.id}/message:1") == WORDS
    for stranger in ("admin", "inspector", "leader", "handler", "keeper"):
        with pytest.raises(reading_groups.NotAReader):
            subject_keys.open_subject(session, queries.subject(case.id), people[stranger].keys)


def test_the_same_form_sent_twice_finds_its_own_case(front: FlaskClient, session: Any) -> None:
    code = mint(front)
    first, second = send(front, fields(code)), send(front, fields(code))
    assert (first.status_code, second.status_code) == (200, 200)
    assert "没有重复登记" in second.get_data(as_text=True)
    assert count(session, Petition) == 1
    number = session.execute(select(Petition.number)).scalar_one()
    assert number in first.get_data(as_text=True)
    assert number in second.get_data(as_text=True)


def test_a_double_click_files_once(app: Flask, front: FlaskClient, session: Any) -> None:
    code = mint(front)
    answers: list[int] = []
    start = threading.Barrier(4)

    def press() -> None:
        start.wait()
        answers.append(send(app.test_client(), fields(code)).status_code)

    pressed = [threading.Thread(target=press) for _ in range(4)]
    for each in pressed:
        each.start()
    for each in pressed:
        each.join()
    assert answers == [200, 200, 200, 200]
    assert count(session, Petition) == 1


def test_back_button_and_a_changed_text_loses_nothing(front: FlaskClient, session: Any) -> None:
    code = file_one(front)
    page = send(front, fields(code, text="补一句：昨天又停了。")).get_data(as_text=True)
    assert "您后来改过的话还没有提交" in page
    assert "补一句：昨天又停了。" in page
    assert count(session, Petition) == 1
    answer = front.post("/case", data={"code": code, "kept": "补一句：昨天又停了。"})
    assert answer.status_code == 200
    assert "补一句：昨天又停了。" in answer.get_data(as_text=True)


def test_two_tabs_make_two_petitions_with_two_codes(front: FlaskClient, session: Any) -> None:
    one, other = mint(front), mint(front)
    assert send(front, fields(other, text="第二件")).status_code == 200
    assert send(front, fields(one, text="第一件")).status_code == 200
    assert "第一件" in open_case(front, one)
    assert "第二件" in open_case(front, other)


def test_a_form_that_lost_its_code_gets_another(front: FlaskClient, session: Any) -> None:
    answer = send(front, fields(code="damaged"))
    assert answer.status_code == 200
    shown = re.search(r'name="code" value="([0-9A-Z]{16})"', answer.get_data(as_text=True))
    assert shown
    assert WORDS in open_case(front, shown.group(1))


MISSING: list[tuple[dict[str, Any], str]] = [
    ({"kind": None}, "请选一项"),
    ({"kind": "nonsense"}, "error"),
    ({"text": "   \n "}, "请写一写是什么事"),
    ({"category": ""}, "请选一个方面"),
    ({"category": "nonsense"}, "请选一个方面"),
    ({"unit": "99"}, "这个单位刚刚变动过"),
    ({"unit": "x' OR 1=1"}, "这个单位刚刚变动过"),
    ({"people": "很多"}, "请写一个数字"),
    ({"people": "0"}, "请写一个数字"),
    ({"people": "-1"}, "请写一个数字"),
    ({"people": "9" * 5000}, "请写一个数字"),
    ({"naming": None}, "请选一项"),
    ({"naming": "named", "name": " "}, "请写下姓名"),
    ({"naming": "confidential"}, "请写下姓名"),
    ({"concerned": "12345"}, "名单刚刚变了"),
]


def test_what_is_missing_is_said_and_everything_typed_is_still_there(front: FlaskClient, session: Any) -> None:
    code = mint(front)
    for changes, sentence in MISSING:
        answer = send(front, fields(code, **changes))
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422, changes
        assert sentence in page, changes
        assert f'value="{code}"' in page
        assert "text" in changes or WORDS in page
    assert count(session, Petition) == 0


def test_people_may_be_typed_in_full_width(front: FlaskClient, session: Any) -> None:
    file_one(front, people="１２")
    assert session.execute(select(Petition.people)).scalar_one() == 12


def test_a_hundred_thousand_characters_are_taken_and_one_more_is_refused_with_the_text_kept(
    front: FlaskClient, session: Any
) -> None:
    longest = "夜班津贴𬱖🙂。\r\n" * 11_111 + "长" * 1
    as_stored = longest.replace("\r\n", "\n")
    assert len(as_stored) <= 100_000
    code = file_one(front, text=longest)
    assert as_stored.strip() in open_case(front, code)
    code = mint(front)
    answer = send(front, fields(code, text="长" * 100_001))
    assert answer.status_code == 422
    assert "长" * 100_001 in answer.get_data(as_text=True)
    assert "10 万字" in answer.get_data(as_text=True)


def test_millions_of_characters_do_not_bring_it_down(front: FlaskClient) -> None:
    answer = send(front, fields(mint(front), text="长" * 3_000_000))
    assert answer.status_code == 422
    assert "10 万字" in answer.get_data(as_text=True)


def test_any_text_comes_back_as_it_was_and_runs_nothing(front: FlaskClient) -> None:
    for text, shown in (
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("مرحبا بالعالم", "مرحبا بالعالم"),
        ("a\x00b\x08c", "abc"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("{{ 7*7 }}", "{{ 7*7 }}"),
    ):
        page = open_case(front, file_one(front, text=text))
        assert shown in page
        assert "<script>alert" not in page
        assert "\x00" not in page


# Routing


def test_an_accusation_is_refused_until_the_sheets_are_confirmed_and_nothing_is_stored(
    front: FlaskClient, session: Any
) -> None:
    assert "网上暂不受理举报" in front.get("/petition").get_data(as_text=True)
    answer = send(front, fields(mint(front), kind="accusation"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "没有留下记录" in page
    assert WORDS in page
    assert count(session, Petition) == 0


@pytest.fixture
def confirmed(enterprise: Any, session: Any, clock: Any) -> None:
    """The recovery sheets of discipline are confirmed."""
    group = session.get(ReadingGroup, enterprise.groups["discipline"])
    group.recovery_confirmed_on, group.recovery_public = clock().date(), seal.KeyPair.generate().public
    session.commit()


@pytest.mark.usefixtures("confirmed")
def test_an_accusation_goes_to_discipline_and_the_union_cannot_read_it(
    front: FlaskClient, session: Any, enterprise: Any
) -> None:
    file_one(front, kind="accusation")
    case = session.execute(select(Petition)).scalar_one()
    people = enterprise.people
    assert subject_keys.readers(session, queries.subject(case.id)) == {people["inspector"].id, people["inspector2"].id}
    assert not session.execute(
        select(Petition).where(Petition.id == case.id, reach.may_know(session, people["officer"]))
    ).first()


@pytest.mark.usefixtures("confirmed")
def test_an_accusation_of_one_of_two_inspectors_is_refused_rather_than_read_by_the_other_alone(
    front: FlaskClient, session: Any, enterprise: Any
) -> None:
    accused = str(enterprise.people["inspector2"].id)
    answer = send(front, fields(mint(front), kind="accusation", text="杨磊收礼", concerned=accused))
    assert answer.status_code == 422
    assert "杨磊收礼" in answer.get_data(as_text=True)
    assert count(session, Petition) == 0


@pytest.mark.usefixtures("confirmed")
def test_whoever_is_named_does_not_find_the_case_at_the_desk(
    app: Flask, front: FlaskClient, session: Any, enterprise: Any, clock: Any
) -> None:
    third = enterprise.people["leader"]
    reading_groups.admit(
        session, enterprise.groups["discipline"], third.id, by=enterprise.people["inspector"].keys, now=clock()
    )
    session.commit()
    accused = enterprise.people["inspector2"]
    file_one(front, kind="accusation", text="杨磊收礼", concerned=str(accused.id))
    case = session.execute(select(Petition)).scalar_one()
    assert subject_keys.readers(session, queries.subject(case.id)) == {enterprise.people["inspector"].id, third.id}
    assert not session.execute(select(Petition).where(reach.may_know(session, accused))).first()
    with pytest.raises(reading_groups.NotAReader):
        subject_keys.open_subject(session, queries.subject(case.id), accused.keys)


def test_naming_one_of_two_officers_sends_it_to_the_next_body(
    front: FlaskClient, session: Any, enterprise: Any
) -> None:
    people = enterprise.people
    answer = send(front, fields(mint(front), concerned=str(people["officer"].id), offered="1"))
    assert "<dt>谁受理</dt><dd>纪检</dd>" in answer.get_data(as_text=True)
    case = session.execute(select(Petition)).scalar_one()
    assert case.group_id == enterprise.groups["discipline"]
    readers = subject_keys.readers(session, queries.subject(case.id))
    assert readers == {people["inspector"].id, people["inspector2"].id}
    assert session.execute(select(Exclusion.account_id)).scalars().all() == [people["officer"].id]


def test_when_everybody_is_named_it_is_refused_and_a_place_is_named(
    front: FlaskClient, session: Any, enterprise: Any
) -> None:
    from accounts import preferences

    preferences.write(session, visit_place="办公楼 201 室", visit_phone="2201")
    session.commit()
    chosen = [str(enterprise.people[name].id) for name in ("officer", "inspector")]
    answer = send(front, fields(mint(front), concerned=chosen))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "办公楼 201 室" in page
    assert "2201" in page
    assert WORDS in page
    for model in (Petition, Message, Exclusion, CaseEvent):
        assert count(session, model) == 0


def test_someone_not_listed_is_marked_for_the_desk(front: FlaskClient, session: Any) -> None:
    file_one(front, concerned="other")
    assert session.execute(select(Petition.concerns_staff)).scalar_one() is True


def test_a_confidential_name_is_sealed_to_the_keepers_alone(front: FlaskClient, session: Any, enterprise: Any) -> None:
    file_one(front, naming="confidential", name="张德厚", contact="13900001111")
    case = session.execute(select(Petition)).scalar_one()
    people = enterprise.people
    assert case.naming is Naming.CONFIDENTIAL
    assert case.name_sealed is None
    subject = f"identity:{case.id}"
    assert subject_keys.readers(session, subject) == {people["keeper"].id, people["keeper2"].id}
    sealed = session.execute(select(SealedIdentity.sealed)).scalar_one()
    opened = seal.open_text(subject_keys.open_subject(session, subject, people["keeper"].keys), sealed, subject)
    assert "张德厚" in opened
    assert "13900001111" in opened


def test_a_confidential_name_is_not_taken_when_a_keeper_is_named(
    front: FlaskClient, session: Any, enterprise: Any
) -> None:
    keeper = str(enterprise.people["keeper"].id)
    answer = send(front, fields(mint(front), naming="confidential", name="张德厚", concerned=keeper))
    assert answer.status_code == 422
    assert "没有能替您保管姓名的人" in answer.get_data(as_text=True)
    assert count(session, Petition) == 0


def test_a_name_that_was_typed_before_choosing_anonymous_is_not_stored(front: FlaskClient, session: Any) -> None:
    file_one(front, naming="anonymous", name="张德厚", contact="13900001111")
    case = session.execute(select(Petition)).scalar_one()
    assert case.name_sealed is None
    assert count(session, SealedIdentity) == 0


def test_a_given_name_is_sealed_in_the_case(front: FlaskClient, session: Any) -> None:
    code = file_one(front, naming="named", name="张德厚", contact="13900001111")
    assert session.execute(select(Petition.name_sealed)).scalar_one()
    assert "张德厚" in open_case(front, code)


def test_danger_marks_the_case_urgent_and_shows_where_help_is(front: FlaskClient, session: Any) -> None:
    answer = send(front, fields(mint(front), text="我真的不 想 活了"))
    assert "12356" in answer.get_data(as_text=True)
    assert session.execute(select(Petition.urgent)).scalar_one() is True


def test_pay_matters_are_told_of_arbitration(front: FlaskClient) -> None:
    assert "劳动仲裁" in send(front, fields(mint(front), category="pay")).get_data(as_text=True)


# Files


def test_photos_and_a_pdf_come_back_without_what_they_hid(front: FlaskClient, session: Any) -> None:
    exif = Image.Exif()
    exif[0x010F] = "HUAWEI-PHONE-OF-ZHANG"
    exif.get_ifd(0x8825)[1] = "N"
    code = file_one(front, files=[upload(photo(exif=exif)), upload(photo((30, 30)))])
    page = open_case(front, code)
    addresses = re.findall(r'src="(/case/files/\d+)"', page)
    assert len(addresses) == 2
    answer = front.get(addresses[0])
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"HUAWEI" not in answer.data
    assert Image.open(io.BytesIO(answer.data)).size == (64, 48)
    assert "IMG_2026" not in page
    assert "IMG_2026" not in answer.headers["Content-Disposition"]


def test_a_large_photo_goes_through_in_chunks(front: FlaskClient, session: Any) -> None:
    import random

    noise = Image.frombytes("RGB", (1200, 900), random.Random(1).randbytes(1200 * 900 * 3))
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=95)
    page = open_case(front, file_one(front, files=[upload(out.getvalue())]))
    assert count(session, AttachmentChunk) > 3
    address = re.search(r'src="(/case/files/\d+)"', page)
    assert address
    assert Image.open(io.BytesIO(front.get(address.group(1)).data)).size == (1200, 900)


def test_a_file_that_cannot_be_taken_is_named_with_advice_and_the_text_stays(front: FlaskClient, session: Any) -> None:
    for content, sentence in (
        (b"MZ\x90\x00" + b"\x00" * 3000, "认不出来"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 99, "HEIC"),
        (photo()[:200], "损坏"),
    ):
        answer = send(front, fields(mint(front), files=[upload(content, "自拍.jpg")]))
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert sentence in page
        assert "自拍.jpg" in page
        assert WORDS in page
        assert "重新选一次" in page
    assert count(session, Petition) == 0


def test_a_photo_of_fifty_megabytes_is_refused_and_the_text_stays(front: FlaskClient, session: Any) -> None:
    answer = send(front, fields(mint(front), files=[upload(b"\xff\xd8\xff" + b"\x00" * 50 * 1024 * 1024)]))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "20 MB" in page
    assert WORDS in page
    assert count(session, Petition) == 0


def test_more_than_the_server_takes_at_all_is_refused_and_the_text_stays(front: FlaskClient) -> None:
    padded = photo() + b"\xff" * 17 * 1024 * 1024
    files = [upload(padded, f"{n}.jpg") for n in range(4)]
    answer = send(front, fields(mint(front), files=files))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "60 MB" in page
    assert WORDS in page


def test_eleven_files_are_one_too_many(front: FlaskClient) -> None:
    answer = send(front, fields(mint(front), files=[upload(photo((9, 9))) for _ in range(11)]))
    assert answer.status_code == 422
    assert "最多 10 个" in answer.get_data(as_text=True)


# Coming back


def test_the_page_of_a_receipt_forgets_the_draft(front: FlaskClient) -> None:
    assert '<div data-forget="petition" hidden>' in send(front, fields(mint(front))).text
    assert "data-draft-consent" in front.get("/petition").text
    assert " name=" not in front.get("/petition").text.partition("data-draft-consent")[2].partition(">")[0]


def test_looking_at_a_case_writes_nothing(front: FlaskClient, settings: Any) -> None:
    code = file_one(front)
    before = dump(settings.instance / "xinqiao.db")
    open_case(front, code)
    front.post("/case", data={"code": "0000000000000000"})
    front.post("/case/leave")
    assert dump(settings.instance / "xinqiao.db") == before


def test_the_receipt_is_left_with_the_last_four_or_after_one_warning(front: FlaskClient) -> None:
    code = file_one(front)
    assert "页面已清除" in front.post("/petition/leave", data={"receipt": code, "last_four": code[-4:].lower()}).text
    warned = front.post("/petition/leave", data={"receipt": code, "last_four": "????"}).text
    assert "请再看一眼" in warned
    assert 'name="warned" value="1"' in warned
    assert "页面已清除" in front.post("/petition/leave", data={"receipt": code, "warned": "1"}).text


# What an attacker with the files finds


def dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as opened:
        return list(opened.iterdump())


def test_the_database_files_hold_no_word_no_code_and_no_time(
    front: FlaskClient, session: Any, settings: Any, caplog: Any
) -> None:
    marker = "通风机坏了两周"
    code = file_one(
        front,
        naming="confidential",
        name="张德厚",
        contact="13900001111",
        files=[upload(photo(exif=Image.Exif()), "SECRETNAME.jpg")],
    )
    page = open_case(front, code)
    front.post("/case/say", data={"token": token(page), "text": "第二句秘密话"})
    session.commit()
    raw = b"".join(path.read_bytes() for path in settings.instance.iterdir() if path.is_file())
    for secret in (
        marker,
        "第二句秘密话",
        "张德厚",
        "13900001111",
        "SECRETNAME",
        code,
        crockford.grouped(code),
        "127.0.0.1",
    ):
        assert secret.encode() not in raw, secret
        assert secret.encode("utf-16-le") not in raw, secret
        assert secret not in caplog.text
    assert photo()[100:160] not in raw


def test_nothing_tied_to_a_petition_keeps_a_time_finer_than_a_day() -> None:
    import sqlalchemy as sa

    from petitions import models
    from vault import models as vault_models

    for module in (models, vault_models):
        for table in module.Base.metadata.tables.values():
            if not table.name.startswith(("petition", "case_", "attachment", "sealed_identity", "subject_key_wrap")):
                continue
            for column in table.columns:
                assert not isinstance(column.type, sa.DateTime | sa.Time), f"{table.name}.{column.name}"
                assert not isinstance(column.type, Moment), f"{table.name}.{column.name}"


def test_ids_tell_nothing_about_the_order_of_filing(front: FlaskClient, session: Any) -> None:
    for _ in range(8):
        file_one(front)
    ids = session.execute(select(Petition.id)).scalars().all()
    ordered = session.execute(select(Petition.number)).scalars().all()
    assert len(set(ids)) == len(set(ordered)) == 8
    assert max(ids) - min(ids) > 2**40
