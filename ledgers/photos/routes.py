"""Photos of an entry: hanging one on it, seeing it, taking it down."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from ledgers import desk_page
from ledgers.declaration import Ledger
from ledgers.photos import operations as photos
from ledgers.photos.forms import PhotoForm
from web import clock
from web.access import person, requires
from web.errors import Forbidden, Refusal
from web.transactions import session

bp = Blueprint("ledgers_photos", __name__, url_prefix="/desk/ledgers/<ledger:ledger>/<int:entry_id>/photos")


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.route("/", methods=["GET", "POST"])
@requires("ledgers")
def hang(ledger: Ledger, entry_id: int) -> AnyResponse | str | tuple[str, int]:
    """Hang a photo on an entry."""
    page = desk_page.load_entry(session(), ledger, entry_id, person())
    if not page.may_hang:
        raise Forbidden
    form = PhotoForm()
    if not form.validate_on_submit():
        status = 200 if request.method == "GET" else 422
        return render_template("ledgers/photos/photo.html", page=page, form=form), status
    try:
        photos.hang(session(), entry_id, form.file.data.read(), actor=person(), now=clock.now())
    except Refusal as refusal:
        session().rollback()
        form.file.errors = [str(refusal.message)]
        return render_template("ledgers/photos/photo.html", page=page, form=form), 422
    flash(_("照片已挂上，位置、时间和设备信息已去掉。"), "good")
    return redirect(url_for("ledgers_desk.entry", ledger=ledger, entry_id=entry_id))


@bp.get("/<int:photo_id>")
@requires("ledgers")
def show(ledger: Ledger, entry_id: int, photo_id: int) -> Response:
    """One photo."""
    desk_page.load_entry(session(), ledger, entry_id, person())
    media_type, content = photos.opened(session(), entry_id, photo_id, person())
    answer = Response(content, mimetype=media_type)
    ending = media_type.rsplit("/", 1)[-1].replace("jpeg", "jpg")
    place = "inline" if media_type.startswith("image/") else "attachment"
    answer.headers["Content-Disposition"] = f'{place}; filename="{ledger.name}.{ending}"'
    return answer


@bp.post("/<int:photo_id>/remove")
@requires("ledgers")
def take_down(ledger: Ledger, entry_id: int, photo_id: int) -> AnyResponse:
    """Take a photo down."""
    page = desk_page.load_entry(session(), ledger, entry_id, person())
    if not page.may_hang:
        raise Forbidden
    photos.take_down(session(), entry_id, photo_id, actor=person(), now=clock.now())
    flash(_("照片已移去，履历里留有记录。"), "good")
    return redirect(url_for("ledgers_desk.entry", ledger=ledger, entry_id=entry_id))
