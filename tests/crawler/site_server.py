"""A small web site on loopback that a test writes page by page and that remembers what was asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from crawler.publisher import Publisher

ARTICLE = (
    "<html><head><meta charset='utf-8'><title>{title}</title></head>"
    "<body><h1>{title}</h1><p>{day}</p><p>{text}</p></body></html>"
)
TEXT = "เทศบาลเมืองแม่เหียะ จังหวัดเชียงใหม่ ได้รับรางวัลท้องถิ่นดิจิทัล ระดับดีเด่น"


def article(
    title: str,
    text: str = "เทศบาลเมืองแม่เหียะ จังหวัดเชียงใหม่ ได้รับรางวัลท้องถิ่นดิจิทัล ระดับดีเด่น",
    day: str = "10 ตุลาคม 2566",
) -> str:
    """The markup of an article for the layout "plain"."""
    return ARTICLE.format(title=title, text=text, day=day)


def listing(*paths: str) -> str:
    """The markup of a list of links."""
    return "<html><body>" + "".join(f'<a href="{path}">ข่าว</a>' for path in paths) + "</body></html>"


@dataclass
class Answer:
    """What the site says to one address."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    # Stands for the Content-Length of a page that breaks off.
    announced: int | None = None


@dataclass
class Asked:
    """One request that the site got."""

    path: str
    headers: dict[str, str]


class Site:
    """Pages by path (with query); a function instead of an answer is called for each request."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | Callable[[Asked], Answer]] = {}
        self.asked: list[Asked] = []
        self.url = ""

    def add(
        self,
        path: str,
        body: bytes | str = b"",
        status: int = 200,
        announced: int | None = None,
        **headers: str,
    ) -> None:
        """Add a page; underscores in the names of headers stand for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = Answer(
            body, status, {"Content-Type": "text/html; charset=utf-8"} | named, announced
        )

    def paths(self) -> list[str]:
        """The paths that were asked for, without robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def publisher(self, **changes: Any) -> Publisher:
        """A publisher of this site: a list at /, the layout "plain", no delays."""
        fields: dict[str, Any] = {
            "key": "test",
            "name": {"th": "ทดสอบ", "en": "Test"},
            "homepage": self.url + "/",
            "publishes": "Test pages.",
            "layout": "plain",
            "discovery": [{"kind": "listing", "url": "/", "match": "/news/"}],
            "politeness": {"delay": 0, "timeout": 5},
            "terms": {"verdict": "allowed", "why": "own pages"},
        }
        return Publisher.model_validate(fields | changes)


@contextmanager
def serve() -> Iterator[Site]:
    """Serve a site while the context lasts."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()})
            site.asked.append(asked)
            found = site.pages.get(self.path, Answer(status=404))
            answer = found if isinstance(found, Answer) else found(asked)
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            # A crawl that is stopped hangs up; what the server says of it would end up in another test.
            with suppress(ConnectionError):
                self._send(answer, body)

        def _send(self, answer: Answer, body: bytes) -> None:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.status != 304:
                self.send_header("Content-Length", str(answer.announced or len(body)))
            self.end_headers()
            if answer.status != 304:
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
