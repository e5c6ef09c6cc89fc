"""What one who joined a case does there, and the office's answer to them alone.

None of it but a request for a review is a step of the case: its history is shown to everybody concerned, and what one of
them says is nobody else's business. What a voice writes lies under a key of its own (petitions.voices).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit
from accounts.people import Person
from petitions import leaving_out, operations, queries, reach, rekeying, workflow
from petitions.conduct import LONGEST_TEXT, TOO_LONG
from petitions.files.attachments import CleanFile
from petitions.joint import exchanging, joining, mailboxes, voice_page, voice_talk, voices
from petitions.joint import terms as joint
from petitions.joint.models import Joining, Voice, VoiceCheckIn
from petitions.joint.terms import Speech
from petitions.keys import holding
from petitions.letters import citing
from petitions.models import Petition
from petitions.outcome.ratings import Grade, Solved
from petitions.workflow import Action
from vault import seal
from web.errors import Missing, Refusal
from web.words import N_

OVER = _l("这件诉求已经归档，不能再写。有新的情况，请自己另提一件。")
NAMED_TOO_MANY = N_("您点名的人去掉之后，没有足够的人能看这件诉求，所以没有记下。%(place)s")
WITHDRAWN = _l("您已经退出联名，没有再做改动。")


def say(
    session: Session,
    voice_id: int,
    text: str,
    *,
    receipt_key: bytes,
    today: date,
    files: Sequence[CleanFile] = (),
) -> None:
    """Write to the office, with files hung on it. Raises Refusal."""
    voice, case = _locked(session, voice_id)
    if not joint.may_say(case.state):
        raise Refusal(OVER)
    _write(session, voice, case, Speech.SAY, text, receipt_key=receipt_key, today=today, files=files)


def rate(session: Session, voice_id: int, *, office: Grade, unit: Grade | None, solved: Solved, today: date) -> None:
    """One voice's judgement, once, while the case can be rated. Raises Refusal."""
    voice, case = _standing(session, voice_id)
    if voice.rated_on is not None:
        raise Refusal(_("您已经评价过了，评价不能修改。"))
    if voice_page.rate_until(case, queries.clocks(session, case.id, today), today) is None:
        raise Refusal(_("现在不能评价：还没有答复，或者评价期已过。"))
    voice.office, voice.unit, voice.solved, voice.rated_on = office, unit, solved, today
    session.flush()


def ask_review(session: Session, voice_id: int, text: str, *, receipt_key: bytes, now: datetime) -> None:
    """Ask for 复查 or 复核 inside its days, or stand behind one that somebody asked for. Raises Refusal."""
    voice, case = _standing(session, voice_id)
    today = now.date()
    own_talk = voice_talk.of_voice(session, voice, voices.own_key(voice, receipt_key)).said
    found = voice_page.asking(case, queries.clocks(session, case.id, today), own_talk, today)
    if found is None:
        raise Refusal(_("现在不能申请：还没有答复、申请期限已过，或者您已经申请过了。"))
    if found.until is not None:
        action = Action(found.speech.value)
        case = operations.perform(session, case.id, action, actor=None, now=now, as_voice=True, text=text)
    _write(session, voice, case, found.speech, text, receipt_key=receipt_key, today=today)


def check_in(
    session: Session,
    voice_id: int,
    *,
    is_pressed: bool,
    named: Collection[int],
    text: str,
    receipt_key: bytes,
    today: date,
) -> None:
    """Answer whether anybody takes revenge; a yes alarms the office, past whoever is named. Raises Refusal."""
    voice, case = _standing(session, voice_id)
    number = voice_page.check_in_due(session, case, voice, today)
    if number is None:
        raise Refusal(_("现在没有要回答的问题。被为难的，请随时写给办理人员。"))
    if is_pressed:
        kept = voices.readers_kept(session, case.id)
        out = frozenset(named)
        leaving_out.past_kept(session, case, out, kept, today=today, otherwise=NAMED_TOO_MANY, field="named")
        if named:
            rekeying.protect_voices(session, case, anew=True)
        voice.alarm_on = case.alarm_on = today
    session.add(VoiceCheckIn(voice_id=voice.id, number=number, is_pressed=is_pressed, day=today))
    if is_pressed or text:
        _write(session, voice, case, Speech.CHECK_IN, text, receipt_key=receipt_key, today=today)
    session.flush()


def withdraw(session: Session, voice_id: int, *, is_pressed: bool, text: str, receipt_key: bytes, today: date) -> None:
    """Take one's own voice back: name, contact and words are erased, unless somebody presses for it and the office has
    to find out. Raises Refusal."""
    voice, case = _standing(session, voice_id)
    voice.withdrawn_on = today
    mailboxes.remove(session, voice.id)
    if is_pressed:
        voice.alarm_on = case.alarm_on = today
    else:
        voice.sealed = b""
        voice_talk.erase_brought(session, voice.id)
    if is_pressed or text:
        _write(session, voice, case, Speech.WITHDRAW, text, receipt_key=receipt_key, today=today)
    session.flush()


def answer(
    session: Session,
    petition_id: int,
    voice_id: int,
    text: str,
    *,
    actor: Person,
    now: datetime,
    policies: Collection[int] = (),
) -> None:
    """Write to one who joined and to nobody else, citing `policies`; whoever may write to the petitioner may.

    Raises Refusal, Missing.
    """
    case = queries.locked(session, petition_id)
    voice = session.get(Voice, voice_id, populate_existing=True)
    roles = reach.roles(session, case, actor)
    if voice is None or voice.petition_id != case.id or not roles:
        raise Missing
    if workflow.find(Action.WRITE, case.state, roles) is None:
        raise Refusal(operations.why_not(Action.WRITE, case.state, roles))
    key = holding.exchanged(session, case, actor)
    if voice.key_for_office is None:
        raise Refusal(_("这一位还没有单独写过话，现在不能单独回复。"))
    if len(text) > LONGEST_TEXT:
        raise Refusal(TOO_LONG, status=413, field="text")
    row = session.get_one(Joining, case.id)
    own_key = seal.open_with(voices.office_pair(row, key), voice.key_for_office)
    said = citing.with_citations(text, citing.explained(session, policies, actor=actor, now=now))
    voice_talk.append(session, voice, Speech.ANSWER, said, own_key, today=now.date(), account_id=actor.id)
    voice.awaits_answer, voice.alarm_on = False, None
    session.flush()
    joining.settle(session, case)
    mailboxes.tell_one(session, row, key, voice.id, now=now)
    audit.record(session, actor, "petition.voice", queries.subject(case.id), now=now)


def _locked(session: Session, voice_id: int) -> tuple[Voice, Petition]:
    voice = voices.voice(session, voice_id)
    case = queries.locked(session, voice.petition_id)
    session.refresh(voice)
    session.get_one(Joining, case.id, populate_existing=True)
    return voice, case


def _standing(session: Session, voice_id: int) -> tuple[Voice, Petition]:
    """A voice that was not withdrawn, and its case, both locked. Raises Refusal."""
    voice, case = _locked(session, voice_id)
    if voice.withdrawn_on is not None:
        raise Refusal(WITHDRAWN)
    return voice, case


def _write(
    session: Session,
    voice: Voice,
    case: Petition,
    speech: Speech,
    text: str,
    *,
    receipt_key: bytes,
    today: date,
    files: Sequence[CleanFile] = (),
) -> None:
    """Seal what a voice says under its own key, and let the office come by that key."""
    own_key = voices.own_key(voice, receipt_key)
    is_due = rekeying.is_due(case) and voice.receipt_public is not None
    if is_due:
        # Whoever left may know it; and the pair it is sealed to.
        rekeying.protect_voices(session, case)
        own_key = exchanging.renew_own(session, voice, own_key)
    if voice.key_for_office is None or is_due:
        row = session.get_one(Joining, case.id)
        voice.key_for_office = seal.seal_for(row.public, own_key)
    voice_talk.append(session, voice, speech, text, own_key, today=today, files=files)
    voice.awaits_answer = case.awaits_answer = True
    session.flush()
