"""The headers that keep a page to itself."""

from __future__ import annotations

import base64
import hashlib

# The one script that Datasette writes into its table pages, with either of its values; its other two are a
# file here (static/datasette.js), by templates in place of its own.
_DATASETTE_SCRIPTS = ("DATASETTE_ALLOW_FACET = true;", "DATASETTE_ALLOW_FACET = false;")


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


# Datasette's pages need styles in their elements.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' {' '.join(map(_hash, _DATASETTE_SCRIPTS))}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    b"content-security-policy": CONTENT_SECURITY_POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"strict-origin-when-cross-origin",
    b"x-frame-options": b"DENY",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}
OPEN_DATA = (b"access-control-allow-origin", b"*")
"""Any site may read the JSON: it is public, and nobody signs in here."""
