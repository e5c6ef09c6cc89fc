"""The assessment of the impact on personal information: a page for the administrator, and as PDF and Word to complete."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, current_app, render_template
from sqlalchemy.orm import Session

from accounts import preferences
from notices import queries as notices
from paper import word
from paper.document import pdf
from paper.manuscript import Fields, Heading, Manuscript, NewPage, Paragraph, Reference, Table, Title
from petitions import periods as retention
from petitions.periods import HOLDING_LABELS, Holding
from reports.impact import assessment
from reports.impact.assessment import Facts
from vault import reading_groups
from web import clock, downloads, navigation, pages
from web.access import requires
from web.errors import Missing
from web.navigation import DeskItem, Panel
from web.transactions import session
from web.words import N_

bp = Blueprint("impact", __name__, url_prefix="/admin/impact")
FORMATS = {"pdf": pdf, "docx": word.docx}
#: How the page shows each part of the document.
SHOWN = {
    Title: "title",
    Reference: "reference",
    Heading: "heading",
    Paragraph: "paragraph",
    Fields: "fields",
    Table: "table",
    NewPage: "",
}


def register(app: Flask) -> None:
    """Add the pages, their place in the navigation, and the line on /trust."""
    app.register_blueprint(bp)
    found = navigation.of(app)
    found.desk_items.append(DeskItem(N_("个人信息影响评估"), "impact.page", "admin", position=90))
    found.trust_sections.append(Panel("reports/impact/_trust.html", dict, position=70))


@bp.get("/")
@requires("admin")
def page() -> str:
    """The assessment as the settings are today."""
    document = _document(session())
    blocks = [(SHOWN[type(block)], block) for block in document.blocks]
    return render_template("reports/impact/assessment.html", blocks=blocks)


@bp.get("/assessment.<ending>")
@requires("admin")
def file(ending: str) -> Response:
    """The same to complete, sign and keep."""
    if ending not in FORMATS:
        raise Missing
    return downloads.file(FORMATS[ending](_document(session())), f"impact-assessment.{ending}")


def _document(reading: Session) -> Manuscript:
    settings, chosen = current_app.extensions["settings"], preferences.read(reading)
    offices: dict[str, int] = {}
    for group in reading_groups.groups(reading):
        if group.founded_on is not None:
            offices[group.kind] = offices.get(group.kind, 0) + 1
    return assessment.compose(
        Facts(
            organisation=chosen.organisation,
            on=clock.today(),
            is_https=settings.https,
            database="PostgreSQL" if settings.database_url.startswith("postgresql") else "SQLite",
            sends_mail=bool(settings.smtp_url),
            robots=len(notices.robots(reading, only_active=True)),
            offices=offices,
            periods=tuple((HOLDING_LABELS[each], retention.years(each, chosen)) for each in Holding),
            name_days=chosen.keep_name_days,
            reception_years=chosen.keep_reception_years,
            objection_days=chosen.identity_objection_days,
            is_demo=pages.is_demo(),
        )
    )
