"""Fills an empty instance with the demonstration's year, in the order in which it would have happened."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from flask import Flask

import accounts.queries
from database import Database
from demo import (
    categories,
    desk,
    holds,
    identities,
    joint_petitions,
    old_register,
    other_surveys,
    oversight,
    people,
    plan,
    redacted,
    settled,
    surveys,
)
from demo.cases import Casework, at, happenings
from demo.enterprise import PASSWORD
from demo.people import Staffing
from demo.registers import Registers
from reports import operations as reports
from reports.drafts import operations as drafts
from reports.manuscript.document import COMMENTABLE
from reports.period import Kind, Month, Period, containing
from web import clock

SEED = 2026
MONTHS = 12
ISSUED_ON = 2
PROBLEMS = (
    "夜班津贴核算和井下喷雾维修两类问题重复出现，区队当月核对、当月公示落实不够；个别区队培训报名通知没有传达到班组。"
)
NEXT_STEPS = "督促各区队每月5日前公示考勤；机电工区对超过三天未修的报修直接派单；继续做好困难职工走访。"

Told = Callable[[int, int], None]


def fill(app: Flask, *, today: date | None = None, told: Told | None = None) -> None:
    """Fill `app`'s instance unless it is filled already. Shows a bar on the terminal."""
    database: Database = app.extensions["database"]
    today = today or clock.today()
    # Printed on purpose on the sign-in page of a demonstration, whose people are invented.
    app.extensions["demo_password"] = PASSWORD
    with app.test_request_context():
        with database.reading() as session:
            filled = accounts.queries.any_account(session)
        if not filled:
            began = time.monotonic()
            _year(app, database, today, told or _bar)
            print(f"\r演示数据已备好 / demonstration ready ({time.monotonic() - began:.0f} s)" + " " * 20, flush=True)


def _year(app: Flask, database: Database, today: date, told: Told) -> None:
    first = next(plan.months(today, MONTHS + 1))
    cases = plan.year(today, seed=SEED, count=MONTHS + 1)
    events = happenings(cases)
    with database.writing() as session, session.begin():
        staffing = people.found(session, now=at(first - timedelta(days=20)), confirmed=at(today - timedelta(days=30)))
        categories.furnish(session, staffing, now=at(first - timedelta(days=19)))
    filed: dict[int, int] = {}
    registers = Registers(staffing, first, today, SEED)
    done = 0
    for number, month in enumerate(plan.months(today, MONTHS + 1)):
        following = plan.after(month)
        chosen = [event for event in events if month <= event.day < following]
        with database.writing() as session, session.begin():
            key = app.extensions["instance_key"].derive("receipt")
            work = Casework(session, staffing, random.Random(SEED + number), key, filed, registers.entries)
            for event in chosen:
                work.happen(event, cases)
                done += 1
                told(done, len(events))
            registers.happen(session, month, following)
            oversight.month(session, staffing, month, following, today)
        if month == first and following <= today:
            old_register.bring_over(database, staffing, month=month)
        if number % 3 == 1 or following > today:
            _survey(database, staffing, month, number // 3, today)
        if number in other_surveys.PLANS and following <= today:
            plan_of = other_surveys.PLANS[number]
            other_surveys.hold(database, staffing, plan_of, opens=month + timedelta(days=4), seed=SEED + number)
        if following <= today:
            _reports(database, staffing, Month.of(month), Month.of(first))
    surveys.prepare(database, staffing, today=today)
    with database.writing() as session, session.begin():
        desk.furnish(session, staffing, now=at(today))
    identities.ask(database, staffing, today=today)
    holds.place(database, staffing, today=today)
    derived = app.extensions["instance_key"].derive("receipt")
    joint_petitions.hold(database, staffing, instance_key=derived, seed=SEED, today=today)
    redacted.prepare(database, staffing, today=today)
    settled.prepare(database, staffing, today=today)


def _survey(database: Database, staffing: Staffing, month: date, wave: int, today: date) -> None:
    # The survey of the present month is still open today.
    present = plan.after(month) > today
    opens = today - timedelta(days=4) if present else month + timedelta(days=9)
    surveys.hold(database, staffing, opens=opens, wave=wave, today=today, share=0.55 + 0.04 * wave, seed=SEED)


def _reports(database: Database, staffing: Staffing, month: Month, first: Month) -> None:
    """The month's report; after the last month of a quarter whose months are all filled, the quarter's too."""
    _report(database, staffing, month)
    quarter = containing(month, Kind.QUARTER)
    if quarter.last_month == month and quarter.first_month >= first:
        _report(database, staffing, quarter)


def _report(database: Database, staffing: Staffing, month: Period) -> None:
    now = at(month.last_day + timedelta(days=ISSUED_ON))
    officer, checker = staffing.people["liqiang"], staffing.people["wangfang"]
    with database.writing() as session, session.begin():
        for part, text in (("problems", PROBLEMS), ("next_steps", NEXT_STEPS)):
            if part in COMMENTABLE:
                reports.comment(session, month, part, text, actor=officer, now=now)
        drafts.submit(session, month, actor=officer, now=now, demo=True)
        drafts.check(session, month, actor=checker, now=now)
        reports.issue(session, month, actor=officer, now=now, demo=True)


def _bar(done: int, whole: int) -> None:
    if not sys.stdout.isatty() and done % 500:
        return
    width = 30 * done // whole
    print(f"\r演示数据 {'█' * width}{'·' * (30 - width)} {100 * done // whole:3d}%", end="", flush=True)
