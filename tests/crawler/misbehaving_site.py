"""A web site on loopback that misbehaves in every way seen in the wild, over raw sockets.

Each page is named after what is wrong with it.  `GOOD` are the pages that have to come in all the same.
"""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from site_server import Site, article, listing

Page = Callable[["Visit"], Awaitable[None]]
OK = "200 OK"
HTML = "text/html; charset=utf-8"
LIMIT = 8_000_000
"""Bytes of a page that a crawl of the site should allow: the feed is smaller, the bombs are larger."""
BOMB = gzip.compress(b"<p>" + b"a" * (LIMIT + 1))
FEED_ENTRIES = 100_000


@dataclass
class Visit:
    """One request, and the connection to answer it on."""

    path: str
    headers: dict[str, str]
    writer: asyncio.StreamWriter
    number: int
    """How often the path was asked for, from 1."""

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def answer(
        self, body: str | bytes, status: str = OK, length: int | None = None, **headers: str
    ) -> None:
        """An answer with a body; `length` stands for a Content-Length that is wrong."""
        raw = body.encode() if isinstance(body, str) else body
        named = {"Content-Type": HTML} | {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items())]
        lines += [f"Content-Length: {len(raw) if length is None else length}", "Connection: close", "", ""]
        await self.send("\r\n".join(lines).encode() + raw)


@dataclass
class MisbehavingSite(Site):
    """`wrong` maps the path of each page to what it does; `asked_for` counts the requests by path."""

    wrong: dict[str, Page] = field(default_factory=dict)
    asked_for: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        super().__init__()


def static(body: str | bytes, status: str = OK, length: int | None = None, **headers: str) -> Page:
    async def page(visit: Visit) -> None:
        await visit.answer(body, status, length, **headers)

    return page


def redirect(target: str, **headers: str) -> Page:
    return static("", "302 Found", Location=target, **headers)


async def slow(visit: Visit) -> None:
    await asyncio.sleep(0.5)
    await visit.answer(article("ข่าวที่มาช้า"))


async def drip(visit: Visit) -> None:
    await visit.send(f"HTTP/1.1 {OK}\r\nContent-Type: {HTML}\r\nContent-Length: 1000\r\n\r\n".encode())
    for letter in article("ข่าวทีละตัวอักษร").encode():
        await visit.send(bytes([letter]))
        await asyncio.sleep(1)


async def never(visit: Visit) -> None:
    await asyncio.sleep(3600)


async def endless_headers(visit: Visit) -> None:
    await visit.send(f"HTTP/1.1 {OK}\r\n".encode())
    block = b"".join(b"X-Header-%d: %s\r\n" % (number, b"a" * 100) for number in range(1000))
    while True:
        await visit.send(block)


async def endless_header_line(visit: Visit) -> None:
    await visit.send(f"HTTP/1.1 {OK}\r\nX-Header: ".encode())
    while True:
        await visit.send(b"a" * 100_000)


async def gigabyte(visit: Visit) -> None:
    await visit.send(f"HTTP/1.1 {OK}\r\nContent-Type: {HTML}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
    chunk = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    for _ in range(2**30 // 0x10000):
        await visit.send(chunk)
    await visit.send(b"0\r\n\r\n")


async def gigabyte_announced(visit: Visit) -> None:
    await visit.send(f"HTTP/1.1 {OK}\r\nContent-Type: {HTML}\r\nContent-Length: {2**30}\r\n\r\n".encode())
    for _ in range(2**30 // 0x10000):
        await visit.send(b"a" * 0x10000)


async def broken_chunks(visit: Visit) -> None:
    body = article("ข่าวที่ขาดกลางคัน").encode()
    head = (
        f"HTTP/1.1 {OK}\r\nContent-Type: {HTML}\r\nTransfer-Encoding: chunked\r\n\r\n{len(body) + 99:x}\r\n"
    )
    await visit.send(head.encode() + body)


async def garbage(visit: Visit) -> None:
    await visit.send(b"\x16\x03\x01 this is no HTTP\r\n\r\n")


async def hang_up(visit: Visit) -> None:
    return


async def cookie_wall(visit: Visit) -> None:
    if "cookie" in visit.headers:
        await visit.answer(article("ข่าวหลังกำแพงคุกกี้"))
    else:
        await visit.answer("", "302 Found", Location=visit.path, Set_Cookie="seen=1; Path=/")


async def changing(visit: Visit) -> None:
    page = article("ข่าวที่นับผู้เข้าชม")
    counter = f"<div class='counter'>{visit.number}</div><input type='hidden' value='{visit.number:032x}'>"
    await visit.answer(page.replace("</body>", f"{counter}</body>"), ETag=f'"{visit.number}"')


async def endless_list(visit: Visit) -> None:
    await visit.answer(listing(f"/news/{visit.path.rpartition('=')[2]}-of-the-list"))


async def any_article(visit: Visit) -> None:
    await visit.answer(article(f"ข่าวที่ {visit.path}"))


# Pages that have to come in whatever the others do, by their titles.
GOOD: dict[str, str] = {
    "/news/good": "ข่าวดี",
    "/news/slow": "ข่าวที่มาช้า",
    "/news/tis-620-as-utf-8": "รหัสไทยที่อ้างว่าเป็นยูนิโค้ด",
    "/news/utf-8-as-windows-874": "ยูนิโค้ดที่อ้างว่าเป็นวินโดวส์",
    "/news/utf-8-as-latin": "ยูนิโค้ดที่อ้างว่าเป็นละติน",
    "/news/unknown-charset": "รหัสที่ไม่มีใครรู้จัก",
    "/news/changing": "ข่าวที่นับผู้เข้าชม",
    "/news/redirects-to-good": "ข่าวที่ย้ายที่",
    "/news/length-too-short": "ข่าวที่บอกความยาวสั้นไป",
    "/news/nested": "ข่าวที่ซ้อนกันหลายชั้น",
    "/news/half-a-character": "ข่าวที่มีอักขระครึ่งตัว",
}
# What is wrong with the others, by the kind of the failure.
WRONG: dict[str, str] = {
    "/news/never": "network",
    "/news/drip": "network",
    "/news/truncated": "network",
    "/news/broken-chunks": "network",
    "/news/truncated-gzip": "network",
    "/news/garbage": "network",
    "/news/hang-up": "network",
    "/news/endless-headers": "size",
    "/news/endless-header-line": "network",
    "/news/gzip-bomb": "size",
    "/news/gzip-bomb-in-gzip": "size",
    "/news/gzip-file": "format",
    "/news/gigabyte": "size",
    "/news/gigabyte-announced": "size",
    "/news/redirect-loop": "http",
    "/news/redirect-pair": "http",
    "/news/redirect-endless-0": "http",
    "/news/to-other-port": "address",
    "/news/to-file": "address",
    "/news/to-private": "address",
    "/news/to-metadata": "address",
    "/news/to-no-address": "address",
    "/news/500": "http",
    "/news/cookie-wall": "blocked",
    "/news/cookie-wall-of-two": "blocked",
    "/news/javascript": "blocked",
    "/news/login": "blocked",
    "/news/soft-404": "blocked",
    "/news/404": "gone",
    "/news/forbidden": "robots",
    "/news/empty": "no-text",
    "/news/nested-without-end": "no-text",
    "/news/nul": "no-text",
}
# Addresses in the list that lead nowhere, with the part of them that is reported.
NO_ADDRESSES = {
    "http://[bad]/news/": "http://[bad]/news/",
    "/news/" + "x" * 5000: "/news/" + "x" * 100,
    "http://192.168.0.1/news/1": "http://192.168.0.1/news/1",
    "ftp://example.org/news/1": "ftp://example.org/news/1",
    "https://elsewhere.example.com/news/1": "https://elsewhere.example.com/news/1",
    "http://]": "http://]",
}
NO_ARTICLES = ("http://[::1", "//", "", "javascript:alert(1)", "mailto:a@example.org", "/news/good#again")
# Index pages of the other kinds, in the order in which a publisher of this site should read them.
DISCOVERY: list[dict[str, object]] = [
    {"kind": "listing", "url": "/", "match": "/news/"},
    {"kind": "sitemap", "url": "/sitemap.xml"},
    {"kind": "sitemap", "url": "/bomb.xml.gz"},
    {"kind": "sitemap", "url": "/cut.xml.gz"},
    {"kind": "sitemap", "url": "/too-deep-0.xml"},
    {"kind": "feed", "url": "/no-feed"},
    {"kind": "wordpress", "endpoint": "/no-json"},
    {"kind": "listing", "url": "/endless?page={page}", "match": "/news/", "max_pages": 3},
    {"kind": "feed", "url": "/feed"},
]
WRONG_INDEX = {
    "/bomb.xml.gz": "discovery",
    "/cut.xml.gz": "discovery",
    "/no-feed": "discovery",
    "/no-json?per_page=50&page=1&orderby=date&order=desc&_embed=wp%3Aterm": "discovery",
}


def feed(entries: int) -> str:
    items = "".join(f"<item><link>/news/feed-{number}</link></item>" for number in range(entries))
    return f"<rss><channel>{items}</channel></rss>"


def sitemap(*paths: str, root: str = "urlset", entry: str = "url") -> str:
    return f"<{root}>" + "".join(f"<{entry}><loc>{path}</loc></{entry}>" for path in paths) + f"</{root}>"


def sitemap_index(*paths: str) -> str:
    return sitemap(*paths, root="sitemapindex", entry="sitemap")


def build(site: MisbehavingSite) -> None:
    wrong = site.wrong
    tis620 = article(GOOD["/news/tis-620-as-utf-8"]).replace("<meta charset='utf-8'>", "").encode("tis-620")
    windows = article(GOOD["/news/utf-8-as-windows-874"]).replace("charset='utf-8'", "charset='windows-874'")
    latin = article(GOOD["/news/utf-8-as-latin"]).replace("charset='utf-8'", "charset='iso-8859-1'")
    whole = gzip.compress(article("ข่าวที่ขาดกลางคัน").encode())
    nested = article(GOOD["/news/nested"]).replace("<p>", "<div>" * 150 + "<p>", 1)
    nested_more = article("ข่าวที่ซ้อนกันไม่รู้จบ").replace("<p>", "<div>" * 30_000 + "<p>", 1)
    half = article(GOOD["/news/half-a-character"]).encode().replace(b"</p>", b"\xe0\xb8</p>&#xD83D;", 1)
    short = article(GOOD["/news/length-too-short"])
    wrong |= {
        "/robots.txt": static("User-agent: *\nDisallow: /news/forbidden\n", Content_Type="text/plain"),
        "/": static(listing(*GOOD, *WRONG, *NO_ADDRESSES, *NO_ARTICLES)),
        "/news/good": static(article(GOOD["/news/good"])),
        "/news/slow": slow,
        "/news/tis-620-as-utf-8": static(tis620),
        "/news/utf-8-as-windows-874": static(windows, Content_Type="text/html; charset=windows-874"),
        "/news/utf-8-as-latin": static(latin, Content_Type="text/html; charset=iso-8859-1"),
        "/news/unknown-charset": static(
            article(GOOD["/news/unknown-charset"]), Content_Type="text/html; charset=x-thai-secret"
        ),
        "/news/changing": changing,
        "/news/redirects-to-good": redirect("/moved/good"),
        "/moved/good": static(article(GOOD["/news/redirects-to-good"])),
        "/news/length-too-short": static(
            short + "<p>ท้ายหน้า</p>" * 9, length=len(short.encode()), Connection="close"
        ),
        "/news/nested": static(nested),
        "/news/half-a-character": static(half),
        "/news/nested-without-end": static(nested_more),
        "/news/never": never,
        "/news/drip": drip,
        "/news/truncated": static(article("ข่าวที่ขาดกลางคัน"), length=10_000),
        "/news/broken-chunks": broken_chunks,
        "/news/truncated-gzip": static(whole[: len(whole) // 2], Content_Encoding="gzip"),
        "/news/garbage": garbage,
        "/news/hang-up": hang_up,
        "/news/endless-headers": endless_headers,
        "/news/endless-header-line": endless_header_line,
        "/news/gzip-bomb": static(BOMB, Content_Encoding="gzip"),
        "/news/gzip-bomb-in-gzip": static(gzip.compress(BOMB), Content_Encoding="gzip, gzip"),
        "/news/gzip-file": static(BOMB),
        "/news/gigabyte": gigabyte,
        "/news/gigabyte-announced": gigabyte_announced,
        "/news/redirect-loop": redirect("/news/redirect-loop"),
        "/news/redirect-pair": redirect("/moved/pair"),
        "/moved/pair": redirect("/news/redirect-pair"),
        **{f"/news/redirect-endless-{n}": redirect(f"/news/redirect-endless-{n + 1}") for n in range(20)},
        "/news/to-other-port": redirect("http://127.0.0.1:22/"),
        "/news/to-file": redirect("file:///etc/passwd"),
        "/news/to-private": redirect("http://192.168.0.1/admin"),
        "/news/to-metadata": redirect("http://169.254.169.254/latest/meta-data/"),
        "/news/to-no-address": redirect("http://[::1"),
        "/news/500": static("", "500 Internal Server Error"),
        "/news/cookie-wall": cookie_wall,
        "/news/cookie-wall-of-two": redirect("/moved/check", Set_Cookie="seen=1"),
        "/moved/check": redirect("/news/cookie-wall-of-two"),
        "/news/javascript": static(
            "<title>ข่าว</title><body><noscript>Please enable JavaScript</noscript><div id=app>"
        ),
        "/news/login": static("<h1>เข้าสู่ระบบ</h1><form><input name=u><input type=password></form>"),
        "/news/soft-404": static("<h1>ขออภัย</h1><p>ไม่พบหน้าที่ท่านต้องการ</p>"),
        "/news/404": static("", "404 Not Found"),
        "/news/forbidden": static(article("ข่าวที่ห้ามอ่าน")),
        "/news/empty": static("<html><body></body></html>"),
        "/news/nul": static(b"\x00" * 10_000),
        "/sitemap.xml": static(sitemap_index("/sitemap.xml", "/sitemap-1.xml", "/sitemap.xml")),
        "/sitemap-1.xml": static(sitemap("/news/from-the-sitemap", "http://]", "/news/good")),
        "/news/from-the-sitemap": static(article("ข่าวจากแผนผัง")),
        "/bomb.xml.gz": static(BOMB, Content_Type="application/gzip"),
        "/cut.xml.gz": static(gzip.compress(sitemap("/news/1").encode())[:-20]),
        **{f"/too-deep-{n}.xml": static(sitemap_index(f"/too-deep-{n + 1}.xml")) for n in range(9)},
        "/no-feed": static("<html><body>Please enable JavaScript</body></html>"),
        **{path: static("[" * 100_000) for path in WRONG_INDEX if path.startswith("/no-json")},
        "/feed": static(feed(FEED_ENTRIES), Content_Type="application/rss+xml"),
    }


def _other(path: str) -> Page:
    if path.startswith("/endless"):
        return endless_list
    return any_article if path.startswith("/news/") else static("", "404 Not Found")


async def _serve_one(
    site: MisbehavingSite, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = head[0].split(" ")[1]
        headers = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])
        }
        site.asked_for[path] += 1
        page = site.wrong.get(path) or _other(path)
        await page(Visit(path, headers, writer, site.asked_for[path]))
    except (ConnectionError, asyncio.IncompleteReadError):
        return
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


@contextmanager
def serve_misbehaving() -> Iterator[MisbehavingSite]:
    """Serve the site from a thread of its own while the context lasts."""
    site = MisbehavingSite()
    build(site)
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def main() -> None:
        server = await asyncio.start_server(lambda r, w: _serve_one(site, r, w), "127.0.0.1", 0)
        site.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        ready.set()
        await stop.wait()
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    thread = threading.Thread(target=lambda: loop.run_until_complete(main()), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield site
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()
