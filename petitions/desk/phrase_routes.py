"""The desk's page of 常用答复语: one list for each office, to add to, reword and clear."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from accounts import queries as accounts
from petitions import offices, reach
from petitions.desk import phrases
from petitions.desk.forms import PhraseForm
from vault import reading_groups
from web.access import person, requires
from web.errors import Refusal
from web.transactions import session

bp = Blueprint("petition_phrases", __name__, url_prefix="/desk/petitions/phrases")


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("/")
@requires("petitions.assign")
def phrases_page() -> str:
    """The phrases of one's offices."""
    return _page({})


@bp.post("/office/<int:group_id>")
@requires("petitions.assign")
def add(group_id: int) -> AnyResponse | tuple[str, int]:
    """Add one to an office's list."""
    form = PhraseForm(prefix=f"new-{group_id}")
    try:
        phrases.add(session(), group_id, form.title.data or "", form.text.data or "", actor=person())
    except Refusal as refusal:
        return _refused(f"new-{group_id}", form, refusal)
    flash(_("已加入常用答复语。"), "good")
    return redirect(url_for(".phrases_page"))


@bp.post("/<int:phrase_id>")
@requires("petitions.assign")
def change(phrase_id: int) -> AnyResponse | tuple[str, int]:
    """Reword one."""
    form = PhraseForm(prefix=str(phrase_id))
    try:
        phrases.change(session(), phrase_id, form.title.data or "", form.text.data or "", actor=person())
    except Refusal as refusal:
        return _refused(str(phrase_id), form, refusal)
    flash(_("已改。已经发出的答复不变。"), "good")
    return redirect(url_for(".phrases_page"))


@bp.post("/<int:phrase_id>/delete")
@requires("petitions.assign")
def delete(phrase_id: int) -> AnyResponse:
    """Delete one; replies that were sent stay as they were."""
    phrases.delete(session(), phrase_id, actor=person())
    flash(_("已删除。已经发出的答复不变。"), "good")
    return redirect(url_for(".phrases_page"))


def _refused(prefix: str, form: PhraseForm, refusal: Refusal) -> tuple[str, int]:
    """The page with what was typed and the sentence; what is not there stays a refusal."""
    if refusal.status in (403, 404):
        raise refusal
    session().rollback()
    form.title.errors = [str(refusal.message)]
    return _page({prefix: form}), 422


def _page(refused: dict[str, PhraseForm]) -> str:
    tree = accounts.unit_tree(session())
    mine = set(reach.offices_of(session(), person()))
    listed = []
    for group in reading_groups.groups(session()):
        if group.id in mine:
            label = f"{tree.path(group.unit_id)} · {_(offices.KIND_LABELS[group.kind])}"
            rows = [
                (row, refused.get(str(row.id)) or PhraseForm(None, prefix=str(row.id), title=row.title, text=row.text))
                for row in phrases.of_office(session(), group.id)
            ]
            new = refused.get(f"new-{group.id}") or PhraseForm(None, prefix=f"new-{group.id}")
            listed.append((group.id, label, rows, new))
    return render_template("petitions/desk/phrases.html", listed=listed)
