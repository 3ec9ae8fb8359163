"""What a page object takes from a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PressItem:
    """The fields of one page, cleaned; `published` in the common era, null where the page states no day."""

    title: str
    text: str
    published: date | None
    category: str | None
