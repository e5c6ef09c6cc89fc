"""Registries: shown in order, to whom they are for, and only while they are open."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Flask

from web import navigation
from web.navigation import DeskItem, Door, Panel


@dataclass
class Somebody:
    """A person with some permissions."""

    permissions: set[str] = field(default_factory=set)

    def can(self, permission: str) -> bool:
        return permission in self.permissions


def test_the_desk_shows_what_somebody_may_do_in_order(app: Flask) -> None:
    shown = navigation.of(app)
    shown.desk_items[:] = [
        DeskItem("late", "x", "a", position=9),
        DeskItem("early", "y", "a", position=1),
        DeskItem("hidden", "z", "b"),
    ]

    with app.app_context():
        assert [item.label for item in navigation.desk_items(Somebody({"a"}))] == ["early", "late"]
        assert navigation.desk_items(None) == []


def test_only_open_doors_are_shown(app: Flask) -> None:
    navigation.of(app).doors[:] = [
        Door("second", "", "x", position=2),
        Door("shut", "", "x", is_open=lambda: False),
        Door("first", "", "x", position=1),
    ]

    with app.app_context():
        assert [door.label for door in navigation.open_doors()] == ["first", "second"]


def test_panels_bring_their_facts_to_those_they_are_for(app: Flask) -> None:
    navigation.of(app).desk_panels[:] = [
        Panel("everybody.html", lambda: {"n": 1}, position=2),
        Panel("officers.html", lambda: {"n": 2}, "petitions", position=1),
    ]

    with app.app_context():
        assert navigation.panels("desk_panels") == [("everybody.html", {"n": 1})]
        assert navigation.panels("desk_panels", Somebody({"petitions"})) == [
            ("officers.html", {"n": 2}),
            ("everybody.html", {"n": 1}),
        ]


def test_two_applications_share_no_registry(app: Flask) -> None:
    assert navigation.of(app) is navigation.of(app)
    assert navigation.of(Flask("another")) is not navigation.of(app)
