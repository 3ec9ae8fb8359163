"""Saved pages through their page objects, one test a field."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.pages import LAYOUTS, Layout, open_page
from crawler.pages.saved import is_saved_page, read_saved

PAGES = Path(__file__).parents[1] / "fixtures" / "pages"
SAVED = sorted(path for path in PAGES.glob("*/*") if is_saved_page(path))
FIELDS = ("title", "text", "published", "category")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("path", SAVED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_field(path: Path, field: str) -> None:
    saved, expected = read_saved(path)
    found = getattr(saved.open(), field)
    assert (found.isoformat() if field == "published" and found else found) == expected.item[field]


@pytest.mark.parametrize("path", SAVED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_person_has_checked_what_is_expected(path: Path) -> None:
    saved, expected = read_saved(path)
    assert expected.unchecked is None
    assert saved.layout.name == path.parent.name


def test_every_layout_has_a_saved_page() -> None:
    assert {path.parent.name for path in SAVED} == set(LAYOUTS)


@pytest.mark.parametrize("body", [b"", b"   ", b"\x00\xff", b"<html></html>", b"<p", b"[]", b"null", b"{"])
@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_a_page_without_anything_gives_empty_fields_or_a_value_error(layout: str, body: bytes) -> None:
    page = open_page(Layout(name=layout), "https://example.go.th/1", body)
    try:
        item = page.item()
    except ValueError:
        assert layout == "wordpress-item"
    else:
        assert item.published is None and item.category is None


def test_number_without_release_has_no_title() -> None:
    body = "<title>รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-</title><div class='border-normal clearfix'></div>".encode()
    item = open_page(Layout(name="thaigov"), "https://www.thaigov.go.th/1", body).item()
    assert (item.title, item.text) == ("", "")
