"""Answering by invitation in a real browser: lists, links, tickets; a page killed at every step loses nothing."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from paper.sheet_reading import read_table
from surveys import operations, queries
from surveys.ballot_box import box, invitations, tickets
from surveys.ballot_box.tickets import Ticket
from surveys.counting import operations as counting
from surveys.models import UrnBallot
from tests.fixtures import PASSWORD, _found
from tests.journeys.conftest import Site
from tests.surveys.invited import roster_file, roster_rows

pytestmark = pytest.mark.browser

CHOOSE = """() => {
  const radios = [...document.querySelectorAll("form input[type=radio]")];
  for (const name of new Set(radios.map((radio) => radio.name))) {
    const group = radios.filter((radio) => radio.name === name);
    const chosen = group[Math.min(3, group.length - 1)];
    chosen.checked = true;
    chosen.dispatchEvent(new Event("change", { bubbles: true }));
  }
}"""
KEPT = "Object.fromEntries(Object.keys(localStorage).map((key) => [key, localStorage.getItem(key)]))"


class Story:
    """A survey by invitation, an office PC, and phones that are killed and opened again."""

    def __init__(self, site: Site, clock: Any, open_page: Callable[..., Any], picture: Any, folder: Path) -> None:
        self.site, self.clock, self.open_page, self.picture, self.folder = site, clock, open_page, picture, folder
        self.desk = open_page()
        with site.app.test_request_context(), site.app.extensions["database"].writing() as session:
            enterprise = _found(session)
            survey = operations.make(session, "wellbeing", actor=enterprise.people["officer"], now=clock())
            survey.closes_at = clock() + timedelta(days=10)
            session.commit()
            self.survey_id, self.slug, self.officer = survey.id, survey.slug, enterprise.people["officer"]
        self.address = f"{site.address}/desk/surveys/{self.survey_id}/invitations"

    # The desk

    def open_by_invitation(self) -> None:
        """The officer checks a list, mends it, opens with keys and gets links."""
        page = self.desk
        page.goto(f"{self.site.address}/sign-in?next=/desk/surveys/{self.survey_id}")
        page.fill("[name=username]", "officer")
        page.fill("[name=password]", PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.goto(self.address)
        self.picture(page, "invitation-desk-1-draft")
        self.send("核对名单", [*roster_rows(), ("外人", "99999", "五车间")])
        assert "“五车间”不在系统的单位表里" in page.locator(".errors").first.inner_text()
        self.picture(page, "invitation-desk-2-problems")
        self.send("核对名单", roster_rows())
        assert "受邀 70 人" in page.locator("main").inner_text()
        self.picture(page, "invitation-desk-3-checked")
        page.get_by_role("button", name="制作钥匙并开放").click()
        page.get_by_role("link", name="查看结果").click()
        assert "第三步" in page.locator("main").inner_text()
        self.picture(page, "invitation-desk-4-open")
        with page.expect_download() as download:
            self.send("生成链接并下载名单", roster_rows())
        self.book = Path(download.value.path()).read_bytes()
        rows = read_table(self.book, "a.xlsx", expected=["领券链接"]).rows
        self.links = [row.values["领券链接"] for row in rows]
        page.goto(self.address)
        self.code = page.locator("p.code").first.inner_text()
        self.picture(page, "invitation-desk-5-links")

    def send(self, button: str, rows: list[tuple[str, ...]]) -> None:
        """Upload a list in the form that has this button."""
        form = self.desk.locator("form", has=self.desk.get_by_role("button", name=button, exact=True))
        file = {"name": "名单.xlsx", "mimeType": "application/octet-stream", "buffer": roster_file(rows)}
        form.locator("input[type=file]").set_input_files(file)
        form.get_by_role("button", name=button, exact=True).click()

    # Phones

    def phone(self) -> Any:
        """The context of a phone, in which pages are opened and killed."""
        page = self.open_page(phone=True)
        context = page.context
        page.close()
        return context

    def show(self, context: Any, address: str) -> Any:
        page = context.new_page()
        page.on("pageerror", self._fail)
        page.goto(address)
        return page

    @staticmethod
    def _fail(error: Exception) -> None:
        raise AssertionError(f"a script failed: {error}")

    def show_signed_and_lost(self, context: Any) -> Any:
        """Open the page of links again; the server signs, and the answer never arrives."""
        page = context.new_page()
        signed: list[int] = []

        def lose(route: Any) -> None:
            signed.append(route.fetch().status)

        page.route("**/i/draw", lose)
        page.goto(f"{self.site.address}/i")
        page.wait_for_timeout(300)
        deadline = 50
        while not signed and deadline:
            page.wait_for_timeout(100)
            deadline -= 1
        assert signed == [200]
        return page

    def send_and_die(self, page: Any) -> None:
        """Send the answers; they are taken, and the page is killed before it hears so."""
        taken: list[int] = []

        def lose(route: Any) -> None:
            if route.request.method == "POST":
                taken.append(route.fetch(max_redirects=0).status)
            else:
                route.continue_()

        page.route(f"**/s/{self.slug}", lose)
        page.get_by_role("button", name="提交答卷").click(no_wait_after=True)
        deadline = 50
        while not taken and deadline:
            page.wait_for_timeout(100)
            deadline -= 1
        assert taken == [303]
        page.close()

    def draw(self, page: Any) -> None:
        page.get_by_role("button", name="领答题券").click()
        page.get_by_text("券已领到").wait_for()

    def fill_in(self, page: Any) -> None:
        """Choose something everywhere; how people do that is another story's subject."""
        page.evaluate(CHOOSE)

    def count_and_publish(self) -> None:
        """After the closing: the box is opened, counted, released, destroyed."""
        database = self.site.app.extensions["database"]
        self.clock.advance(days=10)
        with self.site.app.test_request_context():
            with database.reading() as session:
                survey = queries.survey(session, self.survey_id)
                pair = operations.survey_key(session, survey, self.officer.keys)
            counting.count(
                database,
                self.survey_id,
                pair,
                actor=self.officer,
                now=self.clock(),
                progress=lambda _done, _whole: None,
            )
            with database.writing() as session, session.begin():
                survey = queries.survey_to_change(session, self.survey_id)
                operations.publish(session, survey, texts=0, actor=self.officer, now=self.clock())
            box.destroy(database, self.survey_id)

    def counted(self) -> int:
        with self.site.app.extensions["database"].box_reading() as session:
            return sum(box.answered(session, self.survey_id).values())


@pytest.fixture
def story(
    site: Site, clock: Any, open_page: Callable[..., Any], picture: Callable[[Any, str], None], tmp_path: Path
) -> Story:
    """An open survey by invitation with a drawing period of three days, and its links."""
    made = Story(site, clock, open_page, picture, tmp_path)
    made.open_by_invitation()
    return made


def test_a_page_killed_at_every_step_of_drawing_and_answering_loses_nothing(story: Story) -> None:
    context = story.phone()

    # 1. The link is opened, and the page killed before anything is pressed.
    page = story.show(context, story.links[0])
    page.get_by_role("button", name="领答题券").wait_for()
    story.picture(page, "invitation-phone-1-ready")
    assert page.url == f"{story.site.address}/i"
    assert story.code in page.locator("main").inner_text()
    assert "一车间，30人" in page.locator("main").inner_text().replace(" ", "")
    page.close()

    # 2. Opened again without the link; killed when the request was written down and never sent.
    page = story.show(context, f"{story.site.address}/i")
    page.route("**/i/draw", lambda route: None)
    page.get_by_role("button", name="领答题券").click()
    page.wait_for_function("Object.keys(localStorage).some((key) => key.startsWith('xinqiao.ticket.'))")
    before = page.evaluate(KEPT)
    page.close()

    # 3. Opened again: the same message is sent; the server signs it, and the page is killed before it hears.
    page = story.show_signed_and_lost(context)
    assert page.evaluate(KEPT) == before
    page.close()

    # 4. Opened again: the same message gets the same signature.
    page = story.show(context, f"{story.site.address}/i")
    page.get_by_text("券已领到").wait_for()
    story.picture(page, "invitation-phone-2-held")
    assert "现在是领券期" in page.locator("main").inner_text()
    kept = page.evaluate(KEPT)
    assert "xinqiao.link" not in kept
    state = kept[f"xinqiao.ticket.{story.slug}"]
    assert not re.search(r'"(link|factor|blinded|message)"', state)
    page.get_by_role("link", name="关怀模式（大字）").click()
    page.get_by_text("券已领到").wait_for()
    assert page.locator("html.large").count() == 1
    assert page.locator("[data-answer]").get_attribute("href") == f"/s/{story.slug}?large=1"
    page.close()

    # 5. The survey's page waits for the end of the drawing period.
    page = story.show(context, f"{story.site.address}/s/{story.slug}")
    assert "现在是领券期" in page.locator("main").inner_text()
    story.picture(page, "invitation-phone-3-waiting")
    page.close()
    story.clock.advance(days=3)

    # 6. Answering: the ticket is filled in by itself; killed in the middle, it is there again.
    for _time in range(2):
        page = story.show(context, f"{story.site.address}/s/{story.slug}")
        assert page.locator("[data-held]").is_visible()
        assert page.locator("textarea[name=ticket]").input_value().startswith("xq1.")
        story.picture(page, "invitation-phone-4-answer")
        page.close()

    # 7. Sent and taken, and the page is killed before it hears so. The answer is sent again, and counts once.
    page = story.show(context, f"{story.site.address}/s/{story.slug}")
    story.fill_in(page)
    story.send_and_die(page)
    assert story.counted() == 1
    page = story.show(context, f"{story.site.address}/s/{story.slug}")
    story.fill_in(page)
    page.get_by_role("button", name="提交答卷").click()
    page.wait_for_url("**/thanks")
    assert "无需重复提交" in page.locator("main").inner_text()
    story.picture(page, "invitation-phone-5-thanks")
    assert story.counted() == 1

    # 8. Nothing of link, factor or ticket is left on the phone; what is shown can still be copied.
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('xinqiao.'))") == []
    page.get_by_role("button", name="复制用过的券").click()
    spent = Ticket.from_text(page.locator("#copy").input_value())
    page.goto(story.links[0])
    page.get_by_text("这个链接的答题券已经领过了").wait_for()
    story.picture(page, "invitation-phone-6-gone")
    with story.site.app.extensions["database"].box_reading() as session:
        assert session.execute(sa.select(UrnBallot.spent)).scalar_one() == spent.mark


@pytest.mark.parametrize("change", ["another key", "nine people", "no such unit", "another survey"])
def test_a_phone_refuses_a_key_that_could_mark_it(story: Story, change: str) -> None:
    context = story.phone()
    page = context.new_page()

    def bend(route: Any) -> None:
        document = route.fetch().json()
        for unit in document["units"]:
            if change == "nine people":
                unit["invited"] = 9
            if change == "no such unit":
                unit["unit"] += 100
            if change == "another key":
                unit["key"] = base64.b64encode(tickets.generate()[1]).decode()
        if change == "another survey":
            document["survey"] = "elsewhere"
        route.fulfill(json=document)

    if change == "another key":
        # A request was written down under the key everybody sees; then the server shows this phone another one.
        page.route("**/i/draw", lambda route: route.abort())
        page.goto(story.links[1])
        page.get_by_role("button", name="领答题券").wait_for()
        code = page.locator("[data-state*=ready] [data-put=code]").inner_text()
        page.get_by_role("button", name="领答题券").click()
        page.wait_for_function("Object.keys(localStorage).some((key) => key.startsWith('xinqiao.ticket.'))")
        page.close()
        page = context.new_page()
        assert code == story.code
    page.route("**/keys.json", bend)
    page.goto(story.links[1])
    page.get_by_text("停一下").first.wait_for()

    assert page.locator("[data-draw]").is_hidden()
    with story.site.app.extensions["database"].box_reading() as session:
        assert not any(each.drawn for each in invitations.numbers(session, story.survey_id).values())


def test_a_kept_ticket_is_checked_from_a_saved_file(story: Story) -> None:
    """Drawn on one phone, answered in another browser, counted, and checked by its owner without a network."""
    first = story.show(story.phone(), story.links[0])
    story.draw(first)
    first.get_by_role("button", name="复制答题券").click()
    ticket = first.locator("#copy").input_value()
    story.clock.advance(days=3)

    second = story.show(story.phone(), f"{story.site.address}/s/{story.slug}")
    second.fill("textarea[name=ticket]", "\n".join(ticket[start : start + 60] for start in range(0, len(ticket), 60)))
    second.locator("[data-held]").wait_for()
    assert story.code in second.locator("[data-held]").inner_text()
    story.fill_in(second)
    second.get_by_role("button", name="提交答卷").click()
    second.wait_for_url("**/thanks")
    unused = story.show(story.phone(), story.links[1])
    story.draw(unused)
    unused.get_by_role("button", name="复制答题券").click()
    never_sent = unused.locator("#copy").input_value()

    story.count_and_publish()
    page = story.show(story.phone(), f"{story.site.address}/results/{story.slug}/tickets")
    story.picture(page, "invitation-list")
    assert "计入结果的答卷 1 份，和用掉的券一样多" in page.locator("main").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载核对页").click()
    saved = story.folder / "tickets.html"
    download.value.save_as(saved)

    alone = story.open_page(phone=True, offline=True)
    alone.on("pageerror", story._fail)
    alone.goto(saved.as_uri())
    said = alone.get_by_role("status")
    for text, words in (
        (ticket, "在已用名单里"),
        (never_sent, "不在已用名单里"),
        (ticket.rpartition(".")[0], "不像一张完整的答题券"),
        (ticket[:-30] + "A" * 30, "签名不对"),
        (ticket.replace(story.slug, "elsewhere"), "另一份问卷"),
    ):
        alone.fill("#ticket", text)
        alone.get_by_role("button", name="核对").click()
        said.get_by_text(words).filter(visible=True).wait_for()
    assert story.code in alone.locator("body").inner_text()
    alone.fill("#ticket", ticket)
    alone.get_by_role("button", name="核对").click()
    said.get_by_text("在已用名单里").filter(visible=True).first.wait_for()
    story.picture(alone, "invitation-check")
