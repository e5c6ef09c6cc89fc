"""A story: answering, and writing a petition, on a phone that is small, old, killed halfway and offline, with the thumb and with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe
from sqlalchemy.orm import Session

from app import create_app
from config import Settings
from surveys import operations
from surveys.items import Definition, Item, ItemType, Option, ShowIf
from surveys.models import UrnBallot
from tests.journeys.conftest import Site, served
from tests.journeys.test_accessibility import RULES, press_to
from vault import seal
from vault.models import ReadingGroup

pytestmark = pytest.mark.browser

STEM = "您同意下面的说法吗？"
SHIFTS = (Option("day", "白班"), Option("night", "夜班"))
LACKS = (Option("meal", "热饭"), Option("gear", "防护用品"), Option("none", "都不缺", exclusive=True))
JOBS = (Option("water", "换热水器"), Option("bus", "加夜班班车"), Option("bath", "修浴室"))
ITEMS = (
    Item("note", ItemType.STATEMENT, "下面几题说食堂。"),
    Item("clean", ItemType.AGREEMENT, "饭菜干净", stem=STEM),
    Item("hot", ItemType.AGREEMENT, "夜班也能吃上热饭", stem=STEM, may_not_apply=True),
    Item("shift", ItemType.SINGLE, "您上什么班？", options=SHIFTS, other=True, shuffle=True),
    Item("why", ItemType.TEXT, "夜班最难的是什么？", show_if=ShowIf("shift", ("night",)), help="一两句就行。"),
    Item("lack", ItemType.MULTIPLE, "车间里缺什么？", options=LACKS, other=True, shuffle=True, required=False),
    Item("jobs", ItemType.RANKING, "先办哪一件？", options=JOBS),
    Item("years", ItemType.NUMBER, "您的工龄", low=0, high=50, unit="年", required=False),
    Item("day", ItemType.DATE, "上次体检", required=False),
    Item("team", ItemType.SHORT, "您的班组", required=False),
)
DEFINITION = Definition(
    "后勤小测", "不记名。", ITEMS, (), sections=(("note", "食堂"), ("shift", "班次"), ("jobs", "先办"))
)


@pytest.fixture
def site(settings: Settings, clock: Any, enterprise: Any) -> Iterator[Site]:
    """The enterprise of the fast tests, served."""
    with served(create_app(settings, migrate=False)) as serving:
        yield serving


@pytest.fixture
def opened(enterprise: Any, session: Session, site: Site, clock: Any) -> Callable[..., str]:
    """`opened(paged=True)` opens a survey with an item of every kind for a week; returns its address."""

    def go(**changed: Any) -> str:
        officer = enterprise.people["officer"]
        survey = operations.make(session, "wellbeing", actor=officer, now=clock())
        survey.definition = replace(DEFINITION, **changed).to_json()
        survey.closes_at = clock() + timedelta(days=7)
        operations.open_(session, survey, actor=officer, now=clock())
        session.commit()
        return f"{site.address}/s/{survey.slug}"

    return go


def waiting(site: Site) -> int:
    """How many ballots wait in the urns."""
    with site.app.extensions["database"].box_reading() as box:
        return box.execute(sa.select(sa.func.count()).select_from(UrnBallot)).scalar_one()


def fill_in(page: Any) -> None:
    """Answer everything that is required, as a day worker."""
    page.select_option("#unit", index=1)
    page.check('input[name="clean"][value="4"]')
    page.check('input[name="hot"][value="na"]')
    page.check('input[name="shift"][value="day"]')
    for label in ("加夜班班车", "换热水器", "修浴室"):
        page.get_by_role("button", name=f"排到下一名：{label}").click()


def test_everything_is_asked_in_words_without_script(site: Site, opened: Any, open_page: Any, picture: Any) -> None:
    page = open_page(phone=True, java_script_enabled=False)
    page.goto(opened(paged=True))
    assert page.get_by_text("第 4 题").count() == 0
    assert page.get_by_text("第 3 题答“夜班”的，请答这一题").is_visible()
    page.select_option("#unit", index=1)
    page.check('input[name="clean"][value="5"]')
    page.check('input[name="hot"][value="2"]')
    page.fill('input[name="shift.other"]', "两班倒")
    for place, option in enumerate(("bath", "water", "water"), start=1):
        page.select_option(f'select[name="jobs.{option}"]', str(place))
    page.fill("#years", "１２年")
    picture(page, "answer-without-script")
    page.get_by_role("button", name="提交答卷").click()
    assert page.locator("#missing li").inner_text() == "第 6 题：请给每一项都排上名次。"
    assert page.input_value('input[name="shift.other"]') == "两班倒"
    page.select_option('select[name="jobs.water"]', "2")
    page.select_option('select[name="jobs.bus"]', "3")
    page.get_by_role("button", name="提交答卷").click()
    page.wait_for_selector(".note.good h1")
    assert waiting(site) == 1


def test_a_matrix_is_cards_on_a_phone_and_a_table_on_a_desk(opened: Any, open_page: Any, picture: Any) -> None:
    address = opened()
    for phone in (True, False):
        for scheme in ("light", "dark"):
            page = open_page(phone=phone, color_scheme=scheme)
            page.goto(address)
            boxes = [page.locator(f"#q-clean {part}").first.bounding_box() for part in (".matrix-text", ".choice")]
            assert (boxes[1]["y"] > boxes[0]["y"] + boxes[0]["height"] - 1) is phone
            choice = page.locator("#q-hot .choice").first.bounding_box()
            assert choice["height"] >= 44
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert page.locator(".matrix-head").is_visible() is not phone
            found = Axe().run(page, options=RULES).response["violations"]
            assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
            picture(page, f"answer-{'phone' if phone else 'desk'}-{scheme}")


def test_conditions_hide_and_what_is_missing_is_pointed_at(opened: Any, open_page: Any) -> None:
    page = open_page(phone=True)
    page.goto(opened())
    assert not page.locator("#why").is_visible()
    page.check('input[name="shift"][value="night"]')
    page.fill("#why", "冷")
    page.get_by_role("button", name="提交答卷").click()
    assert page.locator("#missing li").count() == 4
    assert page.evaluate("document.activeElement.id") == "missing"
    assert page.locator("#q-jobs .error").inner_text() == "这一题还没有答。"
    page.check('input[name="shift"][value="day"]')
    assert not page.locator("#why").is_visible()
    page.check('input[name="lack"][value="meal"]')
    page.check('input[name="lack"][value="none"]')
    assert not page.is_checked('input[name="lack"][value="meal"]')
    last_two = page.locator("#q-lack input[type=checkbox]").evaluate_all("all => all.slice(-2).map(each => each.value)")
    assert last_two == ["none", "other"]
    page.fill("#years", "51")
    fill_in(page)
    page.get_by_role("button", name="提交答卷").click()
    assert page.locator("#missing li").inner_text() == "第 7 题：这个数不在题目要求的范围里，请再看一下。"
    page.fill("#years", "１２年")
    page.get_by_role("button", name="提交答卷").click()
    page.wait_for_selector(".note.good h1")


def test_a_paged_survey_is_answered_with_the_keyboard_alone(site: Site, opened: Any, open_page: Any) -> None:
    page = open_page()
    page.goto(opened(paged=True))
    assert page.locator("[data-page]:visible").count() == 1
    press_to(page, "[data-next]")
    page.keyboard.press("Enter")
    assert page.locator("#missing li").count() == 3
    press_to(page, "#unit")
    page.keyboard.press("End")
    for name in ("clean", "hot"):
        press_to(page, f'input[name="{name}"]')
        page.keyboard.press("Space")
    press_to(page, "[data-next]")
    page.keyboard.press("Enter")
    assert page.locator("[data-turn]").inner_text() == "第 2 页，共 3 页"
    press_to(page, 'input[name="shift.other"]')
    page.keyboard.type("两班倒")
    press_to(page, "[data-next]")
    page.keyboard.press("Enter")
    for _option in JOBS:
        press_to(page, '[data-ranking] [aria-pressed="false"]')
        page.keyboard.press("Enter")
    first = page.locator("[data-ranking] li").nth(0).inner_text()
    press_to(page, "[data-ranking] li:nth-child(2) .rank-up")
    page.keyboard.press("Enter")
    assert page.locator("[data-ranking] li").nth(1).inner_text().split()[1] == first.split()[1]
    page.go_back()
    assert page.locator("[data-turn]").inner_text() == "第 2 页，共 3 页"
    page.go_forward()
    press_to(page, "[data-busy]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".note.good h1")
    assert waiting(site) == 1


def test_a_page_killed_halfway_goes_on_where_it_was_and_leaves_nothing_behind(opened: Any, open_page: Any) -> None:
    paged = opened(paged=True)
    page = open_page()
    context = page.context
    page.goto(paged)
    page.select_option("#unit", index=1)
    page.check('input[name="clean"][value="4"]')
    page.check('input[name="hot"][value="na"]')
    page.close()
    page = context.new_page()
    page.goto(paged)
    assert page.locator("[data-turn]").inner_text() == "第 2 页，共 3 页"
    assert page.get_by_text("已接着上次没答完的。").is_visible()
    page.get_by_role("button", name="上一页").click()
    assert page.is_checked('input[name="clean"][value="4"]')
    page.get_by_role("button", name="清除这台手机上的草稿").click()
    assert not page.is_checked('input[name="clean"][value="4"]')
    assert page.evaluate("Object.keys(localStorage)") == []

    address = opened()
    page.goto(address)
    fill_in(page)
    page.fill("#team", "甲班😀𬱖")
    page.close()
    page = context.new_page()
    page.goto(address)
    assert page.get_by_text("已接着上次没答完的。").is_visible()
    assert page.input_value("#team") == "甲班😀𬱖"
    assert page.locator("[data-ranking] li").nth(0).inner_text().split() == ["1", "加夜班班车", "↓"]
    page.get_by_role("button", name="提交答卷").click()
    page.wait_for_selector(".note.good h1")
    assert page.evaluate("Object.keys(localStorage)") == []
    page.go_back()
    page.wait_for_selector("#team")
    assert page.input_value("#team") == ""
    page.get_by_role("button", name="不留草稿").click()
    page.fill("#team", "甲班")
    assert page.evaluate("Object.keys(localStorage)") == []
    page.reload()
    assert page.input_value("#team") == ""
    assert page.get_by_text("不留草稿：关掉这一页").is_visible()


def test_an_answer_given_offline_is_kept_and_sent_when_there_is_a_network(
    site: Site, opened: Any, open_page: Any, clock: Any
) -> None:
    address = opened()
    page = open_page()
    context = page.context
    page.goto(address)
    fill_in(page)
    context.set_offline(True)
    page.get_by_role("button", name="提交答卷").click()
    page.wait_for_selector("text=现在没有网络")
    assert waiting(site) == 0
    context.set_offline(False)
    page.wait_for_selector(".note.good h1")
    assert waiting(site) == 1

    page.goto(address)
    fill_in(page)
    context.set_offline(True)
    page.get_by_role("button", name="提交答卷").click()
    page.wait_for_selector("text=现在没有网络")
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".note.good h1")
    assert waiting(site) == 2

    other = opened(title="另一份")
    page.goto(other)
    page.fill("#team", "来不及交的话")
    page.goto(address)
    fill_in(page)
    page.fill("#team", "晚了")
    clock.advance(days=8)
    page.get_by_role("button", name="提交答卷").click()
    page.wait_for_selector("text=没有收下")
    assert page.get_by_text("晚了").is_visible()
    assert page.get_by_text("1. 加夜班班车、2. 换热水器、3. 修浴室").is_visible()
    page.goto(other)
    page.reload()
    assert page.locator("[data-left] dl").inner_text().split() == ["9.", "您的班组", "来不及交的话"]
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_petition_killed_halfway_goes_on_where_it_was_and_an_accusation_only_when_asked(
    site: Site, enterprise: Any, session: Session, clock: Any, open_page: Any, picture: Any
) -> None:
    group = session.get_one(ReadingGroup, enterprise.groups["discipline"])
    group.recovery_confirmed_on, group.recovery_public = clock().date(), seal.KeyPair.generate().public
    session.commit()
    page = open_page(phone=True)
    context, address = page.context, f"{site.address}/petition"

    def killed() -> Any:
        page.close()
        again = context.new_page()
        again.goto(address)
        return again

    page.goto(address)
    page.fill("#text", "澡堂没有热水😀")
    assert page.evaluate("Object.keys(localStorage)") == [], "it may become an accusation"
    page.check('input[name="kind"][value="problem"]')
    page.select_option("#category", "canteen")
    picture(page, "petition-draft-kept")
    page.get_by_role("button", name="下一步：谁来看").click()
    page.check('input[name="naming"][value="named"]')
    page.fill("#name", "韩梅梅")
    page = killed()
    assert page.get_by_text("已接着上次没写完的。").is_visible()
    assert (page.input_value("#text"), page.input_value("#category")) == ("澡堂没有热水😀", "canteen")
    assert page.is_checked('input[name="naming"][value="named"]')
    assert page.input_value("#name") == ""
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "韩梅梅" not in kept
    assert page.input_value("#receipt") not in kept
    picture(page, "petition-draft-restored")

    page.check('input[name="kind"][value="accusation"]')
    assert page.evaluate("Object.keys(localStorage)") == []
    picture(page, "petition-draft-accusation")
    page = killed()
    assert page.input_value("#text") == ""
    page.check('input[name="kind"][value="accusation"]')
    page.fill("#text", "班长收钱排班")
    page.get_by_label("这台设备只有我用，请留草稿").check()
    picture(page, "petition-draft-accusation-kept")
    page = killed()
    assert page.input_value("#text") == "班长收钱排班"
    assert page.get_by_label("这台设备只有我用，请留草稿").is_checked()
    page.get_by_role("button", name="离开").click()
    page.wait_for_url(f"{site.address}/")
    assert page.evaluate("Object.keys(localStorage)") == []
    page.go_back()
    assert page.url == "about:blank", "going back does not lead to the form"

    page.goto(address)
    page.check('input[name="kind"][value="suggestion"]')
    page.fill("#text", "加一班夜班车")
    page.select_option("#category", "canteen")
    page = killed()
    page.get_by_role("button", name="下一步：谁来看").click()
    page.check('input[name="naming"][value="anonymous"]')
    page.get_by_role("button", name="下一步：核对").click()
    page.get_by_role("button", name="提交诉求").click()
    page.wait_for_selector(".receipt-code")
    assert page.evaluate("Object.keys(localStorage)") == []
    page = killed()
    assert page.input_value("#text") == ""
