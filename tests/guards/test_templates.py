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
    """The application's templates; reading them needs no fresh instance for each."""
    settings = Settings(instance=tmp_path_factory.mktemp("instance"), password_cost="cheap", testing=True)
    return create_app(settings).jinja_env


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 10


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_compiles(environment: Environment, name: str) -> None:
    assert environment.get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_uses_every_macro_it_imports(environment: Environment, name: str) -> None:
    tree = environment.parse(_source(name))
    imported = {
        alias if isinstance(alias, str) else alias[1]
        for node in tree.find_all(nodes.FromImport)
        for alias in node.names
    } | {node.target for node in tree.find_all(nodes.Import)}

    assert imported - _names(environment, name) == set()


def _names(environment: Environment, name: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """Names a template uses, itself or through what it includes: a partial sees the imports around it."""
    tree = environment.parse(_source(name))
    used = {node.name for node in tree.find_all(nodes.Name)}
    for node in tree.find_all(nodes.Include):
        known = isinstance(node.template, nodes.Const)
        folder = str(Path(name).parent)
        partials = [str(node.template.value)] if known else [each for each in TEMPLATES if each.startswith(folder)]  # type: ignore[attr-defined]
        for partial in set(partials) - seen - {name}:
            if partial.endswith(".html"):
                used |= _names(environment, partial, seen | {name, *partials})
    return used


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_holds_nothing_inline_and_asks_no_other_host(name: str) -> None:
    text = re.sub(r"{#.*?#}", "", _source(name), flags=re.DOTALL)

    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_form_of_the_desk_carries_its_token(name: str) -> None:
    """Flask-WTF refuses a form without it, in production only; the suite has the check off. Staff sign in nowhere, so
    their forms need none: there is nothing to ride on."""
    text = _source(name)
    forms = re.findall(r"<form\b[^>]*method\s*=\s*[\"']post[\"'].*?</form>", text, re.DOTALL | re.IGNORECASE)
    staff = '{% extends "desk.html" %}' not in text and not Path(name).name.startswith("desk_")

    for form in forms:
        assert staff or re.search(r"csrf_token|hidden_tag|hidden\(|caller\(", form), name


def test_every_include_and_import_exists(environment: Environment) -> None:
    for name in TEMPLATES:
        for node in environment.parse(_source(name)).find_all(
            (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
        ):
            if isinstance(node.template, nodes.Const):
                assert (ROOT / "templates" / str(node.template.value)).exists(), (name, node.template.value)
