"""Every write to a survey: making, opening, closing earlier, releasing. It is counted by `counting.operations`."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit, preferences
from accounts import queries as account_queries
from accounts.people import Person
from surveys import lifecycle, offices, queries, reporting_units
from surveys.ballot_box import tickets
from surveys.bank import OWN
from surveys.drafts import checklist
from surveys.items import COMMENT_FLOOR, FLOOR, INVITATIONS, Definition
from surveys.lifecycle import Stage
from surveys.models import NO_UNIT, KeyDocument, Survey
from surveys.questionnaires import BUILT_IN
from surveys.remarks import sentence
from vault import reading_groups, recovery, subject_keys
from vault.account_keys import Unlocked
from vault.reading_groups import NotAReader
from vault.seal import KeyPair
from web.errors import Refusal

SLUG_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
SLUG_LENGTH = 8
NEEDED_OPENERS = 2

FROZEN = _l("问卷已经开放，内容不能再改。需要改动时请另做一份。")
ADMISSION_FROZEN = _l("问卷已经开放，答题方式不能再改。")


def subject(survey: Survey) -> str:
    """The name under which the vault keeps a survey's private key."""
    return f"survey:{survey.id}"


def make(session: Session, questionnaire: str, *, actor: Person, now: datetime, admission: str = "open") -> Survey:
    """Make a draft from a built-in questionnaire, in the actor's office. Raises Refusal when there is none."""
    definition = replace(BUILT_IN[questionnaire].definition, admission=admission)
    return draft(session, definition, questionnaire=questionnaire, actor=actor, now=now)


def draft(
    session: Session, definition: Definition, *, questionnaire: str = "", actor: Person, now: datetime, **told: str
) -> Survey:
    """Make a draft of `definition`; waves of one `questionnaire` are compared, and without one a new one begins.

    `told` goes into the audit log. Raises Refusal when there is no union office yet, or the actor is in none.
    """
    group_id = offices.of_maker(session, actor)
    slug = "".join(secrets.choice(SLUG_LETTERS) for _position in range(SLUG_LENGTH))
    survey = Survey(
        slug=slug,
        questionnaire=questionnaire or OWN + slug,
        definition=replace(definition, units=(), keys_digest="").to_json(),
        group_id=group_id,
        created_on=now.date(),
    )
    session.add(survey)
    session.flush()
    audit.record(session, actor, "survey.make", subject(survey), now=now, questionnaire=survey.questionnaire, **told)
    return survey


def edit(
    session: Session,
    survey: Survey,
    *,
    title: str,
    intro: str,
    scoring: str,
    closes_at: datetime,
    paged: bool = False,
    floor: int | None = None,
    comment_floor: int | None = None,
    actor: Person,
    now: datetime,
) -> None:
    """Change a draft; a floor that is not given stays. Raises Refusal once it is open: what respondents were told stays
    true."""
    require(survey, now, Stage.DRAFT, FROZEN)
    definition = Definition.from_json(survey.definition)
    definition = replace(
        definition,
        title=title,
        intro=intro,
        scoring=scoring,
        paged=paged,
        floor=max(FLOOR, floor or definition.floor),
        comment_floor=max(COMMENT_FLOOR, comment_floor or definition.comment_floor),
    )
    survey.definition = definition.to_json()
    if survey.workshop is not None:
        # Undoing the step before would take this change back as well.
        survey.workshop = {**survey.workshop, "before": None}
    survey.closes_at = closes_at
    session.flush()
    audit.record(session, actor, "survey.edit", subject(survey), now=now)


def choose_admission(session: Session, survey: Survey, admission: str, *, actor: Person, now: datetime) -> None:
    """Choose how people are admitted to a draft. Raises Refusal once it is open."""
    require(survey, now, Stage.DRAFT, ADMISSION_FROZEN)
    survey.definition = replace(Definition.from_json(survey.definition), admission=admission).to_json()
    session.flush()
    audit.record(session, actor, "survey.choose-admission", subject(survey), now=now, admission=admission)


def delete_draft(session: Session, survey: Survey, *, actor: Person, now: datetime) -> None:
    """Throw a draft away. Raises Refusal for anything that was ever open."""
    require(survey, now, Stage.DRAFT, _("开放过的问卷不能删除。"))
    audit.record(session, actor, "survey.delete", subject(survey), now=now)
    session.delete(survey)
    session.flush()


def frozen(session: Session, survey: Survey) -> Definition:
    """The definition as opening now would freeze it: with today's units, rolled up, and the thresholds."""
    definition = Definition.from_json(survey.definition)
    chosen = preferences.read(session)
    limits = (
        chosen.reform_support_low,
        chosen.reform_support_high,
        chosen.reform_worry_low,
        chosen.reform_worry_high,
        chosen.reform_stake_high,
    )
    definition = replace(definition, low_response_percent=chosen.low_response_percent, reform_limits=limits)
    if definition.admission == INVITATIONS:
        # Its units are those of the staff list, with as many people as were invited.
        return definition
    tree = account_queries.unit_tree(session, only_active=True)
    return replace(definition, units=reporting_units.roll_up(tree, floor=definition.floor))


def shown(session: Session, survey: Survey, *, now: datetime) -> Definition:
    """The definition as respondents see it, or would if the draft were opened now."""
    if queries.stage(survey, now) is Stage.DRAFT:
        return frozen(session, survey)
    return Definition.from_json(survey.definition)


def obstacles(session: Session, survey: Survey, *, now: datetime) -> list[str]:
    """What still stands against opening, as sentences; empty when it may open."""
    definition = frozen(session, survey)
    found = [sentence(each.message, each.values) for each in checklist.obstacles(definition)]
    if survey.closes_at is None or survey.closes_at <= now:
        found.append(_("截止时间要在现在之后。"))
    elif survey.closes_at > now + lifecycle.LONGEST_OPEN:
        found.append(_("答题时间最长一年：截止以前谁也开不了箱。请把截止时间改早。"))
    if not _can_be_opened_later(session, survey.group_id, now.date()):
        found.append(
            _("现在只有一个人打得开票箱，恢复单也没有在一年内确认过。请再接纳一名小组成员，或者先打印并确认恢复单。")
        )
    if definition.admission == INVITATIONS:
        found.extend(_obstacles_to_inviting(definition, survey, now))
    elif not definition.choosable_units:
        found.append(_("单位里还没有人数，无法划分统计单位。请系统管理员在“单位”里填写人数。"))
    return found


def _obstacles_to_inviting(definition: Definition, survey: Survey, now: datetime) -> list[str]:
    found = []
    if not definition.choosable_units:
        found.append(_("还没有核对职工名单。请在“匿名答题券”那一页上传。"))
    if any(unit.headcount < definition.admission_floor for unit in definition.choosable_units):
        found.append(
            _("受邀的一共不到 %(n)d 人，一张答题券就会认出人来。请改用别的答题方式。", n=definition.admission_floor)
        )
    if survey.closes_at is not None and survey.closes_at <= lifecycle.answers_from(now, definition.drawing_days):
        found.append(_("领券期要在截止以前结束。请把截止时间改晚，或者把领券期改短。"))
    return found


def open_(session: Session, survey: Survey, *, key_document: bytes | None = None, actor: Person, now: datetime) -> None:
    """Freeze everything that matters, make the survey key, and let answers in. Raises Refusal with the obstacle.

    A survey by invitation needs the document of its ticket keys, made for exactly the units that are frozen.
    """
    require(survey, now, Stage.DRAFT, _("这份问卷已经开放过了。"))
    for obstacle in obstacles(session, survey, now=now):
        raise Refusal(obstacle)
    definition = frozen(session, survey)
    if definition.admission == INVITATIONS:
        _require_keys(definition, key_document)
        assert key_document is not None
        definition = replace(definition, keys_digest=tickets.digest(key_document))
        session.add(KeyDocument(survey_id=survey.id, document=key_document))
    pair = KeyPair.generate()
    subject_keys.seal_subject(session, subject(survey), pair.private, survey.group_id)
    survey.definition = definition.to_json()
    survey.digest = definition.digest
    survey.public_key = pair.public
    survey.opened_at = now
    survey.workshop = None
    session.flush()
    audit.record(session, actor, "survey.open", subject(survey), now=now, digest=survey.digest)


def bring_forward(session: Session, survey: Survey, closes_at: datetime, *, actor: Person, now: datetime) -> None:
    """Close earlier than announced, never later. Raises Refusal."""
    require(survey, now, Stage.OPEN, _("问卷不在答题期，截止时间不能再改。"))
    assert survey.closes_at is not None
    assert survey.opened_at is not None
    if closes_at >= survey.closes_at:
        raise Refusal(_("截止时间只能提前，不能推迟：职工是按原来的时间安排的。"), field="closes_at")
    if max(closes_at, now) <= survey.opened_at:
        raise Refusal(_("截止时间要在开放之后。"), field="closes_at")
    before, survey.closes_at = survey.closes_at, max(closes_at, now)
    session.flush()
    audit.record(
        session,
        actor,
        "survey.bring_forward",
        subject(survey),
        now=now,
        before=before.isoformat(timespec="minutes"),
        after=survey.closes_at.isoformat(timespec="minutes"),
    )


def survey_key(session: Session, survey: Survey, keys: Unlocked | None) -> KeyPair:
    """Borrow the survey's private key. Raises Refusal for somebody whom the office has not admitted."""
    try:
        if keys is None:
            raise NotAReader
        return KeyPair.from_private(subject_keys.open_subject(session, subject(survey), keys))
    except NotAReader:
        raise Refusal(_("您还不是工会受理小组的成员，打不开票箱。请小组里的同事先接纳您。")) from None


def publish(session: Session, survey: Survey, *, texts: int, actor: Person, now: datetime) -> None:
    """Let everybody read the release, with so many `texts`, and erase the survey key; a step of `review.publish`."""
    require(survey, now, Stage.COUNTED, _("这份问卷还没有计票，或者已经公布过了。"))
    survey.released_on = now.date()
    subject_keys.erase_subject(session, subject(survey))
    session.flush()
    audit.record(session, actor, "survey.publish", subject(survey), now=now, texts=texts)


def note_answered(session: Session, survey: Survey, totals: dict[int, int], *, on: date) -> None:
    """Keep how many have answered, in bands, for a day: nobody sees more while a survey runs."""
    bands = {str(unit): lifecycle.band(number)[0] for unit, number in sorted(totals.items()) if unit != NO_UNIT}
    survey.answered = {"on": on.isoformat(), "all": lifecycle.band(sum(totals.values()))[0], "bands": bands}
    session.flush()


def _require_keys(definition: Definition, key_document: bytes | None) -> None:
    if key_document is None:
        raise Refusal(_("这份问卷用匿名答题券，请在“匿名答题券”那一页开放：那里会先制作签名钥匙。"))
    made_for = {(key.unit, key.name, key.invited) for key in tickets.keys_in(key_document).values()}
    if made_for != {(unit.id, unit.name, unit.headcount) for unit in definition.choosable_units}:
        raise Refusal(_("制作钥匙的时候名单变了。请重新开放。"))


def _can_be_opened_later(session: Session, group_id: int, today: date) -> bool:
    group = next(each for each in reading_groups.groups(session) if each.id == group_id)
    several = len(account_queries.able_members(session, group_id)) >= NEEDED_OPENERS
    return several or recovery.is_confirmed(group.recovery_confirmed_on, today)


def require(survey: Survey, now: datetime, stage: Stage, otherwise: object) -> None:
    """Refuse with the sentence `otherwise` when a survey does not stand where this can be done."""
    if queries.stage(survey, now) is not stage:
        raise Refusal(otherwise)
