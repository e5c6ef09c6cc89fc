"""Filling the desk's forms: the choices a case allows, what is known already, and filing what an officer was told."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from accounts import preferences
from petitions import candidates, offices, queries, reach, workflow
from petitions.categories import choices
from petitions.categories import queries as category_queries
from petitions.desk import merging, phrases
from petitions.desk import page as desk_page
from petitions.desk.arrange_form import ArrangeForm
from petitions.desk.forms import (
    AcceptForm,
    AssignForm,
    CitingForm,
    DeclineForm,
    DraftForm,
    RegisterForm,
    ReplyForm,
    StepForm,
    TextForm,
    handler_options,
)
from petitions.desk.mediation_forms import SettleForm
from petitions.desk.oversight_forms import (
    AmendForm,
    AskExtensionForm,
    LeaderForm,
    MandateForm,
    OpenReviewForm,
    SuperviseForm,
)
from petitions.desk.page import DeskCase
from petitions.desk.step_forms import (
    DecideRecusalForm,
    DivertForm,
    HandOverForm,
    MergeForm,
    RedactForm,
    RepeatForm,
    TransferForm,
)
from petitions.fields import asking, person_options, unit_options
from petitions.kinds import LEGAL_LABELS, LegalClass
from petitions.letters import citing, reply
from petitions.notes import NoteKind
from petitions.outcome.conclusion import BASIS, CONCLUSION_LABELS, Conclusion
from petitions.recusal import queries as recusals
from petitions.redaction import versions as redactions
from petitions.routing import Office
from petitions.steps import intake as intake_conduct
from petitions.workflow import Action, Ground
from vault import subject_keys
from web import clock, formats
from web.access import person

#: Where words are masked before somebody else reads them.
MASKED_IN: dict[type[StepForm], str] = {RedactForm: "text", HandOverForm: "handed", MergeForm: "answer"}
#: The choice that names nobody: the officer cannot say who, or somebody outside decides.
NOBODY = 0


def offer(form: StepForm, page: DeskCase, session: Session) -> None:
    """The choices that depend on the case and the enterprise."""
    case = page.petition
    if isinstance(form, RegisterForm):
        known = category_queries.tree(session)
        form.category.choices = choices.for_officers(known, case.category)
        if any(known.below(row.code) for row in known.first_level()):
            form.category.description = _("职工选的是第一级；看得出更细的，选它下面的一项。")
        form.unit.choices = unit_options(page.tree)
        form.legal_class.choices = [
            SelectChoice(each.value, _(LEGAL_LABELS[each])) for each in intake_conduct.class_choices(session, case)
        ]
    elif isinstance(form, AcceptForm):
        last, chosen = intake_conduct.simple_until(session, case), preferences.read(session)
        form.procedure.description = _(
            "普通程序%(ordinary)s日内办结。简易办理只用于事实清楚、可以支持或当场答复的事，须在%(day)s前决定，%(simple)s个工作日内答复。",
            ordinary=chosen.handling_days,
            simple=chosen.simple_reply_workdays,
            day=formats.short_day(last),
        )
    elif isinstance(form, ArrangeForm):
        form.offer(page.tree)
    elif isinstance(form, DraftForm | AmendForm):
        form.offer(case.legal_class)
    elif isinstance(form, DecideRecusalForm):
        _offer_recusal(form, page, session)
    elif isinstance(form, MergeForm):
        _offer_answer(form, session)
    if isinstance(form, CitingForm):
        offer_policies(form, page, session)
    if "original" in form and not (page.sealed is not None and page.sealed.redaction):
        del form.original
    _offer_people(form, page, session)


def _offer_answer(form: MergeForm, session: Session) -> None:
    """Ask for the answer only where the case that leads has one. What was said of another case, or before another answer,
    is not said of this one."""
    leading = merging.answered(session, form.leading_number.data or "", person())
    if leading is None:
        del form.answer, form.more
    elif form.proposed_for.data != merging.last_answer(session, leading):
        form.answer.data = ""


def _offer_recusal(form: DecideRecusalForm, page: DeskCase, session: Session) -> None:
    """Whom the petitioner may have meant who was not on the list; whoever was is known."""
    if not page.recusals or page.recusals[0].account_id is not None:
        del form.person_id
        return
    out = reach.excluded(session, page.petition.id)
    readers = subject_keys.readers(session, queries.subject(page.petition.id))
    people = recusals.outsiders(session, readers, out)
    form.person_id.choices = [(NOBODY, _("说不准")), *((each.id, each.name) for each in people)]


def offer_policies(form: CitingForm, page: DeskCase, session: Session) -> None:
    """What may be cited, those that fit the petition's words first; inspectors keep no ledgers and cite none."""
    assert page.sealed is not None
    if page.petition.legal_class is LegalClass.ACCUSATION:
        form.policies.choices = []
        return
    fitting, others = citing.choices(session, page.sealed.messages[0].text, today=clock.today())
    form.fitting = len(fitting)
    form.policies.choices = [
        SelectChoice(str(each.id), f"{each.question}（{'，'.join(filter(None, (each.unit, each.basis)))}）")
        for each in [*fitting, *others]
    ]


def _redaction(page: DeskCase) -> str:
    """The redacted version as it is, or what the machine proposes of everything the petitioner wrote."""
    sealed = page.sealed
    assert sealed is not None
    own = sealed.named.people if sealed.named is not None else ()
    written = [message.text for message in sealed.messages if message.is_petitioners]
    return sealed.redaction or redactions.proposal(written, [*page.names.values(), *own])


def mask_more(form: StepForm) -> None:
    """Mask the words that were typed beside the text, wherever they stand in it."""
    if isinstance(form, RedactForm | HandOverForm | MergeForm):
        masked = form[MASKED_IN[type(form)]]
        masked.data = redactions.masked_too(masked.data or "", form.more.data or "")
        form.more.data = ""


def insert_phrase(form: StepForm, doing: Action, phrase_id: str, into: str, page: DeskCase, session: Session) -> None:
    """Put a phrase of the case's office after what was typed; nothing else in the form changes."""
    fields = phrases.INTO.get(doing, {})
    listed = phrases.of_office(session, page.petition.group_id)
    chosen = next((each for each in listed if str(each.id) == phrase_id), None)
    name = into if into in fields else next(iter(fields), "")
    if chosen is not None and name in form:
        form[name].data = phrases.appended(form[name].data, chosen.text)


def _offer_people(form: StepForm, page: DeskCase, session: Session) -> None:
    """Whom a step may be given to: those who can do it and are not excluded."""
    case, tree = page.petition, page.tree
    if isinstance(form, AssignForm):
        form.handler_id.choices = asking(handler_options(candidates.handler_choices(session, case), tree))
    elif isinstance(form, DraftForm):
        form.approver_id.choices = asking(person_options(candidates.approver_choices(session, case), tree))
    elif isinstance(form, OpenReviewForm):
        outside = SelectChoice(str(NOBODY), _("系统外的上一级单位办理，由本机构登记其意见"))
        form.leader_id.choices = [*person_options(candidates.reviewer_choices(session, case), tree), outside]
    elif isinstance(form, LeaderForm):
        form.leader_id.choices = asking(person_options(candidates.leader_choices(session, case), tree))
    elif isinstance(form, TransferForm):
        form.office_id.choices = asking(
            [
                SelectChoice(str(each.group_id), f"{tree.path(each.unit_id)} · {_(offices.KIND_LABELS[each.kind])}")
                for each in _offices_for(page, session)
            ]
        )


def _offices_for(page: DeskCase, session: Session) -> list[Office]:
    """The offices a case may go to; one that objected stands first, because it may be sent there again."""
    case = page.petition
    others = candidates.office_choices(session, case)
    if case.state is not workflow.State.OBJECTED:
        return others
    same = [each for each in offices.offices(session) if each.group_id == case.group_id]
    return same + [each for each in others if each.group_id != case.sent_from_id]


def prefill(form: StepForm, page: DeskCase, session: Session, *, today: date) -> None:
    """What is known already stands in the form."""
    case = page.petition
    form.version.data = str(case.version)
    if isinstance(form, RegisterForm):
        form.category.data, form.legal_class.data = case.category, case.legal_class.value
        form.unit.data = str(case.unit_id) if case.unit_id is not None else ""
    elif isinstance(form, ArrangeForm):
        form.disposal.data = case.disposal.value if case.disposal is not None else ""
        form.stability_unit.data = str(case.stability_unit_id or "")
    elif isinstance(form, AcceptForm):
        form.procedure.data = workflow.Procedure.ORDINARY.value
    elif isinstance(form, RedactForm):
        form.text.data = _redaction(page)
    elif isinstance(form, HandOverForm):
        form.handed.data = _redaction(page)
    elif isinstance(form, RepeatForm):
        form.is_repeat.data, form.repeat_number.data = case.is_repeat, page.repeats
    elif isinstance(form, ReplyForm):
        form.text.data = desk_page.first_reply(page, session)
        form.policies.data = citing.proposed(session, case.id, today=today)
    elif isinstance(form, DraftForm):
        _prefill_opinion(form, page)
        form.policies.data = citing.proposed(session, case.id, today=today)
    elif isinstance(form, DeclineForm) and page.earlier_concluded is not None:
        _prefill_concluded(form, page.earlier_concluded.why)
    elif isinstance(form, DivertForm):
        days = preferences.read(session).arbitration_days
        form.text.data = reply.about_legal_routes(case.filed_on, case.filed_on + timedelta(days=days))
    else:
        _prefill_days(form, session, today)


def _prefill_concluded(form: DeclineForm, why: Conclusion) -> None:
    """A matter that is at its end is not accepted again, and whoever brings it is not sent away without help."""
    ground = Ground.REVIEWED_FINALLY if why is Conclusion.REREVIEWED else Ground.CONCLUDED
    form.ground.data = ground.value
    form.text.data = reply.about_concluded(CONCLUSION_LABELS[why], BASIS[why])


def _prefill_days(form: StepForm, session: Session, today: date) -> None:
    """What is usual stands in the steps that give somebody time."""
    chosen = preferences.read(session)
    if isinstance(form, AskExtensionForm):
        form.days.data = chosen.extension_days
    elif isinstance(form, MandateForm):
        form.due_on.data = today + timedelta(days=chosen.mandate_days)
    elif isinstance(form, SuperviseForm):
        form.days.data = chosen.supervise_days
    elif isinstance(form, SettleForm):
        form.signed_on.data = today


def prefill_answer(form: StepForm, session: Session) -> int | None:
    """The answer of the case that leads stands in the form, for the officer to read before anybody else does. Returns the
    case that was opened for it."""
    if not isinstance(form, MergeForm) or "answer" not in form or (form.answer.data or "").strip():
        return None
    leading = merging.answered(session, form.leading_number.data or "", person())
    if leading is None:
        return None
    form.answer.data = merging.proposal(session, leading, person())
    form.proposed_for.data = merging.last_answer(session, leading)
    return leading.id


def prefill_repeat(form: StepForm, number: str) -> None:
    """The earlier case that was chosen on the page of this one stands in the form."""
    if number and isinstance(form, RegisterForm | RepeatForm):
        form.is_repeat.data, form.repeat_number.data = True, number[:12]


def prefill_extension(form: StepForm, page: DeskCase) -> None:
    """The reason that was given for an extension is what the petitioner is told, unless the approver rewords it."""
    notes = page.sealed.notes if page.sealed else []
    asked = [note.text for note in notes if note.kind is NoteKind.EXTENSION]
    if isinstance(form, TextForm) and asked:
        form.text.data = asked[-1]


def _prefill_opinion(form: DraftForm, page: DeskCase) -> None:
    """An opinion that came back stands in the form as it was; a new one begins with one empty claim."""
    before = page.sealed.opinion if page.sealed else None
    if before is None:
        return
    while form.claims.entries:
        form.claims.pop_entry()
    for claim in before.claims:
        form.claims.append_entry({"text": claim.text, "verdict": claim.verdict.value, "reason": claim.reason})
    form.facts.data, form.basis.data, form.measures.data = before.facts, before.basis, before.measures
    form.hardship.data, form.unlawful.data = page.petition.hardship, page.petition.unlawful
