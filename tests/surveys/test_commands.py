"""`flask surveys export`: a published release as a file, from the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from surveys.models import Survey
from surveys.review import operations as review


@pytest.fixture
def run(app: Any) -> Callable[..., Any]:
    """Run the command."""
    return lambda *arguments: app.test_cli_runner().invoke(args=["surveys", "export", *map(str, arguments)])


def test_a_published_survey_is_written_in_every_format(
    run: Callable[..., Any],
    counted_survey: Callable[..., Survey],
    session: Session,
    enterprise: Any,
    clock: Any,
    tmp_path: Path,
) -> None:
    survey = counted_survey({})
    early = tmp_path / "early.csv"
    slug = survey.slug
    session.commit()
    assert run(slug, "--out", early).exit_code == 1
    assert not early.exists()
    review.publish(session, survey, with_comments=True, actor=enterprise.people["officer"], now=clock())
    session.commit()
    for ending, start in (("xlsx", b"PK"), ("csv", "\ufeff".encode()), ("sav", b"$FL2"), ("pdf", b"%PDF")):
        out = tmp_path / f"a.{ending}"
        done = run(slug, "--out", out)
        assert done.exit_code == 0, done.output
        assert out.read_bytes().startswith(start)


def test_what_cannot_be_written_is_told_in_a_sentence(run: Callable[..., Any], enterprise: Any, tmp_path: Path) -> None:
    for arguments in (("nosuch", "--out", tmp_path / "a.csv"), ("nosuch", "--out", tmp_path / "a.doc")):
        done = run(*arguments)
        assert done.exit_code == 1
        assert done.output.strip()
        assert "Traceback" not in done.output
    assert list(tmp_path.glob("a.*")) == []
