"""`flask reports issue`: issues a month from the terminal, and prints an issued one again as it was."""

import pytest


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


@pytest.mark.parametrize("month", ["2026-11", "2027-01", "october"])
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
