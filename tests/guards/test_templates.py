"""Templates compile, use what they import, and hold no inline style or script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from app import create_app
from config import Settings

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.html"))
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style[\s>]", re.IGNORECASE),
    "a script without src": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: link": re.compile(r"javascript:", re.IGNORECASE),
    "another host": re.compile(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", re.IGNORECASE),
}


def _source(name: str) -> str:
    return (ROOT / "templates" / name).read_text()


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """The application's templates; reading them needs no tables."""
    settings = Settings(instance=tmp_path_factory.mktemp("instance"), password_cost="cheap", testing=True)
    found: Environment = create_app(settings, migrate=False).jinja_env
    return found


@pytest.fixture(scope="module")
def trees(environment: Environment) -> dict[str, nodes.Template]:
    """What each template says, by its name."""
    return {name: environment.parse(_source(name)) for name in TEMPLATES}


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 10


def test_they_compile(environment: Environment) -> None:
    for name in TEMPLATES:
        assert environment.get_template(name), name


def test_each_uses_every_macro_it_imports(trees: dict[str, nodes.Template]) -> None:
    idle = {name: sorted(_imported(tree) - _names(trees, name)) for name, tree in trees.items()}

    assert {name: macros for name, macros in idle.items() if macros} == {}


def _imported(tree: nodes.Template) -> set[str]:
    macros = {
        alias if isinstance(alias, str) else alias[1]
        for node in tree.find_all(nodes.FromImport)
        for alias in node.names
    }
    return macros | {node.target for node in tree.find_all(nodes.Import)}


def _names(trees: dict[str, nodes.Template], name: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """Names a template uses, itself or through what it includes: a partial sees the imports around it."""
    used = {node.name for node in trees[name].find_all(nodes.Name)}
    for partial in _partials(trees[name]) - seen - {name}:
        used |= _names(trees, partial, seen | {name, *_partials(trees[name])})
    return used


def _partials(tree: nodes.Template) -> set[str]:
    """The templates that one includes; of a name put together as it runs, all that begin like it."""
    found = set()
    for node in tree.find_all(nodes.Include):
        for said in (
            node.template.find_all(nodes.Const) if not isinstance(node.template, nodes.Const) else [node.template]
        ):
            found |= {each for each in TEMPLATES if "/" in str(said.value) and each.startswith(str(said.value))}
    return found


def test_they_hold_nothing_inline_and_ask_no_other_host() -> None:
    found = []
    for name in TEMPLATES:
        text = re.sub(r"{#.*?#}", "", _source(name), flags=re.DOTALL)
        found += [(name, what) for what, pattern in INLINE.items() if pattern.search(text)]

    assert found == []


def test_a_form_of_the_desk_carries_its_token(trees: dict[str, nodes.Template]) -> None:
    """Flask-WTF refuses a form without it, in production only; the suite has the check off. Staff sign in nowhere, so
    their forms need none: there is nothing to ride on."""
    bare = []
    for name in sorted(_of_the_desk(trees)):
        forms = re.findall(
            r"<form\b[^>]*method\s*=\s*[\"']post[\"'].*?</form>", _source(name), re.DOTALL | re.IGNORECASE
        )
        if not all(re.search(r"csrf_token|hidden_tag|hidden\(|caller\(", form) for form in forms):
            bare.append(name)

    assert bare == []


def _of_the_desk(trees: dict[str, nodes.Template]) -> set[str]:
    """Pages of the desk, panels of its home, and whatever they include."""
    found = {name for name in TEMPLATES if '{% extends "desk.html" %}' in _source(name) or "panel" in Path(name).name}
    while further := set().union(*(_partials(trees[name]) for name in found)) - found:
        found |= further
    return found


def test_every_template_that_code_names_exists() -> None:
    said = {
        name
        for package in ROOT.glob("*/__init__.py")
        for path in package.parent.rglob("*.py")
        for name in re.findall(r'[ (=]"(\w[\w/-]+/[\w-]+\.(?:html|svg))"', path.read_text())
    }

    assert len(said) > 100
    assert {name for name in said if not (ROOT / "templates" / name).exists()} == set()


def test_every_include_and_import_exists(trees: dict[str, nodes.Template]) -> None:
    for name, tree in trees.items():
        for node in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
            if isinstance(node.template, nodes.Const):
                assert (ROOT / "templates" / str(node.template.value)).exists(), (name, node.template.value)


STACKED = [
    (name, match.group(1), match.group(2))
    for name in TEMPLATES
    for match in re.finditer(
        r"\{% call table\(((?:(?!%\}).)*)stacks=true(?:, across=true)?\) %\}(.*?)\{% endcall %\}",
        _source(name),
        re.DOTALL,
    )
]


@pytest.mark.parametrize(("name", "heads", "rows"), STACKED, ids=[name for name, _heads, _rows in STACKED])
def test_a_cell_of_a_table_that_stacks_on_a_phone_brings_its_head_along(name: str, heads: str, rows: str) -> None:
    """Heads are not seen there; a box to tick and a button have none, and the one cell that names the row does without."""
    known = set(re.findall(r"""_\(["'](.+?)["']\)""", heads + _source(name).split("{% call table")[0]))
    cells = re.findall(r"<t[dh]\b([^>]*)>", rows)
    labels = re.findall(r"""data-label="\{\{ _\('(.+?)'\) \}\}\"""", rows)

    assert len([each for each in cells if "data-label=" not in each]) == 1 + heads.count('""')
    assert set(labels) <= known
