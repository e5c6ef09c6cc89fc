"""The steps to an issued report in the browser: somebody else checks, and a correction says what it corrects."""

from datetime import date

import pypdfium2
import pytest

from accounts import preferences

OCTOBER = "/desk/reports/2026-10"


@pytest.fixture
def colleague(app, sign_in, october):
    """Another officer's browser."""
    return sign_in(app.test_client(), "officer2")


def press(browser, step, **data):
    return browser.post(f"{OCTOBER}/{step}", data=data, follow_redirects=True)


def read(answer):
    return answer.get_data(as_text=True)


def test_a_running_month_cannot_be_submitted(officer):
    answer = officer.post("/desk/reports/2026-11/submit")
    assert answer.status_code == 409
    assert "11月30日" in read(answer)


def test_nothing_is_issued_before_it_was_checked(officer):
    assert press(officer, "issue").status_code == 409
    press(officer, "submit")
    answer = press(officer, "issue")
    assert answer.status_code == 409
    assert "还没有核稿" in read(answer)


def test_who_drafted_does_not_check_unless_the_office_has_one_officer(officer, session):
    press(officer, "submit")
    answer = press(officer, "check", checked="y")
    assert answer.status_code == 403
    assert "请换一位同事核稿" in read(answer)
    preferences.write(session, report_checked_alone=True)
    session.commit()
    assert "已核稿，可以签发" in read(press(officer, "check", checked="y"))


def test_who_drafted_is_told_to_wait_and_a_colleague_is_offered_the_check(officer, colleague):
    press(officer, "submit")
    assert "等另一位同事核稿" in read(officer.get(OCTOBER))
    assert "核稿通过" not in read(officer.get(OCTOBER))
    assert "核稿通过" in read(colleague.get(OCTOBER))


def test_a_check_without_its_word_is_refused_in_place(officer, colleague):
    press(officer, "submit")
    answer = press(colleague, "check")
    assert answer.status_code == 400
    assert "请先逐项核对" in read(answer)


def test_a_draft_that_is_sent_back_tells_its_drafter_why(officer, colleague):
    press(officer, "submit")
    assert press(colleague, "return", note=" ").status_code == 400
    assert "已退回" in read(press(colleague, "return", note="走访一件没有登记"))
    page = read(officer.get(OCTOBER))
    assert "走访一件没有登记" in page
    assert 'name="problems"' in page
    assert "已送核" in read(press(officer, "submit"))


def test_words_do_not_change_while_a_draft_is_being_checked_and_do_after_it_was_withdrawn(officer):
    press(officer, "submit")
    assert 'name="problems"' not in read(officer.get(OCTOBER))
    assert press(officer, "comments", problems="改一改").status_code == 409
    assert press(officer, "withdraw").status_code == 200
    assert press(officer, "comments", problems="改一改").status_code == 200
    assert press(officer, "withdraw").status_code == 409


def test_pressing_issue_twice_issues_once(officer, colleague):
    press(officer, "submit")
    press(colleague, "check", checked="y")
    assert "已签发" in read(press(officer, "issue"))
    assert press(officer, "issue").status_code == 409
    assert read(officer.get(OCTOBER)).count("第2版") == 0


def test_a_correction_is_drafted_checked_and_tells_what_it_corrects(officer, colleague, file_case, session):
    for browser, step, data in (
        (officer, "submit", {}),
        (colleague, "check", {"checked": "y"}),
        (officer, "issue", {}),
    ):
        press(browser, step, **data)
    first = officer.get(f"{OCTOBER}.pdf").data
    file_case("XF202610MORE", date(2026, 10, 30))
    session.commit()
    assert 'name="problems"' in read(officer.get(f"{OCTOBER}?correct=1"))
    without = press(officer, "submit", correct="1", reason="")
    assert without.status_code == 400
    assert "写明更正原因" in read(without)
    press(officer, "submit", correct="1", reason="一件来访补登记")
    assert "更正版已在办理" in read(officer.get(OCTOBER))
    assert "送审稿" in words(officer.get(f"{OCTOBER}.pdf?correct=1").data)
    press(colleague, "check", checked="y", correct="1")
    assert press(officer, "issue", correct="1").status_code == 200
    second = officer.get(f"{OCTOBER}.pdf").data
    assert officer.get(f"{OCTOBER}.pdf?edition=1").data == first != second
    text = words(second)
    assert "更正说明" in text
    assert "更正原因：一件来访补登记。" in text
    assert "登记诉求（件次）1617" in text


def words(content):
    """The text of a PDF without white space."""
    pages = pypdfium2.PdfDocument(content)
    return "".join("".join(page.get_textpage().get_text_range() for page in pages).split())
