"""A web site on loopback for benchmarks: prepared answers from a process of its own.

    python benchmarks/page_server.py PAGES

Prints its address and serves until its standard input ends.  `/` lists the articles `/news/0` and so on;
`/started` tells when the list was asked for last, in seconds of the machine's monotonic clock.
"""

from __future__ import annotations

import asyncio
import sys
import time

SENTENCE = "เทศบาลนครยะลา จังหวัดยะลา ได้รับรางวัลท้องถิ่นดิจิทัล ระดับยอดเยี่ยม จากนายกรัฐมนตรี ณ ทำเนียบรัฐบาล"
MENU = "".join(
    f'<li class="menu-item"><a href="/section/{number}" title="หมวดที่ {number}">หมวดข่าวที่ {number}</a></li>'
    for number in range(60)
)
SCRIPT = "<script>" + "var setting = {'colour': 'blue', 'size': 12};\n" * 120 + "</script>"
PAGE = (
    "<!doctype html><html lang='th'><head><meta charset='utf-8'><title>{title} - เทศบาล</title>"
    + SCRIPT + "</head>"
    "<body><header><nav><ul>" + MENU + "</ul></nav></header><main><h1>{title}</h1>"
    "<time datetime='2023-10-10'>10 ตุลาคม 2566</time><div class='content'>{text}</div></main>"
    "<aside><ul>" + MENU + "</ul></aside><footer>ติดต่อเทศบาล โทร. 0 0000 0000</footer></body></html>"
)  # fmt: skip


def page(number: int) -> str:
    """An article as long as real ones (3,000 characters) in a page as heavy as real ones (35 KB)."""
    text = "".join(f"<p>ข้อ {number}.{line} {SENTENCE}</p>" for line in range(30))
    return PAGE.replace("{title}", f"ข่าวที่ {number}").replace("{text}", text)


def answer(body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """An answer with its headers, ready to be sent."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


class Site:
    """All answers by path."""

    def __init__(self, pages: int) -> None:
        links = "".join(f'<li><a href="/news/{number}">ข่าว {number}</a></li>' for number in range(pages))
        self.answers = {f"/news/{number}".encode(): answer(page(number).encode()) for number in range(pages)}
        self.answers[b"/"] = answer(f"<html><body><ul>{links}</ul></body></html>".encode())
        self.missing = answer(b"", "404 Not Found")
        self.started = 0.0

    def find(self, path: bytes) -> bytes:
        if path == b"/":
            self.started = time.monotonic()
        elif path == b"/started":
            return answer(repr(self.started).encode(), kind="text/plain")
        return self.answers.get(path, self.missing)


class Connection(asyncio.Protocol):
    """One connection, kept open for request after request."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            assert self._transport is not None
            self._transport.write(self._site.find(head.split(b" ", 2)[1]))


async def main() -> None:
    loop = asyncio.get_running_loop()
    site = Site(int(sys.argv[1]))
    server = await loop.create_server(lambda: Connection(site), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
