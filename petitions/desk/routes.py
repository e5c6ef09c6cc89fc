"""The desk's pages of cases: the list, one case and its steps."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from accounts import group_operations
from petitions import commands, conversation, operations, queries, reach, rekeying, workflow
from petitions import words as desk_words
from petitions.desk import bulk, phrases, step_forms
from petitions.desk import filling as desk_steps
from petitions.desk import home as desk_home
from petitions.desk import page as desk_page
from petitions.desk import step_files as desk_files
from petitions.desk.forms import DraftForm, StepForm
from petitions.desk.page import DeskCase
from petitions.files.sending import conversation_file
from petitions.history import reading
from petitions.keys import holding
from petitions.lists import page as desk_lists
from petitions.lists import pressing, queue, saved_views
from petitions.workflow import Action
from web import clock, navigation
from web.access import person, requires
from web.errors import Missing, Refusal
from web.forms import say
from web.transactions import apart, session
from web.words import N_

#: Where a refusal of something belongs that the form asks for under another name.
FIELDS = {"leading_id": "leading_number"}

bp = Blueprint("petitions_desk", __name__, url_prefix="/desk/petitions")
bp.context_processor(desk_words.words)


def register(app: Flask) -> None:
    """Add the pages, their line in the navigation, the panel on the desk's home, the strip over what presses, and the commands."""
    app.register_blueprint(bp)
    commands.register(app)
    group_operations.register_open_subjects(app, queries.open_subjects)
    group_operations.register_after_removal(app, rekeying.after_removal)
    group_operations.register_after_admission(app, rekeying.after_admission)
    where = navigation.of(app)
    where.desk_items.append(
        navigation.DeskItem(N_("诉求办理"), "petitions_desk.cases", "petitions", _mine_or_none, position=20)
    )
    where.desk_panels.append(
        navigation.Panel("petitions/desk/_panel.html", _panel, permission="petitions", position=10)
    )
    where.strips.append(navigation.Panel("petitions/desk/_strip_pressing.html", _pressing, "petitions.assign"))


@bp.get("/")
@requires("petitions")
def cases() -> str:
    """The list, by what is due next."""
    listed = desk_lists.load(session(), person(), request.args, today=clock.today())
    return render_template(
        "petitions/desk/cases.html",
        listed=listed,
        today=clock.today(),
        saved=request.args.get("saved", ""),
        ticked="ticked" in request.args,
        saved_address=saved_views.address,
        several=bulk.LABELS,
    )


@bp.get("/<int:petition_id>/")
@requires("petitions")
def case(petition_id: int) -> str:
    """One case."""
    _exchange_due_key(petition_id)
    page = desk_page.load(session(), petition_id, person(), today=clock.today())
    if page.sealed is not None:
        reading.note(petition_id)
    return render_template("petitions/desk/case.html", page=page, today=clock.today())


@bp.get("/<int:petition_id>/<action>")
@requires("petitions")
def step(petition_id: int, action: str) -> str | tuple[str, int]:
    """The form of one step."""
    page = desk_page.load(session(), petition_id, person(), today=clock.today())
    if page.sealed is not None:
        reading.note(petition_id)
    doing = _action(action)
    form = _form(doing, page)
    desk_steps.prefill(form, page, session(), today=clock.today())
    desk_steps.prefill_repeat(form, request.args.get("repeat", ""))
    if doing is Action.EXTEND:
        desk_steps.prefill_extension(form, page)
    return _step_page(page, doing, form, status=200)


@bp.post("/<int:petition_id>/<action>")
@requires("petitions")
def step_post(petition_id: int, action: str) -> AnyResponse | tuple[str, int]:
    """Do one step."""
    page = desk_page.load(session(), petition_id, person(), today=clock.today())
    doing = _action(action)
    form = _form(doing, page)
    if _is_filled_on(form, doing, page):
        return _step_page(page, doing, form, status=200)
    desk_steps.offer(form, page, session())
    if not form.validate_on_submit():
        return _step_page(page, doing, form, status=422)
    came = desk_files.picked(request, doing)
    if came.refused:
        form.form_errors = list(came.refused)
        return _step_page(page, doing, form, status=422)
    # Looked up before the step, which moves the case that the page holds.
    row = workflow.find(doing, page.petition.state, page.roles)
    try:
        given = form.given() | form.cited() | _other_case(form)
        desk_files.perform_with(
            session(),
            petition_id,
            doing,
            came.files,
            actor=person(),
            now=clock.now(),
            version=_version(form),
            duties=came.duties,
            kept=came.kept,
            redacted=came.redacted,
            **given,
        )
    except Refusal as refusal:
        return _refused(refusal, petition_id, doing, form)
    return _afterwards(petition_id, row)


@bp.get("/<int:petition_id>/files/<int:attachment_id>")
@requires("petitions")
def file(petition_id: int, attachment_id: int) -> AnyResponse:
    """A photo or document of the case, opened."""
    found = reach.visible(session(), petition_id, person())
    key = holding.case_key(session(), found, person())
    about, content = conversation.open_file(session(), petition_id, attachment_id, key)
    reading.note(petition_id)
    # Read before the request's session closes; a file is at most 20 MB.
    return conversation_file(about, b"".join(content))


def _action(name: str) -> Action:
    """The action of a URL; only those that have a form."""
    try:
        found = Action(name)
    except ValueError:
        raise Missing from None
    if found not in step_forms.FORMS and found not in step_forms.WITH_EVIDENCE:
        raise Missing
    return found


def _form(doing: Action, page: DeskCase) -> StepForm:
    return step_forms.form_for(doing, owed=page.duties, done=page.duties_done, labels=page.duty_labels)


def _is_filled_on(form: StepForm, doing: Action, page: DeskCase) -> bool:
    """Whether a button was pressed that goes on filling the form in and does nothing yet; it is done to the form."""
    if isinstance(form, DraftForm) and "more" in request.form:
        form.claims.append_entry()
    elif "mask" in request.form:
        desk_steps.mask_more(form)
    elif "insert" in request.form:
        asked = request.form.get("phrase", ""), request.form.get("phrase_into", "")
        desk_steps.insert_phrase(form, doing, *asked, page, session())
    else:
        return False
    return True


def _step_page(page: DeskCase, doing: Action, form: StepForm, *, status: int) -> tuple[str, int]:
    row = next((row for row in page.rows if row.action is doing), None)
    if row is None:
        sentence = (
            holding.CANNOT_OPEN if page.sealed is None else operations.why_not(doing, page.petition.state, page.roles)
        )
        raise Refusal(sentence, status=403 if page.sealed is None else 409)
    desk_steps.offer(form, page, session())
    shown = render_template(
        "petitions/desk/step.html",
        page=page,
        row=row,
        form=form,
        today=clock.today(),
        action=doing.value,
        takes_files=doing in desk_files.WITH_FILES,
        takes_evidence=doing in desk_files.WITH_RECORD,
        by_duty=doing in step_forms.WITH_EVIDENCE,
        had_files=desk_files.had_any(request),
        into=phrases.INTO.get(doing),
        phrases=phrases.of_office(session(), page.petition.group_id) if doing in phrases.INTO else [],
    )
    reading.note_after_sending(page.petition.id)
    return shown, status


def _version(form: StepForm) -> int | None:
    typed = form.version.data or ""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else None


def _other_case(form: StepForm) -> dict[str, int]:
    """The other case that a step names by its number. Raises Refusal when there is none this person may know of."""
    for name, meant in (("repeat_number", "repeat_of_id"), ("leading_number", "leading_id")):
        typed = getattr(form, name, None)
        if typed is None or not (typed.data or "").strip():
            continue
        found = reach.id_of_number(session(), typed.data, person())
        if found is None:
            raise Refusal(_("没有找到这个编号的诉求。请核对编号，或留空。"), field=name)
        return {meant: found} | ({"is_repeat": True} if meant == "repeat_of_id" else {})
    return {}


def _refused(refusal: Refusal, petition_id: int, doing: Action, form: StepForm) -> tuple[str, int]:
    """The form again with what was typed and the sentence; a step that is gone shows the refusal alone."""
    session().rollback()
    page = desk_page.load(session(), petition_id, person(), today=clock.today())
    if all(row.action is not doing for row in page.rows):
        raise refusal
    asked = refusal.field or ""
    name = FIELDS.get(asked, asked)
    if name in form:
        say(form[name], refusal.message)
    else:
        form.form_errors = [str(refusal.message)]
    # Having read the sentence, the person may send it again on top of what happened in between.
    form.version.data = str(page.petition.version)
    opened = desk_steps.prefill_answer(form, session()) if name == "answer" else None
    shown = _step_page(page, doing, form, status=refusal.status if refusal.status != 500 else 409)
    if opened is not None:
        reading.note_after_sending(opened)
    return shown


def _afterwards(petition_id: int, row: workflow.Transition | None) -> AnyResponse:
    """Say what was done; somebody who may no longer see the case goes back to the list."""
    if row is not None:
        flash(_(row.done), "good")
    found = queries.petition(session(), petition_id)
    if not reach.roles(session(), found, person()):
        return redirect(url_for(".cases"))
    return redirect(url_for(".case", petition_id=petition_id))


def _exchange_due_key(petition_id: int) -> None:
    """Exchange the case's key when that waits for a reader; before the case is read, because what is written now may
    lie under the new one."""
    if holding.may_exchange_due_key(session(), petition_id, person()):
        with apart() as own:
            holding.exchange_due_key(own, petition_id, actor=person())
        # What this request has read lies under the key before.
        session().rollback()


def _mine_or_none() -> int | None:
    return queue.mine(session(), person()) or None


def _pressing() -> dict[str, object]:
    found = pressing.counts(session(), person())
    return {"in_danger": found.in_danger, "suffering": found.suffering}


def _panel() -> dict[str, object]:
    today: date = clock.today()
    return desk_home.panel(session(), person(), today=today)
