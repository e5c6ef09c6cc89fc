"""What of a Word or Excel file is kept: its text, tables and pictures, rewritten from what was parsed; pure.

An office file is a zip of XML parts that point at each other. Only parts of known kinds that the document itself points
at are kept; authors, comments, tracked changes, fields, formulas and names of files are taken out of them. What runs,
what is embedded and what reaches outside is refused. Sources: ECMA-376 parts 1 and 2 (Open Packaging Conventions).
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: The media types we take, by the content type of the main part. Templates and files with macros have others.
MAIN = {f"{WORD}.main+xml": WORD, f"{EXCEL}.main+xml": EXCEL}

RELATION_ATTRIBUTES = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)
#: Parts that are kept, by the last word of the relationship that leads to them.
KEPT = frozenset(
    [
        "officeDocument",
        "styles",
        "numbering",
        "theme",
        "header",
        "footer",
        "footnotes",
        "endnotes",
        "image",
        "chart",
        "worksheet",
        "chartsheet",
        "sharedStrings",
        "drawing",
        "table",
        "diagramData",
        "diagramLayout",
        "diagramQuickStyle",
        "diagramColors",
        "diagramDrawing",
    ]
)
#: Relationships of what runs by itself, hides another file, or is fetched from elsewhere.
ACTIVE = frozenset(
    [
        "vbaProject",
        "wordVbaData",
        "oleObject",
        "package",
        "control",
        "activeXControlBinary",
        "aFChunk",
        "subDocument",
        "frame",
        "externalLink",
        "externalLinkPath",
        "attachedToolbars",
        "keyMapCustomizations",
        "xlMacrosheet",
        "xlIntlMacrosheet",
        "dialogsheet",
    ]
)
ACTIVE_ELEMENTS = frozenset({"object", "OLEObject", "control", "altChunk", "subDoc", "oleObjects", "controls"})
ACTIVE_FOLDERS = ("/embeddings/", "/activex/")

#: Left out whole: deleted text, marks of comments, field codes, formulas, extensions, whatever points at dropped parts.
_DROPPED = frozenset(
    [
        "del",
        "moveFrom",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "fldChar",
        "instrText",
        "delInstrText",
        "proofErr",
        "dataBinding",
        "extLst",
        "legacyDrawing",
        "legacyDrawingHF",
        "customSheetViews",
        "webPublishItems",
        "dataValidations",
        "conditionalFormatting",
        "hyperlinks",
        "calculatedColumnFormula",
        "totalsRowFormula",
        "externalData",
        "userShapes",
        "cellWatches",
        "smartTags",
    ]
)
#: Taken away around what they hold: inserted text, links and fields become what they show.
_UNWRAPPED = frozenset({"ins", "moveTo", "hyperlink", "fldSimple"})
#: Of the workbook's own part only this is needed to see its sheets; the rest tells where it lay and who has it open.
_WORKBOOK_KEPT = frozenset({"workbookPr", "bookViews", "sheets"})
#: Elements that stay, without the attribute, when what they point at was dropped; others go with it.
_STAY = frozenset({"blip", "pageSetup", "imagedata", "worksheet", "document"})
_TELLING = frozenset(
    [
        "author",
        "initials",
        "date",
        "userId",
        "providerId",
        "userName",
        "codeName",
        "macro",
        "descr",
        "title",
        "alt",
        "cm",
        "vm",
        "tooltip",
    ]
)
_PICTURE_NAMES = frozenset({"docPr", "cNvPr"})


class Active(Exception):
    """The file runs something, hides another file or reaches outside."""


class Malformed(Exception):
    """The file is not what it says it is."""


def parse(content: bytes) -> etree._Element:
    """One part's XML. Raises Malformed for what is not XML and for anything that defines entities."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise Malformed from None
    if root.getroottree().docinfo.doctype:
        raise Malformed
    return root


def tidy(root: etree._Element, kept_ids: Mapping[str, object]) -> bytes:
    """A part without what tells of its makers, whose pointers all lead to parts that are kept. Raises Active."""
    if _local(root) == "workbook":
        for child in list(root):
            if _local(child) not in _WORKBOOK_KEPT:
                root.remove(child)
    for element in list(root.iter()):
        _tidy_element(element, kept_ids)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _tidy_element(element: etree._Element, kept_ids: Mapping[str, object]) -> None:
    name, parent = _local(element), element.getparent()
    if name in ACTIVE_ELEMENTS:
        raise Active
    is_formula = name == "f" and parent is not None and _local(parent) == "c"
    if parent is not None and (name in _DROPPED or is_formula):
        _remove(element)
        return
    if parent is not None and name in _UNWRAPPED:
        _unwrap(element)
        return
    for attribute in list(element.attrib):
        local = etree.QName(attribute).localname
        if attribute.startswith(RELATION_ATTRIBUTES) and element.get(attribute) not in kept_ids:
            if parent is not None and name not in _STAY:
                _remove(element)
                return
            del element.attrib[attribute]
        elif local in _TELLING or local.startswith("rsid"):
            del element.attrib[attribute]
    if name in _PICTURE_NAMES and element.get("name"):
        # A phone's file name holds the second in which the picture was taken.
        element.set("name", "picture")


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    _keep_tail(element)
    parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    place = parent.index(element)
    _keep_tail(element)
    children = list(element)
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(place + offset, child)


def _keep_tail(element: etree._Element) -> None:
    """Text behind an element belongs to what is around it."""
    if element.tail and element.tail.strip():
        before, parent = element.getprevious(), element.getparent()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        elif parent is not None:
            parent.text = (parent.text or "") + element.tail
    element.tail = None
