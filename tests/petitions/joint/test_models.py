"""What a joint petition keeps tells no word, no person and no time."""

from __future__ import annotations

from petitions.joint.models import Joining, JoiningReader, ToldVoices, Voice


def test_every_text_is_bytes_and_every_moment_a_day() -> None:
    clear = {
        f"{table.__tablename__}.{column.name}": column.type.python_type.__name__
        for table in (Joining, JoiningReader, ToldVoices, Voice)
        for column in table.__table__.columns
        if not column.foreign_keys and not column.primary_key
    }
    texts = {name for name, kind in clear.items() if kind == "str"}
    assert texts - {"voice.office", "voice.unit", "voice.solved"} == {"voice.number"}
    assert "datetime" not in clear.values()


def test_a_voice_goes_with_its_case() -> None:
    (key,) = Voice.__table__.c.petition_id.foreign_keys
    assert key.ondelete == "CASCADE"
