"""The desk's pages: who sees which case, every step through its form, refusals that keep what was typed, two tabs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from accounts import group_operations
from accounts import operations as accounts
from accounts.people import Assignment
from accounts.roles import Role
from ledgers import operations as ledger_operations
from ledgers.declaration import Source
from petitions import conversation, operations, queries, reach
from petitions.kinds import Kind, Naming
from petitions.models import Petition
from petitions.outcome.ratings import CallBack
from petitions.workflow import TRANSITIONS, Action, State
from tests.petitions.desks import Desk, text_of
from tests.petitions.test_leaving_out import can_open
from vault import reading_groups, seal, subject_keys


def address(petition: Petition, action: Action | None = None) -> str:
    return f"/desk/petitions/{petition.id}/{action.value if action else ''}"


def test_the_whole_story_goes_through_the_forms(casework: Any, desk: Desk) -> None:
    petition, key = casework.file()
    people = casework.enterprise.people
    steps: list[tuple[str, Action, dict[str, Any]]] = [
        ("officer", Action.REGISTER, {"category": "pay", "legal_class": "claim", "unit": ""}),
        ("officer", Action.ACCEPT, {"procedure": "ordinary", "text": "我们会认真核实。"}),
        ("officer", Action.ASSIGN, {"handler_id": people["handler"].id, "text": "请先核对考勤。"}),
        ("handler", Action.INVESTIGATE, {"record": "material", "text": "核对了考勤。", "heard": "y", "verified": "y"}),
        (
            "handler",
            Action.DRAFT,
            {
                "claims-0-text": "补发津贴",
                "claims-0-verdict": "supported",
                "claims-0-reason": "考勤属实。",
                "facts": "夜班42个。",
                "basis": "薪酬办法第十二条。",
                "measures": "12月补发。",
                "judgement": "reasonable",
                "approver_id": people["leader"].id,
            },
        ),
        ("leader", Action.APPROVE, {"text": "同意。"}),
        ("officer", Action.REPLY, {"text": "12月工资补发。"}),
        ("officer", Action.CARRY_OUT, {"solve": "12月15日已发放并签字。"}),
        ("officer", Action.CALL_BACK, {"result": "solved", "text": "电话回访，本人说已到账。"}),
        ("officer", Action.CLOSE, {}),
        ("officer", Action.ARCHIVE, {}),
    ]
    for who, action, data in steps:
        form = desk(who).get(address(petition, action))
        assert form.status_code == 200, (action, text_of(form))
        version = re.search(r'name="version"[^>]*value="(\d+)"', form.get_data(as_text=True))
        assert version
        before = casework.session.get(Petition, petition.id, populate_existing=True).state
        answer = desk(who).post(address(petition, action), data={"version": version[1], **data})
        assert answer.status_code == 302, (action, text_of(answer))
        done = next(row.done for row in TRANSITIONS if row.action is action and before in row.sources)
        assert done in text_of(desk(who).get(answer.headers["Location"])), f"{action} says nothing of what it did"

    shown = text_of(desk("officer").get(address(petition)))

    assert "已归档" in shown
    assert "请先核对考勤" in shown
    assert casework.session.get(Petition, petition.id, populate_existing=True).state is State.ARCHIVED
    assert key


def test_the_case_page_shows_in_every_state(casework: Any, desk: Desk) -> None:
    for petition, _key in [casework.lead_to(state) for state in State]:
        answer = desk("officer").get(address(petition))

        assert answer.status_code == 200
        assert petition.number in text_of(answer)
        assert "夜班连续三个月" in text_of(answer)


def test_only_the_office_and_whoever_has_a_step_may_know_of_a_case(casework: Any, desk: Desk) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)

    seen = {who: desk(who).get(address(petition)).status_code for who in casework.enterprise.people}

    assert seen == {
        "admin": 403,
        "officer": 200,
        "officer2": 200,
        "handler": 200,
        "leader": 404,
        "inspector": 404,
        "inspector2": 404,
        "keeper": 403,
        "keeper2": 403,
    }


def test_the_union_sees_nothing_of_an_accusation_not_even_its_number(casework: Any, desk: Desk) -> None:
    petition, _key = casework.file(Kind.ACCUSATION, category="conduct")

    for_union = desk("officer").get("/desk/petitions/?view=all")
    for_inspector = desk("inspector").get("/desk/petitions/?view=all")

    assert petition.number not in text_of(for_union)
    assert "全部 0" in text_of(for_union)
    assert petition.number in text_of(for_inspector)


def test_an_officer_whom_the_case_concerns_does_not_see_it_listed_or_counted(casework: Any, desk: Desk) -> None:
    # With two members one may not be named, so a third is admitted first.
    people = casework.enterprise.people
    reading_groups.admit(
        casework.session,
        casework.enterprise.groups["union"],
        people["admin"].id,
        by=people["officer"].keys,
        now=casework.clock(),
    )
    petition, _key = casework.file(excluded=("officer2",))

    assert petition.number in text_of(desk("officer").get("/desk/petitions/"))
    assert petition.number not in text_of(desk("officer2").get("/desk/petitions/"))
    assert "全部 0" in text_of(desk("officer2").get("/desk/petitions/"))
    assert desk("officer2").get(address(petition)).status_code == 404


def test_an_officer_whom_no_group_has_admitted_is_told_what_to_do(
    casework: Any, app: Any, sign_in: Callable[..., FlaskClient]
) -> None:
    accounts.add_account(
        casework.session,
        username="newcomer",
        name="孙涛",
        password=casework.enterprise.password,
        assignments=[Assignment(Role.OFFICER, casework.enterprise.units["岱山能源集团"])],
        actor=None,
        now=casework.clock(),
    )
    petition, _key = casework.file()
    casework.session.commit()
    browser = sign_in(app.test_client(), "newcomer")

    answer = browser.get("/desk/petitions/")

    assert answer.status_code == 200
    assert "您还没有被接纳进任何受理机构" in text_of(answer)
    assert petition.number not in text_of(answer)
    assert browser.get(address(petition)).status_code == 404


def test_a_form_sent_from_an_old_tab_changes_nothing_and_says_so(casework: Any, desk: Desk) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    version = petition.version
    desk("handler").post(
        address(petition, Action.INVESTIGATE),
        data={"version": version, "record": "material", "text": "第一份记录：谈话。"},
    )

    late = desk("handler").post(
        address(petition, Action.INVESTIGATE), data={"version": version, "record": "material", "text": "第二份记录"}
    )

    assert late.status_code == 409
    assert "您看到的已经不是最新情况" in text_of(late)
    assert "第二份记录" in text_of(late)
    casework.session.expire_all()
    assert queries.petition(casework.session, petition.id).notes == 2


def test_the_second_of_two_officers_who_decide_at_once_is_refused_in_a_sentence(casework: Any, desk: Desk) -> None:
    petition, _key = casework.lead_to(State.REGISTERED)
    data = {"version": petition.version, "procedure": "ordinary"}
    assert desk("officer").post(address(petition, Action.ACCEPT), data=data).status_code == 302

    second = desk("officer2").post(
        address(petition, Action.DECLINE), data={"version": petition.version, "ground": "not-ours", "text": "请另找"}
    )

    assert second.status_code == 409
    assert "可能已经有人办过" in text_of(second) or "不是最新情况" in text_of(second)


def test_what_was_typed_stays_when_something_is_missing(casework: Any, desk: Desk) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    data = {
        "version": petition.version,
        "claims-0-text": "补发津贴",
        "claims-0-reason": "考勤属实，写了很久的理由。",
        "facts": "夜班42个。",
        "basis": "薪酬办法。",
        "judgement": "reasonable",
        "approver_id": casework.enterprise.people["leader"].id,
    }

    answer = desk("handler").post(address(petition, Action.DRAFT), data=data)

    assert answer.status_code == 422
    assert "请选一项意见" in text_of(answer)
    assert "写了很久的理由" in text_of(answer)


def test_another_claim_can_be_added_without_losing_the_first(casework: Any, desk: Desk) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)

    answer = desk("handler").post(
        address(petition, Action.DRAFT), data={"more": "1", "claims-0-text": "补发津贴", "version": petition.version}
    )

    assert answer.status_code == 200
    assert "第 2 条诉求" in text_of(answer)
    assert "补发津贴" in text_of(answer)


def test_a_judgement_that_contradicts_the_opinion_is_pointed_at(casework: Any, desk: Desk) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    data = {
        "version": petition.version,
        "claims-0-text": "补发津贴",
        "claims-0-verdict": "supported",
        "claims-0-reason": "考勤属实。",
        "facts": "夜班42个。",
        "basis": "薪酬办法。",
        "judgement": "unreasonable",
        "approver_id": casework.enterprise.people["leader"].id,
    }

    answer = desk("handler").post(address(petition, Action.DRAFT), data=data)

    assert answer.status_code == 409
    assert "两者不符" in text_of(answer)


def test_the_reply_begins_with_the_approved_opinion(casework: Any, desk: Desk) -> None:
    petition, _key = casework.lead_to(State.APPROVED)

    shown = text_of(desk("officer").get(address(petition, Action.REPLY)))

    assert "关于“补发三个月夜班津贴”：支持。" in shown
    assert "30日内" in shown


def test_a_call_back_says_whom_to_call_and_what_was_said_before(casework: Any, desk: Desk) -> None:
    anonymous, _ = casework.lead_to(State.REPLIED)
    named, key = casework.lead_to(State.REPLIED)
    written = conversation.Named("吴建国", "138 0000 0000").to_text()
    named.naming, named.name_sealed = (
        Naming.NAMED,
        seal.seal_text(key, written, conversation.name_place(named.id)),
    )
    casework.do(named, Action.CALL_BACK, "officer", result=CallBack.UNREACHABLE, text="没有人接。")
    officer = desk("officer")

    assert "没有留姓名和联系方式" in officer.get(f"/desk/petitions/{anonymous.id}/call-back").get_data(as_text=True)
    page = officer.get(f"/desk/petitions/{named.id}/call-back").get_data(as_text=True)
    assert 'href="tel:13800000000"' in page
    assert "上次回访：11月24日，联系不上" in page


def test_stepping_back_takes_the_case_away(casework: Any, desk: Desk) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)

    answer = desk("handler").post(
        address(petition, Action.RECUSE), data={"version": petition.version, "reason": "当事人是我的亲属。"}
    )

    assert answer.status_code == 302
    assert answer.location == "/desk/petitions/"
    assert desk("handler").get(address(petition)).status_code == 404


def test_an_unknown_step_is_not_there(casework: Any, desk: Desk) -> None:
    petition, _key = casework.file()

    assert desk("officer").get(address(petition) + "explode").status_code == 404
    assert desk("officer").get(address(petition) + "say").status_code == 404
    assert desk("officer").get("/desk/petitions/12345/register").status_code == 404


def test_a_step_that_is_somebody_elses_is_refused_in_a_sentence(casework: Any, desk: Desk) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)

    answer = desk("officer").get(address(petition, Action.DRAFT))

    assert answer.status_code == 409
    assert "不该由您来做" in text_of(answer)


def test_the_list_is_filtered_by_what_was_asked(casework: Any, desk: Desk) -> None:
    pay, _ = casework.file(category="pay")
    canteen, _ = casework.file(category="canteen")

    shown = text_of(desk("officer").get("/desk/petitions/?view=all&category=canteen"))
    by_number = text_of(desk("officer").get(f"/desk/petitions/?view=all&number={pay.number.lower()}"))

    assert canteen.number in shown
    assert pay.number not in shown
    assert pay.number in by_number
    assert canteen.number not in by_number


NONSENSE = (
    "view=nonsense page=0 page=-3 page=x page=99999999999 unit=abc unit=999 first=never number=%25%5F category=%00"
)


def test_nonsense_in_the_address_is_as_if_nothing_had_been_asked(casework: Any, desk: Desk) -> None:
    casework.file()

    answers = {asked: desk("officer").get(f"/desk/petitions/?{asked}").status_code for asked in NONSENSE.split()}

    assert set(answers.values()) == {200}, answers


def test_reading_a_case_is_written_down_once_a_day(casework: Any, desk: Desk) -> None:
    petition, _key = casework.file()
    for _time in range(3):
        desk("officer").get(address(petition))

    casework.session.rollback()
    read = queries.readings(casework.session, petition.id)

    assert [(row.account_id, row.day) for row in read] == [
        (casework.enterprise.people["officer"].id, casework.clock().date())
    ]


def test_the_home_page_says_what_waits(casework: Any, desk: Desk) -> None:
    petition, _key = casework.file()

    shown = text_of(desk("officer").get("/desk/"))

    assert petition.number in shown
    assert operations.STALE


def test_who_is_removed_from_the_office_reads_no_open_case_any_more(casework: Any, desk: Desk, app: Any) -> None:
    """The office's page moves the keys of open cases to a new pair; the removed member's old key opens none."""
    session, people = casework.session, casework.enterprise.people
    petition, _key = casework.lead_to(State.REGISTERED)
    desk("officer")
    group_operations.remove(
        session,
        casework.enterprise.groups["union"],
        people["officer2"].id,
        actor=people["officer"],
        now=casework.clock(),
    )
    session.commit()

    assert desk("officer").get(address(petition)).status_code == 200
    assert desk("officer2").get(address(petition)).status_code == 404
    with pytest.raises(reading_groups.NotAReader):
        subject_keys.open_subject(session, queries.subject(petition.id), people["officer2"].keys)


def test_a_case_leads_to_the_ledgers_and_shows_what_was_listed_from_it(casework: Any, desk: Desk) -> None:
    petition, _key = casework.file()
    number = petition.number
    given = {
        "title": "夜班热饭", "kind": "deed", "said": "饭是凉的", "plan": "送到井口", "target": "每班都热",
        "unit": casework.enterprise.units["一车间"], "due": date(2026, 12, 24),
    }  # fmt: skip
    officer = casework.enterprise.people["officer"]
    source = Source("petition", number)
    ledger_operations.add(casework.session, "measures", given, source=source, actor=officer, now=casework.clock())
    page = desk("officer").get(f"/desk/petitions/{petition.id}/").get_data(as_text=True)
    assert "夜班热饭" in page
    assert f"/desk/ledgers/aid/new?source=petition:{number}" in page


def test_an_earlier_case_is_shown_beside_a_new_one_and_registering_it_as_a_repeat_is_one_press(
    casework: Any, desk: Desk
) -> None:
    before, _ = casework.file()
    later, _ = casework.file()

    shown = text_of(desk("officer").get(address(later)))
    form = text_of(desk("officer").get(f"{address(later, Action.REGISTER)}?repeat={before.number}"))

    assert "以前有没有提过" in shown
    assert f"repeat={before.number}" in shown
    assert f'value="{before.number}"' in form
    assert re.search(r'<input checked[^>]*name="is_repeat"', form)
    handled, _ = casework.lead_to(State.ASSIGNED)
    assert "以前有没有提过" not in text_of(desk("handler").get(address(handled)))


def test_a_repeat_is_marked_later_through_its_form(casework: Any, desk: Desk) -> None:
    before, _ = casework.file()
    later, _ = casework.lead_to(State.ASSIGNED)

    wrong = desk("officer").post(address(later, Action.MARK_REPEAT), data={"is_repeat": "y", "repeat_number": "XF0"})
    done = desk("officer").post(
        address(later, Action.MARK_REPEAT), data={"is_repeat": "y", "repeat_number": before.number.lower()}
    )

    assert (wrong.status_code, "没有找到这个编号" in text_of(wrong)) == (409, True)
    assert done.status_code == 302
    assert f"重复（{before.number}）" in text_of(desk("officer").get(address(later)))


def test_the_office_reads_why_somebody_should_step_back_and_decides_on_a_form(casework: Any, desk: Desk) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    handler = casework.enterprise.people["handler"]
    casework.do(petition, Action.ASK_RECUSAL, None, key=key, person_id=handler.id, text="他是班长的弟弟。")
    address = f"/desk/petitions/{petition.id}"
    officer = desk("officer")
    assert f"请{handler.name}回避" in officer.get(f"{address}/").get_data(as_text=True)
    form = officer.get(f"{address}/decide-recusal").get_data(as_text=True)
    assert "他是班长的弟弟。" in form
    assert "说不准" not in form

    unsaid = officer.post(f"{address}/decide-recusal", data={"text": "同意。"})
    done = officer.post(f"{address}/decide-recusal", data={"text": "同意。", "stays_out": "yes"}, follow_redirects=True)

    assert unsaid.status_code == 422
    page = done.get_data(as_text=True)
    assert "已决定并告知信访人。" in page
    assert "去决定" not in page
    assert "决定是否回避</a>" not in page
    assert f"请人回避：{handler.name}" in page


def test_whoever_is_let_back_gets_their_step_from_the_office_which_is_told_so(casework: Any, desk: Desk) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    handler = casework.enterprise.people["handler"]
    casework.do(petition, Action.ASK_RECUSAL, None, key=key, person_id=handler.id, text="他是班长的弟弟。")
    officer, address = desk("officer"), f"/desk/petitions/{petition.id}"
    assert "不会自动交回" in officer.get(f"{address}/decide-recusal").get_data(as_text=True)

    back = {"text": "不是他弟弟。", "stays_out": "no"}
    page = officer.post(f"{address}/decide-recusal", data=back, follow_redirects=True).get_data(as_text=True)
    assert f"已决定{handler.name}不用回避，但原来交给这位的那一步没有自动交回。" in page
    assert "请受理机构重新交办" in page

    given = officer.post(f"{address}/assign", data={"handler_id": str(handler.id)}, follow_redirects=True)
    assert "没有自动交回" not in given.get_data(as_text=True)
    assert can_open(casework, petition) >= {"handler"}


def test_of_somebody_who_was_not_listed_the_office_says_who_it_is(casework: Any, desk: Desk) -> None:
    petition, key = casework.lead_to(State.ACCEPTED)
    casework.do(petition, Action.ASK_RECUSAL, None, key=key, text="不要给班长的弟弟办。")
    handler = casework.enterprise.people["handler"].id
    address = f"/desk/petitions/{petition.id}/decide-recusal"
    assert "说不准" in desk("officer").get(address).get_data(as_text=True)

    answer = desk("officer").post(address, data={"text": "同意。", "stays_out": "yes", "person_id": str(handler)})

    assert answer.status_code == 302
    assert handler in reach.excluded(casework.session, petition.id)


def test_what_no_step_tells_is_said_on_a_form_and_stands_on_the_case(casework: Any, desk: Desk) -> None:
    petition, _key = casework.lead_to(State.ASSIGNED)
    page, unit = address(petition, Action.ARRANGE), str(casework.enterprise.units["三车间"])
    officer = desk("officer")
    assert '<option selected value="charged">' in officer.get(page).get_data(as_text=True)

    sent = {"disposal": "charged", "stability_unit": unit}
    shown = text_of(officer.post(page, data=sent, follow_redirects=True))
    again = officer.post(page, data=sent)

    assert "处置方式和稳控单位已记下。" in shown
    assert "稳控单位" in shown
    assert again.status_code == 409
    assert "和原来的一样" in text_of(again)
    assert petition.number in text_of(officer.get("/desk/petitions/?view=all&disposal=charged"))
    assert petition.number not in text_of(officer.get("/desk/petitions/?view=all&disposal=filed"))
