"""Words in Word at the desk: the draft, the filled one, and a page that says what was not taken."""

import io
from urllib.parse import unquote

import pytest
from docx import Document
from docx.oxml.ns import qn


def upload(browser, data, name="补充稿.docx"):
    return browser.post("/desk/reports/2026-10/words", data={"file": (io.BytesIO(data), name)})


def test_a_draft_is_filled_in_and_read_back(officer):
    answer = officer.get("/desk/reports/2026-10/words.docx")
    assert "补充稿.docx" in unquote(answer.headers["Content-Disposition"])
    file = Document(io.BytesIO(answer.data))
    texts = [*file.element.body.iter(qn("w:t"))]
    next(text for text in texts if text.text == "（在这里写，每行一段，不写姓名）").text = "总体平稳。"
    next(text for text in texts if "16件次" in (text.text or "")).text = "共登记职工诉求6件次"
    out = io.BytesIO()
    file.save(out)
    page = upload(officer, out.getvalue()).get_data(as_text=True)
    assert "“总体情况”" in page
    assert "改成了“共登记职工诉求6件次”" in page
    assert "总体平稳。" in officer.get("/desk/reports/2026-10").get_data(as_text=True)

    # A colleague writes on it, and the same file comes once more.
    officer.post("/desk/reports/2026-10/comments", data={"overview": "总体向好。", "opened-overview": "总体平稳。"})
    page = upload(officer, out.getvalue()).get_data(as_text=True)
    assert "“总体情况”没有采用" in page
    assert "总体向好。" in page
    assert "总体平稳。" in page


@pytest.mark.parametrize(
    ("data", "name", "said"), [(b"", "", "请选择"), (b"x", "a.doc", "另存为"), (b"x", "a.docx", "不是 .docx")]
)
def test_what_is_no_draft_is_refused_on_the_page(officer, data, name, said):
    answer = upload(officer, data, name)
    assert answer.status_code == 400
    assert said in answer.get_data(as_text=True)


def test_a_leader_has_neither_draft_nor_upload(app, sign_in, october):
    leader = sign_in(app.test_client(), "leader")
    assert leader.get("/desk/reports/2026-10/words.docx").status_code == 403
    assert upload(leader, b"x").status_code == 403
