"""Reading XML that a stranger wrote: no entities, no network, no size without end, any encoding."""

from __future__ import annotations

import gzip
import re
import zlib
from io import BytesIO

from lxml import etree  # type: ignore[import-untyped]

from crawler.discovery.base import MAX_BYTES, DiscoveryError, IndexPage
from crawler.encoding import decode

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def gunzip(body: bytes, limit: int = MAX_BYTES) -> bytes:
    """The body, unpacked if it is gzip.

    Raises DiscoveryError if it is damaged or grows beyond `limit` bytes.
    """
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        with gzip.GzipFile(fileobj=BytesIO(body)) as unpacked:
            data = unpacked.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise DiscoveryError(f"the gzip file is damaged: {error}") from error
    if len(data) > limit:
        raise DiscoveryError(f"unpacks to more than {limit:,} bytes")
    return data


def parse_xml(page: IndexPage) -> etree._Element:
    """The root element of an index page.

    Raises DiscoveryError if the page is not XML.
    """
    text = decode(gunzip(page.body, page.unpacked_bytes), content_type=page.headers.get("content-type")).text
    # The declared encoding no longer holds once decoded, and control characters end libxml2's reading.
    text = _CONTROL.sub("", _DECLARATION.sub("", text.lstrip("\ufeff")))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise DiscoveryError(f"is not XML: {error}") from error
    if root is None:
        raise DiscoveryError("is not XML")
    return root


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace, in lower case."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def child_text(element: etree._Element, *names: str) -> str | None:
    """The text of the first child that has one of the names (in the order of the names) and a text."""
    for name in names:
        for child in element:
            if local_name(child) == name:
                text = "".join(child.itertext()).strip()
                if text:
                    return text
    return None
