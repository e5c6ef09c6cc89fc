"""Re-writes the Word or Excel file on standard input to standard output, its media type on a line before it.

Run as a process of its own (`python -m petitions.files.office_cleaning`), with bounded memory and processor time.
"""

from __future__ import annotations

import io
import posixpath
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from PIL import Image, UnidentifiedImageError

from petitions.files import apart
from petitions.files.attachments import Unfit, rewrite_photo
from petitions.files.office_parts import ACTIVE, ACTIVE_FOLDERS, KEPT, MAIN, Active, Malformed, parse, tidy

MEBIBYTE = 1024 * 1024
PARTS, PART_BYTES, TOTAL_BYTES = 2000, 64 * MEBIBYTE, 160 * MEBIBYTE
DAMAGED, LOCKED, RUNS_OR_REACHES_OUT, OTHER_KIND, TOO_LARGE = 2, 3, 4, 5, 6
ENCRYPTED_FLAG = 0x1
# A zip's own time stamps tell when a document was saved; this is the first day they can tell.
NO_TIME = (1980, 1, 1, 0, 0, 0)
IMAGE_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
PACKAGE_NAMESPACE = "http://schemas.openxmlformats.org/package/2006"
RELATIONSHIPS = f"{PACKAGE_NAMESPACE}/relationships"
CONTENT_TYPES = "[Content_Types].xml"


class TooLarge(Exception):
    """It unpacks to more than a document needs."""


class OtherKind(Exception):
    """An office file that is neither a plain document nor a plain workbook."""


@dataclass(frozen=True)
class Relation:
    """One pointer of a part."""

    id: str
    type: str
    target: str
    is_outside: bool

    @property
    def kind(self) -> str:
        """The last word of its type."""
        return self.type.rsplit("/", 1)[-1]


def clean(content: bytes) -> tuple[str, bytes]:
    """(media type, content) of the document as it will be kept.

    Raises Active, Malformed, TooLarge, OtherKind, and RuntimeError for one that asks for a password.
    """
    parts = _unpacked(content)
    types = _types(parts)
    roots = [each for each in _relations(parts, "") if each.kind == "officeDocument" and not each.is_outside]
    main = roots[0].target if len(roots) == 1 else ""
    media_type = MAIN.get(types.get(main, ""), "")
    if any("macroenabled" in each.lower() for each in types.values()) or _hides_something(parts):
        raise Active
    if not media_type:
        raise OtherKind
    return media_type, _packed(_kept(parts, main), types, roots[0])


def _unpacked(content: bytes) -> dict[str, bytes]:
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError):
        raise Malformed from None
    entries = [each for each in package.infolist() if not each.is_dir()]
    if len(entries) > PARTS or sum(each.file_size for each in entries) > TOTAL_BYTES:
        raise TooLarge
    parts: dict[str, bytes] = {}
    for entry in entries:
        if entry.flag_bits & ENCRYPTED_FLAG:
            raise RuntimeError("encrypted")
        if entry.file_size > PART_BYTES:
            raise TooLarge
        name = entry.filename.replace("\\", "/").lstrip("/")
        # Two parts of one name: the one that was looked at need not be the one that is shown.
        if name in parts:
            raise Malformed
        with package.open(entry) as opened:
            parts[name] = opened.read(PART_BYTES + 1)
    return parts


def _hides_something(parts: Mapping[str, bytes]) -> bool:
    names = [f"/{name.lower()}" for name in parts]
    return any(name.endswith("vbaproject.bin") or any(each in name for each in ACTIVE_FOLDERS) for name in names)


def _types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The content type of each part."""
    root = parse(parts.get(CONTENT_TYPES, b""))
    endings = {str(each.get("Extension", "")).lower(): str(each.get("ContentType", "")) for each in root}
    named = {str(each.get("PartName", "")).lstrip("/"): str(each.get("ContentType", "")) for each in root}
    return {name: named.get(name) or endings.get(name.rsplit(".", 1)[-1].lower(), "") for name in parts}


def _relations(parts: Mapping[str, bytes], name: str) -> list[Relation]:
    folder, base = posixpath.split(name)
    found = parts.get(posixpath.join(folder, "_rels", f"{base}.rels"))
    if found is None:
        return []
    relations = []
    for each in parse(found):
        target, is_outside = str(each.get("Target", "")), each.get("TargetMode") == "External"
        if not is_outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        relations.append(Relation(str(each.get("Id", "")), str(each.get("Type", "")), target, is_outside))
    return relations


@dataclass
class _Part:
    name: str
    content: bytes
    relations: list[Relation]


def _kept(parts: Mapping[str, bytes], main: str) -> list[_Part]:
    """The main part and whatever kept parts lead to, rewritten; pictures under names of their own."""
    renamed: dict[str, str] = {}
    done: dict[str, _Part] = {}
    waiting = [main]
    while waiting:
        name = waiting.pop()
        if name in done:
            continue
        followed = []
        for relation in _relations(parts, name):
            if not _is_followed(relation, parts):
                continue
            if relation.kind == "image":
                if relation.target not in renamed:
                    picture = _picture(parts[relation.target], len(renamed) + 1, main)
                    renamed[relation.target] = picture.name if picture else ""
                    if picture:
                        done[picture.name] = picture
                if not renamed[relation.target]:
                    continue
                relation = Relation(relation.id, relation.type, renamed[relation.target], False)
            else:
                waiting.append(relation.target)
            followed.append(relation)
        content = tidy(parse(parts[name]), {each.id: each for each in followed})
        done[name] = _Part(name, content, followed)
    return list(done.values())


def _is_followed(relation: Relation, parts: Mapping[str, bytes]) -> bool:
    if relation.kind in ACTIVE:
        raise Active
    if relation.is_outside:
        # A link that has to be pressed becomes its words; what is fetched without asking is refused.
        if relation.kind != "hyperlink":
            raise Active
        return False
    return relation.kind in KEPT and relation.target in parts


def _picture(content: bytes, number: int, main: str) -> _Part | None:
    """A picture without place, time and device; None for drawings that only Office can read."""
    try:
        try:
            found = rewrite_photo(content)
        except Unfit:
            with Image.open(io.BytesIO(content), formats=("GIF", "BMP", "TIFF")) as opened:
                out = io.BytesIO()
                opened.convert("RGBA").save(out, "PNG")
            found = rewrite_photo(out.getvalue())
    except (Unfit, UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    folder = posixpath.dirname(main)
    return _Part(f"{folder}/media/image{number}.{IMAGE_ENDINGS[found.media_type]}", found.content, [])


def _packed(kept: list[_Part], types: Mapping[str, str], root: Relation) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:

        def write(name: str, content: bytes) -> None:
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)

        endings = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
        endings |= {ending: media_type for media_type, ending in IMAGE_ENDINGS.items()}
        lines = [f"<Default Extension={quoteattr(key)} ContentType={quoteattr(endings[key])}/>" for key in endings]
        lines += [
            f"<Override PartName={quoteattr('/' + each.name)} ContentType={quoteattr(types[each.name])}/>"
            for each in kept
            if each.name.rsplit(".", 1)[-1] not in IMAGE_ENDINGS.values()
        ]
        body = "".join(lines)
        write(CONTENT_TYPES, f'<Types xmlns="{PACKAGE_NAMESPACE}/content-types">{body}</Types>'.encode())
        write("_rels/.rels", _relations_xml([root]))
        for each in kept:
            write(each.name, each.content)
            if each.relations:
                folder, base = posixpath.split(each.name)
                write(posixpath.join(folder, "_rels", f"{base}.rels"), _relations_xml(each.relations))
    return out.getvalue()


def _relations_xml(relations: list[Relation]) -> bytes:
    lines = [
        f"<Relationship Id={quoteattr(each.id)} Type={quoteattr(each.type)} Target={quoteattr('/' + each.target)}/>"
        for each in relations
    ]
    return f'<Relationships xmlns="{RELATIONSHIPS}">{"".join(lines)}</Relationships>'.encode()


REASONS: dict[type[Exception], int] = {
    Active: RUNS_OR_REACHES_OUT,
    OtherKind: OTHER_KIND,
    TooLarge: TOO_LARGE,
    RuntimeError: LOCKED,
}


def main() -> int:
    """Clean standard input; the exit code says why not."""
    apart.bound()
    try:
        media_type, content = clean(sys.stdin.buffer.read())
    except Exception as why:
        # Whatever is wrong with it, its content must not reach a log.
        return REASONS.get(type(why), DAMAGED)
    sys.stdout.buffer.write(media_type.encode() + b"\n" + content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
