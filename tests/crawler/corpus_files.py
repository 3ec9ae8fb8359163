"""Files as the thaigov corpora hold them, and pages as other crawlers archive them, written for tests."""

from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Mapping
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

MAEHIA = """
key = "maehia"
homepage = "https://maehia.example.go.th"
publishes = "ข่าวของเทศบาล"
[name]
th = "เทศบาลเมืองแม่เหียะ"
en = "Mae Hia Town Municipality"
[layout]
name = "plain"
[[discovery]]
kind = "listing"
url = "/news"
match = "/news/[0-9]+"
[terms]
verdict = "allowed"
why = "it says so"
"""
"""The file of the publisher whose pages the archives hold."""
TITLE = "เทศบาลนครยะลา คว้ารางวัลท้องถิ่นดิจิทัล ประจำปี 2566"
BODY = "วันนี้ (10 ตุลาคม 2566) เทศบาลนครยะลา จังหวัดยะลา ได้รับรางวัลท้องถิ่นดิจิทัล ระดับยอดเยี่ยม"
SECTION = "v1/18/ด้านสังคม_25.txt"
DATED = "v2/data/2023/10/11/ด้านเศรษฐกิจ_7_39dc3d51-ddd8-4209-87a2-1862c6a18f2d.txt"


def release(number: int, title: str = TITLE, body: str = BODY, day: str = "วันอังคารที่ 10 ตุลาคม 2566") -> bytes:
    """A file of the corpus, in the form of the first version (with its byte-order mark)."""
    lines = (
        f"รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-{title}",
        "",
        "",
        day,
        "10/10/2566",
        "พิมพ์",
        title,
        title,
        body,
        "",
        f"ที่มา : http://www.thaigov.go.th/news/contents/details/{number}",
    )
    return b"\xef\xbb\xbf" + "\n".join(lines).encode()


def folder(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a folder."""
    for name, body in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    return path


def tar(path: Path, files: Mapping[str, bytes], mode: str = "w:gz") -> Path:
    """Write files into a tar."""
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, body in files.items():
            member = tarfile.TarInfo(f"./{name}")
            member.size = len(body)
            archive.addfile(member, io.BytesIO(body))
    return path


def page(title: str, text: str = BODY) -> bytes:
    """A web page in the layout "plain"."""
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body><h1>{title}</h1><p>10 ตุลาคม 2566</p><p>{text}</p></body></html>"
    ).encode()


def warc(path: Path, pages: Mapping[str, bytes], *, day: str = "2023-10-11", packed: bool = False) -> Path:
    """Write pages into a WARC as a crawler does: a request and a response each, perhaps with gzip content."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=path.suffix == ".gz")
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "another crawler"}))
        for url, body in pages.items():
            headers = [("Content-Type", "text/html; charset=utf-8")]
            if packed:
                headers.append(("Content-Encoding", "gzip"))
            status = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            payload = io.BytesIO(gzip.compress(body) if packed else body)
            moment = {"WARC-Date": f"{day}T01:02:03Z"}
            request = StatusAndHeaders(f"GET {url} HTTP/1.1", [("Host", "x")], is_http_request=True)
            writer.write_record(
                writer.create_warc_record(url, "request", http_headers=request, warc_headers_dict=moment)
            )
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=payload, http_headers=status, warc_headers_dict=moment
                )
            )
    return path
