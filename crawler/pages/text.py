"""From markup to text as a browser shows it: one line a block, list items with their bullet or number.

The lines are what the extraction reads lists and headings by, so no structure may be lost here; menus,
share buttons and scripts are no text of the article and go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]

from normalize.text import clean

BULLET = "– "
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article blockquote body center dd details dialog div dl dt fieldset figcaption figure
        form h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre section summary table tbody tfoot
        thead tr td th ul""",
    )
)
# Not <form>: ASP.NET puts the whole page into one.
_DROPPED = frozenset(
    re.findall(
        r"\w+",
        """script style noscript template iframe object embed svg canvas audio video button select option
        input textarea label nav footer aside menu head title link meta""",
    )
)
# Names of classes and ids as the common themes and plug-ins use them.  Whole names only: page builders
# wrap the article itself in "elementor-widget" and the like.
_CLUTTER = re.compile(
    r"(?:[\w-]+[-_])?(?:share|sharing|social|sharedaddy|sharethis|addtoany|addthis|breadcrumbs?|pagination|"
    r"jp-relatedposts|related-posts?|addthis_toolbox|share-buttons?|social-(?:share|links|icons|media)|"
    r"comments|cookies?|consent|post-navigation|screen-reader-text|sr-only|visually-hidden|skip-link|entry-meta|post-meta|tag-links|"
    r"tags-links|post-tags|view-count|hit-count|pageviews?)|"
    r"a2a_kit|ssba|yarpp|pager|nav|navbar|navigation|nav-links|menu|sidebar|widget|widget-area|comment-respond|"
    r"respond|related|banner|ads?|advert|advertisement|adsbygoogle|tagcloud|tags|author-box|newsletter|print|"
    r"btn-print|btn|button|hits?|views?|counter|footer|site-footer|page-footer|copyright",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NO_BULLET = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
# Stands behind a bullet until the text is whole, since the item's first block may open a line of its own.
_GLUE = "\x00"
_GLUED = re.compile(rf"\s*{_GLUE}\s*")
# Old sites lay out whole pages in tables; a row of data has short cells.
_LONGEST_CELL = 300
_SPACE = re.compile(r"[ \t\r\n\f]+")


def is_clutter(element: Any) -> bool:
    """Whether an element belongs to the page round the article rather than to the article."""
    if not isinstance(element.tag, str) or element.tag in _DROPPED:
        return True
    # Most elements have no attribute at all.
    attributes = element.attrib
    if not attributes:
        return False
    if attributes.get("hidden") is not None or _HIDDEN.search(attributes.get("style", "")):
        return True
    if element.tag in {"html", "body", "main", "article"}:
        return False
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}".split()
    return any(_CLUTTER.fullmatch(name) for name in names)


def text_of(elements: Iterable[Any], *, without: Iterable[Any] = ()) -> str:
    """The text of lxml elements, cleaned; elements of `without` inside them are left out."""
    writer = _Writer(frozenset(without))
    for element in elements:
        writer.write(element)
    return writer.text()


def text_within(element: Any) -> str:
    """The text of one lxml element on one line: without the bullet or number that it has in its list."""
    writer = _Writer(frozenset())
    writer.write(element, marked=False)
    return writer.text().replace("\n", " ")


def _single_spaced(text: str) -> str:
    # Most pieces have nothing to replace; to see that takes a tenth of the time of a search by pattern.
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        return _SPACE.sub(" ", text)
    return text


def html_text(markup: str) -> str:
    """The text of a piece of HTML, such as the content of a `wp-json` post."""
    if not markup.strip():
        return ""
    try:
        root = html.fromstring(f"<div>{markup}</div>")
    except etree.ParserError:
        return ""
    return text_of([root])


class _Writer:
    def __init__(self, skipped: frozenset[Any]) -> None:
        self.parts: list[str] = []
        self._skipped = skipped
        self._numbers: dict[Any, int] = {}

    def text(self) -> str:
        """What was written, cleaned, in lines."""
        lines = (_single_spaced(line).strip() for line in _GLUED.sub(" ", "".join(self.parts)).split("\n"))
        return clean("\n".join(line for line in lines if line))

    def write(self, element: Any, *, marked: bool = True) -> None:
        """Append an element's text, not its tail.  With a stack, since stray markup nests without end."""
        # (element, whether its children are done, whether its parent keeps line breaks)
        stack = [(element, False, False)]
        while stack:
            current, done, parent_kept = stack.pop()
            tag = current.tag if isinstance(current.tag, str) else ""
            if done:
                if tag in _BLOCKS:
                    self.parts.append("\n")
                if current is not element:
                    self._append(current.tail, parent_kept)
                continue
            if current is not element and (current in self._skipped or is_clutter(current)):
                self._append(current.tail, parent_kept)
                continue
            kept = parent_kept or tag == "pre"
            if tag == "tr" and (cells := _data_cells(current)):
                row = (text_of([cell], without=self._skipped).replace("\n", " ") for cell in cells)
                self.parts.append(f"\n{' '.join(row)}\n")
                self._append(current.tail, parent_kept)
                continue
            if tag == "br" or tag in _BLOCKS:
                self.parts.append("\n")
            if tag == "li" and (marked or current is not element):
                self.parts.append(self._marker(current))
            self._append(current.text, kept)
            stack.append((current, True, parent_kept))
            stack.extend((child, False, kept) for child in reversed(current))

    def _append(self, text: str | None, kept: bool) -> None:
        if text:
            self.parts.append(text if kept else _single_spaced(text))

    def _marker(self, item: Any) -> str:
        """The bullet or number that a browser puts before a list item."""
        parent = item.getparent()
        if not item.text_content().strip():
            return ""
        if parent is None or _NO_BULLET.search(f"{parent.get('style', '')};{item.get('style', '')}"):
            return ""
        if parent.tag != "ol":
            return BULLET + _GLUE
        number = self._numbers.get(parent, _integer(parent.get("start"), 1) - 1) + 1
        number = _integer(item.get("value"), number)
        self._numbers[parent] = number
        return f"{_numeral(number, parent.get('type', '1'))}. {_GLUE}"


def _data_cells(row: Any) -> list[Any]:
    """The cells of a table row that holds data; none if the row is there for the layout."""
    cells = [cell for cell in row if cell.tag in {"td", "th"} and not is_clutter(cell)]
    if len(cells) < 2 or row.find(".//table") is not None:
        return []
    return cells if all(len(cell.text_content()) <= _LONGEST_CELL for cell in cells) else []


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text) if text else default
    except ValueError:
        return default


def _numeral(number: int, kind: str) -> str:
    if kind in {"a", "A"} and 1 <= number <= 26:
        return chr(ord(kind) + number - 1)
    if kind in {"i", "I"} and 1 <= number <= 89:
        tens, ones = divmod(number, 10)
        roman = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx")[tens]
        roman += ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
        return roman if kind == "i" else roman.upper()
    return str(number)
