"""The site's own files, under addresses that change when they do."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files


@cache
def asset(name: str) -> str:
    """The address of a file of static/, which may be kept for ever: "/assets/site.css?v=1a2b3c4d".

    Raises `FileNotFoundError` when there is no such file.
    """
    content = files("db.site").joinpath("static", name).read_bytes()
    return f"/assets/{name}?v={hashlib.sha256(content).hexdigest()[:8]}"
