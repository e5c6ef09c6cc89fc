"""The house stands as it is drawn: one direction of imports, pure rules, empty `__init__` files, no hidden imports."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[2]
FOUNDATION = ("config.py", "database.py")
#: Imports inside a function, each with its reason beside it in the code.
LATE = {("app.py", "demo")}
#: What a module begins with; comments may stand above it.
BEGINNING = re.compile(r'(?:#.*\n|\s)*"""')
#: Packages whose folders import one way.
DIVIDED = ("ledgers", "petitions", "reports", "surveys")


def _packages() -> list[Path]:
    return sorted(path.parent for path in ROOT.glob("*/__init__.py") if path.parent.name != "tests")


def _folders() -> list[Path]:
    """The packages and the folders they are divided into; a folder of data gathers it in its `__init__`."""
    return sorted(init.parent for package in _packages() for init in package.rglob("__init__.py"))


def _modules() -> list[Path]:
    return [*ROOT.glob("*.py"), *(module for package in _packages() for module in package.rglob("*.py"))]


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


FIRST_PARTY = {package.name for package in _packages()} | {path.stem for path in ROOT.glob("*.py")}
#: An import of theirs that is not at the margin: in a function, or under a condition.
INDENTED = re.compile(rf"^[ \t]+(?:from|import) (?:{'|'.join(sorted(FIRST_PARTY))})\b", re.MULTILINE)


def _imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_every_import_contract_is_kept(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(str(ROOT))
    # It would silence every logger that exists for the rest of the run.
    monkeypatch.setattr("logging.config.dictConfig", lambda _settings: None)

    outcome = lint_imports(config_filename="pyproject.toml", no_cache=True)

    assert outcome == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_subjects_of_a_package_import_one_way() -> None:
    """Folders inside a package form no ring, so that each can be read with only those below it in mind."""
    for package in DIVIDED:
        below = {folder.name: _folders_imported(folder) for folder in (ROOT / package).iterdir() if folder.is_dir()}
        while below:
            ground = {name for name, others in below.items() if not others & below.keys() - {name}}
            assert ground, f"{package}: a ring among {sorted(below)}"
            below = {name: others for name, others in below.items() if name not in ground}


@pytest.mark.parametrize("package", DIVIDED)
def test_the_architecture_lists_the_folders_of_a_package_above_what_they_import(package: str) -> None:
    said = (ROOT / "docs" / "architecture.md").read_text().split(f"## Inside {package}")[1].split("\n## ")[0]
    rows = [set(re.findall(r"`(\w+)/`", line.split("|")[1])) for line in said.splitlines() if line.startswith("| `")]
    place = {name: number for number, names in enumerate(rows) for name in names}
    folders = {init.parent.name for init in (ROOT / package).glob("*/__init__.py")}
    imported = {name: (_folders_imported(ROOT / package / name) & folders) - {name} for name in folders}

    assert place.keys() == folders
    assert {
        (name, other) for name, others in imported.items() for other in others if place[other] <= place[name]
    } == set()


def _folders_imported(folder: Path) -> set[str]:
    """Names directly below the package that modules of one of its folders import from."""
    package = folder.parent.name
    found: set[str] = set()
    for module in folder.glob("*.py"):
        for node in ast.walk(_tree(module)):
            if isinstance(node, ast.ImportFrom) and node.module == package:
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{package}."):
                found.add((node.module or "").split(".")[1])
    return found


@pytest.mark.parametrize("name", FOUNDATION)
def test_the_foundation_knows_nobody_above_it(name: str) -> None:
    above = _imported(_tree(ROOT / name)) & FIRST_PARTY

    assert above <= {"config"}


def test_an_init_file_holds_one_docstring_and_nothing_else() -> None:
    for package in _folders():
        body = _tree(package / "__init__.py").body
        if package.name in {"demo", "benchmarks", "questionnaires"}:
            # Run as wholes, not imported from: their `__init__` and `__main__` may do more.
            assert ast.get_docstring(_tree(package / "__init__.py"))
            continue
        assert len(body) == 1, f"{package.name}/__init__.py imports or defines something"
        assert isinstance(body[0], ast.Expr)


def test_every_module_begins_with_a_sentence_saying_what_belongs_there() -> None:
    without = [
        str(path.relative_to(ROOT))
        for path in [*_modules(), *(ROOT / "tests").rglob("*.py")]
        if "versions" not in path.parts and not BEGINNING.match(path.read_text())
    ]

    assert without == []


def test_no_import_hides_inside_a_function() -> None:
    hidden = {
        (str(path.relative_to(ROOT)), name)
        for path in _modules()
        if INDENTED.search(path.read_text())
        for function in ast.walk(_tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for name in _imported(function) & FIRST_PARTY
    }

    assert hidden <= LATE


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "core", "services", "service", "manager", "misc"}

    assert [str(path) for path in _modules() if path.stem in empty or path.parent.name in empty] == []
