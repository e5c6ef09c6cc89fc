"""Security and caching headers of every answer; one policy, without inline script or style."""

from __future__ import annotations

from flask import Flask, Response, current_app, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        # data: and blob: are the receipt's picture and the preview of a photo that was just picked.
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # A link out of a case page must not tell the other side that there is a case page.
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ONE_YEAR = 365 * 24 * 3600
#: What Flask says of a file by itself: the browser asks each time, and keeps the file all the same.
FILE_DEFAULT = "no-cache"


def register(app: Flask) -> None:
    """Add the headers to every answer, error pages included."""
    app.after_request(_add)


def framing_itself(response: Response) -> Response:
    """`response` as a page that shows another page of ours in a frame."""
    response.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
    return response


def framed_by_itself(response: Response) -> Response:
    """`response` as a page that only our own pages may show in a frame; it must hold nothing that can be pressed."""
    policy = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    response.headers["Content-Security-Policy"] = policy
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _add(response: Response) -> Response:
    # Looked through once: asking the headers for each name reads all of them each time.
    present = {name.lower() for name, _value in response.headers}
    for name, value in ALWAYS.items():
        if name.lower() not in present:
            response.headers.add(name, value)
    if current_app.extensions["settings"].https:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={ONE_YEAR}")
    if request.endpoint == "static":
        _keep_static(response)
    elif response.headers.get("Cache-Control", FILE_DEFAULT) == FILE_DEFAULT:
        # Shared office PCs and phones passed around: a page is kept only where its view says so.
        response.headers["Cache-Control"] = "no-store"
    return response


def _keep_static(response: Response) -> None:
    """A static file asked for by its version (`?v=`) never changes; any other is asked about each time."""
    if response.status_code < 400 and request.args.get("v"):
        response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
