"""Saved pages through their page objects, one test a field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.pages import LAYOUTS, Layout, PressPage, open_page

PAGES = Path(__file__).parents[1] / "fixtures" / "pages"
SAVED = sorted(path for path in PAGES.glob("*/*") if path.suffix == ".html" or path.name == "post.json")
FIELDS = ("title", "text", "published", "category")


def _load(path: Path) -> tuple[PressPage, dict[str, Any]]:
    beside = path.with_name("post.expected.json") if path.suffix == ".json" else path.with_suffix(".json")
    record = json.loads(beside.read_text("utf-8"))
    layout = Layout.model_validate(record["layout"])
    page = open_page(layout, record["url"], path.read_bytes(), content_type=record["content_type"])
    return page, record["item"]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("path", SAVED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_field(path: Path, field: str) -> None:
    page, expected = _load(path)
    found = getattr(page, field)
    assert (found.isoformat() if field == "published" and found else found) == expected[field]


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
