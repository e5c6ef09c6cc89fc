"""Typefaces: everything that may be printed has a glyph, falls back by character, and can be copied out again."""

import pytest

from paper import faces


def test_every_character_a_report_needs_is_covered_in_every_face():
    assert faces.gaps() == []


def test_a_gap_is_reported_with_the_face_and_the_characters():
    found = faces.gaps("职😀")
    assert {gap.face for gap in found} == set(faces.FILES)
    assert all(gap.characters == "😀" for gap in found)


def test_a_name_is_set_in_its_face_and_only_the_rare_character_falls_back():
    pieces = list(faces.runs(faces.FANGSONG, "张镕基𬱖"))
    assert [text for _, text in pieces] == ["张", "镕", "基", "𬱖"]
    assert {font for font, text in pieces if text in "镕𬱖"} == {faces.name(faces.SONG)}


def test_a_character_no_face_has_is_printed_as_a_visible_mark():
    assert [text for _, text in faces.runs(faces.HEI, "好😀")] == ["好〓"]


def test_characters_beyond_ffff_are_written_as_surrogate_pairs_for_copying():
    table = faces.to_unicode("X", [0x804C, ord("𬱖")])
    assert "<00> <804C>" in table
    assert f"<01> <{'𬱖'.encode('utf-16-be').hex().upper()}>" in table


def test_a_full_subset_is_written_in_blocks_of_at_most_a_hundred():
    table = faces.to_unicode("X", range(32, 288))
    assert [line for line in table.split("\n") if "beginbfchar" in line] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "56 beginbfchar",
    ]


def test_the_office_s_own_font_file_is_used_and_a_broken_one_is_named(tmp_path):
    try:
        faces.configure(title=str(faces.FOLDER / faces.FILES[faces.KAI]))
        assert faces.width(faces.TITLE, "“") == faces.width(faces.KAI, "“")
        broken = tmp_path / "broken.ttf"
        broken.write_bytes(b"not a font")
        with pytest.raises(faces.BadTypeface, match=r"broken\.ttf"):
            faces.configure(kai=str(broken))
    finally:
        faces.configure()
    # One file served both; each has its own again.
    assert [faces.name(each) for each in (faces.TITLE, faces.KAI)] == ["Xinqiao-title", "Xinqiao-kai"]
