"""Tells which encoding a file that is not UTF-8 is in, to say so in a message."""

from __future__ import annotations

import codecs

_THAI_SINGLE_BYTE = frozenset(range(0xA1, 0xDB)) | frozenset(range(0xDF, 0xFC))
"""The bytes that are Thai characters in TIS-620 and windows-874 (which differ in punctuation only)."""


def is_utf16(head: bytes) -> str | None:
    """UTF-16LE or UTF-16BE when the first bytes of a file are in it, with or without a byte order mark."""
    if head.startswith(codecs.BOM_UTF16_LE):
        return "UTF-16LE"
    if head.startswith(codecs.BOM_UTF16_BE):
        return "UTF-16BE"
    # JSON begins with ASCII: every other byte is zero.
    pairs = head[: len(head) // 2 * 2]
    if len(pairs) >= 4 and not any(pairs[1:4:2]) and all(pairs[0:4:2]):
        return "UTF-16LE"
    if len(pairs) >= 4 and not any(pairs[0:4:2]) and all(pairs[1:4:2]):
        return "UTF-16BE"
    return None


def guess_encoding(raw: bytes) -> str | None:
    """The encoding that bytes which are not UTF-8 look like; none when they look like damaged UTF-8."""
    high = [byte for byte in raw if byte >= 0x80]
    readable = raw.decode("utf-8", errors="ignore")
    thai_in_utf8 = sum("\u0e00" <= character <= "\u0e7f" for character in readable)
    if thai_in_utf8 * 3 > len(high) / 2:
        return None
    if sum(byte in _THAI_SINGLE_BYTE for byte in high) >= 0.9 * len(high):
        return "CP874"
    return None
