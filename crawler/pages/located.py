"""Where the text of a page of unknown layout stands, by trafilatura.

Trafilatura says which text is the article's; the element that holds it is then written by
`crawler.pages.text` like that of any other layout.  Trafilatura's own text would leave out lines that stand
in it twice (the tier above every group of winners, a winner of two awards) and the numbers of lists.
"""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from parsel import Selector

from crawler.pages.densest import own_text
from crawler.pages.text import html_text, is_clutter
from normalize.text import fold

# Characters.  A number or a tier in a cell stands on every second page and tells nothing of the place.
_SHORTEST = 4
# Trafilatura takes such lines for text where nothing else sets them apart.  (Folded.)
_FOOTER = re.compile("สงวนลิขสิทธิ์|สงวนสิทธิ์|copyright|allrightsreserved|©")
# Weight of finding all of the text against finding nothing else: a winner lost is worse than a line too many.
_RECALL = 4.0


@dataclass(frozen=True, slots=True)
class Located:
    """What trafilatura found."""

    element: Any | None
    """The element of the page that holds most of the text; null if there is none (text in JSON-LD, say)."""
    text: str
    """The text as trafilatura gives it."""


class _Extract(Protocol):
    def __call__(
        self,
        filecontent: Any,
        *,
        favor_recall: bool,
        include_comments: bool,
        include_tables: bool,
        output_format: str,
    ) -> str | None: ...


@cache
def _extract() -> _Extract:
    # Here: crawls of declared layouts do not wait for the import.
    from trafilatura import extract  # noqa: PLC0415

    # It warns of each page without text, which is told as a failure of the page anyhow.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    return extract


def locate(page: Selector, menus: Collection[Any]) -> Located | None:
    """The place of a page's text; null if trafilatura finds none.  `menus` are elements without any of it."""
    text = html_text(
        _extract()(
            page.root,
            # Without it lists are lost wherever a page is cut into many blocks.
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            output_format="html",
        )
        or ""
    )
    if not (told := fold(text)):
        return None
    menus = frozenset(menus)
    # Characters inside an element, and of these the ones that trafilatura took.
    totals: defaultdict[Any, int] = defaultdict(int)
    taken: defaultdict[Any, int] = defaultdict(int)
    all_taken, in_menus = 0, 0
    elements = [node.root for node in page.xpath("//body|//body//*")]
    # Children before parents: the reverse of the order in the document.
    for element in reversed(elements):
        for piece in map(fold, own_text(element)):
            totals[element] += len(piece)
            if len(piece) >= _SHORTEST and piece in told and not _FOOTER.search(piece):
                taken[element] += len(piece)
                all_taken += len(piece)
        if element.tag == "a":
            # Trafilatura passes over many a link; outside menus that says nothing against the place.
            totals[element] = taken[element]
        if element in menus:
            all_taken -= taken[element]
            in_menus += taken.pop(element, 0)
        # What will not be written counts for nothing that holds it.
        elif not is_clutter(element):
            totals[element.getparent()] += totals[element]
            taken[element.getparent()] += taken[element]

    def fit(element: Any) -> float:
        # The F-measure of information retrieval.
        if not taken[element]:
            return 0.0
        precision, recall = taken[element] / totals[element], taken[element] / all_taken
        return (1 + _RECALL) * precision * recall / (_RECALL * precision + recall)

    # Of several that fit alike, the innermost.
    best = max(reversed(elements), key=fit, default=None)
    found = best is not None and 2 * taken[best] >= len(told) - in_menus > 0
    return Located(best if found else None, text)
