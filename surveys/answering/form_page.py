"""The answering page: rendered once per survey and language, the same for everybody, and cacheable."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from flask import g, make_response, render_template, request
from flask_babel import gettext as _
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from database import Database
from surveys import answers, length, queries
from surveys.answering import form_layout
from surveys.items import Definition, ReportingUnit
from surveys.lifecycle import Stage
from surveys.models import Survey
from surveys.queries import Answering
from web import front, pages

FRESH_SECONDS = 60
KEPT_PAGES = 64
NO_UNIT_VALUE = "none"


@dataclass(frozen=True)
class _Page:
    plain: bytes
    packed: bytes
    etag: str


_kept: dict[tuple[Any, ...], _Page] = {}
_rendering = threading.Lock()
_definitions: dict[str, Definition] = {}
_opened: dict[str, tuple[Answering, Definition]] = {}


def remember(survey: Answering, definition: Definition) -> Response:
    """Render (or find) the page of an open survey, keep it, and answer with it."""
    g.shared_page = True
    assert survey.closes_at is not None
    version = (
        survey.slug,
        survey.digest,
        survey.closes_at,
        pages.page_language(),
        pages.is_large(),
        pages.organisation(),
    )
    # Hundreds ask in the second in which a survey opens: one of them renders, the others wait for it.
    with _rendering:
        page = _kept.get(version)
        if page is None:
            if len(_kept) >= KEPT_PAGES:
                _kept.clear()
            plain = render(survey, definition).encode()
            etag = hashlib.blake2b(plain, digest_size=12).hexdigest()
            page = _kept[version] = _Page(plain, gzip.compress(plain, 6, mtime=0), etag)
    # The page itself may be a minute old, and an answer is checked anew.
    front.keep_until(survey.closes_at)
    return _answer(page)


def opened(database: Database, slug: str) -> tuple[Answering, Definition]:
    """An open survey and its definition, from memory: nothing of them changes but the closing time, and of that the
    box decides when a ballot is dropped. Raises NoResultFound.
    """
    known = _opened.get(slug)
    if known is None:
        with database.main.connect() as reading:
            survey = queries.answering(reading, slug)
            known = survey, definition_of(reading, survey)
        if survey.digest is not None:
            if len(_opened) >= KEPT_PAGES:
                _opened.clear()
            _opened[slug] = known
    return known


def is_still_open(database: Database, slug: str, *, now: datetime) -> bool:
    """Whether a survey takes answers now, also where its closing was brought forward since it was remembered: nobody
    shall be sent back to fill in what is missing from an answer that comes too late anyway."""
    with database.main.connect() as reading:
        return queries.stage(queries.answering(reading, slug), now) is Stage.OPEN


def definition_of(connection: Connection, survey: Answering) -> Definition:
    """A survey's definition; a frozen one is read once and known by its digest."""
    if survey.digest is None:
        return queries.definition(connection, survey.id)
    found = _definitions.get(survey.digest)
    if found is None:
        if len(_definitions) >= KEPT_PAGES:
            _definitions.clear()
        found = _definitions[survey.digest] = queries.definition(connection, survey.id)
    return found


def _answer(page: _Page) -> Response:
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    answer = make_response(page.packed if packed else page.plain)
    if packed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Vary"] = "Accept-Encoding"
    answer.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    answer.set_etag(page.etag + ("-gz" if packed else ""))
    return answer.make_conditional(request)


def render(
    survey: Survey | Answering,
    definition: Definition,
    *,
    posted: Mapping[str, Sequence[str]] | None = None,
    wrong: Mapping[str, str] | None = None,
    unit: int | None = None,
    slip: str = "",
    preview: bool = False,
) -> str:
    """The page in the reader's language, with what was typed and what is missing when it comes back.

    `unit` is given when what admits somebody tells it, `slip` when nothing was posted yet but that code.
    """
    g.shared_page = True
    shown = definition.in_language(pages.page_language())
    return render_template(
        "surveys/answering/answer.html",
        survey=survey,
        definition=shown,
        sections=form_layout.sections(shown),
        conditions=_conditions(shown),
        numbers=form_layout.numbers(shown),
        kinds={item.type.value for item in shown.items},
        minutes=length.minutes(shown),
        checks=_checks(),
        unit_groups=unit_groups(shown),
        posted=posted or {},
        wrong=wrong or {},
        usual=answers.MISSING,
        slip=slip,
        admitted_unit=next((each for each in definition.units if each.id == unit), None),
        preview=preview,
    )


def _conditions(definition: Definition) -> dict[str, tuple[int, str]]:
    """Item id → (number of the item it depends on, answers in words), in the reader's language."""
    return {
        item: (condition.number, _("” “").join(map(_, condition.words)))
        for item, condition in form_layout.conditions(definition).items()
    }


def _checks() -> dict[str, str]:
    """The sentences the page itself points with; the same as those of `answers.read_answers`."""
    return {
        "missing": _(answers.MISSING),
        "unit": _(answers.UNIT_MISSING),
        "places": _(answers.PLACES_MISSING),
        "twice": _(answers.PLACE_TWICE),
        "number": _(answers.NOT_A_NUMBER),
        "range": _(answers.OUT_OF_RANGE),
        "short": _(answers.SHORT_TOO_LONG),
        "text": _(answers.TOO_LONG),
        "item": _("第 {n} 题"),
        "colon": _("："),
        "offline": _("现在没有网络。答卷存在这台设备上，连上网会自动交；也可以先关掉，连上网再打开这一页。"),
        "open": _("现在没有网络。请别关这一页，连上网会自动交。"),
        "reaching": _("正在连网…"),
        "put": _("排到下一名：{option}"),
        "drop": _("第 {n} 名：{option}，按一下取消"),
        "up": _("{option} 往前一名"),
        "down": _("{option} 往后一名"),
        "tap": _("按先后顺序点一点，最要紧的先点；点错了再点一下取消。"),
    }


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
