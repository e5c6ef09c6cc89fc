"""`flask reports issue`: issues a month from the terminal, and prints an issued one again as it was."""

import pytest

from reports.drafts import operations as draft_operations
from reports.period import Month


@pytest.fixture
def run(app, october):
    """Run a command of the application."""
    return lambda *arguments: app.test_cli_runner().invoke(args=["reports", "issue", *arguments])


def test_a_month_is_issued_and_written_and_written_again_the_same(run, tmp_path):
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    done = run("2026-10", "--out", str(first))
    assert done.exit_code == 0, done.output
    assert "SHA-256" in done.output
    assert run("2026-10", "--out", str(second)).exit_code == 0
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("month", ["2026-11", "2027-01", "2026-Q4", "2026", "2027", "2026-Q5", "october"])
def test_a_month_that_cannot_be_issued_is_refused_with_a_sentence_and_no_file(run, tmp_path, month):
    out = tmp_path / "a.pdf"
    done = run(month, "--out", str(out))
    assert done.exit_code == 1
    assert done.output.strip()
    assert "Traceback" not in done.output
    assert not out.exists()


def test_a_folder_that_cannot_be_written_is_told(run, tmp_path):
    done = run("2026-10", "--out", str(tmp_path / "missing" / "a.pdf"))
    assert done.exit_code == 1
    assert "missing" in done.output


def test_a_quarter_is_issued_like_a_month(run, tmp_path):
    out = tmp_path / "q.pdf"
    done = run("2026-Q3", "--out", str(out))
    assert done.exit_code == 0, done.output
    assert out.read_bytes().startswith(b"%PDF")


def test_a_draft_that_waits_for_its_check_is_not_issued_over_the_checker_s_head(
    run, tmp_path, session, enterprise, clock
):
    draft_operations.submit(session, Month(2026, 10), actor=enterprise.people["officer"], now=clock())
    session.commit()
    done = run("2026-10", "--out", str(tmp_path / "a.pdf"))
    assert done.exit_code == 1
    assert "核稿" in done.output
