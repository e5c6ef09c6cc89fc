"""The released tables as a piece of a page, made once and kept: a release changes only when it is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import render_template
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy.orm import Session

from surveys import queries
from surveys.models import Survey
from surveys.results import charts
from web import pages
from web.errors import Missing
from web.transactions import database

KEPT = 48


@dataclass(frozen=True)
class Results:
    """A release ready to be put on a page."""

    title: str
    slug: str
    tables: Markup


#: By survey, the day it was published (comments join the tables then) and language.
_kept: dict[tuple[int, date | None, str], Results] = {}


def make_ready() -> None:
    """Make what everybody may read, the newest first as far as it is kept, in the language of this request."""
    with database().reading() as session:
        for survey in queries.released(session)[: KEPT // 2]:
            of(session, survey)


def of(session: Session, survey: Survey) -> Results:
    """The tables of a counted survey in the language of the page. Raises Missing before it is counted."""
    key = (survey.id, survey.released_on, pages.page_language())
    found = _kept.get(key)
    if found is None:
        release = queries.release(session, survey.id)
        if release is None:
            raise Missing(_("还没有开箱计票，没有结果可看。"))
        html = render_template("surveys/results/_tables.html", release=release, charts=charts.of(release))
        # What is rendered here has been escaped by the template.
        found = Results(release.title, release.slug, Markup(html))  # noqa: S704
        while len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = found
    return found
