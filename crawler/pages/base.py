"""What all page objects share.  A layout is a subclass that says where its fields stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, TypeVar, cast

import attr
from parsel import Selector
from web_poet import HttpResponse, WebPage, field
from web_poet.fields import item_from_fields_sync

from crawler.pages.densest import densest_block, link_lists
from crawler.pages.item import PressItem
from crawler.pages.metadata import meta
from crawler.pages.selectors import Layout
from crawler.pages.text import text_of, text_within
from normalize.dates import parse_date
from normalize.text import clean, fold

Value = TypeVar("Value")
# A day stands near the title or the head of the text; further down it is one that the text tells of.
_DATE_WITHIN_LINES = 6
_LONGEST_DATE_LINE = 120
# Further down, or between title and text, the line is a date and little more.
_DATE_AT_END_LINES = 3
_LONGEST_BARE_DATE = 60
_TITLE_SEPARATOR = re.compile(r"\s+[|–—»·-]\s+")
_PRINT_LINE = re.compile(
    r"(?:พิมพ์|แชร์|แบ่งปัน|Print|Share|Tweet|อ่าน\s?[\d,]+\s?(?:ครั้ง)?|[\d,]+(?:\s?(?:ครั้ง|views?|Views?))?)"
)


def page_field(method: Callable[[Any], Value]) -> Value:
    """A web-poet field that is computed once; for the type checker, an attribute of the method's type."""
    return cast(Value, field(cached=True)(method))


@attr.s(auto_attribs=True)
class PressPage(WebPage[PressItem]):
    """One saved page of a press release.

    `layout` holds the selectors of the publisher's file, which go before those of the class.
    """

    response: HttpResponse
    layout: Layout = attr.Factory(lambda: Layout(name="plain"))

    title_at: ClassVar[tuple[str, ...]] = ("h1",)
    text_at: ClassVar[tuple[str, ...]] = ()
    published_at: ClassVar[tuple[str, ...]] = ("time[datetime]", "time")
    category_at: ClassVar[tuple[str, ...]] = ()
    drop: ClassVar[tuple[str, ...]] = ()

    @cached_property
    def selector(self) -> Selector:
        """The page as HTML, whatever its first letter looks like: parsel would read "[...]" as JSON."""
        return Selector(text=self.response.text, type="html")

    def item(self) -> PressItem:
        """All fields at once."""
        return item_from_fields_sync(self, PressItem)

    @page_field
    def title(self) -> str:
        return self.find_title()

    @page_field
    def text(self) -> str:
        return self.without_heading(self.find_text())

    @page_field
    def published(self) -> date | None:
        return self.find_published()

    @page_field
    def category(self) -> str | None:
        return self.find_category()

    def find_title(self) -> str:
        """The title: by selector, else from OpenGraph, else from <title> without the site's name."""
        return (
            self.first_line(self.layout.title, *self.title_at)
            or self.without_site_name(meta(self.selector, "og:title", "twitter:title"))
            or self.without_site_name(self.css("title::text").get())
        )

    def find_text(self) -> str:
        """The text of the first selector that gives any."""
        for selector in (self.layout.text, *self.text_at):
            if selector and (text := self.text_in(self.css(selector))):
                return text
        return ""

    def find_published(self) -> date | None:
        """The day of publication: by selector, else from metadata, else from the head of the text."""
        return self.stated_day() or self.day_in_head()

    def stated_day(self) -> date | None:
        """The day that the page states outside its text: by selector, else in its metadata."""
        return self.day_at(self.layout.published, *self.published_at) or self.day_in_metadata()

    def day_at(self, *selectors: str | None) -> date | None:
        """The day that the first element states which a selector finds with any day."""
        for selector in selectors:
            for found in self.css(selector) if selector else ():
                day = parse_date(found.attrib.get("datetime", "")) or parse_date(text_within(found.root))
                if day:
                    return day
        return None

    def day_in_metadata(self) -> date | None:
        """The day that a <meta> states."""
        stated = meta(
            self.selector, "article:published_time", "og:article:published_time", "datePublished", "date"
        )
        return parse_date(stated or "")

    def find_category(self) -> str | None:
        """The section that the page is filed under."""
        return self.first_line(self.layout.category, *self.category_at) or meta(
            self.selector, "article:section"
        )

    def day_in_head(self) -> date | None:
        """The day that one of the first short lines of the text states."""
        return _first_day(self._from_title(self.find_text())[:_DATE_WITHIN_LINES], _LONGEST_DATE_LINE)

    def day_round_text(self) -> date | None:
        """The day that a short line states between title and text, in the head of the text, or at its end.

        Lines elsewhere on the page tell of other things: today's date, the days of other news.
        """
        text = self._from_title(self.find_text())
        page = text_of([body.root for body in self.css("body")], without=link_lists(self.selector)).split(
            "\n"
        )
        start = page.index(text[0]) if text[0] in page else 0
        end = start + page[start:].index(text[-1]) + 1 if text[-1] in page[start:] else start + len(text)
        titles = [index for index in range(start + 1) if self._is_title(page[index])]
        first = titles[-1] if titles else max(start - _DATE_WITHIN_LINES, 0)
        below = [*text[-_DATE_AT_END_LINES:], *page[end : end + _DATE_AT_END_LINES]]
        return (
            _first_day(page[first:start], _LONGEST_BARE_DATE)
            or self.day_in_head()
            or _first_day(below, _LONGEST_BARE_DATE)
        )

    def _is_title(self, line: str) -> bool:
        return bool(self.title) and fold(line) == fold(self.title)

    def _from_title(self, text: str) -> list[str]:
        """The lines of a text from its title on, where only short lines of the page stand above that."""
        lines = text.split("\n")
        for index, line in enumerate(lines[:_DATE_WITHIN_LINES]):
            if self._is_title(line):
                return lines[index:]
            if len(line) > _LONGEST_BARE_DATE:
                break
        return lines

    def first_line(self, *selectors: str | None) -> str:
        """The text, on one line, of the first element that a selector finds with any text."""
        for selector in selectors:
            for found in self.css(selector) if selector else ():
                if text := text_within(found.root):
                    return text
        return ""

    def densest_text(self) -> str:
        """The text of the densest block, without the menus in it."""
        return self.text_in(densest_block(self.selector), without=link_lists(self.selector))

    def text_in(self, found: Iterable[Selector], *, without: Iterable[Any] = ()) -> str:
        """The text of elements without those that the layout drops and those of `without`."""
        return self.text_under([part.root for part in found], without=without)

    def text_under(self, roots: Sequence[Any], *, without: Iterable[Any] = ()) -> str:
        """The same of lxml elements."""
        dropped = [part.root for selector in (*self.layout.drop, *self.drop) for part in self.css(selector)]
        dropped.extend(without)
        # A selector may match an element and one inside it.
        outer = [root for root in roots if not any(above in roots for above in root.iterancestors())]
        return text_of(outer, without=dropped)

    def without_heading(self, text: str) -> str:
        """The text without what pages repeat above it: the title, the day, counters and buttons."""
        lines = self._from_title(text)
        start = 0
        for index, line in enumerate(lines[:_DATE_WITHIN_LINES]):
            is_title = self._is_title(line)
            is_date = len(line) <= 40 and parse_date(line) is not None and parse_date(line) == self.published
            if is_title or is_date or _PRINT_LINE.fullmatch(line):
                start = index + 1
            else:
                break
        return "\n".join(lines[start:])

    def without_site_name(self, title: str | None) -> str:
        """A title less the name of the site that many pages append or put before it."""
        title = clean(title or "").replace("\n", " ")
        site = meta(self.selector, "og:site_name")
        parts = _TITLE_SEPARATOR.split(title)
        if len(parts) > 1 and site:
            if fold(parts[-1]) == fold(site):
                return title[: title.rindex(parts[-1])].rstrip(" |–—»·-")
            if fold(parts[0]) == fold(site):
                return title[len(parts[0]) :].lstrip(" |–—»·-")
        return title


def _first_day(lines: Iterable[str], longest: int) -> date | None:
    """The day of the first line of at most so many characters that states one."""
    days = (parse_date(line) for line in lines if len(line) <= longest)
    return next((day for day in days if day), None)
