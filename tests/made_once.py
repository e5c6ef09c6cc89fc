"""What is the same for every application of the suite is made once: routes and what finds them, statements, tables."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import sqlalchemy
from flask import Blueprint, Flask
from werkzeug.routing import Map, Rule, RuleFactory
from werkzeug.routing.matcher import StateMachineMatcher

from database import Database
from migrations.upgrade import engine

#: More different statements than the product has.
STATEMENTS = 10_000
#: What Flask calls that which gives a rule once a blueprint is registered.
GIVES_A_RULE = "Blueprint.add_url_rule.<locals>.<lambda>"


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


def blueprints_once() -> Callable[..., None]:
    """Registers a blueprint, or puts the rules and views in place that it gave an application before.

    What it does beside giving rules, such as handling errors, it does for each.
    """
    register = Flask.register_blueprint
    given: dict[Blueprint, tuple[list[Rule], dict[str, Any]]] = {}

    def once(app: Flask, blueprint: Blueprint) -> None:
        if blueprint not in given:
            rules, views = len(app.url_map.given), set(app.view_functions)
            register(app, blueprint)
            new = {name: view for name, view in app.view_functions.items() if name not in views}
            given[blueprint] = app.url_map.given[rules:], new
            return
        rules, views = given[blueprint]
        app.blueprints[blueprint.name] = blueprint
        app.view_functions.update(views)
        for rule in rules:
            app.url_map.add(rule)
        blueprint._merge_blueprint_funcs(app, blueprint.name)
        state = blueprint.make_setup_state(app, {}, first_registration=False)
        for registered in blueprint.deferred_functions:
            if registered.__qualname__ != GIVES_A_RULE:
                registered(state)

    return once


def maps_once() -> type[Map]:
    """A class of maps that share what finds the rule of a path when they were given the same rules in the same order."""
    matchers: dict[tuple[int, ...], StateMachineMatcher] = {}
    turn = threading.Lock()

    class SharingMap(Map):
        """The routes of one application."""

        def __init__(self, **options: Any) -> None:
            self.given: list[Rule] = []
            super().__init__(**options)

        def add(self, rulefactory: RuleFactory) -> None:
            """Note the rule; one that another map has bound stays bound to that."""
            for rule in rulefactory.get_rules(self):
                if rule.map is None:
                    rule.bind(self)
                self.given.append(rule)
                self._rules_by_endpoint.setdefault(rule.endpoint, []).append(rule)
            self._remap = True

        def update(self) -> None:
            """Put the rules in order."""
            with turn:
                if self._remap:
                    # Rules are kept as long as the suite runs, so no other can have the id of one of these.
                    same = tuple(map(id, self.given))
                    self._matcher = matchers[same] = matchers.get(same) or self._all()
                super().update()

        def _all(self) -> StateMachineMatcher:
            matcher = StateMachineMatcher(self.merge_slashes)
            for rule in self.given:
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
        is_sqlite = url.startswith("sqlite")
        # The dialect it is given was told what it is speaking with.
        made: Any = create_engine(url, _initialize=not is_sqlite, **options)
        if is_sqlite:
            made.dialect, made._compiled_cache = first.dialect, first._compiled_cache
            made.pool._dialect = made.dialect
        found: sqlalchemy.Engine = made
        return found

    return once


def tables_once(reflected: Callable[[Database, str], sqlalchemy.MetaData]) -> Callable[[Database, str], Any]:
    """Tells the tables of a database, or what it told of one whose tables were declared in the same words."""
    told: dict[object, sqlalchemy.MetaData] = {}

    def once(store: Database, chain: str) -> sqlalchemy.MetaData:
        if not store.is_sqlite:
            return reflected(store, chain)
        with engine(store, chain).connect() as connection:
            words = connection.exec_driver_sql("SELECT sql FROM sqlite_master ORDER BY name").scalars().all()
        key = chain, tuple(words)
        if key not in told:
            told[key] = reflected(store, chain)
        return told[key]

    return once
