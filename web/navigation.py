"""Registries that packages fill at start-up: desk navigation, staff doors, trust sections and desk panels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, current_app


@dataclass(frozen=True)
class DeskItem:
    """One line of the desk's navigation; `counter()` gives the number beside it, or None."""

    label: str
    endpoint: str
    permission: str
    counter: Callable[[], int | None] | None = None
    position: int = 50


@dataclass(frozen=True)
class Door:
    """One way in on the staff home; `is_open()` decides whether it is shown; `large` doors come first."""

    label: str
    about: str
    endpoint: str
    large: bool = False
    is_open: Callable[[], bool] = lambda: True
    position: int = 50


@dataclass(frozen=True)
class Panel:
    """A partial template with a provider of its variables, shown on /trust or on the desk's home."""

    template: str
    provider: Callable[[], dict[str, Any]] = dict
    permission: str = ""
    position: int = 50


@dataclass
class Navigation:
    """Everything that was registered for one application."""

    desk_items: list[DeskItem] = field(default_factory=list)
    doors: list[Door] = field(default_factory=list)
    trust_sections: list[Panel] = field(default_factory=list)
    desk_panels: list[Panel] = field(default_factory=list)
    strips: list[Panel] = field(default_factory=list)


def of(app: Flask) -> Navigation:
    """The registries of `app`."""
    found: Navigation = app.extensions.setdefault("navigation", Navigation())
    return found


def desk_items(who: Any) -> list[DeskItem]:
    """The desk's navigation for `who`, in order."""
    items = (item for item in of(current_app).desk_items if who is not None and who.can(item.permission))
    return sorted(items, key=lambda item: item.position)


def open_doors() -> list[Door]:
    """The staff doors that open now, in order."""
    return sorted((door for door in of(current_app).doors if door.is_open()), key=lambda door: door.position)


def panels(kind: str, who: Any = None) -> list[tuple[str, dict[str, Any]]]:
    """(template, variables) of each panel of `kind` (trust_sections, desk_panels, strips) that `who` may see."""
    chosen: list[Panel] = sorted(getattr(of(current_app), kind), key=lambda panel: panel.position)
    allowed = (panel for panel in chosen if not panel.permission or (who is not None and who.can(panel.permission)))
    return [(panel.template, panel.provider()) for panel in allowed]
