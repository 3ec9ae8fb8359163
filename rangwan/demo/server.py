"""The demonstration sites on loopback: one threaded HTTP server a site."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, unquote, urlsplit

from rangwan.demo.sites.municipal import MUNICIPAL
from rangwan.demo.sites.newspaper import NEWSPAPER
from rangwan.demo.sites.plain import PLAIN
from rangwan.demo.sites.release import RELEASE
from rangwan.demo.sites.wordpress import WORDPRESS
from rangwan.demo.web import Page, Request, Site

LOOPBACK = "127.0.0.1"
FIRST_PORT = 8474
"""Where `serve_demo` may be asked to start.  An article's id comes from its address, so a second run knows
the articles of the first only when the ports are the same."""
SITES: tuple[Site, ...] = (RELEASE, WORDPRESS, NEWSPAPER, MUNICIPAL, PLAIN)


_NOT_FOUND = Page(
    "<html><head><title>404</title></head><body><h1>ไม่พบหน้าที่ต้องการ</h1></body></html>".encode(),
    status=HTTPStatus.NOT_FOUND,
)


def answer(site: Site, target: str) -> Page:
    """The page of a site at a request target (path and query)."""
    parts = urlsplit(target)
    request = Request(unquote(parts.path), dict(parse_qsl(parts.query, keep_blank_values=True)))
    return site.render(request) or _NOT_FOUND


def _unchanged(page: Page, etags: str | None, since: str | None) -> bool:
    """Whether the reader's copy is current; If-None-Match outranks If-Modified-Since (RFC 9110, 13.1.3)."""
    if page.status != HTTPStatus.OK:
        return False
    if etags is not None:
        tags = {tag.strip().removeprefix("W/") for tag in etags.split(",")}
        return "*" in tags or page.etag in tags
    if since is None or page.modified is None:
        return False
    try:
        moment: datetime = parsedate_to_datetime(since)
    except ValueError:
        return False
    return moment.tzinfo is not None and page.modified.replace(microsecond=0) <= moment


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "rangwan-demo"
    sys_version = ""
    timeout = 30  # seconds; an idle connection is closed
    server: _SiteServer

    def do_GET(self) -> None:
        """Answer with the page."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer with the page's headers."""
        self._answer(with_body=False)

    def _answer(self, with_body: bool) -> None:
        site = self.server.site
        page = answer(site, self.path)
        unchanged = _unchanged(page, self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since"))
        body = page.body.replace(site.nominal_url.encode(), self.server.url.encode())
        self.send_response(HTTPStatus.NOT_MODIFIED if unchanged else page.status)
        self.send_header("ETag", page.etag)
        if page.last_modified:
            self.send_header("Last-Modified", page.last_modified)
        for name, value in page.headers:
            self.send_header(name, value.replace(site.nominal_url, self.server.url))
        if not unchanged:
            self.send_header("Content-Type", page.content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body and not unchanged:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the crawl reports what it fetched."""


class _SiteServer(ThreadingHTTPServer):
    daemon_threads = True
    # A crawl opens its connections to a site at once.
    request_queue_size = 64

    def __init__(self, site: Site, port: int) -> None:
        self.site = site
        super().__init__((LOOPBACK, port), _Handler)

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader that hangs up early is no news; anything else is."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serve(site: Site, port: int = 0) -> Iterator[str]:
    """Serve one site on loopback while the context lasts; gives its base URL.

    Port 0 takes any free one.  Raises OSError when the port is taken.
    """
    server = _SiteServer(site, port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.url
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def serve_demo(first_port: int = 0) -> Iterator[dict[str, str]]:
    """Serve all sites while the context lasts; gives the base URL of each by its key.

    With a `first_port` the sites take that port and the ones after it, so that their addresses are the
    same in every run; with 0 each takes any free port.  Raises OSError when a port is taken.
    """
    with ExitStack() as stack:
        yield {
            site.key: stack.enter_context(serve(site, first_port and first_port + place))
            for place, site in enumerate(SITES)
        }
