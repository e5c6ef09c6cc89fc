"""Filing what an officer was told, sent or charged with, under the receipt code that was minted into the form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from accounts import queries as accounts
from accounts.people import Person
from petitions import intake, offices, operations, queries, reach, receipt, workflow
from petitions.categories import choices
from petitions.categories import queries as category_queries
from petitions.desk.by_hand_form import ByHandForm
from petitions.fields import unit_options
from petitions.files.attachments import CleanFile
from petitions.intake import Filing
from petitions.kinds import Channel, Kind, Naming
from petitions.models import Petition
from petitions.register import reception_queries, receptions
from web import formats
from web.errors import Refusal

#: How long a reception day is offered as where a visitor came from.
RECENT = timedelta(days=60)


def offer(form: ByHandForm, session: Session, *, today: date) -> None:
    """Units, categories and the people who may come to read what is registered."""
    form.unit.choices = unit_options(accounts.unit_tree(session))
    form.category.choices = [SelectChoice("", _("请选择")), *choices.for_officers(category_queries.tree(session))]
    listed = offices.readers(session, offices.offices(session))
    held = reception_queries.between(session, today - RECENT, today)
    form.reception.choices = [
        SelectChoice("", _("不是接访日")),
        *(
            SelectChoice(str(each.id), f"{formats.short_day(each.day)} {each.leader}")
            for each in held
            if each.cancelled_on is None
        ),
    ]
    form.concerned.choices = [SelectChoice(str(each.account_id), each.name) for each in listed]


def file(
    session: Session,
    form: ByHandForm,
    files: Sequence[CleanFile] = (),
    *,
    actor: Person,
    now: datetime,
    instance_key: bytes,
) -> Petition:
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
        **(_names(form) if naming is not Naming.ANONYMOUS else {}),
        files=tuple(files),
        channel=Channel(form.channel.data),
        received_on=form.received_on.data,
    )
    petition = intake.file_petition(session, filing, actor=actor, now=now, code=code, instance_key=instance_key)
    chosen = form.reception.data or ""
    if chosen in {str(option.value) for option in form.reception.choices if option.value}:
        receptions.came_from(session, petition.id, int(chosen))
    if form.is_charged:
        _charge(session, petition, form, actor=actor, now=now)
    return petition


def _names(form: ByHandForm) -> dict[str, Any]:
    """Who the officer was told they are."""
    typed = {name: (form[name].data or "").strip() for name in ("name", "contact", "address", "agent")}
    return {**typed, "representatives": form.chosen}


def _charge(session: Session, petition: Petition, form: ByHandForm, *, actor: Person, now: datetime) -> None:
    """Keep the superior's number and day with the case. Raises Refusal when another office takes it."""
    if workflow.CaseRole.OFFICE not in reach.roles(session, petition, actor):
        raise Refusal(_("这一件由别的受理机构办理，上级的交办请由那个机构登记。没有存下。"))
    given = {
        "issuer": form.issuer.data,
        "reference": form.reference.data,
        "due_on": form.due_on.data,
        "text": form.asked.data,
        "received_on": form.received_on.data,
    }
    operations.perform(session, petition.id, workflow.Action.MANDATE, actor=actor, now=now, **given)
