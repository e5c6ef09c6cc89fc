"""The desk's search over sealed texts: the words come in a POST body, the page is kept nowhere."""

from __future__ import annotations

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from accounts import queries as accounts
from petitions import operations
from petitions.desk import lists as desk_lists
from petitions.desk import words as desk_words
from petitions.desk.list_forms import SearchForm
from petitions.search import finding
from petitions.search import full_text as search
from web import clock
from web.access import person, requires
from web.transactions import apart, database

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
def results() -> tuple[str, int]:
    """Look for words in every case the reader may open; what was typed stands in the form again."""
    who, today = person(), clock.today()
    form = SearchForm()
    # A reading session: nobody who files a petition waits for a search.
    with database().reading() as reading:
        tree = accounts.unit_tree(reading)
        form.offer(tree, desk_lists.handlers(reading))
        is_valid, wanted = form.validate(), finding.words(form.words.data or "")
        filters = desk_lists.read(form, {}, tree, who)
        shown = {
            "form": form,
            "sentence": _("，").join(desk_lists.spoken(filters, form, tree)),
            "tree": tree,
            "names": accounts.account_names(reading),
            "today": today,
        }
        if not is_valid or not wanted:
            form.words.errors = [*form.words.errors, *([] if wanted else [_("请写下要找的话，一个词也行。")])]
            return render_template("petitions/desk_search.html", found=None, **shown), 422
        found = search.run(reading, who, wanted, filters, today=today, after=_after())
    with apart() as own:
        read = [hit.row.id for hit in found.hits]
        operations.note_search(own, read, searched=found.searched, actor=who, now=clock.now())
    return render_template("petitions/desk_search.html", found=found, most=search.MOST_HITS, **shown), 200


def _after() -> int | None:
    typed = request.form.get("after", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 20 else None
