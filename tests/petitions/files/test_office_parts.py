"""A part of an office file keeps what it shows: authors, deleted words, fields and formulas are gone, and nothing runs."""

from __future__ import annotations

import pytest

from petitions.files.office_parts import Active, Malformed, parse, tidy

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def _tidied(xml: str, **kept: str) -> str:
    return tidy(parse(xml.encode()), kept).decode()


def test_tracked_changes_become_the_text_as_it_is_read() -> None:
    found = _tidied(
        f'<w:p {W} w:rsidR="00AB12CD"><w:ins w:author="张伟" w:date="2026-11-24T09:30:00Z"><w:r><w:t>补发</w:t></w:r></w:ins>'
        '<w:del w:author="张伟"><w:r><w:delText>不发</w:delText></w:r></w:del></w:p>'
    )
    assert "补发" in found
    for gone in ("张伟", "不发", "2026", "AB12CD"):
        assert gone not in found


def test_a_field_becomes_what_it_shows_and_asks_nobody() -> None:
    found = _tidied(
        f'<w:p {W}><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText></w:r>'
        '<w:fldSimple w:instr="INCLUDEPICTURE http://evil.example/x"><w:r><w:t>三页</w:t></w:r></w:fldSimple></w:p>'
    )
    assert "三页" in found
    assert "DDE" not in found
    assert "evil" not in found


def test_a_formula_becomes_its_value() -> None:
    found = _tidied(
        f'<worksheet {X}><sheetData><row r="1"><c r="A1" cm="1"><f>WEBSERVICE("http://evil")</f><v>15</v></c></row></sheetData></worksheet>'
    )
    assert "<v>15</v>" in found
    assert "evil" not in found


def test_the_workbook_does_not_say_where_it_lay() -> None:
    found = _tidied(
        f'<workbook {X} {R}><fileSharing userName="张伟"/><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets>'
        "<definedNames><definedName name='a'>'C:\\Users\\张伟\\[b.xlsx]x'!$A$1</definedName></definedNames></workbook>",
        rId1="sheet",
    )
    assert 'name="表"' in found
    assert "张伟" not in found


def test_what_points_at_a_part_that_was_dropped_goes_with_it() -> None:
    found = _tidied(
        f'<worksheet {X} {R}><pageSetup paperSize="9" r:id="rId3"/><drawing r:id="rId1"/><picture r:id="rId2"/></worksheet>',
        rId1="kept",
    )
    assert '<drawing r:id="rId1"/>' in found
    assert 'paperSize="9"' in found
    assert "rId2" not in found
    assert "rId3" not in found


@pytest.mark.parametrize("name", ["object", "control", "altChunk", "subDoc"])
def test_what_hides_another_file_is_refused(name: str) -> None:
    with pytest.raises(Active):
        _tidied(f"<w:p {W}><w:{name}/></w:p>")


def test_entities_are_refused_before_they_grow() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    for hostile in (
        f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]><x>&a9;</x>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
    ):
        with pytest.raises(Malformed):
            parse(hostile.encode())
    with pytest.raises(Malformed):
        parse(b"no xml")
