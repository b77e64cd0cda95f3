"""The Content-Security-Policy every page must carry, written out."""

from typing import Any

STRICT = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "font-src": "'self'", "img-src": "'self'",
    "connect-src": "'self'", "form-action": "'self'", "frame-ancestors": "'none'", "base-uri": "'none'",
}  # fmt: skip


def policy(response: Any) -> dict[str, str]:
    """The directives of an answer's policy."""
    parts = [part.strip() for part in response.headers["Content-Security-Policy"].split(";") if part.strip()]
    return dict(part.split(" ", 1) for part in parts)
