"""What petitioners see of their case: the same clock the union sees, what happened, who reads, and what they can do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from accounts import preferences
from ledgers.answers.queries import Answer
from petitions import conversation, queries, workflow
from petitions.categories import queries as category_queries
from petitions.conversation import File, Named, Said
from petitions.deadlines import ClockKind, Reading, Whose
from petitions.history import verification
from petitions.identity import page as identity_page
from petitions.identity.page import Asked
from petitions.joint import terms as joint
from petitions.joint import voices
from petitions.joint.voices import OwnJoining
from petitions.keys import readers
from petitions.kinds import LegalClass
from petitions.letters import case_read, citing
from petitions.letters import catalogue as letters
from petitions.letters import facts as letter_facts
from petitions.letters.catalogue import LetterKind
from petitions.mailbox import addresses, telling
from petitions.mailbox import sealing as mailboxes
from petitions.mediation import agreement as mediations
from petitions.mediation.agreement import Mediation, Side
from petitions.models import Petition
from petitions.outcome import concluding
from petitions.outcome.check_ins import check_in_due
from petitions.outcome.conclusion import Concluded
from petitions.outcome.models import Rating
from petitions.queries import Leading, TimelineRow
from petitions.recusal import queries as recusals
from petitions.recusal.models import RecusalRequest
from petitions.visit import delay
from petitions.visit.delay import Reason
from petitions.workflow import Action, CaseRole

#: The step that each right of a review opens.
REVIEWS = {ClockKind.REVIEW: Action.ASK_REVIEW, ClockKind.REREVIEW: Action.ASK_REREVIEW}


@dataclass(frozen=True)
class CasePage:
    """One case, opened for its petitioner."""

    petition: Petition
    timeline: list[TimelineRow]
    #: The duty that is due first.
    clock: Reading | None
    #: Every right of the petitioner's that still runs, in the order of the procedure.
    rights: list[Reading]
    #: Why it takes longer.
    reasons: list[Reason]
    #: Where the case stands that this one is handled together with.
    leading: Leading | None
    messages: list[Said]
    readers: list[str]
    named: Named | None
    rating: Rating | None
    #: The steps that are the petitioner's to take as the case stands.
    can: frozenset[Action]
    #: Which asking about revenge is open (1 or 2), and whom the answer may name.
    check_in: int | None
    may_be_named: list[tuple[int, str]]
    #: Who can be asked to step back, by what they are to the case; who was, and what was decided.
    may_step_back: list[tuple[int, str]]
    recusals: list[tuple[str, RecusalRequest]]
    #: The mediation that runs.
    mediation: Mediation | None
    #: Why the matter is at its end (终结).
    concluded: Concluded | None
    #: Until when an application for arbitration is certainly in time, where the matter may go there.
    arbitration_until: date | None
    #: How long a review may take.
    review_answer_days: int
    #: The number of steps of the history, and whether each follows from the one before.
    steps: int
    is_whole: bool
    #: Who asked to see the sealed name, the newest first.
    identity: list[Asked]
    #: 联名: what the petitioner opened for others, and whether it can be opened now.
    joint: OwnJoining | None
    #: The policies that the reply cites, as far as they still hold.
    policies: list[Answer]
    letters: tuple[LetterKind, ...]
    scans: dict[LetterKind, File]
    #: The files of those papers that are of an earlier opinion or reply than the letter is now.
    superseded: frozenset[int]
    #: The mailbox that is told of news, masked; empty when there is none. Whether one may be left now.
    mailbox: str
    offers_mailbox: bool

    @property
    def right(self) -> Reading | None:
        """The right that ends first."""
        return next(iter(self.rights), None)

    @property
    def may_say(self) -> bool:
        """Whether the petitioner may write."""
        return Action.SAY in self.can

    @property
    def may_correct(self) -> bool:
        """Whether a correction or deletion can be asked for."""
        return Action.CORRECT in self.can

    @property
    def may_ask_recusal(self) -> bool:
        """Whether somebody can be asked to step back."""
        return Action.ASK_RECUSAL in self.can

    @property
    def may_answer_mediation(self) -> bool:
        """Whether the petitioner has yet to say if they would have it mediated."""
        is_asked = self.mediation is not None and Side.PETITIONER not in self.mediation.agreed
        return is_asked and Action.ANSWER_MEDIATION in self.can

    @property
    def may_rate(self) -> bool:
        """Whether the reply can still be rated."""
        return Action.RATE in self.can and self.rating is None and self._runs(ClockKind.RATE)

    @property
    def may_ask_review(self) -> bool:
        """Whether 复查 can be asked for."""
        return Action.ASK_REVIEW in self.can and self._runs(ClockKind.REVIEW)

    @property
    def may_ask_rereview(self) -> bool:
        """Whether 复核 can be asked for."""
        return Action.ASK_REREVIEW in self.can and self._runs(ClockKind.REREVIEW)

    @property
    def may_withdraw(self) -> bool:
        """Whether the petition can be withdrawn; an accusation cannot."""
        return Action.WITHDRAW in self.can and self.petition.legal_class is not LegalClass.ACCUSATION

    @property
    def may_open_joining(self) -> bool:
        """Whether others can be let join now."""
        return joint.may_join(self.petition.state, self.petition.legal_class)

    def _runs(self, kind: ClockKind) -> bool:
        return any(each.kind is kind for each in self.rights)


def load(session: Session, petition_id: int, key: bytes, *, today: date) -> CasePage:
    """The case as its petitioner sees it today. Raises NoResultFound when it is gone."""
    petition = queries.petition(session, petition_id)
    clocks = queries.clocks(session, petition_id, today)
    leading, clock = queries.led(session, petition, clocks, today)
    can = frozenset(row.action for row in workflow.allowed(petition.state, {CaseRole.PETITIONER}))
    reading = readers.active(session, petition_id)
    read = case_read.read(session, petition, key)
    events = read.events
    papers = queries.petitioners_scans(queries.letter_scans(session, petition_id), events)
    return CasePage(
        petition=petition,
        timeline=queries.timeline(events),
        clock=clock,
        rights=_rights(clocks, can),
        reasons=delay.reasons(petition, clock),
        leading=leading,
        messages=read.said,
        readers=[name for _account, name in reading],
        named=read.named,
        rating=queries.rating(session, petition_id),
        can=can,
        check_in=check_in_due(session, petition, today) if Action.CHECK_IN in can else None,
        may_be_named=reading,
        may_step_back=recusals.by_part(session, petition, reading),
        recusals=recusals.named(session, petition_id),
        mediation=mediations.running((each.action, each.details) for each in events),
        concluded=concluding.of(session, petition, today),
        arbitration_until=_arbitration(session, petition),
        review_answer_days=preferences.read(session).review_answer_days,
        steps=len(events),
        is_whole=verification.is_whole(session, petition, events, key),
        identity=identity_page.asked(session, petition_id, key, today=today),
        joint=voices.own(session, petition_id, key),
        policies=citing.cited_in(session, events, today=today),
        letters=letters.for_petitioner(letter_facts.gathered(read, demo=False)),
        scans={paper.kind: file for paper, file in conversation.scans(session, petition_id, key, papers).items()},
        superseded=queries.superseded(papers, events),
        mailbox=_mailbox(session, petition_id, key),
        offers_mailbox=telling.is_offered(petition),
    )


def _rights(clocks: list[Reading], can: Collection[Action]) -> list[Reading]:
    """The petitioner's rights that run. One to a review runs on while a review that one who joined asked for is under
    way, and is of no use meanwhile."""
    running = [each for each in clocks if each.is_running and each.rule.whose is Whose.PETITIONER]
    return [each for each in running if each.days_left >= 0 and (each.kind not in REVIEWS or REVIEWS[each.kind] in can)]


def _mailbox(session: Session, petition_id: int, key: bytes) -> str:
    """What the petitioner recognises their mailbox by."""
    row = mailboxes.of_case(session, petition_id)
    address = mailboxes.opened(row, key) if row is not None else None
    return addresses.masked(address) if address is not None else ""


def _arbitration(session: Session, petition: Petition) -> date | None:
    """One year from filing, which interrupted the limitation, for matters that a commission hears."""
    if (
        not category_queries.tree(session).can_go_to_arbitration(petition.category)
        or petition.legal_class is not LegalClass.CLAIM
    ):
        return None
    return petition.filed_on + timedelta(days=preferences.read(session).arbitration_days)
