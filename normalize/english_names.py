"""English names of Thai bodies: the body of the table, or the Thai head and the place.

"Ministry of the Interior" is กระทรวงมหาดไทย, "Chiang Mai City Municipality" เทศบาลนครเชียงใหม่.  Names of
places that are no province's stay as they are written: romanisation does not lead back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from normalize.abbreviations import Body, all_bodies
from normalize.kinds import city_municipalities, head_named
from normalize.organisation_name import OrganisationName, of_body, written
from normalize.provinces import Province, find_province

_ASIDE = re.compile(
    r"\s*\((?:public organi[sz]ation|[a-z. -]{2,10}|thailand)\)|,?\s*\bthailand$"
    r"|,?\s*\bpublic company limited$|,?\s*\b(?:co\.?,?\s*ltd\.?|ltd\.?|plc\.?)$",
    re.IGNORECASE,
)
_PLACE_BEHIND = re.compile(
    r"(?P<name>.+?),?\s*(?:\(|,|\bin\b)\s*(?P<place>[A-Za-z ]+?)(?: province)?\)?", re.IGNORECASE
)
_WORD = re.compile(r"[a-z0-9]+")
_EMPTY = frozenset({"the", "of", "and", "for", "in", "s", "thailand", "thai"})
_SPELT = {
    "organisation": "organization",
    "centre": "center",
    "labor": "labour",
    "defense": "defence",
    "programme": "program",
    "administrative": "administration",
}
_ORGANISATION = r"Administrati(?:ve|on) Organi[sz]ation"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (head, re.compile(pattern, re.IGNORECASE))
    for head, pattern in (
        ("องค์การบริหารส่วนจังหวัด", rf"(?P<place>.+?) (?:Provincial {_ORGANISATION}|PAO)"),
        ("องค์การบริหารส่วนตำบล", rf"(?P<place>.+?) (?:(?:Sub-?\s?district|Tambon) {_ORGANISATION}|[TS]AO)"),
        ("องค์การบริหารส่วนตำบล", rf"(?:Tambon|Sub-?\s?district) (?P<place>.+?) {_ORGANISATION}"),
        ("เทศบาลนคร", r"(?P<place>.+?) City Municipality"),
        ("เทศบาลนคร", r"(?:City Municipality of|Thesaban Nakhon) (?P<place>.+)"),
        ("เทศบาลเมือง", r"(?P<place>.+?) Town Municipality"),
        ("เทศบาลเมือง", r"(?:Town Municipality of|Thesaban Mueang) (?P<place>.+)"),
        ("เทศบาลตำบล", r"(?P<place>.+?) (?:Sub-?\s?district|Tambon) Municipality"),
        ("เทศบาลตำบล", r"(?:(?:Tambon|Sub-?\s?district) Municipality of|Thesaban Tambon) (?P<place>.+)"),
        ("เทศบาลตำบล", r"(?:Tambon|Sub-?\s?district) (?P<place>.+?) Municipality"),
        ("เทศบาล", r"(?P<place>.+?) Municipality"),
        ("เทศบาล", r"Municipality of (?P<place>.+)"),
        ("สำนักงานสาธารณสุขจังหวัด", r"(?P<place>.+?) Provincial (?:Public )?Health Office"),
        ("สำนักงานสาธารณสุขอำเภอ", r"(?P<place>.+?) District (?:Public )?Health Office"),
        (
            "โรงพยาบาลส่งเสริมสุขภาพตำบล",
            r"(?P<place>.+?) (?:Sub-?\s?district|Tambon) Health Promot(?:ing|ion) Hospital",
        ),
        ("ที่ว่าการอำเภอ", r"(?P<place>.+?) District Office"),
        ("สำนักงานจังหวัด", r"(?P<place>.+?) Provinc(?:e|ial) (?:Governor's )?Office"),
        ("จังหวัด", r"(?P<place>.+?) Province"),
        ("จังหวัด", r"Province of (?P<place>.+)"),
        ("อำเภอ", r"(?P<place>.+?) District"),
        ("วิทยาลัยเทคนิค", r"(?P<place>.+?) Technical College"),
        ("วิทยาลัยอาชีวศึกษา", r"(?P<place>.+?) Vocational College"),
        ("มหาวิทยาลัยราชภัฏ", r"(?P<place>.+?) Rajabhat University"),
        ("มหาวิทยาลัยเทคโนโลยีราชมงคล", r"Rajamangala University of Technology (?P<place>.+)"),
        ("มหาวิทยาลัย", r"(?P<place>.+?) University(?! of\b)(?: of Technology)?"),
        ("มหาวิทยาลัย", r"University of (?P<place>.+)"),
        ("โรงพยาบาล", r"(?P<place>.+?) Hospital"),
        ("โรงเรียน", r"(?P<place>.+?) School"),
        ("วัด", r"Wat (?P<place>.+)"),
        ("กรม", r"Department of (?P<place>.+)|(?:.+) Department"),
        ("กระทรวง", r"Ministry of (?P<place>.+)"),
    )
)
_WHOLE = frozenset({"กรม", "กระทรวง"})
"""Heads of names that are left whole: their bodies are all in the table but for those of other countries."""


def parse_english(name: str, stated: Province | None) -> OrganisationName | None:
    """The parts of an English name; None for one that tells neither a body nor a head."""
    body = _known(name)
    if body is not None:
        return of_body(name, body, stated)
    bare = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE).strip(" .,")
    place: Province | None = None
    behind = _PLACE_BEHIND.fullmatch(bare)
    if behind is not None and (place := find_province(behind["place"])) is not None:
        bare = behind["name"].strip(" ,")
    if bare.casefold() == "pattaya city":
        return written(name, head_named("เมืองพัทยา"), "", find_province("ชลบุรี"))
    for head, pattern in _FORMS:
        match = pattern.fullmatch(bare)
        if match is not None:
            where = place or stated
            return (
                _whole(name, head, bare, stated)
                if head in _WHOLE
                else _placed(name, head, match["place"], where)
            )
    return None


def _whole(name: str, head: str, bare: str, stated: Province | None) -> OrganisationName:
    kind = head_named(head).kind
    return OrganisationName(name, kind, bare, bare, "", stated.name if stated else None)


def _placed(name: str, head: str, place: str, stated: Province | None) -> OrganisationName:
    place = place.strip()
    province = find_province(place)
    if province is None:
        return written(name, head_named(head), place, stated)
    if head == "เทศบาล":
        head = "เทศบาลนคร" if province.name in city_municipalities() else "เทศบาลเมือง"
    own = province if head_named(head).province_in_name else None
    parsed = written(name, head_named(head), province.name, own)
    if own is not None and stated is not None and head.startswith("เทศบาล"):
        return replace(parsed, province=stated.name)
    return parsed if own is not None or stated is None else replace(parsed, province=stated.name)


def _known(name: str) -> Body | None:
    return _by_words().get(_words(name))


def _words(name: str) -> tuple[str, ...]:
    """The words of a name that tell bodies apart, in one spelling."""
    text, before = name, ""
    while text != before:
        before, text = text, _ASIDE.sub("", text)
    words = _WORD.findall(text.casefold())
    return tuple(_SPELT.get(word, word) for word in words if word not in _EMPTY)


@cache
def _by_words() -> Mapping[tuple[str, ...], Body]:
    """Bodies by the words of their English name; one that several current bodies share is nobody's."""
    table: dict[tuple[str, ...], Body | None] = {}
    for body in sorted(all_bodies(), key=lambda body: body.former):
        words = _words(body.name_en)
        known = table.get(words)
        if words in table and known != body and not body.former:
            table[words] = None
        else:
            table.setdefault(words, body)
    return MappingProxyType({words: body for words, body in table.items() if body is not None and words})
