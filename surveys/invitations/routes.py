"""Staff side of invitations: drawing a ticket with a personal link, the keys, and the list of spent tickets."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, make_response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from surveys import lifecycle, queries
from surveys.ballot_box import invitations, receiving, tickets
from surveys.invitations import spent_list
from surveys.items import Definition
from surveys.lifecycle import Stage
from surveys.models import Survey
from web import clock, downloads, limits, pages
from web.access import public
from web.errors import Missing
from web.transactions import database, session

bp = Blueprint("invitations", __name__)
KEYS_KEPT_SECONDS = 3600


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)
    # Nothing ambient is used: a link in the body is all there is.
    for view in (look, draw):
        app.extensions["csrf"].exempt(view)


@bp.get("/i")
@public
def invitation() -> str:
    """Where a personal link leads; its secret stands behind the # and never arrives here by itself."""
    g.shared_page = True
    return render_template("surveys/invitations/invitation.html")


@bp.post("/i/look")
@public
def look() -> tuple[dict[str, Any], int]:
    """What a link is for, before anything is drawn."""
    link = _link()
    try:
        found = invitations.find(database(), link)
        survey = queries.survey(session(), found.survey_id)
    except invitations.NoSuchLink:
        return _refused(_no_link(), 404)
    if queries.stage(survey, clock.now()) is not Stage.OPEN:
        return _refused(_("这份问卷已经截止，不能再领券了。"), 410)
    definition = Definition.from_json(survey.definition)
    begins = _begins(survey, definition)
    return {
        "survey": survey.slug,
        "title": definition.title,
        "unit": found.unit,
        "drawn": found.drawn,
        "keys": url_for("invitations.keys", slug=survey.slug),
        "answer": url_for("surveys.answer", slug=survey.slug),
        "begins": pages.local_moment(begins),
        "begins_at": begins.isoformat(),
    }, 200


@bp.post("/i/draw")
@public
def draw() -> tuple[dict[str, Any], int]:
    """Sign a blinded ticket, once for each link."""
    link = _link()
    try:
        blinded = base64.b64decode(request.form.get("blinded", ""), validate=True)
        signature = receiving.draw(
            database(), link, blinded, instance_key=current_app.extensions["instance_key"], now=clock.now
        )
    except (binascii.Error, ValueError):
        return _refused(_("这部手机送来的内容不对，没有领券。请刷新这一页再试。"), 422)
    except invitations.OtherMessage:
        return _refused(_("这个链接的答题券已经领过了，不会再发第二张。"), 409)
    except invitations.Shut:
        return _refused(_("这份问卷已经截止，不能再领券了。"), 410)
    except invitations.NoSuchLink:
        return _refused(_no_link(), 404)
    return {"signature": base64.b64encode(signature).decode()}, 200


@bp.get("/s/<slug>/keys.json")
@public
def keys(slug: str) -> BaseResponse:
    """The document of all ticket keys of a survey, byte for byte the same for everybody."""
    g.shared_page = True
    document = queries.key_document(session(), queries.survey_by_slug(session(), slug).id)
    if document is None:
        raise Missing
    answer = make_response(document)
    answer.headers["Content-Type"] = "application/json"
    answer.headers["Cache-Control"] = f"public, max-age={KEYS_KEPT_SECONDS}"
    answer.set_etag(tickets.digest(document))
    return answer.make_conditional(request)


@bp.get("/results/<slug>/tickets")
@public
def spent(slug: str) -> str:
    """How many tickets of each unit were spent, and the way to check one's own."""
    survey = _released(slug)
    return render_template(
        "surveys/invitations/tickets.html",
        survey=survey,
        release=queries.release(session(), survey.id),
        code=tickets.check_code(Definition.from_json(survey.definition).keys_digest),
        units=_spent_units(survey),
    )


@bp.get("/results/<slug>/tickets.html")
@public
def check(slug: str) -> Response:
    """One page to save: it checks a ticket against keys and list without asking anybody."""
    survey = _released(slug)
    document = queries.key_document(session(), survey.id)
    assert document is not None
    page = spent_list.page(survey.slug, Definition.from_json(survey.definition).title, document, _spent_units(survey))
    return downloads.file(page, f"tickets-{slug}.html")


def _link() -> str:
    link = request.form.get("link", "")[: 4 * invitations.LENGTH]
    limits.require("invitation", invitations.token_hash(link).hex())
    return link


def _refused(sentence: str, status: int) -> tuple[dict[str, Any], int]:
    return {"refused": sentence}, status


def _no_link() -> str:
    return _("这个链接不对，或者问卷已经截止。请核对发给您的链接；还是不行就找发链接的人。")


def _begins(survey: Survey, definition: Definition) -> datetime:
    assert survey.opened_at is not None
    return lifecycle.answers_from(survey.opened_at, definition.drawing_days)


def _released(slug: str) -> Survey:
    survey = queries.survey_by_slug(session(), slug)
    if survey.released_on is None or queries.key_document(session(), survey.id) is None:
        raise Missing(_("这份问卷没有用答题券，或者结果还没有公布。"))
    return survey


def _spent_units(survey: Survey) -> list[spent_list.UnitList]:
    release = queries.release(session(), survey.id)
    assert release is not None
    with database().box_reading() as opened:
        return spent_list.lists(release.groups, queries.spent_marks(opened, survey.id))
