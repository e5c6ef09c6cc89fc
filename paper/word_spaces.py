"""Writing spaces of a Word draft, and a draft read back line by line with what was written into which space.

A space is a content control that cannot be deleted, between two marked lines: Word keeps the control, WPS and other
programs that drop it keep the lines.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from web.words import N_

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
LARGEST_RATIO = 200
#: Name of the controls around everything that is not written here.
FIGURES = "系统数据"
#: Begins the tag of every space's content control; its key follows.
TAG = "xinqiao."
#: Text that was struck out or moved away under 修订 is not there any more.
_GONE = frozenset({qn("w:del"), qn("w:moveFrom")})
_HIDDEN = frozenset({qn("w:pPr"), qn("w:rPr"), qn("w:tblPr"), qn("w:sdtPr"), qn("w:sectPr"), qn("w:instrText")})
# Of a picture or text box Word keeps two versions; the second is for older programs.
_TWICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: What stands in a space nobody has written into.
EMPTY = "（在这里写，每行一段，不写姓名）"
_MARKER = re.compile(r"【(?P<label>[^【】]+?)[：:]补充(?P<which>从下一行开始|到此为止)】")


class UnreadableDraft(Exception):
    """A file cannot be read as a Word draft; the message is a whole sentence (a gettext msgid)."""


@dataclass(frozen=True)
class DraftLine:
    """A paragraph of a draft: its text, and the key of the content control it stands in, if any."""

    text: str
    space: str = ""


@dataclass(frozen=True)
class ReadDraft:
    """A file that was read: its lines in order, and the keywords among its properties."""

    lines: tuple[DraftLine, ...]
    keywords: str


@dataclass(frozen=True)
class Marker:
    """A marked line: of which space (by label), and whether it opens or closes it."""

    label: str
    opens: bool


def opening(label: str) -> str:
    """The line above a space."""
    return f"【{label}：补充从下一行开始】"


def closing(label: str) -> str:
    """The line below it."""
    return f"【{label}：补充到此为止】"


def parted(text: str) -> list[str | Marker]:
    """A line as the markers in it and the words around them: somebody may write on a marked line itself."""
    found: list[str | Marker] = []
    at = 0
    for marker in _MARKER.finditer(text):
        found += [text[at : marker.start()], Marker(marker["label"], marker["which"] == "从下一行开始")]
        at = marker.end()
    return [each for each in (*found, text[at:]) if isinstance(each, Marker) or each.strip()]


def read_draft(data: bytes, file_name: str) -> ReadDraft:
    """Every paragraph of a .docx in order, cells of tables included. Raises UnreadableDraft."""
    if file_name.lower().endswith((".doc", ".wps", ".rtf", ".odt")):
        raise UnreadableDraft(N_("这是旧格式的文件。请在 Word 或 WPS 里“另存为”.docx，再上传。"))
    _refuse_bomb(data)
    try:
        file = Document(io.BytesIO(data))
        return ReadDraft(tuple(_lines(file.element.body, "")), file.core_properties.keywords)
    except (KeyError, ValueError, OSError, PackageNotFoundError, XMLSyntaxError, zipfile.BadZipFile) as fault:
        raise UnreadableDraft(
            N_("这个文件打不开，可能已损坏。请在 Word 或 WPS 里重新保存为 .docx，再上传。")
        ) from fault


def _refuse_bomb(data: bytes) -> None:
    if len(data) > LARGEST_FILE:
        raise UnreadableDraft(N_("文件超过 10 MB。补充稿里只需要文字，请删去图片后再上传。"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, ValueError) as fault:
        raise UnreadableDraft(N_("这不是 .docx 文件。请上传从本页下载、填好的补充稿。")) from fault
    if unpacked > LARGEST_UNPACKED or unpacked > LARGEST_RATIO * max(len(data), 1):
        raise UnreadableDraft(N_("这个文件解开后异常地大，没有读取。请重新下载补充稿填写。"))


def _lines(element: Any, space: str) -> Iterator[DraftLine]:
    for child in element.iterchildren():
        if child.tag == qn("w:p"):
            yield from (DraftLine(text, space) for text in _paragraph(child).split("\n"))
        elif child.tag == qn("w:sdt"):
            yield from _lines(child, _space(child) or space)
        elif child.tag not in _HIDDEN and child.tag not in _GONE:
            yield from _lines(child, space)


def _paragraph(element: Any) -> str:
    """The text of a paragraph, whatever runs, links and revisions it was split into."""
    found = []
    for child in element.iterchildren():
        if child.tag == qn("w:t"):
            found.append(child.text or "")
        elif child.tag in (qn("w:br"), qn("w:cr")):
            found.append("\n")
        elif child.tag == qn("w:tab"):
            found.append(" ")
        elif child.tag not in _HIDDEN and child.tag not in _GONE and child.tag != _TWICE:
            found.append(_paragraph(child))
    return "".join(found)


def _space(control: Any) -> str:
    tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    value: str = tag.get(qn("w:val"), "") if tag is not None else ""
    return value.removeprefix(TAG) if value.startswith(TAG) else ""


def controlled(key: str, label: str, paragraphs: list[Any]) -> None:
    """Put `paragraphs` into a content control that may be filled but not deleted."""
    _enclosed(paragraphs, label, f"{TAG}{key}", "sdtLocked")


def lock_others(body: Any) -> None:
    """Put all that stands between spaces into content controls that may not be changed."""
    parts = [child for child in body.iterchildren() if child.tag != qn("w:sectPr")]
    for is_space, run in groupby(parts, key=lambda child: child.tag == qn("w:sdt")):
        if not is_space:
            _enclosed([*run], FIGURES, FIGURES, "sdtContentLocked")


def _enclosed(parts: list[Any], label: str, tag: str, lock: str) -> None:
    control, properties, content = (OxmlElement(name) for name in ("w:sdt", "w:sdtPr", "w:sdtContent"))
    for name, value in (("w:alias", label), ("w:tag", tag), ("w:lock", lock)):
        child = OxmlElement(name)
        child.set(qn("w:val"), value)
        properties.append(child)
    parts[0].addprevious(control)
    for part in parts:
        content.append(part)
    control.append(properties)
    control.append(content)
