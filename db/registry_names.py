"""The names of official lists as the project writes them: bodies with their head, areas without theirs."""

from __future__ import annotations

import re
from collections.abc import Collection

from db.names import ParsedName, parse_name
from normalize.areas import find_areas
from normalize.kinds import OTHER, heads, match_head
from normalize.text import fold

_MUNICIPALITY = "เทศบาล"
"""A head of its own in articles, where the rank is left out; in a list the kind tells the rank."""
_AREA_WORDS = {
    "district": re.compile(r"^(?:กิ่งอำเภอ|กิ่ง\s?อ\.|อำเภอ|อ\.)\s*(?=\S)"),
    "subdistrict": re.compile(r"^(?:ตำบล|ต\.)\s*(?=\S)"),
}
_BANGKOK_WORDS = {
    "district": re.compile(r"^เขต\s*(?=\S)"),
    "subdistrict": re.compile(r"^แขวง\s*(?=\S)"),
}
_BANGKOK = "กรุงเทพมหานคร"
_TOWN_DISTRICT = "เมือง"


def kind_of_word(word: str) -> str | None:
    """The kind that a cell names by a head or its abbreviation (เทศบาลตำบล, อบต.), or None."""
    found = match_head(word.strip())
    return found[0].kind if found is not None and found[1] == len(word.strip()) else None


def body_name(name: str, province: str | None, kind: str | None, kinds: Collection[str]) -> ParsedName:
    """A body's name taken apart, with the head of its kind where a column tells that and the name lacks it.

    `kinds`: all that the column may tell.  Raises `ValueError` when the name is of no kind, or of another of
    them than the column says.
    """
    parsed = parse_name(name, province)
    if kind is None:
        if parsed.key.kind == OTHER and not parsed.key.head:
            raise ValueError(f"{name!r} does not begin with a word that tells its kind")
        return _whole(parsed, name)
    bare_municipality = parsed.key.head == _MUNICIPALITY and name.startswith(_MUNICIPALITY)
    if parsed.key.kind == kind and not bare_municipality:
        return _whole(parsed, name)
    if parsed.key.kind in kinds and not bare_municipality:
        raise ValueError(f"{name!r} is a {parsed.key.kind}, but its kind is given as {kind}")
    bare = name.removeprefix(_MUNICIPALITY).strip() if bare_municipality else name
    parsed = parse_name(_with_head(bare, kind), province)
    if parsed.key.kind != kind:
        raise ValueError(f"{name!r} is not understood as the name of a {kind}")
    return _whole(parsed, name)


def _whole(parsed: ParsedName, name: str) -> ParsedName:
    if not parsed.key.proper:
        raise ValueError(f"{name!r} is a kind without a name")
    return parsed


def _with_head(bare: str, kind: str) -> str:
    """The bare name behind the head of its kind; as it is where the kind has none that names follow."""
    head = next(head for head in heads() if head.kind == kind) if kind != OTHER else None
    if head is None or not head.place:
        return bare
    # "ตำบลบางกะดี" of an องค์การบริหารส่วนตำบล; not so เมือง, which names begin with (เทศบาลเมืองเมืองพล).
    for word in ("ตำบล", "จังหวัด"):
        if head.name.endswith(word) and bare.startswith(word) and bare != word:
            bare = bare.removeprefix(word).strip()
    return f"{head.name}{' ' if head.space else ''}{bare}"


def area_name(name: str, level: str, province: str | None) -> str:
    """An area's name without อำเภอ, ตำบล, in Bangkok เขต, แขวง; the เมือง of a province written out."""
    words = _BANGKOK_WORDS if province == _BANGKOK else _AREA_WORDS
    bare = words[level].sub("", name, count=1).strip()
    if level == "district" and fold(bare) == _TOWN_DISTRICT and province:
        written_out = f"{_TOWN_DISTRICT}{province}"
        if find_areas(written_out, "district"):
            return written_out
    return bare
