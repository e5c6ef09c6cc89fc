"""The desk's search over sealed texts: the words come in a POST body, the page is kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from re import Pattern

from flask import (
    Blueprint,
    Flask,
    Response,
    redirect,
    render_template,
    request,
    stream_template,
    stream_with_context,
    url_for,
)
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as AnyResponse

from accounts import queries as accounts
from petitions import words as desk_words
from petitions.categories import choices
from petitions.categories import queries as category_queries
from petitions.history import operations as history_operations
from petitions.lists import page as desk_lists
from petitions.lists.filters import Filters
from petitions.lists.forms import SearchForm
from petitions.search import finding
from petitions.search import full_text as search
from petitions.search.full_text import Step
from web import clock, ids
from web.access import person, requires
from web.transactions import apart, database, session

#: Where the template says that what stands before it is to be sent; no page holds this character.
SEND = Markup("\x00")

bp = Blueprint("petition_search", __name__, url_prefix="/desk/petitions/search")
bp.context_processor(desk_words.words)


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("/")
@requires("petitions")
def again() -> AnyResponse:
    """Whoever comes here by address starts at the list: a search is never kept in one."""
    return redirect(url_for("petitions_desk.cases"))


@bp.post("/")
@requires("petitions")
def results() -> Response | tuple[str, int]:
    """Look for words in every case the reader may open; what was typed stands in the form again.

    The page is sent as the search goes on: each step brings its hits and moves the bar, with a script or without.
    """
    form = SearchForm()
    with database().reading() as reading:
        tree = accounts.unit_tree(reading)
        categories = category_queries.tree(reading)
        form.offer(tree, desk_lists.handlers(reading), categories)
        is_valid, wanted = form.validate(), finding.words(form.words.data or "")
        filters = desk_lists.read(form, {}, tree, person(), categories)
        shown = {
            "form": form,
            "sentence": _("，").join(desk_lists.spoken(filters, form, tree)),
            "tree": tree,
            # Read here: while the search goes on the page holds no transaction of its own.
            "category_label": partial(choices.full, categories),
            "names": accounts.account_names(reading),
            "today": clock.today(),
            "most": search.MOST_HITS,
            "send": SEND,
        }
    if not is_valid or not wanted:
        form.words.errors = [*form.words.errors, *([] if wanted else [_("请写下要找的话，一个词也行。")])]
        return render_template("petitions/search/found.html", steps=None, **shown), 422
    steps = _steps(wanted, filters, after=_after())
    answer = Response(stream_with_context(_parts(stream_template("petitions/search/found.html", steps=steps, **shown))))
    # A proxy that gathers the whole page before it sends any of it would hide how far the search is.
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _steps(wanted: Sequence[Pattern[str]], filters: Filters, *, after: int | None) -> Iterator[Step | None]:
    """The search as it goes on; None when the database went away. What is shown counts as read before it is shown."""
    who, searched = person(), 0
    # What the head of the page read through; nobody who files a petition waits for a search.
    session().rollback()
    try:
        with database().reading() as reading:
            for step in search.look(reading, who, wanted, filters, today=clock.today(), after=after):
                searched = step.searched
                if step.hits:
                    with apart() as own:
                        for hit in step.hits:
                            history_operations.note_reading(own, hit.row.id, actor=who, now=clock.now())
                yield step
    except OperationalError:
        yield None
    finally:
        # Also when the reader has left in the middle. Where the database has no turn for it either, what was found was
        # noted before it was shown; raised here it would cut the page off before it says so.
        with suppress(OperationalError), apart() as own:
            history_operations.note_search(own, searched=searched, actor=who, now=clock.now())


def _parts(pieces: Iterable[str]) -> Iterator[str]:
    """The page in the parts that the template says are to be sent."""
    held: list[str] = []
    for piece in pieces:
        if piece == SEND:
            yield "".join(held)
            held = []
        else:
            held.append(piece)
    yield "".join(held)


def _after() -> int | None:
    return ids.read_or_none(request.form.get("after"))
