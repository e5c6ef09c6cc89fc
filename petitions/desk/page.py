"""What the desk's case page shows to one person: the clear facts, and the sealed parts as far as their key opens them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from accounts.people import Person
from accounts.units import UnitTree
from petitions import candidates, in_place, queries, reach, workflow
from petitions.deadlines import Reading
from petitions.desk import history, offered
from petitions.desk.history import Step
from petitions.desk.offered import Facts
from petitions.desk.opened import Sealed, opened
from petitions.in_place import Duty, Lack
from petitions.keys import holding, readers
from petitions.letters import reply
from petitions.mediation import agreement as mediations
from petitions.mediation.agreement import Mediation
from petitions.models import Petition
from petitions.old_ledger import queries as carried_over
from petitions.outcome import concluding
from petitions.outcome.conclusion import Concluded
from petitions.outcome.models import CheckIn, Rating
from petitions.recusal import given_again
from petitions.recusal import queries as recusals
from petitions.recusal.models import RecusalRequest
from petitions.register import mandate_queries
from petitions.register.models import Mandate
from petitions.retention import queries as retention_queries
from petitions.retention.queries import Ending
from petitions.search import repeats
from petitions.search.repeats import Earlier
from petitions.workflow import Action, CaseRole, Transition


@dataclass(frozen=True)
class DeskCase:
    """Everything the page needs."""

    petition: Petition
    roles: frozenset[CaseRole]
    clocks: list[Reading]
    due: Reading | None
    #: What superiors charged the office with, the first one first.
    mandates: list[Mandate]
    #: The number it had in the old ledger; None for a case that began here.
    old_number: str | None
    history: list[Step]
    readers: list[str]
    readings: list[tuple[date, str]]
    names: Mapping[int, str]
    tree: UnitTree
    rating: Rating | None
    duties: tuple[Duty, ...]
    duties_done: frozenset[Duty]
    lack: Lack
    duty_labels: Mapping[Duty, str]
    duty_set: str
    check_ins: list[CheckIn]
    #: Those whom the petitioner asked to step back, as long as that is not decided.
    recusals: list[RecusalRequest]
    #: Those who were let back, while the step they had waits to be given again.
    let_back: list[int]
    #: The mediation that runs.
    mediation: Mediation | None
    #: Why the matter is at its end (终结), and the same of the case it repeats.
    concluded: Concluded | None
    earlier_concluded: Concluded | None
    repeats: str
    #: Numbers of the case it was merged into and of those merged into it, as far as this person may know of them.
    leading: str
    merged: list[str]
    #: Until when it is kept, once it is finished.
    ending: Ending | None
    #: None when this person holds no key.
    sealed: Sealed | None
    #: What the office compares it with; None for everybody else.
    earlier: Earlier | None
    #: The steps this person may take now, and which of them is next.
    rows: list[Transition] = field(default_factory=list)
    primary: Transition | None = None

    @property
    def others(self) -> list[Transition]:
        """The steps of the menu: everything but the primary one."""
        return [row for row in self.rows if row is not self.primary]

    @property
    def menu(self) -> list[tuple[str, list[Transition]]]:
        """The same steps by subject; a subject without any is left out."""
        others = set(self.others)
        by_subject = ((subject, [row for row in rows if row in others]) for subject, rows in workflow.SUBJECTS)
        return [(subject, rows) for subject, rows in by_subject if rows]

    @property
    def may_decide_recusal(self) -> bool:
        """Whether it is this person's to decide on whoever was asked to step back."""
        return any(row.action is Action.DECIDE_RECUSAL for row in self.rows)

    @property
    def unit(self) -> str:
        """The unit concerned, in words."""
        unit_id = self.petition.unit_id
        return self.tree.path(unit_id) if unit_id is not None and unit_id in self.tree else _("不限于某一单位")

    @property
    def handling_unit(self) -> str:
        """The unit of the handler, in words."""
        unit_id = self.petition.handling_unit_id
        return self.tree.path(unit_id) if unit_id is not None and unit_id in self.tree else ""


def load(session: Session, petition_id: int, who: Person, *, today: date) -> DeskCase:
    """The page of a case for `who`. Raises NoResultFound when they may not know of it."""
    case = reach.visible(session, petition_id, who)
    roles = reach.roles(session, case, who)
    names = {account.id: account.name for account in accounts.accounts(session)}
    clocks = queries.clocks(session, case.id, today)
    events = queries.events(session, case.id)
    sealed = opened(session, case, who, names, today)
    rating = queries.rating(session, case.id)
    owed = in_place.duties(case.judgement, hardship=case.hardship, unlawful=case.unlawful)
    done = frozenset(row.duty for row in queries.duties_done(session, case.id))
    page = DeskCase(
        petition=case,
        roles=roles,
        clocks=clocks,
        due=queries.next_clock(clocks),
        mandates=mandate_queries.of_case(session, case.id),
        old_number=carried_over.old_number(session, case.id),
        history=history.of(events, names),
        readers=_readers(session, case, names),
        readings=[(row.day, _name(row.account_id, names)) for row in queries.readings(session, case.id)],
        names=names,
        tree=accounts.unit_tree(session),
        rating=rating,
        duties=owed,
        duties_done=done,
        lack=in_place.lack(owed, done, call_back=case.call_back, solved=rating.solved if rating else None),
        duty_labels=queries.duty_labels(session),
        duty_set=queries.duty_set(session),
        check_ins=sorted(queries.check_ins(session, case.id).values(), key=lambda row: row.number),
        recusals=recusals.undecided(session, case.id),
        let_back=given_again.let_back((each.action, each.from_state, each.to_state, each.details) for each in events),
        concluded=concluding.of(session, case, today),
        earlier_concluded=_of_repeated(session, case, today),
        mediation=mediations.running((each.action, each.details) for each in events),
        leading=_number_known(session, case.leading_id, who),
        merged=[each.number for each in queries.merged_into(session, case.id) if reach.roles(session, each, who)],
        repeats=_number_known(session, case.repeat_of_id, who),
        ending=retention_queries.ending_of(session, case),
        sealed=sealed,
        earlier=_earlier(session, case, roles, who) if sealed else None,
    )
    return _with_steps(page, session, today)


def _with_steps(page: DeskCase, session: Session, today: date) -> DeskCase:
    """The page with the steps that make sense in its case today; whoever holds no key takes none."""
    if page.sealed is None:
        return page
    facts = Facts(
        page.petition,
        page.roles,
        page.clocks,
        today,
        page.duties,
        page.lack,
        bool(candidates.office_choices(session, page.petition)),
        is_charged=any(each.reported_on is None for each in page.mandates),
        is_recusal_asked=bool(page.recusals),
        mediation=page.mediation,
        is_concluded=page.concluded is not None,
    )
    rows = [row for row in workflow.allowed(page.petition.state, page.roles) if offered.makes_sense(row, facts)]
    primary = workflow.next_step(row for row in rows if offered.is_ready(row, facts))
    return replace(page, rows=rows, primary=primary)


def _readers(session: Session, case: Petition, names: Mapping[int, str]) -> list[str]:
    """Who can open the case now, and who its redacted version alone."""
    whole, redacted = readers.ids(session, case.id)
    return [
        *sorted(_name(each, names) for each in whole),
        *sorted(_("%(name)s（遮盖版）", name=names.get(each, "—")) for each in redacted),
    ]


def _name(account_id: int, names: Mapping[int, str]) -> str:
    return names.get(account_id, _("已停用的账号"))


def _earlier(session: Session, case: Petition, roles: frozenset[CaseRole], who: Person) -> Earlier | None:
    if CaseRole.OFFICE not in roles:
        return None
    return repeats.earlier(session, case, holding.case_key(session, case, who), who)


def first_reply(page: DeskCase, session: Session) -> str:
    """The reply an officer starts from."""
    assert page.sealed is not None
    if page.sealed.opinion is None:
        return ""
    return reply.first_wording(
        page.sealed.opinion,
        page.petition.legal_class,
        review_days=preferences.read(session).review_days,
        above=reply.reviewer(page.tree, page.petition.handling_unit_id),
    )


def _of_repeated(session: Session, case: Petition, today: date) -> Concluded | None:
    """Why the matter that this case brings again is at its end, if it is."""
    if case.repeat_of_id is None:
        return None
    return concluding.of(session, queries.petition(session, case.repeat_of_id), today)


def _number_known(session: Session, petition_id: int | None, who: Person) -> str:
    """The number of another case, for somebody who may know of that one too."""
    other = queries.petition(session, petition_id) if petition_id is not None else None
    return other.number if other is not None and reach.roles(session, other, who) else ""
