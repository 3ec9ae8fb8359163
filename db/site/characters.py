"""Texts of others as they may stand on our pages: as text, in their own direction, nothing unseen."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# Controls but tab and line feed, directions and their isolates, what takes no room, separators, private use.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffc\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)


def plain(text: object) -> str:
    """The text with every unseen character written out as its number: for titles and attributes."""
    return _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", str(text))


def shown(text: object) -> Markup:
    """The text as HTML: nothing in it is markup, unseen characters are written out and marked."""
    if text is None:
        return Markup("")
    parts, at = [], 0
    raw = str(text)
    for match in _UNSEEN.finditer(raw):
        parts.append(escape(raw[at : match.start()]))
        parts.append(Markup('<span class="unseen-character">[U+{:04X}]</span>').format(ord(match[0])))
        at = match.end()
    parts.append(escape(raw[at:]))
    return Markup("").join(parts)


def web_address(url: str | None) -> str | None:
    """The address when it is one of the web: only such ones become links."""
    if url is None or not re.match(r"https?://[^\s/]", url, re.IGNORECASE):
        return None
    return url
