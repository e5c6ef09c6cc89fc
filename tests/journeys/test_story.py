"""The whole story, from an empty instance to the monthly report, in a real browser on a phone and an office PC."""

from __future__ import annotations

import io
import random
import re
import urllib.parse
import urllib.request
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import sqlalchemy as sa
from PIL import Image
from playwright.sync_api import expect

from accounts import operations as accounts
from petitions.files.models import Attachment
from surveys.items import Definition
from surveys.models import Survey
from tests.journeys.conftest import Site
from tests.surveys.conftest import form_of
from web.clock import ZONE

pytestmark = pytest.mark.browser

UNITS = """生产一部 6
  一车间 12
  二车间 10
  检修班 3
机关 9
"""
PASSWORDS = {"admin": "桥头有一棵老槐树", "wangfang": "夜班路上看得见星"}
STORY = "一车间澡堂晚上十点以后没有热水，零点班上来只能用凉水冲，已经半个月了。𬱖师傅也问过。"


def test_from_an_empty_instance_to_the_monthly_report(
    site: Site, clock: Any, open_page: Callable[..., Any], picture: Callable[[Any, str], None], tmp_path: Path
) -> None:
    clock.set(datetime(2026, 10, 12, 9, 0, tzinfo=ZONE))
    story = Story(site, clock, open_page, picture, tmp_path)
    story.set_up()
    story.found_the_union_office()
    story.admit_colleagues()
    address = story.open_a_survey()
    story.forty_answer(address)
    story.count_and_release(address)
    code = story.file_a_petition()
    story.lead_the_case()
    story.come_back_and_rate(code)
    story.close_the_case()
    story.issue_the_report()


class Story:
    """One office PC, one phone, and what is remembered between the steps."""

    def __init__(
        self, site: Site, clock: Any, open_page: Callable[..., Any], picture: Callable[[Any, str], None], folder: Path
    ) -> None:
        self.site, self.clock, self.open_page, self.picture, self.folder = site, clock, open_page, picture, folder
        self.desk = open_page()
        self.phone = open_page(phone=True)
        self.desk.on("pageerror", self._fail)
        self.phone.on("pageerror", self._fail)

    @staticmethod
    def _fail(error: Exception) -> None:
        raise AssertionError(f"a script failed: {error}")

    # Set-up

    def set_up(self) -> None:
        """Organisation, units in three levels, administrator and first officer, within one page."""
        token = accounts.set_up_token(self.site.app.extensions["instance_key"])
        page = self.desk
        page.goto(f"{self.site.address}/set-up#{token}")
        self.picture(page, "story-01-set-up")
        page.fill("[name=organisation]", "岱山能源集团有限公司")
        page.fill("[name=units]", UNITS)
        for field, value in (
            ("admin_name", "赵敏"),
            ("admin_username", "admin"),
            ("admin_password", PASSWORDS["admin"]),
            ("admin_again", PASSWORDS["admin"]),
            ("officer_name", "王芳"),
            ("officer_username", "wangfang"),
            ("officer_password", "first password 2026"),
        ):
            page.fill(f"[name={field}]", value)
        self.press(page, "完成设置")
        assert page.get_by_role("heading", name="受理机构").first.is_visible()

    def found_the_union_office(self) -> None:
        """The administrator hands a slip over; the officer founds the office and confirms three sheets."""
        page = self.desk
        row = page.locator("tr", has_text="诉求受理")
        row.get_by_role("button", name="建组纸条").click()
        link = page.locator(".address").inner_text().strip()
        self.press(page, "退出登录")

        self.sign_in("wangfang", "first password 2026", new=PASSWORDS["wangfang"])
        page.goto(link)
        self.press(page, "建立受理机构")
        page.get_by_role("button", name="打印并确认恢复单").click()
        with page.expect_download() as download:
            page.get_by_role("button", name="打印三张").click()
        words = [_sheet_words(text) for text in _pdf_pages(Path(download.value.path()).read_bytes())]
        for field in page.locator("input[name^=word-]").all():
            _name, sheet, position = str(field.get_attribute("name")).split("-")
            field.fill(words[int(sheet)][int(position)])
        self.press(page, "确认恢复单")
        page.goto(f"{self.site.address}/desk/")
        assert "没有确认" not in page.locator("body").inner_text()
        self.picture(page, "story-02-empty-desk")
        self.press(page, "退出登录")

    def admit_colleagues(self) -> None:
        """The administrator adds a second officer, a handler and a leader; the officer admits the second officer."""
        self.sign_in("admin", PASSWORDS["admin"])
        for username, name, role in (
            ("liqiang", "李强", "officer"),
            ("zhangwei", "张伟", "handler"),
            ("liuyang", "刘洋", "leader"),
        ):
            page = self.desk
            page.goto(f"{self.site.address}/admin/accounts/new")
            page.fill("[name=username]", username)
            page.fill("[name=name]", name)
            page.check(f"input[name=roles][value={role}]")
            self.press(page, "保存")
            PASSWORDS[username] = page.locator("dd").nth(2).inner_text().strip()
        self.press(self.desk, "退出登录")
        for username in ("liqiang", "zhangwei", "liuyang"):
            self.sign_in(username, PASSWORDS[username], new=f"{username} 走在回家的路上")
            PASSWORDS[username] = f"{username} 走在回家的路上"
            self.press(self.desk, "退出登录")
        self.sign_in("wangfang")
        self.desk.goto(f"{self.site.address}/desk/groups/")
        self.desk.locator("main a", has_text="诉求受理").first.click()
        self.choose("select[name=account_id]", "李强")
        self.desk.get_by_role("button", name="接纳").click()
        assert "李强" in self.desk.locator("table").inner_text()

    # The survey

    def open_a_survey(self) -> str:
        """From the built-in questionnaire to an open link with a poster."""
        page = self.desk
        page.goto(f"{self.site.address}/desk/surveys/")
        page.get_by_role("link", name="做一份新的").click()
        page.click("button[value=wellbeing]")
        page.get_by_role("link", name="标题和时间").click()
        page.fill("[name=title]", "2026 年员工幸福指数")
        page.fill("[name=closes_at]", "2026-10-20T18:00")
        self.press(page, "保存草稿")
        page.get_by_role("navigation", name="做问卷的步骤").get_by_role("link", name="答题方式").click()
        page.get_by_text("开放链接：扫海报就能答").click()
        self.press(page, "保存")
        page.get_by_role("link", name="核对和开放").click()
        assert "生产一部本部、检修班" in page.locator("main").inner_text()
        self.picture(page, "story-03-survey-draft")
        self.press(page, "开放问卷")
        self.picture(page, "story-04-survey-open")
        poster = page.request.get(f"{page.url}/poster.pdf").body()
        assert "2026 年员工幸福指数" in _pdf_pages(poster)[0]
        return str(page.locator("a.code").inner_text()).strip()

    def forty_answer(self, address: str) -> None:
        """One on the phone, one without JavaScript, thirty-eight by script; the unit of three answers whole."""
        path = urllib.parse.urlsplit(address).path
        here = f"{self.site.address}{path}"
        survey, definition = self._survey()
        page = self.phone
        page.goto(here)
        self.picture(page, "story-05-survey-phone")
        page.get_by_role("button", name="提交答卷").click()
        assert page.locator(".errors li").count() == 44
        self.picture(page, "story-06-survey-missing")
        self._fill(page, definition, random.Random(1))
        page.get_by_role("button", name="提交答卷").click()
        page.wait_for_url("**/thanks")
        self.picture(page, "story-07-survey-thanks")

        plain = self.open_page(phone=True, java_script_enabled=False)
        plain.goto(here)
        self._fill(plain, definition, random.Random(2))
        plain.get_by_role("button", name="提交答卷").click()
        assert "已收到" in plain.locator("h1").inner_text()

        chance = random.Random(3)
        units = [unit.id for unit in definition.choosable_units]
        sizes = {unit.id: unit.headcount for unit in definition.units}
        pool = [unit for unit in units for _person in range(sizes[unit])]
        for number in range(38):
            form = form_of(definition, pool[number % len(pool)], chance)
            with urllib.request.urlopen(here, data=urllib.parse.urlencode(form).encode()) as sent:
                assert sent.url.endswith("/thanks")
        assert survey.digest

    def count_and_release(self, address: str) -> None:
        """Closing is brought forward, the box is opened under a progress bar, the results go public."""
        page = self.desk
        self.clock.advance(minutes=5)
        page.reload()
        self.press(page, "现在就截止")
        self.clock.advance(minutes=1)
        page.reload()
        self.press(page, "开箱计票")
        page.wait_for_url(re.compile(r"/desk/surveys/\d+$|/desk/jobs/\d+"))
        results = page.locator("a", has_text=re.compile("看结果"))
        if "/jobs/" in page.url:
            page.locator("a[href*='/desk/surveys/']", has_not_text="问卷").first.wait_for(timeout=20_000)
            page.locator("main a[href*='/desk/surveys/']").first.click()
        results.first.click()
        page.wait_for_url("**/results")
        shown = page.locator("main").inner_text()
        assert "40 份" in shown
        assert page.locator("svg").count() > 12
        self.picture(page, "story-08-results")
        page.go_back()
        page.check("[name=understood]")
        self.press(page, "公布结果并销毁答卷")
        self.phone.goto(f"{self.site.address}/results")
        self.phone.locator("a.door").first.click()
        self.phone.wait_for_url("**/results/*")
        text = self.phone.locator("main").inner_text()
        assert "未核验" in text
        # The unit of three stands nowhere but behind its neighbour's name (a chart may break the line there).
        assert text.count("检修班") == len(re.findall(r"生产一部本部、\s*检修班", text)) > 0
        self.picture(self.phone, "story-09-results-phone")

    # The petition

    def file_a_petition(self) -> str:
        """Anonymous, with a photo that knows where it was taken; the receipt is kept."""
        page = self.phone
        page.goto(f"{self.site.address}/")
        self.picture(page, "story-10-home")
        page.get_by_text("提诉求").first.click()
        page.check("input[name=kind][value=problem]")
        page.fill("[name=text]", STORY)
        page.select_option("[name=category]", "canteen")
        self.picture(page, "story-11-petition")
        page.get_by_role("button", name="下一步：谁来看").click()
        page.check("input[name=naming][value=anonymous]")
        # The phone asked who would read it with these choices, and has done the work against floods meanwhile.
        expect(page.locator("[data-exactly] strong")).to_have_text("李强、王芳")
        expect(page.locator("[name=proof]")).not_to_have_value("")
        expect(page.locator("[name=offered]")).to_have_value("1")
        self.picture(page, "story-12-petition-readers")
        page.get_by_role("button", name="下一步：核对").click()
        page.set_input_files("[name=files]", str(_photo_with_place(self.folder)))
        self.picture(page, "story-13-petition-check")
        page.get_by_role("button", name="提交诉求").click()
        page.locator(".receipt-code").wait_for()
        code = str(page.locator(".receipt-code").inner_text()).replace("\n", "").strip()
        self.picture(page, "story-14-receipt")
        page.fill("[name=last_four]", code[-4:])
        self.follow(page, page.get_by_role("button", name="离开并清除"))
        with self.site.app.extensions["database"].reading() as session:
            assert session.execute(sa.select(sa.func.count()).select_from(Attachment)).scalar_one() == 1
        return code

    def lead_the_case(self) -> None:
        """Registered, accepted, assigned, investigated, drafted, approved and answered by four people."""
        self.sign_in("wangfang")
        page = self.desk
        page.goto(f"{self.site.address}/desk/petitions/")
        self.picture(page, "story-15-queue")
        page.locator("main table a").first.click()
        self.case = page.url.removeprefix(self.site.address)
        assert "零点班" in page.locator("main").inner_text()
        self.picture(page, "story-16-case")
        self.step("register")
        self.step("accept", procedure="ordinary")
        self.step("assign", handler_id="张伟")
        self.clock.advance(days=2)
        self.sign_in("zhangwei")
        self.step(
            "investigate",
            record="inspection",
            text="到现场看过，热水循环泵损坏，维修申请超期未办。",
            heard=True,
            verified=True,
        )
        self.open_step("draft")
        page.fill("[name$='-text']", "澡堂恢复热水")
        page.check("input[name$='-verdict'][value=supported]")
        page.fill("[name$='-reason']", "现场核实属实。")
        page.fill("[name=facts]", "循环泵于9月28日损坏。")
        page.fill("[name=basis]", "公司后勤服务管理办法第八条。")
        page.fill("[name=measures]", "10月16日前更换循环泵。")
        page.check("input[name=judgement][value=reasonable]")
        self.choose("[name=approver_id]", "刘洋")
        self.picture(page, "story-17-draft")
        page.locator("main form button").last.click()
        self.sign_in("liuyang")
        self.step("approve")
        self.sign_in("wangfang")
        self.step("reply", text="您反映的情况属实。循环泵将于10月16日前更换，零点班热水同时恢复。")
        self.picture(page, "story-18-replied")

    def come_back_and_rate(self, code: str) -> None:
        """The worker reads the reply with the code, writes back, and rates."""
        self.clock.advance(days=4)
        page = self.phone
        page.goto(f"{self.site.address}/case")
        page.fill("[name=code]", "0000-0000-0000-0000")
        page.get_by_role("button", name="打开我的诉求").click()
        self.picture(page, "story-19-wrong-code")
        page.goto(f"{self.site.address}/case#{code}")
        page.get_by_text("零点班热水同时恢复").first.wait_for()
        assert page.url == f"{self.site.address}/case", "the code does not stay in the address"
        page.get_by_role("button", name="离开并清除").click()
        page.get_by_text("已离开，页面已清除").wait_for()
        page.goto(f"{self.site.address}/case")
        page.fill("[name=code]", code.lower().replace("-", " "))
        page.get_by_role("button", name="打开我的诉求").click()
        page.get_by_text("零点班热水同时恢复").first.wait_for()
        page.goto(f"{self.site.address}/case#{code}")
        page.get_by_text("零点班热水同时恢复").first.wait_for()
        page.locator("form[action*='say'] textarea").fill("昨晚热水来了，谢谢。")
        self.follow(page, page.locator("form[action*='say'] button"))
        page.check("input[name=office][value=satisfied]")
        page.check("input[name=solved][value=yes]")
        self.picture(page, "story-20-case-phone")
        self.follow(page, page.get_by_role("button", name="提交评价"))
        assert "昨晚热水来了" in page.locator("main").inner_text()
        self.picture(page, "story-21-case-rated")

    def close_the_case(self) -> None:
        """With its duty proved, and after the months it is put away."""
        self.sign_in("wangfang")
        self.open_step("close")
        self.desk.locator("main textarea").first.fill("10月15日更换循环泵，回访信访人确认。")
        self.follow(self.desk, self.desk.locator("main form button").last)
        assert "已办结" in self.desk.locator("main").inner_text()

    # The report

    def issue_the_report(self) -> None:
        """On 2 November October is drafted, checked by a colleague and issued; the leader downloads the PDF."""
        self.clock.set(datetime(2026, 11, 2, 9, 0, tzinfo=ZONE))
        self.sign_in("wangfang")
        page = self.desk
        page.goto(f"{self.site.address}/desk/reports/2026-10")
        self.picture(page, "story-22-report-draft")
        self.follow(page, page.get_by_role("button", name="送同事核稿"))
        self.sign_in("liqiang")
        page.goto(f"{self.site.address}/desk/reports/2026-10")
        page.check("[name=checked]")
        self.follow(page, page.get_by_role("button", name="核稿通过"))
        self.follow(page, page.get_by_role("button", name=re.compile("签发")).first)
        self.sign_in("liuyang")
        page.goto(f"{self.site.address}/desk/reports/")
        self.picture(page, "story-23-reports")
        pdf = page.request.get(f"{self.site.address}/desk/reports/2026-10.pdf").body()
        text = "".join(_pdf_pages(pdf))
        assert "职工诉求与信访工作月报" in text.replace("\r\n", "")
        assert "2026年10月" in text
        assert "零点班" not in text
        done = self.site.app.test_cli_runner().invoke(
            args=["reports", "issue", "2026-10", "--out", str(self.folder / "again.pdf")]
        )
        assert done.exit_code == 0, done.output
        assert (self.folder / "again.pdf").read_bytes() == pdf

    # Ways to do things

    def sign_in(self, username: str, password: str = "", new: str = "") -> None:
        """Sign a person in afresh; the first time the given password is changed to `new`."""
        page = self.desk
        page.context.clear_cookies()
        page.goto(f"{self.site.address}/sign-in")
        page.fill("[name=username]", username)
        page.fill("[name=password]", password or PASSWORDS[username])
        self.press(page, "登录")
        if new:
            page.fill("[name=old]", password)
            page.fill("[name=new]", new)
            page.fill("[name=again]", new)
            self.press(page, "修改密码")

    def press(self, page: Any, name: str) -> None:
        """Press the button with this name and wait for the next page."""
        self.follow(page, page.get_by_role("button", name=name, exact=True).first)

    @staticmethod
    def follow(page: Any, what: Any) -> None:
        """Press it and wait for the page it leads to."""
        with page.expect_navigation():
            what.click()

    def choose(self, field: str, words: str) -> None:
        """The option of a list that begins with these words."""
        options = self.desk.locator(f"{field} option").all()
        value = next(each.get_attribute("value") for each in options if each.inner_text().strip().startswith(words))
        self.desk.select_option(field, value=value)

    def open_step(self, action: str) -> None:
        """The page of one step of the case."""
        self.desk.goto(f"{self.site.address}{self.case.rstrip('/')}/{action}")

    def step(self, action: str, **given: Any) -> None:
        """Fill one step's form and take it."""
        self.open_step(action)
        page = self.desk
        for name, value in given.items():
            field = page.locator(f"main form [name={name}]").first
            kind = field.evaluate("each => each.type || each.tagName")
            if kind == "checkbox":
                page.check(f"main form [name={name}]")
            elif kind == "radio":
                page.check(f"main form [name={name}][value={value}]")
            elif kind.startswith("select"):
                self.choose(f"main form [name={name}]", value)
            else:
                field.fill(value)
        self.follow(page, page.locator("main form button:not(.plain)").first)
        # Whoever has finished their step goes back to the case, or to the list when the case is no longer theirs.
        assert not page.url.endswith(f"/{action}"), page.locator("main").inner_text()

    def _survey(self) -> tuple[Survey, Definition]:
        with self.site.app.extensions["database"].reading() as session:
            survey = session.execute(sa.select(Survey)).scalar_one()
        return survey, Definition.from_json(survey.definition)

    @staticmethod
    def _fill(page: Any, definition: Definition, chance: random.Random) -> None:
        form = form_of(definition, definition.choosable_units[0].id, chance)
        page.select_option("[name=unit]", form.pop("unit"))
        for name, value in form.items():
            page.locator(f"input[name={name}][value='{value}']").check()


def _pdf_pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return [page.get_textpage().get_text_bounded() for page in document]


def _sheet_words(text: str) -> list[str]:
    numbered = {int(number): word for number, word in re.findall(r"(\d+)[.、\s]+([a-z]{3,})", text)}
    return [numbered[number] for number in sorted(numbered)]


def _photo_with_place(folder: Path) -> Path:
    """A photo whose EXIF says where it was taken."""
    image = Image.new("RGB", (1600, 1200), (120, 130, 140))
    exif = image.getexif()
    exif[0x0110] = "OldPhone 5"
    exif.get_ifd(0x8825)[2] = (30.0, 15.0, 7.0)
    path = folder / "澡堂.jpg"
    image.save(path, exif=exif)
    return path
