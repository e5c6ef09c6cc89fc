"""What is the same for every application of the suite is made once: routes, the matcher over them, SQL statements."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import sqlalchemy
from werkzeug.routing import Map, Rule, RuleFactory
from werkzeug.routing.matcher import StateMachineMatcher

#: More different statements than the product has.
STATEMENTS = 10_000


def rules_once() -> Callable[..., Rule]:
    """Makes a rule, or gives the one that was made of the same words for an application before.

    Hundreds of tests build the application; what a rule is depends on nothing but its words.
    """
    made: dict[object, Rule] = {}

    def once(rule: str, *, methods: set[str], **options: Any) -> Rule:
        key = (rule, frozenset(methods), repr(options))
        if key not in made:
            made[key] = Rule(rule, methods=methods, **options)
        return made[key]

    return once


def maps_once() -> type[Map]:
    """A class of maps that share what finds the rule of a path when they were given the same rules in the same order."""
    matchers: dict[tuple[int, ...], StateMachineMatcher] = {}
    turn = threading.Lock()

    class SharingMap(Map):
        """The routes of one application."""

        def __init__(self, **options: Any) -> None:
            self._given: list[Rule] = []
            super().__init__(**options)

        def add(self, rulefactory: RuleFactory) -> None:
            """Note the rule; one that another map has bound stays bound to that."""
            for rule in rulefactory.get_rules(self):
                if rule.map is None:
                    rule.bind(self)
                self._given.append(rule)
                self._rules_by_endpoint.setdefault(rule.endpoint, []).append(rule)
            self._remap = True

        def update(self) -> None:
            """Put the rules in order."""
            with turn:
                if self._remap:
                    # Rules are kept as long as the suite runs, so no other can have the id of one of these.
                    same = tuple(map(id, self._given))
                    self._matcher = matchers[same] = matchers.get(same) or self._all()
                super().update()

        def _all(self) -> StateMachineMatcher:
            matcher = StateMachineMatcher(self.merge_slashes)
            for rule in self._given:
                matcher.add(rule)
            return matcher

    return SharingMap


def statements_once() -> Callable[..., sqlalchemy.Engine]:
    """Makes an engine that shares dialect and compiled statements with every other for SQLite.

    What SQLAlchemy compiles for a statement depends on nothing but the dialect.
    """
    create_engine = sqlalchemy.create_engine
    first: Any = create_engine("sqlite://", query_cache_size=STATEMENTS)
    # A dialect knows what it is speaking with once it is connected.
    first.connect().close()

    def once(url: str, **options: Any) -> sqlalchemy.Engine:
        engine: Any = create_engine(url, **options)
        if engine.dialect.name == "sqlite":
            engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
            engine.pool._dialect = engine.dialect
        found: sqlalchemy.Engine = engine
        return found

    return once
