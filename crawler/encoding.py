"""Which encoding a page is in, whatever it says.

Thai sites of three decades send UTF-8 and the Thai 8-bit code page, under the names TIS-620, windows-874,
ISO-8859-11 or CP874, declared in the HTTP header, in the page, in neither, or wrongly in either.  The
decision is taken on what decodes to plausible Thai; the declaration decides only where that leaves a choice.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Literal

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, resolve_encoding

# windows-874 contains TIS-620 and ISO-8859-11, and the WHATWG encoding standard maps all their labels to it.
THAI_CODE_PAGE = "cp874"
# Code pages whose names sites give to Thai text: software that declares its default.
_WESTERN = frozenset({"ascii", "iso8859-1", "cp1252", "iso8859-15"})
_HIGH = re.compile(rb"[\x80-\xff]")
_THAI = re.compile("[ก-๛]")
# A vowel or tone mark above or below needs a consonant (or another mark) before it; the vowels written
# before the consonant need one after it.
_IMPLAUSIBLE = re.compile("(?<![ก-ฮฤฦัิ-ฺ็-๎])[ัิ-ฺ็-๎]|[เแโใไ](?![ก-ฮฤฦ])")
_XML_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)[\"']")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`encoding` is a Python codec name; `evidence` says what decided."""

    text: str
    encoding: str
    evidence: Literal["bom", "content", "declared", "guess"]


def decode(body: bytes, *, content_type: str | None = None) -> Decoded:
    """The text of a page; never fails: what cannot be decoded becomes U+FFFD.

    `content_type` is the HTTP header of that name.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(name, "replace"), name, "bom")
    declared = _declared(body, content_type)
    if not _HIGH.search(body):
        if declared and declared.startswith("utf-16"):
            declared = None  # plain ASCII bytes are not UTF-16
        return Decoded(body.decode("ascii"), declared or "utf-8", "declared" if declared else "content")
    utf8 = _as_utf8(body)
    if utf8 is not None:
        repaired = _unscramble(utf8)
        return Decoded(repaired, "utf-8", "content")
    thai = body.decode(THAI_CODE_PAGE, "replace")
    if plausible_thai(thai) and (declared in _WESTERN or declared in {None, "utf-8", THAI_CODE_PAGE}):
        return Decoded(thai, THAI_CODE_PAGE, "declared" if declared == THAI_CODE_PAGE else "content")
    if declared and declared != "utf-8":
        return Decoded(body.decode(declared, "replace"), declared, "declared")
    return Decoded(thai if plausible_thai(thai) else body.decode("utf-8", "replace"), "utf-8", "guess")


def plausible_thai(text: str) -> bool:
    """Whether the characters outside ASCII are Thai in an order that Thai spelling allows.

    Bytes of another encoding read as Thai break one of the two rules within a few words.
    """
    foreign = [character for character in text if character > "\x7f"]
    thai = len(_THAI.findall(text))
    # Quotation marks, dashes and no-break spaces stand between Thai letters, hardly more than one in five.
    if not thai or thai < 0.8 * len(foreign):
        return False
    return len(_IMPLAUSIBLE.findall(text)) <= 0.05 * thai


def _declared(body: bytes, content_type: str | None) -> str | None:
    """The Python codec of the declaration in header or page; null if there is none or it is unknown."""
    xml = _XML_DECLARATION.match(body[:200])
    names = (
        http_content_type_encoding(content_type) if content_type else None,
        xml[1].decode("ascii") if xml else None,
        html_body_declared_encoding(body[:4096]),
    )
    for name in names:
        resolved = resolve_encoding(name) if name else None
        if resolved:
            return THAI_CODE_PAGE if resolved in {"tis-620", "iso8859-11"} else resolved
    return None


def _as_utf8(body: bytes) -> str | None:
    """The body as UTF-8, if it is UTF-8 but for few broken characters; otherwise null.

    Text of an 8-bit code page is hardly ever valid UTF-8, so validity outweighs any declaration.  Sites cut
    strings in the middle of a character, which must not throw the whole page into the other encoding.
    """
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    good = sum(1 for character in text if character > "\x7f" and character != "\ufffd")
    return text if text.count("\ufffd") * 20 <= good else None


def _unscramble(text: str) -> str:
    """Text that was read in a Western code page and stored as UTF-8 once more, put right.

    "à¸£à¸²à¸‡" and "ÃÒ§ÇÑÅ" are both รางวัล.  Text that holds any Thai is left alone.
    """
    # First what settles it for nearly every page: counting characters one by one takes a millisecond.
    if _THAI.search(text):
        return text
    foreign = sum(1 for character in text if character > "\x7f")
    scrambled = sum(1 for character in text if "\xa0" <= character <= "\xff")
    if scrambled < 20 or scrambled < 0.6 * foreign:
        return text
    for western in ("cp1252", "latin-1"):
        try:
            raw = text.encode(western)
        except UnicodeEncodeError:
            continue
        for thai in ("utf-8", THAI_CODE_PAGE):
            try:
                repaired = raw.decode(thai)
            except UnicodeDecodeError:
                continue
            if plausible_thai(repaired):
                return repaired
    return text
