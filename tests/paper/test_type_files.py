"""Typeface files: read where they lie, with the very bytes in the end that ReportLab makes of a file it holds whole."""

import mmap
import sys

import pytest
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from paper import faces, type_files

SUBSET = [0, *map(ord, "职工诉求Åé—①")]


@pytest.mark.parametrize("face", [faces.HEI, faces.KAI])
def test_a_subset_is_the_one_reportlab_cuts_from_a_file_in_memory(face):
    path = faces.FOLDER / faces.FILES[face]
    mine, whole = type_files.load("mine", path).face, TTFont("whole", str(path), shapable=False).face
    assert mine.makeSubset(SUBSET) == whole.makeSubset(SUBSET)
    assert mine.charWidths == whole.charWidths


def test_a_typeface_holds_neither_its_file_nor_its_outlines_nor_one_object_for_each_glyph():
    face = type_files.load("small", faces.FOLDER / faces.FILES[faces.HEI]).face
    assert isinstance(face._ttf_data, mmap.mmap)
    assert isinstance(face.get_table("glyf"), type_files.Outlines)
    assert len({id(pair) for pair in face.hmetrics}) == len(set(face.hmetrics))
    assert sys.getsizeof(face.glyphPos) < 5 * len(face.glyphPos)


@pytest.mark.parametrize("content", [b"", b"not a font", b"\0\1\0\0"])
def test_what_is_no_typeface_is_refused(tmp_path, content):
    path = tmp_path / "broken.ttf"
    path.write_bytes(content)
    with pytest.raises(TTFError):
        type_files.load("broken", path)
