"""Desk side of paper slips: printing, handing out, printing again, signing off what was not used."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from accounts import preferences
from surveys import follow_up, queries
from surveys.answering import admission
from surveys.ballot_box import box, slip_codes, slips
from surveys.items import SLIPS, Definition, ReportingUnit
from surveys.lifecycle import Stage
from surveys.models import PrintReason, Survey
from surveys.slips import records as slip_records
from surveys.slips import sheets as slip_sheets
from web import clock, downloads, pages
from web.access import person, requires
from web.errors import Forbidden, Missing, Refusal
from web.transactions import database, session

MOST_OF_A_UNIT = 5_000
MOST_AT_ONCE = 20_000

bp = Blueprint("slips_desk", __name__, url_prefix="/desk/surveys/<int:survey_id>/slips")


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("/")
@requires("surveys")
def show(survey_id: int) -> str:
    """What was printed, what is to be printed, and after closing the sign-off."""
    return _page(survey_id)


def _page(survey_id: int, *, refused: str = "", typed: Mapping[str, str] | None = None) -> str:
    """The page; `typed` are the numbers by unit that were refused, for somebody counted them."""
    survey, definition = _with_slips(survey_id)
    printed = slip_records.printed(session(), survey_id)
    return render_template(
        "surveys/slips/desk.html",
        survey=survey,
        stage=queries.stage(survey, clock.now()),
        stages=Stage,
        definition=definition,
        printed=printed,
        unprinted=[unit for unit in definition.choosable_units if unit.id not in printed],
        signed=slip_records.sign_offs(session(), survey_id),
        suggested=follow_up.suggested(session(), survey, definition, person()),
        refused=refused,
        typed=typed or {},
    )


@bp.post("/print")
@requires("surveys.write")
def print_first(survey_id: int) -> Response | tuple[str, int]:
    """The first slips of units that have none yet."""
    try:
        numbers = _numbers(survey_id, "number", least=1)
        if not numbers:
            raise Refusal(_("请至少填写一个单位要印的张数。"))
        return _print(survey_id, numbers, PrintReason.FIRST)
    except Refusal as refusal:
        return _with_what_was_typed(survey_id, refusal)


@bp.post("/<int:unit>/spare")
@requires("surveys.write")
def print_spare(survey_id: int, unit: int) -> Response:
    """More slips for a unit; those it has stay good."""
    return _print(survey_id, {unit: _number(_unit(survey_id, unit), request.form.get("number", ""))}, PrintReason.SPARE)


@bp.post("/<int:unit>/again")
@requires("surveys.write")
def print_again(survey_id: int, unit: int) -> Response:
    """New slips for a unit; those not used yet are void from now on."""
    if "understood" not in request.form:
        raise Refusal(_("重印以后，这个单位没有用过的旧答题码都会作废。请先勾选确认。"))
    return _print(survey_id, {unit: _number(_unit(survey_id, unit), request.form.get("number", ""))}, PrintReason.AGAIN)


@bp.get("/handout.pdf")
@requires("surveys")
def hand_out(survey_id: int) -> Response:
    """The hand-out sheet."""
    _survey, definition = _with_slips(survey_id)
    printed = slip_records.printed(session(), survey_id)
    sheet = slip_sheets.hand_out_pdf(
        definition, printed, publisher=preferences.read(session()).published_by, today=clock.today()
    )
    return downloads.file(sheet, "hand-out.pdf", is_kept=False)


@bp.post("/sign-off")
@requires("surveys.write")
def sign_off(survey_id: int) -> BaseResponse | tuple[str, int]:
    """Record the unused slips that a staff representative counted."""
    _with_slips(survey_id)
    survey = queries.survey_to_change(session(), survey_id)
    with database().box_reading() as opened:
        issued, used = slips.issued(opened, survey_id), box.spent(opened, survey_id)
    try:
        slip_records.sign_off(
            session(),
            survey,
            _numbers(survey_id, "unused", least=0),
            left={unit: number - used.get(unit, 0) for unit, number in issued.items()},
            representative=request.form.get("representative", ""),
            actor=person(),
            now=clock.now(),
        )
    except Refusal as refusal:
        return _with_what_was_typed(survey_id, refusal)
    flash(_("已记下清点的张数。请打印核销单，请职工代表签名。"), "good")
    return redirect(url_for("slips_desk.show", survey_id=survey_id))


@bp.get("/sign-off.pdf")
@requires("surveys")
def sign_off_sheet(survey_id: int) -> Response:
    """The sheet of the sign-off."""
    _survey, definition = _with_slips(survey_id)
    printed, signed = slip_records.printed(session(), survey_id), slip_records.sign_offs(session(), survey_id)
    sheet = slip_sheets.sign_off_pdf(
        definition, printed, signed, publisher=preferences.read(session()).published_by, today=clock.today()
    )
    return downloads.file(sheet, "sign-off.pdf", is_kept=False)


def _print(survey_id: int, numbers: Mapping[int, int], reason: PrintReason) -> Response:
    """Mint, draw, make valid, record, hand over. The codes are in the PDF and nowhere else."""
    survey, definition = _with_slips(survey_id)
    if queries.stage(survey, clock.now()) is not Stage.OPEN:
        raise Refusal(_("问卷开放以后、截止以前才能印答题码。"))
    if sum(numbers.values()) > MOST_AT_ONCE:
        raise Refusal(_("一次最多印 %(n)d 张，请分几次印。", n=MOST_AT_ONCE))
    publisher = preferences.read(session()).published_by
    # Drawing thousands of slips takes seconds: nobody shall wait for this request's transaction meanwhile.
    session().rollback()
    codes = slip_sheets.mint(numbers)
    layout = request.form.get("layout", slip_sheets.CUT_OUT)
    entry = pages.address("slips.slip")
    content = slip_sheets.slips_pdf(survey, definition, codes, layout=layout, entry=entry, publisher=publisher)
    key = admission.slip_key()
    marks = {unit: [slip_codes.mark(key, code) for code in of_unit] for unit, of_unit in codes.items()}
    slips.put(database(), survey_id, marks, reason=reason)
    stored = queries.survey_to_change(session(), survey_id)
    slip_records.note_print(session(), stored, numbers, reason, actor=person(), now=clock.now())
    return downloads.file(content, f"slips-{survey.slug}.pdf", is_kept=False)


def _with_what_was_typed(survey_id: int, refusal: Refusal) -> tuple[str, int]:
    """The page again with the sentence above it; what is nobody's to see or do is said elsewhere."""
    if isinstance(refusal, Missing | Forbidden):
        raise refusal
    return _page(survey_id, refused=str(refusal.message), typed=request.form), refusal.status


def _with_slips(survey_id: int) -> tuple[Survey, Definition]:
    survey = queries.survey(session(), survey_id)
    definition = Definition.from_json(survey.definition)
    if definition.admission != SLIPS or survey.opened_at is None:
        raise Missing(_("这份问卷没有开放，或者不用纸质答题码。"))
    return survey, definition


def _unit(survey_id: int, unit: int) -> ReportingUnit:
    _survey, definition = _with_slips(survey_id)
    found = next((each for each in definition.choosable_units if each.id == unit), None)
    if found is None:
        raise Missing
    return found


def _numbers(survey_id: int, name: str, *, least: int) -> dict[int, int]:
    """What was filled in by unit as `name`-<unit>; what is empty or below `least` is left out. Raises Refusal."""
    _survey, definition = _with_slips(survey_id)
    typed = {unit: request.form.get(f"{name}-{unit.id}", "").strip() for unit in definition.choosable_units}
    found = {unit.id: _number(unit, value, least=0) for unit, value in typed.items() if value}
    return {unit: number for unit, number in found.items() if number >= least}


def _number(unit: ReportingUnit, typed: str, *, least: int = 1) -> int:
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= MOST_OF_A_UNIT):
        raise Refusal(
            _("%(unit)s：张数请填 %(least)d 到 %(most)d 之间的整数。", unit=unit.name, least=least, most=MOST_OF_A_UNIT)
        )
    return int(text)
