"""The answering page: rendered once per survey and language, the same for everybody, and cacheable."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import g, make_response, render_template, request
from werkzeug.wrappers import Response

from surveys.items import Definition, Item, ReportingUnit
from surveys.models import Survey
from web import pages

FRESH_SECONDS = 60
KEPT_PAGES = 64
NO_UNIT_VALUE = "none"


@dataclass(frozen=True)
class _Page:
    plain: bytes
    packed: bytes
    etag: str


_kept: dict[tuple[Any, ...], _Page] = {}


def respond(survey: Survey) -> Response:
    """The page of an open survey, from memory when it was rendered before; 304 when the phone still has it."""
    g.shared_page = True
    key = (survey.slug, survey.digest, survey.closes_at, pages.page_language(), pages.is_large(), pages.organisation())
    page = _kept.get(key)
    if page is None:
        if len(_kept) >= KEPT_PAGES:
            _kept.clear()
        plain = render(survey, Definition.from_json(survey.definition)).encode()
        etag = hashlib.blake2b(plain, digest_size=12).hexdigest()
        page = _kept[key] = _Page(plain, gzip.compress(plain, 6, mtime=0), etag)
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    answer = make_response(page.packed if packed else page.plain)
    if packed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Vary"] = "Accept-Encoding"
    answer.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    answer.set_etag(page.etag + ("-gz" if packed else ""))
    return answer.make_conditional(request)


def render(
    survey: Survey,
    definition: Definition,
    *,
    posted: Mapping[str, Sequence[str]] | None = None,
    wrong: Mapping[str, str] | None = None,
    preview: bool = False,
) -> str:
    """The page with what was typed and what is missing, when it comes back."""
    g.shared_page = True
    return render_template(
        "surveys/answer.html",
        survey=survey,
        definition=definition,
        sections=sections(definition),
        unit_groups=unit_groups(definition),
        posted=posted or {},
        wrong=wrong or {},
        preview=preview,
    )


def sections(definition: Definition) -> list[tuple[str, list[tuple[int, Item]]]]:
    """(heading, [(number, item), …]) in the order of asking; numbers run over the items that take an answer."""
    headings = dict(definition.sections)
    parts: list[tuple[str, list[tuple[int, Item]]]] = []
    number = 0
    for item in definition.items:
        if item.id in headings or not parts:
            parts.append((headings.get(item.id, ""), []))
        number += item.is_asked
        parts[-1][1].append((number, item))
    return parts


def unit_groups(definition: Definition) -> list[tuple[str, list[ReportingUnit]]]:
    """Choosable units under the name of the unit above them, for one list on the phone."""
    names = {unit.id: unit.name for unit in definition.units}
    top = definition.units[0].id if definition.units else None

    def above(unit: ReportingUnit) -> str:
        return "" if unit.parent_id in {None, top} else names[unit.parent_id]

    return [(name, list(units)) for name, units in groupby(definition.choosable_units, key=above)]


def posted_unit(definition: Definition, value: str | None) -> tuple[int | None, bool]:
    """(reporting unit or None for 不愿说明, whether a valid choice was made)."""
    if value == NO_UNIT_VALUE:
        return None, True
    known = {str(unit.id): unit.id for unit in definition.choosable_units}
    return known.get(value or ""), value in known


def readable(definition: Definition, posted: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """(question, answer in words) of everything that was filled in, for a page that can no longer take it."""
    kept = []
    for item in definition.asked:
        words = {str(number): word for number, word in enumerate(item.points, start=1)}
        words |= {option.id: option.label for option in item.options}
        values = [words.get(value, value) for value in posted.get(item.id, ()) if value.strip()]
        if values:
            kept.append((item.text, "、".join(values)))
    return kept
