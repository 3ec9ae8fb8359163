"""One spelling for one address."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from w3lib.url import safe_url_string

_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
LONGEST = 2_083
"""Characters of an address; browsers and servers take no longer ones."""
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "_ga", "igshid")


def normal_url(url: str) -> str:
    """The address: host in lower case, Thai letters percent-encoded, without fragment and tracking.

    Raises ValueError if it is none.
    """
    parts = urlsplit(safe_url_string(url.strip()))
    if len(parts.geturl()) > LONGEST:
        raise ValueError(f"it has more than {LONGEST:,} characters")
    host = parts.netloc.lower().removesuffix(_DEFAULT_PORTS.get(parts.scheme, "\0"))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not name.lower().startswith(_TRACKING)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", query, ""))
