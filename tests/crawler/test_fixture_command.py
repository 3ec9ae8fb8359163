"""`rangwan fixture`: a page of the web or a file becomes a test of its layout, once a person has looked."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from site_server import TEXT, Site, article

from crawler.fetching import FetchError, fetch_page, owner
from crawler.pages.saved import read_saved
from crawler.publisher import load_publishers
from normalize.dates import THAILAND
from rangwan.cli import main

PAGES = Path(__file__).parents[1] / "fixtures" / "pages"
SAVED = PAGES / "thaigov" / "clean-province.html"


def fixture(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["fixture", *map(str, arguments)])


def test_a_page_is_fetched_like_a_crawl_s_read_shown_and_saved(site: Site, tmp_path: Path) -> None:
    site.add("/news/7.html", article("รับรางวัล"))
    result = fixture(f"{site.url}/news/7.html", "--layout", "plain", "--out", tmp_path, "--allow-loopback")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/news/7.html"]
    assert "published  2023-10-10" in result.stdout
    assert TEXT in result.stdout
    assert "Nobody has checked them" in result.stdout
    saved, expected = read_saved(tmp_path / "news-7.html")
    assert saved.body == article("รับรางวัล").encode()
    assert (saved.url, saved.content_type) == (f"{site.url}/news/7.html", "text/html; charset=utf-8")
    assert saved.fetched_on == datetime.now(THAILAND).date()
    assert expected.item == {"title": "รับรางวัล", "text": TEXT, "published": "2023-10-10", "category": None}
    assert saved.open().item().text == expected.item["text"]
    assert expected.unchecked


def test_nothing_is_overwritten_nor_fetched_for_nothing(site: Site, tmp_path: Path) -> None:
    (tmp_path / "news-7.json").write_text("checked", "utf-8")
    result = fixture(f"{site.url}/news/7", "--layout", "plain", "--out", tmp_path, "--allow-loopback")
    assert result.exit_code == 1
    assert "news-7.json: is there already" in result.stderr
    assert "--name" in result.stderr
    assert site.asked == []
    assert (tmp_path / "news-7.json").read_text("utf-8") == "checked"


def test_robots_and_the_guard_hold(site: Site, tmp_path: Path) -> None:
    site.add("/robots.txt", "User-agent: *\nDisallow: /news/", Content_Type="text/plain")
    site.add("/news/7", article("รับรางวัล"))
    refused = fixture(f"{site.url}/news/7", "--layout", "plain", "--out", tmp_path, "--allow-loopback")
    guarded = fixture(f"{site.url}/news/7", "--layout", "plain", "--out", tmp_path)
    assert (refused.exit_code, guarded.exit_code) == (1, 1)
    assert "robots.txt of 127.0.0.1" in refused.stderr
    assert "leads to this machine" in guarded.stderr
    assert site.paths() == []
    assert list(tmp_path.iterdir()) == []


def test_the_terms_of_a_known_source_hold_whatever_the_layout(tmp_path: Path) -> None:
    url = "https://www.thaigov.go.th/news/contents/details/1"
    result = fixture(url, "--layout", "general", "--out", tmp_path)
    assert result.exit_code == 1
    assert "only its archive may be used" in result.stderr
    assert owner(url, load_publishers().values()).key == "thaigov"


def test_a_page_that_the_homepage_stands_in_for_is_gone(site: Site) -> None:
    site.add("/news/7", status=302, Location="/")
    site.add("/", article("หน้าแรก"))
    with pytest.raises(FetchError, match="the page is gone; it redirects to"):
        fetch_page(f"{site.url}/news/7", site.publisher(), allow_loopback=True)


def test_a_file_needs_a_layout_and_keeps_the_address_it_came_from(tmp_path: Path) -> None:
    assert fixture(SAVED, "--out", tmp_path).exit_code == 2
    url = "https://www.thaigov.go.th/news/contents/details/72000"
    result = fixture(SAVED, "--source", "thaigov", "--url", url, "--name", "mine", "--out", tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    saved, expected = read_saved(tmp_path / "mine.html")
    assert (saved.url, saved.layout.name, saved.fetched_on) == (url, "thaigov", None)
    assert expected.item == read_saved(SAVED)[1].item


def test_an_item_of_wp_json_lies_beside_what_is_expected_of_it(tmp_path: Path) -> None:
    post = PAGES / "wordpress-item" / "post.json"
    result = fixture(post, "--layout", "wordpress-item", "--out", tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        json.loads((tmp_path / "post.expected.json").read_text("utf-8"))["item"]["published"] == "2023-10-11"
    )
    assert (tmp_path / "post.json").read_bytes() == post.read_bytes()


def test_a_layout_that_finds_nothing_is_told_and_the_page_saved_to_work_on(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<body><p>เทศบาลนครยะลา ได้รับรางวัล</p></body>", "utf-8")
    result = fixture(page, "--layout", "wordpress", "--out", tmp_path / "new")
    assert result.exit_code == 1
    assert "the layout 'wordpress' finds no title" in result.stderr
    assert "the layout 'wordpress' finds no text" in result.stderr
    assert read_saved(tmp_path / "new" / "page.html")[1].item["text"] == ""


@pytest.mark.parametrize(
    ("body", "layout", "told"),
    [
        (b"%PDF-1.7", "plain", "is no web page but a PDF"),
        (b"<title>Login</title><form><input type=password></form>", "plain", "is no article: login page"),
        (b"[1]", "wordpress-item", "the item of wp-json is not an object"),
    ],
)
def test_what_is_no_article_is_not_saved(body: bytes, layout: str, told: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(body)
    result = fixture(page, "--layout", layout, "--out", tmp_path / "new")
    assert result.exit_code == 1
    assert told in result.stderr
    assert not (tmp_path / "new").exists()
