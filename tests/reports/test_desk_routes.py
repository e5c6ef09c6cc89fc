"""The report pages: who sees what, what is refused, and files under a name a person understands."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pypdfium2
import pytest

from app import create_app
from config import BadSetting
from paper import faces
from paper.sheet_reading import read_table
from reports.period import Month


@pytest.fixture
def leader(app, sign_in, october):
    """The leader's browser."""
    return sign_in(app.test_client(), "leader")


@pytest.fixture
def colleague(app, sign_in, october):
    """Another officer's browser."""
    return sign_in(app.test_client(), "officer2")


@pytest.fixture
def october_issued(issue, session, october):
    """October issued by two officers."""
    issue(Month(2026, 10))
    session.commit()


def test_months_are_listed_newest_first_with_what_can_be_done(officer):
    page = officer.get("/desk/reports/").get_data(as_text=True)
    assert page.index("2026年11月") < page.index("2026年10月") < page.index("2026年8月")
    assert "统计中" in page
    assert "草稿" in page


def test_the_preview_shows_sentences_charts_with_their_tables_and_fields_for_words(officer):
    page = officer.get("/desk/reports/2026-10").get_data(as_text=True)
    assert "共登记职工诉求16件次" in page
    assert page.count("<svg") >= 3
    assert "看数字" in page
    assert 'name="problems"' in page
    assert "style=" not in page


def test_an_officer_writes_words_another_checks_and_a_leader_downloads(officer, colleague, leader):
    words = {"problems": "一是催办不够。", "overview": "总体平稳。"}
    assert officer.post("/desk/reports/2026-10/comments", data=words).status_code == 302
    assert "一是催办不够。" in officer.get("/desk/reports/2026-10").get_data(as_text=True)
    officer.post("/desk/reports/2026-10/submit")
    colleague.post("/desk/reports/2026-10/check", data={"checked": "y"})
    page = officer.post("/desk/reports/2026-10/issue", follow_redirects=True).get_data(as_text=True)
    assert "已签发，可以下载" in page
    assert "李强" in page
    listed = leader.get("/desk/reports/").get_data(as_text=True)
    assert "第1期（总第1期）" in listed
    assert "2026年9月" not in listed
    answer = leader.get("/desk/reports/2026-10.pdf")
    assert answer.mimetype == "application/pdf"
    assert "职工诉求与信访工作月报-2026-10.pdf" in unquote(answer.headers["Content-Disposition"])
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.data))
    assert "总体平稳" in text
    assert "草稿" not in text


def test_a_leader_reads_no_month_that_is_not_issued(leader):
    for path in ("2026-10", "2026-10.pdf", "2026-10.docx", "2026-10.xlsx"):
        assert leader.get(f"/desk/reports/{path}").status_code == 404
    assert "还没有签发的月报" in leader.get("/desk/reports/").get_data(as_text=True)


def test_a_leader_may_not_write_or_issue(leader):
    assert leader.post("/desk/reports/2026-10/comments", data={"problems": "x"}).status_code == 403
    for step in ("submit", "check", "return", "withdraw", "issue"):
        assert leader.post(f"/desk/reports/2026-10/{step}").status_code == 403


def test_a_draft_is_marked_on_every_page(officer):
    document = pypdfium2.PdfDocument(officer.get("/desk/reports/2026-11.pdf").data)
    texts = [page.get_textpage().get_text_range() for page in document]
    assert all("草稿" in text for text in texts)
    assert "截至2026年11月24日" in texts[0]


def test_an_issued_page_reads_what_was_frozen(officer, file_case, session, october_issued):
    before = officer.get("/desk/reports/2026-10").get_data(as_text=True)
    file_case("XF202610MORE", date(2026, 10, 30))
    session.commit()
    after = officer.get("/desk/reports/2026-10").get_data(as_text=True)
    assert "共登记职工诉求16件次" in after
    assert 'name="problems"' not in after
    assert len(after) == pytest.approx(len(before), abs=400)


def test_a_wrong_key_case_comes_back_with_what_was_typed(officer):
    data = {"number": "XF000000XXXX", "summary": "某车间倒班津贴"}
    answer = officer.post("/desk/reports/2026-10/key-cases", data=data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "没有找到编号" in page
    assert "某车间倒班津贴" in page


def test_a_key_case_is_listed_and_taken_out_again(officer):
    data = {"number": "XF2026100003", "summary": "某车间倒班津贴"}
    assert officer.post("/desk/reports/2026-10/key-cases", data=data).status_code == 302
    page = officer.get("/desk/reports/2026-10").get_data(as_text=True)
    assert "XF2026100003（已答复）：某车间倒班津贴。" in page
    officer.post("/desk/reports/2026-10/key-cases/XF2026100003/remove")
    assert "某车间倒班津贴" not in officer.get("/desk/reports/2026-10").get_data(as_text=True)


def test_the_word_file_and_the_workbook_hold_the_same_figures(officer):
    word = officer.get("/desk/reports/2026-10.docx")
    document = zipfile.ZipFile(io.BytesIO(word.data)).read("word/document.xml").decode()
    assert "16件次" in document
    book = officer.get("/desk/reports/2026-10.xlsx")
    rows = read_table(book.data, "2026-10.xlsx", expected=["编号", "登记日期"]).rows
    assert "XF2026100003" in {row.values["编号"] for row in rows}


def test_quarters_and_years_have_lists_and_pages_of_their_own(officer):
    assert "2026年第三季度" in officer.get("/desk/reports/?kind=quarter").get_data(as_text=True)
    assert "2026年" in officer.get("/desk/reports/?kind=year").get_data(as_text=True)
    page = officer.get("/desk/reports/2026-Q3").get_data(as_text=True)
    assert "2026年第三季度职工诉求办理情况报告" in page
    answer = officer.get("/desk/reports/2026.pdf")
    assert answer.mimetype == "application/pdf"
    assert "职工诉求与信访工作年报-2026-草稿.pdf" in unquote(answer.headers["Content-Disposition"])


@pytest.mark.parametrize("month", ["2026-13", "2026-12", "1999-01", "2026-1", "2027-Q1", "2026-Q5", "2027", "1999"])
def test_a_month_that_is_none_or_has_not_begun_is_not_found(officer, month):
    assert officer.get(f"/desk/reports/{month}").status_code == 404


@pytest.mark.parametrize("username", ["handler", "keeper", "inspector", "admin"])
def test_others_have_no_reports(app, sign_in, october, username):
    assert sign_in(app.test_client(), username).get("/desk/reports/").status_code == 403


def test_the_desk_s_home_offers_the_month_to_issue_and_then_the_file(officer, leader, issue, session):
    assert "2026年10月月报可以办理签发了" in officer.get("/desk/").get_data(as_text=True)
    assert "可以办理签发了" not in leader.get("/desk/").get_data(as_text=True)
    issue(Month(2026, 10))
    session.commit()
    for browser in (officer, leader):
        page = browser.get("/desk/").get_data(as_text=True)
        assert "2026年10月月报，第1期" in page
        assert '<svg class="chart' in page
        assert '<th scope="row">10月</th><td class="number">16</td>' in page
        assert "/desk/reports/2026-10.pdf" in page
        assert "可以办理签发了" not in page


def test_a_new_installation_is_not_asked_to_issue_a_month_before_it_began(client, sign_in):
    page = sign_in(client, "officer").get("/desk/").get_data(as_text=True)
    assert "还没有签发的月报" in page
    assert "可以办理签发了" not in page


def test_a_font_file_that_cannot_be_used_is_named_at_start(settings, tmp_path):
    broken = tmp_path / "仿宋.ttf"
    broken.write_bytes(b"no font")
    try:
        with pytest.raises(BadSetting, match=r"仿宋\.ttf"):
            create_app(replace(settings, font_fangsong=str(broken)), migrate=False)
    finally:
        faces.configure()


TYPED = "一线反映夜班费核算有误，正在逐人核对。"


@pytest.mark.parametrize(
    ("step", "data", "status"),
    [
        ("key-cases", {"number": "XF2026100003", "summary": "三车间夜班津贴，已补发。"}, 302),
        ("key-cases", {"number": "XF209912ZZZZ", "summary": "没有这件。"}, 400),
        ("key-cases/XF2026100003/remove", {}, 302),
        ("submit", {}, 302),
        ("words", {"file": (io.BytesIO(b"no document"), "draft.docx")}, 400),
    ],
)
def test_words_typed_on_a_part_survive_every_other_step(officer, step, data, status):
    answer = officer.post(f"/desk/reports/2026-10/{step}", data={"problems": TYPED, **data})

    assert answer.status_code == status
    shown = answer if status != 302 else officer.get("/desk/reports/2026-10")
    assert TYPED in shown.get_data(as_text=True)


def test_words_that_are_too_long_stay_on_the_page_beside_the_sentence(officer):
    answer = officer.post("/desk/reports/2026-10/comments", data={"problems": "长" * 5001, "handling": TYPED})
    page = answer.get_data(as_text=True)

    assert answer.status_code == 400
    assert "这一部分超过 5000 字" in page
    assert "长" * 5001 in page
    assert TYPED in page


def test_words_a_colleague_wrote_meanwhile_stay_where_nothing_was_typed(officer, colleague):
    colleague.post("/desk/reports/2026-10/comments", data={"problems": TYPED})

    stale = {"problems": "", "opened-problems": "", "overview": "总体平稳。", "opened-overview": ""}
    officer.post("/desk/reports/2026-10/key-cases/XF2026100003/remove", data=stale)
    page = officer.get("/desk/reports/2026-10").get_data(as_text=True)
    officer.post("/desk/reports/2026-10/comments", data={"problems": "", "opened-problems": TYPED})

    assert f'name="opened-problems" value="{TYPED}"' in page
    assert "总体平稳。" in page
    assert TYPED not in officer.get("/desk/reports/2026-10").get_data(as_text=True)


def test_of_two_who_change_the_same_part_the_second_sees_both_texts_and_nothing_is_lost(officer, colleague):
    page = "/desk/reports/2026-10"
    colleague.post(f"{page}/comments", data={"problems": TYPED, "opened-problems": ""})

    mine = {"problems": "我写的。", "opened-problems": "", "overview": "总体平稳。", "opened-overview": ""}
    answer = officer.post(f"{page}/submit", data=mine)
    shown = answer.get_data(as_text=True)

    assert answer.status_code == 409
    assert "同事改过这一部分" in shown
    assert shown.count(TYPED) == 2
    assert ">我写的。</textarea>" in shown
    assert ">总体平稳。</textarea>" in shown
    assert f'name="opened-problems" value="{TYPED}"' in shown
    assert TYPED in officer.get(page).get_data(as_text=True)

    both = mine | {"problems": f"{TYPED}\r\n我写的。", "opened-problems": TYPED}
    assert officer.post(f"{page}/comments", data=both).status_code == 302
    assert f">{TYPED}\n我写的。</textarea>" in officer.get(page).get_data(as_text=True)
