"""A release as a file: workbook, summary on paper, .csv and SPSS .sav; for everybody once it is published."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from flask import Blueprint, Flask, Response
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import preferences
from paper.document import pdf
from surveys import queries
from surveys.counting.release import Release
from surveys.models import Survey
from surveys.results import exports, summary, workbook
from web import downloads, pages
from web.access import public as everybody
from web.access import requires
from web.errors import Missing
from web.transactions import session

bp = Blueprint("surveys_exports", __name__)
#: What a release is written as, by the ending of the file.
KINDS = ("xlsx", "csv", "sav", "pdf")
_KIND = f"<any({', '.join(KINDS)}):kind>"
PAPERS_KEPT = 16


def register(app: Flask) -> None:
    """Add the downloads."""
    app.register_blueprint(bp)


@bp.get(f"/results/<slug>.{_KIND}")
@everybody
def public(slug: str, kind: str) -> Response:
    """A published release as a file."""
    survey = queries.survey_by_slug(session(), slug)
    if survey.released_on is None:
        raise Missing(_("这份问卷的结果还没有公布。"))
    return _download(survey, kind)


@bp.get(f"/desk/surveys/<int:survey_id>/results.{_KIND}")
@requires("surveys")
def at_desk(survey_id: int, kind: str) -> Response:
    """The release as a file, before it is published for who may read it then (`surveys.offices`)."""
    return _download(queries.survey(session(), survey_id), kind)


def content(opened: Session, survey: Survey, kind: str) -> bytes:
    """The release of a counted survey as a file of one of KINDS. Raises Missing before it is counted."""
    release = queries.release(opened, survey.id)
    if release is None:
        raise Missing(_("还没有开箱计票，没有结果可看。"))
    if kind == "csv":
        return exports.as_csv(release)
    if kind == "sav":
        return exports.as_sav(release)
    if kind == "xlsx":
        return workbook.of(release)
    chosen = preferences.read(opened)
    return _paper(release, chosen.published_by, survey.released_on, demo=pages.is_demo())


def _download(survey: Survey, kind: str) -> Response:
    name = f"survey-{survey.slug}.{kind}"
    return downloads.file(content(session(), survey, kind), name, is_shown=kind == "pdf")


@lru_cache(maxsize=PAPERS_KEPT)
def _paper(release: Release, publisher: str, published_on: date | None, *, demo: bool) -> bytes:
    """The summary; set once for the same figures, since everybody may ask for it."""
    with force_locale("zh_Hans"):
        return pdf(summary.manuscript(release, publisher=publisher, published_on=published_on, demo=demo))
