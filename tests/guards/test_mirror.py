"""Tests mirror code one to one, so that a module's promises are found without searching."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: Not part of the mirror: migrations are tested as a whole, benchmarks by running them.
APART = {"tests", "migrations", "benchmarks"}
#: Folders of data, tested as a whole.
DATA = {ROOT / "surveys" / "questionnaires", ROOT / "demo" / "ledger_texts"}


def _expected(path: Path) -> Path:
    inside = path.relative_to(ROOT)
    return ROOT / "tests" / inside.parent / f"test_{inside.name}"


def test_every_module_has_its_test_in_the_same_place() -> None:
    packages = [path.parent for path in ROOT.glob("*/__init__.py") if path.parent.name not in APART]
    folders = [path.parent for package in packages for path in package.rglob("__init__.py") if path.parent not in DATA]
    modules = [
        *ROOT.glob("*.py"),
        *(path for folder in folders for path in folder.glob("*.py") if path.name != "__init__.py"),
    ]

    missing = [str(path.relative_to(ROOT)) for path in modules if not _expected(path).exists()]

    assert sorted(missing) == []


def test_every_test_of_a_package_names_a_module_that_exists() -> None:
    apart = {"guards", "journeys", *APART}
    tests = [path for path in (ROOT / "tests").glob("*/**/test_*.py") if path.relative_to(ROOT).parts[1] not in apart]

    orphans = [str(path.relative_to(ROOT)) for path in tests if not _names_a_part(path) and not _names_a_story(path)]

    assert sorted(orphans) == []


def _names_a_part(path: Path) -> bool:
    """A test file is about a module, or about a folder of data that is tested as a whole."""
    part = ROOT / path.parent.relative_to(ROOT / "tests") / path.stem.removeprefix("test_")
    return part.with_suffix(".py").exists() or (part / "__init__.py").exists()


def _names_a_story(path: Path) -> bool:
    """A test file may be about a whole story instead of a module when its docstring begins with "A story:"."""
    return path.read_text().startswith('"""A story:')
