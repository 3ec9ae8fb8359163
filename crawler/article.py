"""The type that the crawler hands on: one press release as published."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Article:
    """One press release.

    `title` and `text` are normalised (`normalize.text.clean`); every offset that later stages state
    counts the characters of `document_text(title, text)` in `normalize.text`.  `published` is in the
    common era.  `snapshot` is the SHA-256 of the raw page, null for articles that came without one.
    """

    id: str
    url: str | None
    title: str
    text: str
    published: date | None = None
    category: str | None = None
    source: str | None = None
    layout: str | None = None
    snapshot: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The article as the JSON object that `rangwan extract` reads."""
        record = asdict(self)
        record["published"] = self.published.isoformat() if self.published else None
        return record


def article_id(source: str, url: str) -> str:
    """The id of an article: its publisher's key and the first 16 hexadecimal digits of its URL's SHA-256."""
    return f"{source}-{hashlib.sha256(url.encode()).hexdigest()[:16]}"
