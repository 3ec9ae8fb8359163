"""What the pages of a crawl yielded: whether a layout that used to give text gives none any more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from crawler.events import FailureKind

# A handful of pages says nothing of a layout.
_ENOUGH = 3
_SENTENCES = {
    FailureKind.NO_TEXT: (
        "the layout {layout!r} gave text in earlier crawls and gives none for {failed} of {pages} pages now: "
        "the site was probably redesigned. Correct [layout] in {key}.toml; what is stored stays"
    ),
    FailureKind.BLOCKED: (
        "the site gave articles in earlier crawls and walls, logins or error pages for {failed} of {pages} "
        "pages now. Look at the site with a browser; what is stored stays"
    ),
}


@dataclass
class Yields:
    """Pages that were downloaded and read, by what came of it."""

    read: int = 0
    failed: Counter[FailureKind] = field(default_factory=Counter)

    def sudden(self, layout: str, key: str) -> str | None:
        """What is to be said if a site that gave articles before gives hardly any now; null if it does."""
        pages = self.read + sum(self.failed[kind] for kind in _SENTENCES)
        for kind, sentence in _SENTENCES.items():
            failed = self.failed[kind]
            if failed >= _ENOUGH and failed * 2 > pages:
                return sentence.format(layout=layout, key=key, failed=failed, pages=pages)
        return None
