"""A story: an officer makes a survey without script, sees it in the frame of a phone, and takes it out as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from app import create_app
from config import Settings
from tests.journeys.conftest import DESK, PATIENCE, PHONE, Site, served
from tests.journeys.test_accessibility import RULES

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "/edit",
    "/items",
    "/items/youth_hard",
    "/items/new?type=number",
    "/items/add?q=工资",
    "/items/settle_1/condition",
    "/measure",
    "/english",
    "/look",
)


@pytest.fixture
def site(settings: Settings, clock: Any, enterprise: Any) -> Iterator[Site]:
    """The enterprise of the fast tests, served."""
    with served(create_app(settings, migrate=False)) as serving:
        yield serving


def _sign_in(page: Any, site: Site, password: str) -> None:
    page.set_default_timeout(PATIENCE)
    page.goto(f"{site.address}/sign-in")
    page.fill("[name=username]", "officer")
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/desk/**")


def test_from_a_built_in_questionnaire_to_a_draft_of_ones_own_without_script(
    browser: Any, site: Site, enterprise: Any
) -> None:
    context = browser.new_context(locale="zh-CN", java_script_enabled=False, **PHONE)
    page = context.new_page()
    _sign_in(page, site, enterprise.password)
    page.goto(f"{site.address}/desk/surveys/new")
    page.click("button[value=youth]")
    page.click("nav >> text=题目")
    page.locator("#i-settle_2").get_by_role("button", name="上移").click()
    page.locator("#i-settle_2").get_by_role("button", name="删除").click()
    page.get_by_role("button", name="撤销").click()
    page.wait_for_selector("#i-settle_2")
    page.locator("#i-settle_2").get_by_text("在后面加题").click()
    page.fill("#q", "工资条")
    page.get_by_role("button", name="找题").click()
    page.get_by_text("工资条上的每一项怎么算的，我看得懂。").click()
    page.get_by_role("button", name="加上勾选的题").click()
    page.wait_for_selector("#i-pay_4")
    page.click("#i-pay_4 a")
    page.fill("#text", "工资条，我看得懂。")
    page.get_by_role("button", name="保存这道题").click()
    page.get_by_text("没变，只是改了错字或语气").click()
    page.get_by_role("button", name="保存这道题").click()
    page.wait_for_selector("#i-pay_4 >> text=工资条，我看得懂。")
    context.close()


def test_the_preview_is_as_wide_as_a_phone_and_what_is_pressed_leads_out_of_it(
    browser: Any, site: Site, enterprise: Any
) -> None:
    context = browser.new_context(locale="zh-CN", **DESK)
    page = context.new_page()
    _sign_in(page, site, enterprise.password)
    page.goto(f"{site.address}/desk/surveys/new")
    page.click("button[value=reform]")
    draft = page.url
    page.click("nav >> text=手机预览")
    frame = page.frame_locator("iframe.phone")
    assert frame.locator("html").evaluate("shown => shown.clientWidth") == 360
    frame.get_by_text("回到问卷").click()
    page.wait_for_url(draft)
    with page.expect_download() as download:
        page.click("text=导出问卷")
    page.goto(f"{site.address}/desk/surveys/import")
    page.set_input_files("#file", download.value.path())
    page.get_by_role("button", name="导入成草稿").click()
    page.wait_for_selector("text=内容都带过来了")
    context.close()


def test_axe_finds_nothing_on_the_pages_of_a_draft(browser: Any, site: Site, enterprise: Any) -> None:
    found: list[str] = []
    for view in ({**DESK, "color_scheme": "light"}, {**PHONE, "color_scheme": "dark"}):
        context = browser.new_context(locale="zh-CN", **view)
        page = context.new_page()
        _sign_in(page, site, enterprise.password)
        page.goto(f"{site.address}/desk/surveys/new")
        found += _remarks(page)
        page.click("button[value=youth]")
        draft = page.url
        for way in PAGES:
            assert page.goto(draft + way).status == 200, way
            found += _remarks(page)
        for path in ("/desk/surveys/", "/desk/surveys/import"):
            page.goto(site.address + path)
            found += _remarks(page)
        context.close()
    assert "\n".join(found) == ""


def _remarks(page: Any) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{page.url}: {each['id']} {each['nodes'][0]['html'][:200]}" for each in found]
