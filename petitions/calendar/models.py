"""Tables of the calendar: the years that were entered or checked, and their special days."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base


class CalendarDay(Base):
    """A day that is not what its weekday says: a holiday, a day off in lieu, or a working weekend (调休)."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    is_workday: Mapped[bool]
    name: Mapped[str] = mapped_column(sa.String(40))


class CalendarYear(Base):
    """A year whose days were entered or checked; from then on the table rules and not the package it came from."""

    __tablename__ = "calendar_year"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: Whether the State Council's arrangement for the year is in it.
    announced: Mapped[bool]
