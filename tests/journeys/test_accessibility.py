"""A story: every page that can be reached is read by axe on a phone and an office PC, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from werkzeug.exceptions import HTTPException

from app import create_app
from config import Settings
from demo import fill
from demo.enterprise import PEOPLE
from tests.journeys.conftest import DESK, PATIENCE, PHONE, Site, served

pytestmark = pytest.mark.browser

# Everything WCAG 2.2 asks at levels A and AA, and what axe's makers hold to be good besides.
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
VIEWS = {
    "phone, light": {**PHONE, "color_scheme": "light"},
    "phone, dark": {**PHONE, "color_scheme": "dark"},
    "desk, light": {**DESK, "color_scheme": "light"},
    "desk, dark": {**DESK, "color_scheme": "dark"},
}
#: One person of each role sees every page there is.
FIRST_OF_EACH_ROLE = sorted({role: username for username, _name, _title, role, _unit in reversed(PEOPLE)}.values())
STAFF = (
    "/",
    "/petition",
    "/case",
    "/trust",
    "/sign-in",
    "/results",
    "/s/",
    "/c",
    "/i",
    "/policies",
    "/progress",
    "/aid",
)
#: Downloads and addresses that end a session or only answer scripts.
NOT_PAGES = ("pdf", "xlsx", "docx", "csv", "export", "download", "poster", "progress", "display", "static")


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One month of the demonstration, served."""
    instance = tmp_path_factory.mktemp("demonstration") / "instance"
    settings = Settings(instance=instance, password_cost="cheap", testing=True, demo=True, demo_role_buttons=True)
    application = create_app(settings, migrate=False)
    application.extensions["database"].create_all()
    months, fill.MONTHS = fill.MONTHS, 1
    try:
        fill.fill(application, today=date.today(), told=lambda _done, _whole: None)
    finally:
        fill.MONTHS = months
    with served(application) as serving:
        yield serving


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_staff_pages(browser: Any, demonstration: Site, view: str) -> None:
    context = browser.new_context(locale="zh-CN", **VIEWS[view])
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    found = walk(page, demonstration, *STAFF)
    found += file_a_petition(page, demonstration.address)
    context.close()
    assert "\n".join(found) == ""


@pytest.mark.parametrize("username", FIRST_OF_EACH_ROLE)
def test_axe_finds_nothing_on_desk_pages(browser: Any, demonstration: Site, username: str) -> None:
    found: list[str] = []
    for view in ("desk, light", "phone, dark"):
        context = browser.new_context(locale="zh-CN", **VIEWS[view])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        sign_in(page, demonstration.address, username)
        found += [f"{view}: {each}" for each in walk(page, demonstration, "/desk/")]
        context.close()
    assert "\n".join(sorted(set(found))) == ""


def test_a_petition_is_filed_with_the_keyboard_alone(browser: Any, demonstration: Site) -> None:
    context = browser.new_context(locale="zh-CN", **DESK)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(demonstration.address + "/petition")
    press_to(page, "#kind-0")
    page.keyboard.press("Space")
    press_to(page, "#text")
    page.keyboard.type("楼道灯坏了")
    press_to(page, "#category")
    page.keyboard.press("End")
    press_to(page, ".panel:not([hidden]) [data-next] button:not([data-back])")
    page.keyboard.press("Enter")
    press_to(page, "#naming-0")
    page.keyboard.press("Space")
    press_to(page, ".panel:not([hidden]) [data-next] button:not([data-back])")
    page.keyboard.press("Enter")
    press_to(page, "button[data-busy]:not([type=button])")
    page.keyboard.press("Enter")
    page.wait_for_selector(".certificate")
    press_to(page, "#last_four")
    page.keyboard.type(page.locator("input[name=receipt]").input_value()[-4:])
    page.keyboard.press("Enter")
    page.wait_for_selector("text=已离开")
    context.close()


def test_nothing_overflows_a_small_phone_in_large_type(browser: Any, demonstration: Site) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 320, "height": 640})
    context.add_cookies([{"name": "xinqiao-large", "value": "1", "url": demonstration.address}])
    page = context.new_page()
    wide = []
    for path in STAFF:
        page.goto(demonstration.address + path)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(path)
    context.close()
    assert wide == []


def read(page: Any, address: str) -> list[str]:
    """What axe finds on one page, a line each."""
    answer = page.goto(address)
    if answer is not None and answer.status >= 400:
        return [f"{urlsplit(address).path} answered {answer.status}"]
    return listen(page)


def listen(page: Any) -> list[str]:
    """What axe finds on the page that is open."""
    violations = Axe().run(page, options=RULES).response["violations"]
    path = urlsplit(page.url).path
    return [
        f"{path} {each['id']}: {node['target']} {node['failureSummary'].splitlines()[-1].strip()}"
        for each in violations
        for node in each["nodes"]
    ]


def file_a_petition(page: Any, address: str) -> list[str]:
    """The receipt, the case page and the warning when nothing is typed."""
    page.goto(address + "/petition")
    page.locator("#kind-0").check()
    page.locator("#text").fill("楼道灯坏了")
    page.locator("#category").select_option("other")
    for _panel in range(2):
        page.locator(".panel:not([hidden]) [data-next] button:not([data-back])").click()
        if page.locator("#naming-0").is_visible():
            found = listen(page)
            page.locator("#naming-0").check()
    page.get_by_role("button", name="提交诉求").click()
    page.wait_for_selector(".certificate")
    found += listen(page)
    code = page.locator("input[name=receipt]").input_value()
    page.goto(f"{address}/case#{code}")
    page.wait_for_selector(".talk")
    return found + listen(page)


def sign_in(page: Any, address: str, username: str) -> None:
    """Sign in by the demonstration's button."""
    page.goto(address + "/sign-in")
    page.locator(f"form:has(input[value='{username}']) button").click()
    page.wait_for_url("**/desk/**")


def walk(page: Any, site: Site, *paths: str) -> list[str]:
    """Follow links from some pages; of each route one page is read."""
    waiting, seen, found = [site.address + path for path in paths], set(), []
    while waiting:
        address = waiting.pop(0)
        endpoint = endpoint_of(site, urlsplit(address).path)
        if endpoint is None or endpoint in seen:
            continue
        seen.add(endpoint)
        found += read(page, address)
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        waiting += [urljoin(address, link).split("#")[0] for link in links if link.startswith(site.address)]
    return found


def endpoint_of(site: Site, path: str) -> str | None:
    """The route behind a path when it is a page."""
    try:
        endpoint, _values = site.app.url_map.bind("localhost").match(path)
    except HTTPException:
        return None
    name = str(endpoint)
    return None if any(word in name or word in Path(path).name for word in NOT_PAGES) else name


def press_to(page: Any, selector: str, most: int = 80) -> None:
    """Press Tab until the focus is on `selector`; radio buttons of one name count as one stop."""
    for _press in range(most):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")
