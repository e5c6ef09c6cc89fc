"""Signs an issued report once, and keeps the signed file."""

from __future__ import annotations

import hashlib
from datetime import datetime

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import audit
from accounts.people import Person
from reports import queries
from reports.period import Period
from reports.signing import signature as signing
from reports.signing.models import SignedReport
from web.errors import Missing, Refusal


def sign(session: Session, period: Period, *, actor: Person, now: datetime) -> SignedReport:
    """Sign the report in force, unless it is signed. The issued file itself stays as it is. Raises Missing where nothing
    is issued, Refusal when there is no usable certificate."""
    report = queries.in_force(session, period)
    if report is None:
        raise Missing
    found = session.get(SignedReport, report.id)
    if found is not None:
        return found
    by = signing.certificate(current_app.extensions["settings"])
    if by is None:
        raise Refusal(
            _("还没有设置单位的签名证书。请系统管理员设置 XINQIAO_SIGN_CERTIFICATE 和 XINQIAO_SIGN_PASSWORD。")
        )
    try:
        made = signing.signed(queries.pdf(session, period, report.edition), by, now)
    except signing.NoCertificate as unusable:
        current_app.logger.error("a report was not signed: %s", unusable)
        raise Refusal(_("签名证书打不开或者已经过期，没有签名。请系统管理员运行 flask doctor 查看原因。")) from unusable
    row = SignedReport(
        report_id=report.id,
        pdf=made.content,
        digest=hashlib.sha256(made.content).hexdigest(),
        signer=made.signer,
        signed_on=now.date(),
    )
    session.add(row)
    session.flush()
    audit.record(session, actor, "report.sign", f"report:{period}", now=now, edition=report.edition, digest=row.digest)
    return row
