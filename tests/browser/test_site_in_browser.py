"""The site as readers use it: in a browser, wide and narrow, by keyboard, without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = {"wide": 1280, "narrow": 390}
PAGES = (
    "/",
    "/search?q=ยะลา",
    "/search?q=<script>alert(1)</script>",
    "/organisations",
    "/organisations/org-000001",
    "/awards",
    "/awards?tier=ดีเด่น&year=2566",
    "/awards?tier=ดีเด่น&year=1",
    "/awards/awd-000001",
    "/articles/dla-0",
    "/articles/hostile",
    "/programmes",
    "/programmes/prg-000001",
    "/provinces",
    "/provinces/ยะลา",
    "/data",
    "/nowhere",
)
DATASETTE = ("/rangwan", "/rangwan/awards?_facet=province", "/rangwan/fact/1", "/rangwan?sql=select+1+as+one")


@dataclass
class Watched:
    """A page, with all that it complained of and asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def hosts(self) -> set[str]:
        return {urlsplit(url).netloc for url in self.requests if not url.startswith("data:")}


@contextmanager
def watched(browser: Browser, width: int, **options: Any) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="th-TH", **options)
    page = context.new_page()
    page.set_default_timeout(15_000)
    seen = Watched(page)

    def listen(message: Any) -> None:
        # A page that is not there is what some of the tests ask for.
        if message.type in ("error", "warning") and "404 (Not Found)" not in message.text:
            seen.complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("dialog", lambda dialog: (seen.complaints.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: seen.requests.append(request.url))
    yield seen
    context.close()


@pytest.fixture(params=WIDTHS.values(), ids=WIDTHS.keys())
def seen(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    with watched(browser, request.param) as one:
        yield one


@pytest.fixture(scope="session")
def axe() -> str:
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return (Path(package.__file__).parent / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("language", ["", "/en"], ids=["th", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound(seen: Watched, site: str, axe: str, path: str, language: str) -> None:
    response = seen.page.goto(f"{site}{language}{path}".removesuffix("/") or site)
    assert response is not None
    assert response.status == (404 if path == "/nowhere" else 200)
    assert seen.page.locator("h1").count() == 1
    assert seen.page.evaluate("document.documentElement.lang") == ("en" if language else "th")
    assert seen.complaints == []
    assert seen.hosts() == {urlsplit(site).netloc}
    too_wide = seen.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert too_wide <= 0, f"{too_wide} pixels must be scrolled to the side"
    assert faults(seen.page, axe) == []


def faults(page: Page, axe: str) -> list[str]:
    """The serious and critical faults that axe-core finds."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{fault['impact']}: {fault['help']}: {[node['html'][:200] for node in fault['nodes']][:3]}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("path", DATASETTE)
def test_datasettes_own_pages_work_under_our_policy(seen: Watched, site: str, path: str) -> None:
    seen.page.goto(site + path)
    assert seen.complaints == []
    assert seen.hosts() == {urlsplit(site).netloc}


def test_sql_is_written_and_run(seen: Watched, site: str) -> None:
    seen.page.goto(f"{site}/rangwan?sql=select+1+as+one")
    editor = seen.page.locator(".CodeMirror")
    editor.click()
    seen.page.keyboard.press("Control+A")
    seen.page.keyboard.type("select 40 + 2 as answer")
    seen.page.get_by_role("button", name="Run SQL").click()
    assert seen.page.locator("td.col-answer").inner_text() == "42"
    assert seen.complaints == []


def test_from_the_first_page_to_the_words_of_an_article(seen: Watched, site: str) -> None:
    page = seen.page
    page.goto(site)
    page.locator("input[name=q]:visible").first.fill("เทศบาลนครยะลา")
    page.locator("input[name=q]:visible").first.press("Enter")
    page.wait_for_url(re.compile("/search"))
    page.locator("main a[href*='/organisations/org-']").first.click()
    page.wait_for_url(re.compile(r"/organisations/org-\d+"))
    assert "ยะลา" in page.locator("h1").inner_text()
    page.locator("main a[href*='/awards/awd-']").first.click()
    page.wait_for_url(re.compile(r"/awards/awd-\d+"))
    page.locator("main a[href*='/articles/']").first.click()
    page.wait_for_url(re.compile("/articles/"))
    assert page.locator("main mark").count() >= 1
    assert seen.complaints == []


@pytest.mark.parametrize("path", ["/", "/data", "/provinces", "/awards/awd-000001", "/search?q=ยะลา"])
def test_the_language_is_changed_on_the_page_itself(seen: Watched, site: str, path: str) -> None:
    page = seen.page
    page.goto(site + path)
    thai = page.locator("h1").inner_text()
    page.get_by_role("link", name="English", exact=True).click()
    assert urlsplit(page.url).path.startswith("/en")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.locator("a.language").click()
    assert page.locator("h1").inner_text() == thai
    assert not urlsplit(page.url).path.startswith("/en")


def test_the_keyboard_is_enough(seen: Watched, site: str) -> None:
    page = seen.page
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator("a.skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    for _ in range(4):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 })()"
        )
        assert shown, page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize(
    "path", ["/", "/search?q=ยะลา", "/organisations", "/awards", "/articles/dla-0", "/data"]
)
def test_pages_work_without_scripts(browser: Browser, site: str, path: str) -> None:
    with watched(browser, WIDTHS["narrow"], java_script_enabled=False) as seen:
        seen.page.goto(site + path)
        assert seen.page.locator("h1").count() == 1
        seen.page.locator("main a[href^='/']:visible").first.click()
        assert seen.page.locator("main").count() == 1 or "/rangwan" in seen.page.url


def test_code_in_an_article_is_shown_and_not_run(seen: Watched, site: str) -> None:
    seen.page.goto(f"{site}/articles/hostile")
    assert seen.page.title() != "x"
    assert "<script>" in seen.page.locator("main").inner_text()
    assert seen.page.locator("main script, main img").count() == 0
    assert "49" not in seen.page.locator("h1").inner_text()
