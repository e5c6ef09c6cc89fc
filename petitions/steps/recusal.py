"""What it does that a petitioner asks somebody to step back, and that the office decides on it."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _

from accounts import audit
from petitions import leaving_out, queries, reach
from petitions.conduct import Conduct
from petitions.joint import exchanging, voices
from petitions.recusal import queries as recusals
from petitions.recusal.models import RecusalRequest
from petitions.redaction import versions as redactions
from petitions.workflow import Action, CaseRole
from vault import reading_groups, subject_keys
from web.errors import Refusal


def ask(doing: Conduct) -> None:
    """Take the case past whoever is asked to step back, before anything else; why is for those who read on.

    Nobody is asked twice, and the last readers cannot be taken away, so that nothing stops a case. Raises Refusal.
    """
    case, person_id = doing.petition, doing.given.get("person_id")
    earlier = recusals.requests(doing.session, case.id)
    if person_id is None:
        if any(each.account_id is None and each.decided_on is None for each in earlier):
            raise Refusal(_("您已经请名单以外的人回避，请等受理机构决定。要补充的，请写在对话里。"), field="person")
    elif any(each.account_id == person_id for each in earlier):
        raise Refusal(_("这位要不要回避，受理机构已经决定过。有新的情况，请写在对话里。"), field="person")
    elif person_id not in _readers(doing):
        raise Refusal(_("这位现在打不开您的诉求，不用请这位回避。名单刚刚变了，请再核对一次。"), field="person")
    else:
        if recusals.has_step(case, person_id):
            doing.details["lost"] = True
        leaving_out.past(doing, frozenset({person_id}), field="person")
    message = doing.write(doing.text(), author=CaseRole.PETITIONER)
    doing.add(RecusalRequest(petition_id=case.id, message=message, account_id=person_id, asked_on=doing.today))
    if person_id is not None:
        # The history of the case tells of it; the log, which has times, would tell when its petitioner was there.
        doing.details["asked"] = person_id


def decide(doing: Conduct) -> None:
    """Whether they stay out. Of somebody who was not on the list, whom the office recognised. Raises Refusal."""
    case, session = doing.petition, doing.session
    waiting = recusals.undecided(session, case.id)
    if not waiting:
        raise Refusal(_("现在没有要决定的回避请求。"))
    request, stays_out = waiting[0], bool(doing.given["stays_out"])
    person_id = request.account_id
    if person_id is None and stays_out:
        person_id = _recognised(doing)
    elif person_id is not None and not stays_out:
        leaving_out.back(doing, person_id)
        _let_back_beside_voices(doing, person_id)
    request.decided_on, request.stays_out = doing.today, stays_out
    doing.details["stays-out"] = stays_out
    if person_id is not None:
        doing.details["asked"] = person_id
    doing.write(doing.text(), author=CaseRole.OFFICE)
    case.awaits_answer = len(waiting) > 1
    audit.record(session, doing.actor, "petition.recusal", f"petition:{case.id}", now=doing.now, stays_out=stays_out)


def _let_back_beside_voices(doing: Conduct, account_id: int) -> None:
    """Of a joint petition, let them read on whoever one of those who joined names later."""
    case, session = doing.petition, doing.session
    if voices.joining(session, case.id) and account_id in reading_groups.member_ids(session, case.group_id):
        exchanging.lay_aside_for(session, case, doing.key, account_id)


def _recognised(doing: Conduct) -> int | None:
    """Whom the petitioner meant, where the office knows: from now on nobody can give them the case. Raises Refusal."""
    person_id = doing.given.get("person_id")
    if person_id is None:
        return None
    out = reach.excluded(doing.session, doing.petition.id)
    if person_id not in {each.id for each in recusals.outsiders(doing.session, _readers(doing), out)}:
        raise Refusal(_("这位现在能打开这件诉求，或者已经回避。能打开的，请先改派，再决定。"), field="person_id")
    leaving_out.past(doing, frozenset({person_id}), field="person_id")
    # They never had its key.
    doing.has_left = False
    return int(person_id)


def _readers(doing: Conduct) -> frozenset[int]:
    """Everybody who opens the case now, or its redacted version alone."""
    subjects = queries.subject(doing.petition.id), redactions.subject(doing.petition.id)
    return frozenset().union(*(subject_keys.readers(doing.session, each) for each in subjects))


CONDUCT: dict[Action, Callable[[Conduct], None]] = {Action.ASK_RECUSAL: ask, Action.DECIDE_RECUSAL: decide}
