"""Writing spaces of a Word draft: locked around, and read whatever a program made of their runs and controls."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn

from paper.manuscript import Column, Heading, Manuscript, Paragraph, Space, Table
from paper.word import docx
from paper.word_spaces import EMPTY, Marker, UnreadableDraft, closing, opening, parted, read_draft

MADE = docx(
    Manuscript(
        title="补充稿",
        blocks=(
            Heading(1, "一、总体情况"),
            Paragraph("本月，共登记职工诉求62件次。"),
            Table("表1", (Column("指标"), Column("本月")), (("满意率", "91.2%"),)),
            Space("overview", "总体情况", "总体平稳。\n夜班津贴反映较多。"),
            Heading(1, "二、办理情况"),
            Space("handling", "办理情况"),
        ),
        keywords="xinqiao:2026-10:0123456789ab",
    )
)


def saved(file):
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def test_a_draft_reads_as_it_was_made():
    read = read_draft(MADE, "a.docx")
    assert read.keywords == "xinqiao:2026-10:0123456789ab"
    texts = [(line.text, line.space) for line in read.lines if line.text]
    assert ("本月，共登记职工诉求62件次。", "") in texts
    assert ("91.2%", "") in texts
    at = texts.index(("【总体情况：补充从下一行开始】", ""))
    assert texts[at + 1 : at + 4] == [
        ("总体平稳。", "overview"),
        ("夜班津贴反映较多。", "overview"),
        ("【总体情况：补充到此为止】", ""),
    ]
    assert (EMPTY, "handling") in texts


def test_figures_are_locked_and_spaces_are_not():
    locks = [each.get(qn("w:val")) for each in Document(io.BytesIO(MADE)).element.body.iter(qn("w:lock"))]
    assert locks.count("sdtLocked") == 2
    assert locks.count("sdtContentLocked") == 3


def test_runs_that_were_split_and_revisions_read_as_one_text():
    file = Document(io.BytesIO(MADE))
    paragraph = next(
        p for p in file.element.body.iter(qn("w:p")) if "".join(t.text for t in p.iter(qn("w:t"))) == "总体平稳。"
    )
    text = paragraph.find(f".//{qn('w:t')}")
    text.text = "总体"
    for tag, words in (("w:ins", "较为"), ("w:del", "删去的"), (None, "平稳。")):
        run = paragraph.makeelement(qn("w:r"), {})
        piece = run.makeelement(qn("w:delText" if tag == "w:del" else "w:t"), {})
        piece.text = words
        run.append(piece)
        if tag:
            revision = paragraph.makeelement(qn(tag), {})
            revision.append(run)
            run = revision
        paragraph.append(run)
    assert "总体较为平稳。" in [line.text for line in read_draft(saved(file), "a.docx").lines]


def test_a_line_is_parted_at_its_markers():
    assert parted(f"前{opening('总体情况')}后") == ["前", Marker("总体情况", True), "后"]
    assert parted("【总体情况:补充到此为止】") == [Marker("总体情况", False)]
    assert parted(closing("“三个到位”落实情况")) == [Marker("“三个到位”落实情况", False)]
    assert parted("【别的】") == ["【别的】"]


def test_the_same_draft_is_the_same_file():
    assert docx(Manuscript("一", (Space("a", "甲", "乙"),))) == docx(Manuscript("一", (Space("a", "甲", "乙"),)))


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"\xd0\xcf\x11\xe0", "a.doc", "另存为"),
        (b"", "a.wps", "另存为"),
        (b"plain", "a.docx", "不是 .docx"),
        (b"x" * (10 * 1024 * 1024 + 1), "a.docx", "10 MB"),
    ],
)
def test_what_is_no_draft_is_refused_in_words(data, name, said):
    with pytest.raises(UnreadableDraft, match=said):
        read_draft(data, name)


def test_an_archive_that_unpacks_into_a_flood_or_into_nothing_is_refused():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 20_000_000)
    with pytest.raises(UnreadableDraft, match="异常地大"):
        read_draft(bomb.getvalue(), "a.docx")
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("a.txt", "b")
    with pytest.raises(UnreadableDraft, match="打不开"):
        read_draft(empty.getvalue(), "a.docx")
