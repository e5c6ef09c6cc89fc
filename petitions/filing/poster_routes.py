"""The desk's poster for a wall: the petition form's address as a QR code, for the whole enterprise or one unit."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, render_template, request
from flask_babel import gettext as _

from accounts import preferences
from accounts import queries as accounts
from paper.poster import poster_pdf
from web import downloads, ids, pages
from web.access import requires
from web.transactions import session

bp = Blueprint("petition_poster", __name__, url_prefix="/desk/petitions/poster")


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("/")
@requires("petitions.assign")
def choose() -> str:
    """For which unit it is to hang."""
    units = [(depth, row) for depth, row in accounts.unit_tree(session()).walk() if row.active]
    return render_template("petitions/filing/poster.html", units=units)


@bp.get("/petition.pdf")
@requires("petitions.assign")
def poster() -> Response:
    """The poster; a unit's brings its unit along, which whoever files may change."""
    chosen, tree = preferences.read(session()), accounts.unit_tree(session())
    unit_id = request.args.get("unit", type=ids.read)
    unit = tree[unit_id] if unit_id is not None and unit_id in tree else None
    drawn = poster_pdf(
        title=_("有话，请对我们说"),
        lines=(
            *((unit.name,) if unit else ()),
            _("手机扫一扫，不用登录，不用装软件；可以匿名"),
            _("每一件都有编号和期限，凭查询码看得到办到哪一步"),
        ),
        url=pages.address("petitions.petition", unit=unit.id if unit else None),
        caption=_("或者在浏览器里输入下面的地址"),
        small_print=(
            _("写的话一收到就加密，只有受理的人打得开；不记网络地址和手机型号。任何人不得打击报复。"),
            _("心里难受、撑不下去，请打 %(line)s 心理援助热线。", line=chosen.crisis_line),
        ),
        publisher=chosen.published_by,
        mark=_("演示数据") if pages.is_demo() else "",
    )
    return downloads.file(drawn, "petition-poster.pdf", is_shown=True)
