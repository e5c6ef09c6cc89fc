"""Content categories in words: what one is called in the language of the page, and what each form may choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel.speaklater import LazyString
from wtforms.fields.choices import SelectChoice

from petitions.categories import queries
from petitions.categories.tree import Category, CategoryTree, Stage
from web.transactions import session as page_session

#: How far a finer category stands in.
INDENT = "　"


def word(row: Category) -> str:
    """One category by itself: its English word on an English page, where it has one."""
    if row.english and str(get_locale()).startswith("en"):
        return row.english
    return _(row.label)


def full(known: CategoryTree, code: str) -> str:
    """A case's category with the finer one after it."""
    first, second = known.first_of(code), known.second_of(code)
    return word(first) if second is None else _("%(first)s · %(second)s", first=word(first), second=word(second))


def label(code: str) -> str:
    """The same for the page that is being made."""
    return full(queries.tree(page_session()), code)


def reported(called: str) -> str:
    """A line of a report's table of content, for a page: in the page's language as far as the words are still in use."""
    known = queries.tree(page_session())
    found = next((row for row in known.first_level() if row.code == row.report_code and row.label == called), None)
    return word(found) if found is not None else _(called)


def for_petitioners(known: CategoryTree) -> list[SelectChoice]:
    """What somebody without an account chooses from: the first level alone. Words are looked up where they are shown:
    whoever files has chosen already.
    """
    return [SelectChoice(row.code, LazyString(word, row)) for row in known.first_level() if known.is_open(row.code)]


def for_officers(known: CategoryTree, kept: str = "") -> list[SelectChoice]:
    """Both levels, the finer ones indented; `kept` is what the case has, which stays on offer when it is hidden."""
    return list(_options(known, lambda row: known.may_be_chosen(row.code) or row.code == kept))


def for_filters(known: CategoryTree) -> list[SelectChoice]:
    """Everything a case may have, hidden ones too."""
    return list(_options(known, lambda row: row.stage is not Stage.DRAFT))


def for_reports(known: CategoryTree) -> list[SelectChoice]:
    """The fixed report codes, by what reports call them."""
    return [SelectChoice(code, _(called)) for code, called in known.report_labels().items()]


def _options(known: CategoryTree, is_offered: Callable[[Category], bool]) -> Iterator[SelectChoice]:
    for first in known.first_level():
        below = [row for row in known.below(first.code) if is_offered(row)]
        if is_offered(first) or below:
            yield SelectChoice(first.code, word(first))
        yield from (SelectChoice(row.code, INDENT + word(row)) for row in below)
