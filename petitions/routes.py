"""The staff side: filing a petition, its receipt, and coming back to the case with the code."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Flask, current_app, jsonify, redirect, render_template, request, url_for
from flask import Response as FlaskResponse
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from paper import qr
from petitions import conversation, intake, kinds, operations, queries, receipt
from petitions.filing import danger, misconduct, policy_offer, reading_ahead
from petitions.filing.policy_offer import Offer
from petitions.forms import (
    CheckInForm,
    CodeForm,
    LeaveForm,
    MessageForm,
    PetitionForm,
    RatingForm,
    ReviewForm,
    WithdrawForm,
    WithoutCookie,
    cleaned,
)
from petitions.identity.asking import STANDING_LABELS
from petitions.identity.forms import AnswerIdentityForm
from petitions.joint import voice_view, voices
from petitions.joint.forms import JoiningForm, WordsForm
from petitions.keys import rekeying
from petitions.letters.catalogue import LETTER_LABELS
from petitions.models import Petition
from petitions.offices import KIND_LABELS, Front, front, front_lately
from petitions.petitioner import certificate, open_case
from petitions.petitioner import page as case_page
from petitions.petitioner import session as case_session
from petitions.petitioner.information import InformationForm
from petitions.petitioner.session import CaseSession
from petitions.ratings import GRADE_LABELS, SOLVED_LABELS, Grade, Solved
from petitions.workflow import PETITIONER_LABELS, Action
from vault import reading_groups
from web import clock, crockford, kept_pages, limits, navigation, puzzle, uploads
from web.access import public
from web.errors import Missing, Refusal
from web.navigation import Door, Panel
from web.transactions import database, session
from web.words import N_

bp = Blueprint("petitions", __name__)
#: Stands in the form that everybody shares until each copy gets its own code.
BLANK_RECEIPT = "{receipt-code}"
BLANK_PICTURE = "{picture}"


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
            is_open=_is_open,
            position=20,
        )
    )
    found.doors.append(
        Door(N_("查进度"), N_("凭查询码回来看、接着说、评价"), "petitions.case", is_open=_is_open, position=30)
    )
    found.trust_sections.append(Panel("petitions/_trust.html", position=20))


@bp.get("/petition")
@public
def petition() -> str:
    """The form, with a receipt code minted into it; the rest is the same for everybody. A poster may name its unit."""
    shown, unit = front_lately(database()), request.args.get("unit", "")
    blank = kept_pages.page("petition", shown.facts, lambda: _blank_page(shown, unit))
    return blank.replace(BLANK_RECEIPT, receipt.mint())


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
    if not is_calm and not puzzle.passes(code, form.proof.data or "", form.sum.data or ""):
        if form.sum.data:
            form.sum.errors = [_("这道题没有算对，请再算一次。")]
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
                    session(), filing, code=code, instance_key=receipt_key(), front=shown, now=clock.now()
                )
            except Refusal as refusal:
                form.refuse(refusal)
                return _petition_page(form, shown, had_files=bool(posted.uploads)), 422
            return _receipt_page(code, case, shown)
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
    limits.require("case")
    form = LeaveForm()
    code = receipt.read_or_none(form.receipt.data or "")
    if code is None or form.warned.data or receipt.ends_with(code, form.last_four.data or ""):
        return _left()
    with database().reading() as reading:
        found = conversation.by_receipt(reading, code, instance_key=receipt_key())
        if found is None:
            return _left()
        return _receipt_page(code, queries.petition(reading, found[0]), front(reading), warned=True)


@bp.get("/case")
@public
def case() -> Response | str:
    """The open case of this browser, or the page that asks for the code."""
    opened = open_case.current()
    return _code_page(CodeForm(formdata=None)) if opened is None else show_case(opened)


@bp.post("/case")
@public
def case_open() -> Response | str | tuple[str, int]:
    """Open a case with its code for half an hour."""
    form = CodeForm()
    limits.require("case", form.code.data or "")
    if form.validate():
        # A reading session: a wrong code must not wait for whoever is filing.
        given = receipt.derive(receipt_key(), form.code.data)
        with database().reading() as reading:
            found = conversation.by_receipt(reading, form.code.data, instance_key=receipt_key())
            # Asked each time, so that it tells nothing how long the answer takes.
            joined = voices.by_receipt(reading, form.code.data, instance_key=receipt_key())
            may_join = voices.invited(reading, form.code.data, instance_key=receipt_key())
            needs_pair = found is not None and queries.petition(reading, found[0]).receipt_public is None
        if joined is not None:
            opened = case_session.begin(*joined, now=clock.now(), kind=case_session.VOICE)
            if form.kept.data:
                return voice_view.show(opened, words=WordsForm(formdata=None, text=form.kept.data))
            return case_session.keep(redirect(url_for("voice.voice"), 303), opened, now=clock.now())
        if found is not None:
            if needs_pair:
                rekeying.keep_pair(session(), *found, given.public)
            opened = case_session.begin(found[0], given.key, now=clock.now())
            if form.kept.data:
                return show_case(opened.with_key(found[1]), message=MessageForm(formdata=None, text=form.kept.data))
            return case_session.keep(redirect(url_for("petitions.case"), 303), opened, now=clock.now())
        if may_join is not None:
            form.code.errors = [
                _("这是联名码，不是查询码。要加入，请打开同事给您的联名链接；已经加入的，请输入您自己的查询码。")
            ]
            return _code_page(form), 422
        return _wrong_code_page(form), 422
    return _code_page(form), 422


@bp.post("/case/say")
@public
def case_say() -> Response | str | tuple[str, int]:
    """Add to the conversation."""
    posted = uploads.read(request)
    form = MessageForm(posted.fields)
    opened = open_case.of_form(form.token.data)
    if opened is None:
        return ran_out(form.text.data)
    if form.validate():
        files, refused = cleaned(posted)
        if not refused:
            intake.petitioner_says(
                session(), opened.petition_id, key=opened.key, text=form.text.data, files=files, now=clock.now()
            )
            return redirect(url_for("petitions.case", _anchor="talk"), 303)
        form.files.errors = refused
    return show_case(opened, message=form, status=422, had_files=bool(posted.uploads))


@bp.post("/case/rate")
@public
def case_rate() -> Response | str | tuple[str, int]:
    """Rate the office and the handling unit, and say whether it was solved."""
    form = RatingForm()
    opened = open_case.of_form(form.token.data)
    if opened is None:
        return ran_out(form.words.data)
    if form.validate():
        operations.perform(
            session(),
            opened.petition_id,
            Action.RATE,
            actor=None,
            now=clock.now(),
            key=opened.key,
            office=Grade(form.office.data),
            unit=Grade(form.unit.data) if form.unit.data else None,
            solved=Solved(form.solved.data),
            words=form.words.data or "",
        )
        return redirect(url_for("petitions.case", _anchor="rated"), 303)
    return show_case(opened, rating=form, status=422)


@bp.get("/case/files/<int:file_id>")
@public
def case_file(file_id: int) -> Response:
    """One of the case's files, opened for its petitioner."""
    opened = open_case.current()
    if opened is None:
        return redirect(url_for("petitions.case"), 303)
    if not queries.is_petitioners(session(), opened.petition_id, file_id):
        raise Missing
    file, chunks = conversation.open_file(session(), opened.petition_id, file_id, opened.key)
    return conversation_file(file, b"".join(chunks))


@bp.post("/case/leave")
@public
def case_leave() -> Response:
    """Forget the case in this browser."""
    return _left()


def conversation_file(file: conversation.File, content: bytes) -> Response:
    """An opened file as an answer: a photo to be seen in place, anything else to be saved and opened outside."""
    response = FlaskResponse(content, mimetype=file.media_type)
    place = "inline" if file.is_photo else "attachment"
    response.headers["Content-Disposition"] = f'{place}; filename="xinqiao-{file.position}.{file.sort.ending}"'
    # Whatever a browser takes it for, it runs nothing and belongs to no site.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _blank_page(shown: Front, unit: str) -> str:
    form = PetitionForm(formdata=None, unit=unit)
    form.offer(shown)
    form.receipt.data = BLANK_RECEIPT
    return _petition_page(form, shown)


def _petition_page(
    form: PetitionForm, shown: Front, *, had_files: bool = False, offer: Offer | None = None, question: str = ""
) -> str:
    return render_template(
        "petitions/petition.html",
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


def _receipt_page(
    code: str, case: Petition, shown: Front, *, again: bool = False, changed: str = "", warned: bool = False
) -> str:
    """The receipt; rendered once for all of a day that differ by code and number only."""
    picture = certificate.picture(code, case_address(""), case.number, case.filed_on, due=case.next_due)
    office = shown.kind_of(case.group_id)

    def rendered(code: str, number: str, parts: Sequence[str], picture: str) -> str:
        return render_template(
            "petitions/receipt.html",
            code=code,
            number=number,
            case=case,
            office=office,
            crisis_line=shown.chosen.crisis_line,
            kinds=kinds,
            parts=parts,
            picture=picture,
            again=again,
            changed=changed,
            warned=warned,
        )

    if changed:
        # The petitioner's own words are kept nowhere.
        return rendered(code, case.number, crockford.parts(code), picture)
    facts = (case.filed_on, case.next_due, case.urgent, office, case.category, shown.chosen.crisis_line)
    blank = kept_pages.page(
        "receipt",
        (*facts, again, warned),
        lambda: rendered(BLANK_RECEIPT, certificate.NUMBER, certificate.PARTS, BLANK_PICTURE),
    )
    page = certificate.with_code(blank.replace(BLANK_RECEIPT, code), code, case.number)
    return page.replace(BLANK_PICTURE, picture)


def _receipt_again(reading: Session, code: str, petition_id: int, key: bytes, *, typed: PetitionForm) -> str:
    """The receipt of what was filed already; text that is not what was filed is offered as an addition."""
    known = queries.petition(reading, petition_id)
    text = typed.tidied_text()
    changed = text if text != conversation.narrative(reading, petition_id, key) else ""
    return _receipt_page(code, known, front(reading), again=True, changed=changed)


def _code_page(form: CodeForm) -> str:
    return render_template("petitions/case_code.html", form=form)


def _wrong_code_page(form: CodeForm) -> str:
    """The page again after a code that opens nothing; rendered once, so that it costs what a right code costs."""
    code = form.code.data
    form.code.errors = [_("没有找到这个查询码。请对照回执再输一次；过了保存期的诉求也会找不到。")]
    if form.kept.data:
        # The petitioner's own words are kept nowhere.
        return _code_page(form)
    form.code.data = BLANK_RECEIPT
    return kept_pages.page("wrong code", (), lambda: _code_page(form)).replace(BLANK_RECEIPT, code)


def show_case(opened: CaseSession, *, status: int = 200, had_files: bool = False, **forms: WithoutCookie) -> Response:
    """The open case; `forms` are those that were sent and refused, by the name the template knows them under."""
    # Also after a refused post: showing the page again must not wait for whoever is writing.
    with database().reading() as reading:
        shown = case_page.load(reading, opened.petition_id, opened.key, today=clock.today())
    blank: dict[str, WithoutCookie] = {
        "message": MessageForm(formdata=None),
        "rating": RatingForm(formdata=None),
        "review": ReviewForm(formdata=None),
        "information": InformationForm(formdata=None),
        "withdrawal": WithdrawForm(formdata=None),
        "check_in": CheckInForm(formdata=None),
        "identity_answer": AnswerIdentityForm(formdata=None),
        "joint": JoiningForm(formdata=None),
    }
    shown_forms = blank | forms
    if isinstance(asked := shown_forms["check_in"], CheckInForm):
        asked.offer(shown.may_be_named)
    gone = [name for name, is_open in _sections(shown).items() if not is_open and shown_forms[name].errors]
    for name in gone:
        if "message" not in forms and shown.may_say:
            # What was typed where nothing can be typed now waits in the conversation.
            shown_forms["message"] = MessageForm(formdata=None, text=shown_forms[name]["text"].data)
    page = render_template(
        "petitions/case.html",
        page=shown,
        today=clock.today(),
        token=opened.token,
        labels=PETITIONER_LABELS,
        letter_labels=LETTER_LABELS,
        identity_standings=STANDING_LABELS,
        grades=GRADE_LABELS,
        solved=SOLVED_LABELS,
        address=_file_address,
        **_join_parts(shown.joint.code if shown.joint else ""),
        had_files=had_files,
        refused=[shown_forms[name] for name in gone],
        **shown_forms,
    )
    return case_session.keep(FlaskResponse(page, status=status), opened, now=clock.now())


def _sections(shown: case_page.CasePage) -> dict[str, bool]:
    """Which of the forms that hold words stand on the page now."""
    return {
        "review": shown.may_ask_review or shown.may_ask_rereview,
        "information": shown.may_say,
        "withdrawal": shown.may_withdraw,
        "check_in": shown.check_in is not None,
    }


def _join_parts(code: str) -> dict[str, object]:
    """The joining code of the open case as link, picture and groups of four; nothing when nobody can join."""
    if not code:
        return {}
    link = join_address(code)
    return {"join_link": link, "join_picture": qr.svg(link, label=_("联名二维码")), "join_parts": crockford.parts(code)}


def ran_out(typed: str | None) -> tuple[str, int]:
    """The half hour is over: the code is asked for, and what was typed waits behind it."""
    form = CodeForm(formdata=None, kept=typed or "")
    return render_template("petitions/case_code.html", form=form, ran_out=True), 409


def _left() -> Response:
    return case_session.end(FlaskResponse(render_template("petitions/left.html")))


def _code_of(form: PetitionForm) -> str:
    """The code minted into the form; a form that lost it gets a new one, which nobody has seen yet."""
    code = receipt.read_or_none(form.receipt.data or "") or receipt.mint()
    form.receipt.data = code
    return code


def _file_address(file: conversation.File) -> str:
    return url_for("petitions.case_file", file_id=file.id)


def case_address(code: str) -> str:
    """What the QR code of a receipt opens; the code stands behind #, which no server ever sees."""
    base = current_app.extensions["settings"].public_url.rstrip("/") or request.url_root.rstrip("/")
    return f"{base}{url_for('petitions.case')}#{code}"


def join_address(code: str) -> str:
    """What the joining code's QR picture opens; the code stands behind # like a receipt's."""
    return case_address(code).replace(url_for("petitions.case"), url_for("joint.join_code"))


def receipt_key() -> bytes:
    """The key under which receipt codes are derived."""
    derived: bytes = current_app.extensions["instance_key"].derive("receipt")
    return derived


def _is_open() -> bool:
    return any(group.kind == "union" and group.founded_on is not None for group in reading_groups.groups(session()))
