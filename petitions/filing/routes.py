"""The staff side: filing a petition and its receipt. Coming back to the case is `petitions.petitioner.case_routes`."""

from __future__ import annotations

from flask import Blueprint, Flask, jsonify, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from accounts import preferences
from petitions import conversation, intake, kinds, queries, receipt
from petitions.filing import danger, misconduct, policy_offer, reading_ahead, receipt_page
from petitions.filing.forms import PetitionForm
from petitions.filing.policy_offer import Offer
from petitions.forms import cleaned
from petitions.identity.asking import GRANT_DAYS
from petitions.mailbox import operations as mailboxes
from petitions.mailbox import telling
from petitions.mailbox.forms import MailboxForm
from petitions.offices import KIND_LABELS, Front, front, front_lately
from petitions.visit.addresses import receipt_key
from petitions.visit.ending import left, ran_out, unkept_code
from vault import reading_groups
from web import clock, kept_pages, limits, navigation, puzzle, uploads
from web.access import public
from web.errors import Refusal
from web.forms import say_somewhere
from web.navigation import Door, Panel
from web.transactions import database, session
from web.words import N_

bp = Blueprint("petitions", __name__)


def register(app: Flask) -> None:
    """Add the staff side, its doors and its part of /trust."""
    app.register_blueprint(bp)
    # No account and no ambient right to act for anybody: the receipt code or the case session is asked each time.
    app.extensions["csrf"].exempt(bp)
    found = navigation.of(app)
    found.doors.append(
        Door(
            N_("提诉求"),
            N_("反映问题、提建议、求助、举报"),
            "petitions.petition",
            large=True,
            is_open=is_open,
            position=20,
        )
    )
    found.trust_sections.append(Panel("petitions/_trust.html", _trust, position=20))


@bp.get("/petition")
@public
def petition() -> str:
    """The form, with a receipt code minted into it; the rest is the same for everybody. A poster may name its unit."""
    shown, unit = front_lately(database()), request.args.get("unit", "")
    blank = kept_pages.page("petition", shown.facts, lambda: _blank_page(shown, unit))
    code = receipt.mint()
    marked = blank.replace(receipt_page.BLANK_MARK, receipt.mark(receipt_key(), code))
    return marked.replace(receipt_page.BLANK_CODE, code)


@bp.post("/petition")
@public
def petition_post() -> str | tuple[str, int]:
    """File it, or show what is missing with everything that was typed; the same form again shows the same receipt."""
    is_calm = limits.is_calm("petition")
    posted = uploads.read(request)
    shown = front_lately(database())
    form = PetitionForm(posted.fields)
    form.offer(shown)
    code = _code_of(form)
    with database().reading() as reading:
        again = conversation.by_receipt(reading, code, instance_key=receipt_key())
        if again is not None:
            return _receipt_again(reading, code, *again, typed=form)
    if not is_calm and not puzzle.is_solved(form, code):
        return _petition_page(form, shown, had_files=bool(posted.uploads), question=puzzle.question(code)), 429
    limits.require("petition")
    if form.validate():
        files, refused = cleaned(posted)
        if not refused:
            urgent = form.urgent.data or danger.is_spoken_of(form.text.data)
            offer = policy_offer.before_filing(database(), form, posted, shown, is_urgent=urgent, today=clock.today())
            if offer is not None:
                return _petition_page(form, shown, offer=offer)
            filing = form.filing(files=files, urgent=urgent)
            try:
                case = intake.file_once(
                    database(), filing, code=code, instance_key=receipt_key(), front=shown, now=clock.now()
                )
            except Refusal as refusal:
                say_somewhere(form, refusal)
                return _petition_page(form, shown, had_files=bool(posted.uploads)), 422
            return receipt_page.page(code, case, shown)
        form.files.errors = refused
    return _petition_page(form, shown, had_files=bool(posted.uploads)), 422


@bp.post("/petition/readers")
@public
def petition_readers() -> Response:
    """Who would read a petition with these choices, by name; nothing that was written comes along."""
    limits.require("readers")
    shown = front_lately(database())
    form = PetitionForm()
    form.offer(shown)
    ahead = reading_ahead.look(form.routing_only(), shown)
    return jsonify(office=ahead.office_kind, names=ahead.names, keepers=ahead.keepers, refusal=ahead.refusal)


@bp.post("/petition/leave")
@public
def petition_leave() -> Response | str | tuple[str, int]:
    """Leave the receipt: at once when the last four characters are right, else after one warning."""
    code = unkept_code()
    if code is None:
        return left()
    with database().reading() as reading:
        found = conversation.by_receipt(reading, code, instance_key=receipt_key())
        if found is None:
            return left()
        return receipt_page.page(code, queries.petition(reading, found[0]), front(reading), warned=True)


@bp.post("/petition/mailbox")
@public
def petition_mailbox() -> str | tuple[str, int]:
    """Leave a mailbox from the receipt, which stays as it is."""
    form = MailboxForm()
    limits.require("case", form.code.data or "")
    code = receipt.read_or_none(form.code.data or "") or ""
    with database().reading() as reading:
        found = conversation.by_receipt(reading, code, instance_key=receipt_key()) if code else None
        if found is None:
            return ran_out("")
        case, shown = queries.petition(reading, found[0]), front(reading)
        if not form.validate():
            return receipt_page.page(code, case, shown, mailbox=form), 422
    try:
        mailboxes.leave(session(), case.id, form.mailbox.data, key=found[1])
    except Refusal as refusal:
        session().rollback()
        say_somewhere(form, refusal)
        return receipt_page.page(code, case, shown, mailbox=form), refusal.status
    return receipt_page.page(code, case, shown, mailbox=form)


def _trust() -> dict[str, object]:
    return {
        "sends_mail": telling.can_send(),
        "objection_days": preferences.read(session()).identity_objection_days,
        "grant_days": GRANT_DAYS,
    }


def _blank_page(shown: Front, unit: str) -> str:
    form = PetitionForm(formdata=None, unit=unit)
    form.offer(shown)
    form.receipt.data, form.mark.data = receipt_page.BLANK_CODE, receipt_page.BLANK_MARK
    return _petition_page(form, shown)


def _petition_page(
    form: PetitionForm, shown: Front, *, had_files: bool = False, offer: Offer | None = None, question: str = ""
) -> str:
    return render_template(
        "petitions/filing/petition.html",
        form=form,
        front=shown,
        kinds=kinds,
        office_labels=KIND_LABELS,
        had_files=had_files,
        offer=offer,
        question=question,
        work_bits=puzzle.BITS,
        misconduct_words=misconduct.WORDS,
    )


def _receipt_again(reading: Session, code: str, petition_id: int, key: bytes, *, typed: PetitionForm) -> str:
    """The receipt of what was filed already; text that is not what was filed is offered as an addition."""
    known = queries.petition(reading, petition_id)
    text = typed.tidied_text()
    changed = text if text != conversation.narrative(reading, petition_id, key) else ""
    return receipt_page.page(code, known, front(reading), again=True, changed=changed)


def _code_of(form: PetitionForm) -> str:
    """The code minted into the form; one that was not gets a new code, which nobody has seen yet."""
    code = receipt.given_out(receipt_key(), form.receipt.data or "", form.mark.data or "")
    form.receipt.data, form.mark.data = code, receipt.mark(receipt_key(), code)
    return code


def is_open() -> bool:
    """Whether there is a union office that takes petitions."""
    return any(group.kind == "union" and group.founded_on is not None for group in reading_groups.groups(session()))
