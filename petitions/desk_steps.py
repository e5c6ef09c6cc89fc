"""Filling the desk's forms: the choices a case allows, what is known already, and filing what an officer was told."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from accounts import queries as accounts
from accounts.people import Person
from petitions import conduct, desk_page, intake, offices, queries, receipt, workflow
from petitions.desk_forms import (
    AcceptForm,
    AssignForm,
    ByHandForm,
    DraftForm,
    RegisterForm,
    ReplyForm,
    StepForm,
    person_options,
    unit_options,
)
from petitions.desk_page import DeskCase
from petitions.intake import Filing
from petitions.kinds import LEGAL_LABELS, Channel, Kind, LegalClass, Naming
from petitions.models import Petition
from web import formats
from web.errors import Refusal


def offer(form: StepForm, page: DeskCase, session: Session) -> None:
    """The choices that depend on the case and the enterprise."""
    if isinstance(form, RegisterForm):
        form.unit.choices = unit_options(page.tree)
        is_accusation = page.petition.legal_class is LegalClass.ACCUSATION
        form.legal_class.choices = [
            SelectChoice(each.value, _(LEGAL_LABELS[each]))
            for each in LegalClass
            if (each is LegalClass.ACCUSATION) == is_accusation
        ]
    elif isinstance(form, AcceptForm):
        last = conduct.simple_until(session, page.petition)
        form.procedure.description = _(
            "普通程序60日内办结。简易办理只用于事实清楚、可以支持或当场答复的事，须在%(day)s前决定，10个工作日内答复。",
            day=formats.short_day(last),
        )
    elif isinstance(form, AssignForm):
        form.handler_id.choices = person_options(conduct.handler_choices(session, page.petition), page.tree)
    elif isinstance(form, DraftForm):
        form.offer(page.petition.legal_class)
        form.approver_id.choices = person_options(conduct.approver_choices(session, page.petition), page.tree)


def prefill(form: StepForm, page: DeskCase, session: Session) -> None:
    """What is known already stands in the form."""
    case = page.petition
    form.version.data = str(case.version)
    if isinstance(form, RegisterForm):
        form.category.data, form.legal_class.data = case.category, case.legal_class.value
        form.unit.data = str(case.unit_id) if case.unit_id is not None else ""
    elif isinstance(form, AcceptForm):
        form.procedure.data = workflow.Procedure.ORDINARY.value
    elif isinstance(form, ReplyForm):
        form.text.data = desk_page.first_reply(page, session)
    elif isinstance(form, DraftForm):
        _prefill_opinion(form, page)


def offer_by_hand(form: ByHandForm, session: Session) -> None:
    """Units and the people who may come to read what is registered."""
    form.unit.choices = unit_options(accounts.unit_tree(session))
    listed = offices.readers(session, offices.offices(session))
    form.concerned.choices = [SelectChoice(str(each.account_id), each.name) for each in listed]


def file_by_hand(session: Session, form: ByHandForm, *, actor: Person, now: datetime, instance_key: bytes) -> Petition:
    """File what an officer heard or received; the same form sent twice finds its own case. Raises Refusal."""
    try:
        code = receipt.read(form.code.data or "")
    except receipt.NotACode:
        raise Refusal(_("这一页已经过期。请复制写好的内容，重新打开登记页面。")) from None
    found = queries.by_receipt(session, receipt.derive(instance_key, code).lookup_id)
    if found is not None:
        return found
    naming = Naming(form.naming.data)
    filing = Filing(
        kind=Kind(form.kind.data),
        naming=naming,
        category=form.category.data,
        unit_id=int(form.unit.data) if form.unit.data else None,
        text=form.text.data,
        people=form.people.data,
        concerned=frozenset(form.concerned.data or ()),
        urgent=form.urgent.data,
        name=form.name.data.strip() if naming is not Naming.ANONYMOUS else "",
        contact=(form.contact.data or "").strip() if naming is not Naming.ANONYMOUS else "",
        channel=Channel(form.channel.data),
    )
    return intake.file_petition(session, filing, actor=actor, now=now, code=code, instance_key=instance_key)


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
