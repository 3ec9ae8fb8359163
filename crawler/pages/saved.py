"""Saved pages with the fields that are expected of them: what layouts are tested with.

A page lies as NAME.html beside NAME.json, which holds its address, its content type, its layout, the day on
which it was fetched where that matters, and the expected `item`.  A page that is itself JSON (an item of
`wp-json`) lies as NAME.json beside NAME.expected.json.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from crawler.pages import Layout, PressItem, PressPage, open_page

UNCHECKED = "Compare each value of item with the page in a browser, correct it, then delete this line."
_EXPECTED = ".expected.json"


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page as a site sent it."""

    body: bytes
    url: str
    content_type: str | None
    layout: Layout
    fetched_on: date | None = None

    def open(self) -> PressPage:
        """Its page object.  Raises KeyError if there is no layout of that name."""
        return open_page(
            self.layout, self.url, self.body, content_type=self.content_type, fetched_on=self.fetched_on
        )


@dataclass(frozen=True, slots=True)
class Expected:
    """The fields as JSON has them; `unchecked`: what to do, as no person has looked at them yet."""

    item: dict[str, str | None]
    unchecked: str | None = None


def is_saved_page(path: Path) -> bool:
    """Whether a file is a page rather than what is expected of one."""
    return path.suffix == ".html" or (path.suffix == ".json" and path.with_suffix(_EXPECTED).exists())


def expected_path(page: Path) -> Path:
    """Where the expected fields of a page lie."""
    return page.with_suffix(_EXPECTED if page.suffix == ".json" else ".json")


def read_saved(page: Path) -> tuple[SavedPage, Expected]:
    """A saved page.  Raises OSError if a file cannot be read, ValueError or KeyError if one is damaged."""
    record = json.loads(expected_path(page).read_text("utf-8"))
    day = record.get("fetched_on")
    saved = SavedPage(
        page.read_bytes(),
        record["url"],
        record["content_type"],
        Layout.model_validate(record["layout"]),
        date.fromisoformat(day) if day else None,
    )
    return saved, Expected(record["item"], record.get("unchecked"))


def write_saved(page: Path, saved: SavedPage, item: PressItem) -> None:
    """Save a page with what its layout finds in it, to be checked by a person.

    Raises FileExistsError if one of the two files is there already, and OSError if they cannot be written.
    """
    beside = expected_path(page)
    for path in (page, beside):
        if path.exists():
            raise FileExistsError(f"{path} is there already")
    record = {
        "unchecked": UNCHECKED,
        "url": saved.url,
        "content_type": saved.content_type,
        "layout": saved.layout.model_dump(mode="json", exclude_defaults=True),
        "fetched_on": saved.fetched_on.isoformat() if saved.fetched_on else None,
        "item": item_json(item),
    }
    with page.open("xb") as file:
        file.write(saved.body)
    with beside.open("x", encoding="utf-8") as text:
        json.dump(record, text, ensure_ascii=False, indent=2)
        text.write("\n")


def item_json(item: PressItem) -> dict[str, Any]:
    """The fields as JSON has them."""
    return asdict(item) | {"published": item.published.isoformat() if item.published else None}
