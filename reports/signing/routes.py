"""The desk page of a report's electronic signature."""

from __future__ import annotations

import io

from flask import Blueprint, Flask, Response, current_app, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from accounts.enterprise_wide import may
from accounts.forms import EmptyForm
from reports import preview, queries, wording
from reports.period import Period
from reports.signing import operations as signing_operations
from reports.signing import queries as signing_queries
from reports.signing import signature as signing
from web import clock, ids
from web.access import person, requires
from web.doctor import doctor_check
from web.errors import Missing
from web.transactions import session

bp = Blueprint("report_signing", __name__, url_prefix="/desk/reports")


def register(app: Flask) -> None:
    """Add the page, and ask the doctor about the certificate."""
    app.register_blueprint(bp)
    app.jinja_env.globals["reports_are_signed"] = _is_on
    doctor_check(app, "signature", lambda: signing.findings(app.extensions["settings"]))


@bp.get("/<period:period>/signature")
@requires("reports")
def show(period: Period) -> str:
    """Whether it is signed, by whom, and the file."""
    report = queries.in_force(session(), period)
    if report is None:
        raise Missing
    return render_template(
        "reports/signing/signature.html",
        period=period,
        title=f"{period.label}{wording.of(period).report}",
        report=report,
        signed=signing_queries.of_period(session(), period),
        may_sign=may("reports.issue") and _is_on(),
    )


@bp.post("/<period:period>/signature")
@requires("reports.issue")
def sign(period: Period) -> AnyResponse:
    """Sign the issue in force, once."""
    if EmptyForm().validate_on_submit():
        signing_operations.sign(session(), period, actor=person(), now=clock.now())
        flash(_("已经签名，可以下载。"), "good")
    return redirect(url_for(".show", period=period))


@bp.get("/<period:period>/signed.pdf")
@requires("reports")
def signed_pdf(period: Period) -> Response:
    """The signed file."""
    content = signing_queries.signed_pdf(session(), period, request.args.get("edition", type=ids.read))
    name = preview.file_name(session(), period, "pdf")
    return send_file(io.BytesIO(content), mimetype="application/pdf", as_attachment=True, download_name=name)


def _is_on() -> bool:
    return signing.certificate(current_app.extensions["settings"]) is not None
