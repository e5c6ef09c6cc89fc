"""What giving a handler a redacted version does: its own key, the handler's grant to that alone, and lifting it again."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import lazy_gettext as _l

from petitions.conduct import HANDLING, PURPOSES, WITH_REDACTED, Conduct
from petitions.joint import mailboxes as joint_mailboxes
from petitions.joint import voices
from petitions.joint.models import Joining
from petitions.mailbox import sealing as mailboxes
from petitions.reach import GIVEN_STEPS
from petitions.redaction import versions as redactions
from petitions.redaction.models import Redaction
from petitions.workflow import Action
from vault import seal, subject_keys
from web.errors import Refusal

NO_TEXT = _l("请写下给承办人看的内容。遮掉的地方写 ×××。")
NOTHING_TO_LIFT = _l("这件诉求没有遮盖版，不用取消。")


def redact(doing: Conduct) -> None:
    """Seal the redacted version and give it to the handler instead of the case, or give the case again."""
    row = redactions.of_case(doing.session, doing.petition.id)
    is_lifted = bool(doing.given.get("lifted"))
    doing.details["lifted"] = is_lifted
    if is_lifted:
        if row is None or not row.is_active:
            raise Refusal(NOTHING_TO_LIFT, field="lifted")
        row.is_active, doing.redaction = False, None
    else:
        doing.redaction = _seal(doing, row)
    if doing.petition.handler_id is not None:
        doing.end(HANDLING)
        doing.grant(doing.petition.handler_id, HANDLING)
    if is_lifted:
        _give_originals(doing)


def _seal(doing: Conduct, row: Redaction | None) -> bytes:
    """Keep the text under the key of the redacted version; the first one makes the key. Returns the key."""
    text, case = doing.text(), doing.petition
    if not text:
        raise Refusal(NO_TEXT, field="text")
    assert doing.actor is not None
    key = redactions.key_under(row, doing.key) if row is not None else seal.random_key()
    sealed = seal.seal_text(key, text, redactions.text_place(case.id))
    if row is None:
        row = Redaction(petition_id=case.id, key_sealed=seal.seal_bytes(doing.key, key, redactions.key_place(case.id)))
        doing.add(row)
    joined = doing.session.get(Joining, case.id)
    if joined is not None:
        # Whoever holds the redacted version alone answers everybody who joined all the same.
        voices.share_with_redacted(joined, voices.shared_key(joined, doing.key), key)
        joint_mailboxes.share_with_redacted(joined, doing.key, key)
    mailbox = mailboxes.of_case(doing.session, case.id)
    if mailbox is not None:
        mailboxes.share_with_redacted(mailbox, doing.key, key)
    row.text_sealed, row.day, row.account_id, row.is_active = sealed, doing.today, doing.actor.id, True
    return key


def _give_originals(doing: Conduct) -> None:
    """Whoever had a step with the redacted version alone reads the original from now on."""
    case = doing.petition
    able = subject_keys.readers(doing.session, redactions.subject(case.id))
    for role, purpose in PURPOSES.items():
        holder_id = getattr(case, GIVEN_STEPS[role][1].key) if role in GIVEN_STEPS else None
        if purpose != HANDLING and purpose in WITH_REDACTED and holder_id in able:
            doing.end(purpose)
            doing.grant(holder_id, purpose)


CONDUCT: dict[Action, Callable[[Conduct], None]] = {Action.REDACT: redact}
