"""Every Chinese sentence of the interface has its English, with the same values in it, and the compiled file is current."""

from __future__ import annotations

import gettext
import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "translations" / "en" / "LC_MESSAGES"
METHODS = {".py": "python", ".html": "jinja2", ".svg": "jinja2"}
KEYWORDS = dict.fromkeys(("_", "_l", "N_", "gettext", "lazy_gettext")) | {"ngettext": (1, 2)}
#: What a file holds that says something; going through the others takes as long again.
SAID = re.compile(r"\b(?:_|_l|N_|n?gettext|lazy_gettext)\(|{%-? *trans\b")
APART = {".venv", "tests", "benchmarks", "migrations", "docs", "static", "node_modules", "__pycache__"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def _is_ours(folder: Path) -> bool:
    return folder.name not in APART and not folder.name.startswith((".", "instance"))


@pytest.fixture(scope="module")
def sentences() -> set[str]:
    """Every message id in the code and templates (the first form of a plural)."""
    ours = (each for each in ROOT.iterdir() if each.is_dir() and _is_ours(each))
    files = (
        path
        for folder in ours
        for path in folder.rglob("*")
        if path.suffix in METHODS and "__pycache__" not in path.parts
    )
    spoken = (path for path in (*ROOT.glob("*.py"), *files) if SAID.search(path.read_text()))
    found = (each for path in spoken for each in extract_from_file(METHODS[path.suffix], path, keywords=KEYWORDS))
    ids = (message[0] if isinstance(message, tuple) else message for _line, message, _notes, _context in found)
    return {each for each in ids if each}


@pytest.fixture(scope="module")
def english() -> Catalog:
    """The English catalogue."""
    with (FOLDER / "messages.po").open("rb") as file:
        return read_po(file, locale="en")


def test_nothing_is_left_in_chinese_only(sentences: set[str], english: Catalog) -> None:
    told = {_first(message.id) for message in english if message.id and _first(message.string)}
    assert sorted(sentences - told) == []


def test_no_sentence_is_kept_that_nobody_says_any_more(sentences: set[str], english: Catalog) -> None:
    assert sorted({_first(message.id) for message in english if message.id} - sentences) == []


def test_every_value_of_a_sentence_is_in_its_english(english: Catalog) -> None:
    uneven = [
        _first(message.id)
        for message in english
        if message.id
        and set(PLACEHOLDER.findall(_first(message.id))) != set(PLACEHOLDER.findall(_first(message.string)))
    ]
    assert uneven == []


def test_english_is_english(english: Catalog) -> None:
    # The titles a workbook must have are Chinese in any language.
    mixed = [
        _first(message.string) for message in english if message.id and re.search(r"[一-鿿]", _first(message.string))
    ]
    assert [each for each in mixed if not each.startswith("Header row: ")] == []


def test_the_compiled_catalogue_is_the_written_one(english: Catalog) -> None:
    with (FOLDER / "messages.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in english:
        if message.id and isinstance(message.id, str):
            assert compiled.gettext(message.id) == message.string


def _first(text: Any) -> str:
    return str(text[0]) if isinstance(text, tuple | list) else str(text)
