"""Every Chinese sentence of the interface has its English, with the same values in it, and the compiled file is current."""

from __future__ import annotations

import gettext
import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "translations" / "en" / "LC_MESSAGES"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/templates/**.svg", "jinja2")]
KEYWORDS = dict.fromkeys(("_", "_l", "N_", "gettext", "lazy_gettext")) | {"ngettext": (1, 2)}
APART = {".venv", "tests", "benchmarks", "migrations", "docs", "static", "node_modules", "__pycache__"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def _is_ours(folder: str) -> bool:
    name = Path(folder).name
    return name not in APART and not name.startswith((".", "instance"))


@pytest.fixture(scope="module")
def sentences() -> set[str]:
    """Every message id in the code and templates (the first form of a plural)."""
    found = extract_from_dir(ROOT, METHODS, keywords=KEYWORDS, directory_filter=_is_ours)
    ids = (message[0] if isinstance(message, tuple) else message for _file, _line, message, _notes, _context in found)
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
