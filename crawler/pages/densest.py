"""Where a page without telling names keeps its text.

After the idea of Readability: paragraphs give points to the elements that hold them, and text inside
links takes them away again, so that menus and lists of other news lose against the article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from parsel import Selector, SelectorList

from crawler.pages.text import is_clutter
from normalize.dates import parse_date

_CONTAINERS = frozenset({"article", "blockquote", "body", "center", "div", "main", "section", "td"})
# Share of its text that a list of links has inside the links.
_MOSTLY = 0.8
# The same of a table: winners may be links, each with a tier beside it.
_MOSTLY_IN_TABLE = 0.95
_TABLE = frozenset({"table", "tbody", "tr"})
# As texts announce a list; a colon alone also stands above menus.
_OPENER = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ได้แก่|ประกอบด้วย)\s*[:：]?\s*$")
# Characters of a day, with the day of the week and the time.
_LONGEST_DAY = 40
# A block's own text counts fully for its container, half for the container of that, and so on.
_FADING = (1.0, 0.5, 0.25)


def densest_block(page: Selector) -> SelectorList[Selector]:
    """The element with the most text outside links and menus; none if the page has no text."""
    scores: dict[Any, float] = defaultdict(float)
    for body in page.xpath("//body"):
        _score(body.root, scores)
    if not scores:
        return SelectorList()
    best = max(scores, key=lambda element: scores[element])
    return SelectorList([Selector(root=best, type="html")])


def link_lists(page: Selector) -> list[Any]:
    """Elements that hold several links and hardly anything else: menus, paths, lists of other news.

    The day that a list of news states beside each link is nothing else.  A list that the text before it
    announces is the text's own: winners with links to their sites.
    """
    # Children before parents: the reverse of the order in the document.
    elements = [node.root for node in page.xpath("//body//*")]
    totals: defaultdict[Any, int] = defaultdict(int)
    linked: defaultdict[Any, int] = defaultdict(int)
    links: defaultdict[Any, int] = defaultdict(int)
    announced: set[Any] = set()
    found = []
    for element in reversed(elements):
        totals[element] += sum(len(piece) for piece in own_text(element) if not _is_day(piece))
        if element.tag == "a":
            linked[element] = totals[element]
            links[element] = 1
        elif links[element] >= 2:
            share = _MOSTLY_IN_TABLE if element.tag in _TABLE else _MOSTLY
            if element in announced or _is_announced(element):
                announced.add(element.getparent())
            elif linked[element] >= share * totals[element]:
                found.append(element)
        parent = element.getparent()
        for counts in (totals, linked, links):
            counts[parent] += counts[element]
    return found


def _is_announced(element: Any) -> bool:
    """Whether a list stands right behind words that open one."""
    before = element.getprevious()
    # Comments, as WordPress puts before each block, and empty elements say nothing.
    while before is not None and not (said := _said(before)):
        before = before.getprevious()
    if before is None:
        parent = element.getparent()
        said = (parent.text if parent is not None else None) or ""
    return bool(_OPENER.search(said))


def _said(element: Any) -> str:
    """What an element and the text behind it end with."""
    if element.tail and element.tail.strip():
        return str(element.tail)
    return "".join(element.itertext()) if isinstance(element.tag, str) else ""


def _is_day(piece: str) -> bool:
    return len(piece) <= _LONGEST_DAY and parse_date(piece) is not None


def _score(body: Any, scores: dict[Any, float]) -> None:
    stack = [body]
    while stack:
        element = stack.pop()
        if element is not body and is_clutter(element):
            continue
        stack.extend(element)
        own = _own_length(element)
        if element.tag == "a":
            own = -own
        if not own:
            continue
        containers = (element, *element.iterancestors())
        holders = [holder for holder in containers if holder.tag in _CONTAINERS][: len(_FADING)]
        for holder, share in zip(holders, _FADING, strict=False):
            scores[holder] += own * share


def own_text(element: Any) -> list[str]:
    """The pieces of an element's text outside its children."""
    parts = (element.text, *(child.tail for child in element))
    return [piece for part in parts if part and (piece := part.strip())]


def _own_length(element: Any) -> int:
    return sum(map(len, own_text(element)))
