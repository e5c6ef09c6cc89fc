"""search: seconds to look for words in 10,000 sealed cases, signed in as an officer who may open all of them."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nacl.bindings as sodium
import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import sign_in_operations
from app import create_app
from benchmarks import desk, instance
from benchmarks.result import Result
from benchmarks.timing import median
from config import Settings
from database import Database, random_id
from petitions import conduct, queries
from petitions.models import Message, Petition
from petitions.search import full_text as search
from petitions.workflow import Action
from vault import reading_groups, seal
from vault.models import GroupKey, SubjectKeyWrap
from web import clock

CASES = 10_000
BATCH = 1_000
#: What a case holds: the petition, an answer, and what was said in between.
MESSAGES = 3
LETTERS = "的一是在车间班组工资津贴考勤食堂宿舍安全设备检修领导同志反映情况希望解决没有已经这个月份我们大家"
WORD = "矿灯房漏水"
#: One case in so many holds the word.
RARE = 200


def run(*, seconds: float, kind: str, cases: int = CASES) -> Result:
    """The whole request in process; the reference opens the same keys and texts with libsodium and nothing else."""
    del seconds, kind
    with tempfile.TemporaryDirectory() as folder:
        built = instance.build(Path(folder))
        app = create_app(Settings(instance=built.folder))
        database: Database = app.extensions["database"]
        desk._fill(database, cases)
        _seal(database)
        client = app.test_client()
        client.get("/sign-in")
        app.config["WTF_CSRF_ENABLED"] = False
        client.post("/sign-in", data={"username": "union1", "password": instance.PASSWORD})

        def ask() -> str:
            with client.post("/desk/petitions/search/", data={"words": f"{WORD} 情况"}) as answer:
                return answer.get_data(as_text=True)

        page = ask()
        product = median(ask)
        with app.test_request_context(), database.reading() as session:
            pair, material = _material(session)
        reference = median(lambda: _bare(pair, material))
        database.dispose()
    expected = -(-cases // RARE)
    found = page.count("<mark>")
    errors = 0 if found >= min(expected, search.MOST_HITS) and f"{cases:,}" in page else 1
    return Result("search", product, reference, "s", errors, {"cases": cases, "messages": MESSAGES, "marked": found})


def _seal(database: Database) -> None:
    """Give every case a key of its group's and its messages."""
    chance = random.Random(8)
    with database.reading() as session:
        ids = list(session.execute(sa.select(Petition.id).order_by(Petition.id)).scalars())
        group = session.execute(sa.select(Petition.group_id).limit(1)).scalar_one()
        key = session.execute(sa.select(GroupKey).where(GroupKey.group_id == group)).scalar_one()
    for start in range(0, len(ids), BATCH):
        wraps: list[dict[str, Any]] = []
        messages: list[dict[str, Any]] = []
        for place, petition_id in enumerate(ids[start : start + BATCH], start):
            own = seal.random_key()
            wraps.append(_wrap(petition_id, group, key, own))
            messages += _messages(chance, petition_id, own, has_word=place % RARE == 0)
        with database.writing() as session, session.begin():
            session.execute(sa.insert(SubjectKeyWrap), wraps)
            session.execute(sa.insert(Message), messages)


def _wrap(petition_id: int, group: int, key: GroupKey, own: bytes) -> dict[str, Any]:
    return {
        "subject": queries.subject(petition_id),
        "group_id": group,
        "group_key_id": key.id,
        "purpose": "group",
        "sealed": seal.seal_for(key.public, own),
    }


def _messages(chance: random.Random, petition_id: int, key: bytes, *, has_word: bool) -> Iterable[dict[str, Any]]:
    with_day = {"petition_id": petition_id, "action": Action.FILE, "day": clock.today(), "account_id": None}
    for ordinal in range(1, MESSAGES + 1):
        text = "".join(chance.choices(LETTERS, k=300)) + "情况" + (WORD if has_word and ordinal == 2 else "")
        sealed = seal.seal_text(key, text, conduct.message_place(petition_id, ordinal))
        author = "petitioner" if ordinal == 1 else "office"
        yield {"id": random_id(), "ordinal": ordinal, "author": author, "sealed": sealed, **with_day}


def _material(session: Session) -> tuple[seal.KeyPair, list[tuple[bytes, list[tuple[bytes, bytes]]]]]:
    """The group's pair, and of every case the sealed key with its (sealed text, place)."""
    _account, unlocked = sign_in_operations.open_account(session, "union1", instance.PASSWORD)
    group = session.execute(sa.select(Petition.group_id).limit(1)).scalar_one()
    pair = reading_groups.open_group(session, group, unlocked)
    texts: dict[int, list[tuple[bytes, bytes]]] = {}
    for petition_id, ordinal, sealed in session.execute(
        sa.select(Message.petition_id, Message.ordinal, Message.sealed)
    ):
        place = conduct.message_place(petition_id, ordinal).encode()
        texts.setdefault(petition_id, []).append((sealed, place))
    wraps = session.execute(sa.select(SubjectKeyWrap.subject, SubjectKeyWrap.sealed))
    return pair, [
        (sealed, texts[int(subject.partition(":")[2])]) for subject, sealed in wraps if subject.startswith("petition:")
    ]


def _bare(pair: seal.KeyPair, material: list[tuple[bytes, list[tuple[bytes, bytes]]]]) -> int:
    found = 0
    for wrapped, texts in material:
        key = sodium.crypto_box_seal_open(wrapped, pair.public, pair.private)
        for sealed, place in texts:
            padded = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[24:], place, sealed[:24], key)
            found += WORD in padded[8 : 8 + int.from_bytes(padded[:8], "big")].decode()
    return found
