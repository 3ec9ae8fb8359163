"""English names of Thai bodies: the body of the table, or the Thai head and the place.

"Ministry of the Interior" is กระทรวงมหาดไทย, "Mae Hia Town Municipality" เทศบาลเมืองแม่เหียะ.  A place whose
romanised name may be several's stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from normalize.abbreviations import Body, all_bodies, find_body
from normalize.areas import find_areas
from normalize.kinds import Head, city_municipalities, head_named
from normalize.municipalities import LOCAL
from normalize.organisation_name import BANGKOK, OrganisationName, of_body, written
from normalize.placed_names import headed
from normalize.provinces import Province, find_province
from normalize.romanised import thai_areas

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
_OF_A_PLACE = LOCAL | {"hospital", "health_office", "provincial_office"}
_FACULTY = re.compile(
    r"(?:the\s+)?Faculty of (?P<field>[A-Za-z ]+?)(?:,| at| of)\s+(?P<owner>.+)", re.IGNORECASE
)
_FIELDS = {
    "medicine": "แพทยศาสตร์",
    "engineering": "วิศวกรรมศาสตร์",
    "science": "วิทยาศาสตร์",
    "nursing": "พยาบาลศาสตร์",
    "dentistry": "ทันตแพทยศาสตร์",
    "architecture": "สถาปัตยกรรมศาสตร์",
    "law": "นิติศาสตร์",
    "pharmaceutical sciences": "เภสัชศาสตร์",
    "pharmacy": "เภสัชศาสตร์",
    "public health": "สาธารณสุขศาสตร์",
    "economics": "เศรษฐศาสตร์",
    "political science": "รัฐศาสตร์",
    "medical technology": "เทคนิคการแพทย์",
}
_LEAST_WORDS = 3  # words that must tell a body by the beginning of its name
_WHOLE = frozenset({"กรม", "กระทรวง"})
"""Heads of names that are left whole: their bodies are all in the table but for those of other countries."""


def parse_english(name: str, stated: Province | None) -> OrganisationName | None:
    """The parts of an English name; None for one that tells neither a body nor a head."""
    body = _known(name)
    if body is not None:
        return of_body(name, body, stated)
    bare = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE).strip(" .,")
    behind = _PLACE_BEHIND.fullmatch(bare)
    place = find_province(behind["place"]) if behind else None
    if behind is not None and place is not None:
        bare = behind["name"].strip(" ,")
        if (body := _known(bare)) is not None:
            return of_body(name, body, place)
    return _faculty(bare, stated) or _place_itself(name, bare) or _by_form(name, bare, place or stated)


def _place_itself(name: str, bare: str) -> OrganisationName | None:
    """A province or Pattaya."""
    province = find_province(bare)
    if province is not None and bare.casefold() == province.name_en.casefold():
        known = find_body(province.name)
        return of_body(name, known) if known else headed(f"จังหวัด{province.name}", None)
    return headed("เมืองพัทยา", None) if bare.casefold() == "pattaya city" else None


def _by_form(name: str, bare: str, stated: Province | None) -> OrganisationName | None:
    for form, pattern in _FORMS:
        match = pattern.fullmatch(bare)
        if match is None:
            continue
        head = head_named(form)
        if form in _WHOLE:
            return OrganisationName(name, head.kind, bare, bare, "", stated.name if stated else None)
        place = _thai(match["place"].strip(), head, stated)
        return written(name, head, place, stated) if place.isascii() else headed(form + place, stated)
    return None


def _thai(place: str, head: Head, stated: Province | None) -> str:
    """The Thai name of a place, if there is only one that is so romanised; else the romanised name.

    Hospitals and offices are named after districts rather than subdistricts.
    """
    province = find_province(place)
    if province is not None:
        return "กรุงเทพ" if province.name == BANGKOK and not head.province_in_name else province.name
    names = thai_areas(place, stated.name if stated else None) if head.kind in _OF_A_PLACE else ()
    if len(names) > 1 and head.name in {"เทศบาล", "เทศบาลนคร"}:
        names = tuple(name for name in names if name in city_municipalities())
    if len(names) > 1 and head.kind not in LOCAL:
        names = tuple(name for name in names if find_areas(name, "district"))
    return names[0] if len(names) == 1 else place


def _faculty(name: str, stated: Province | None) -> OrganisationName | None:
    """Faculty of Engineering, Khon Kaen University."""
    match = _FACULTY.fullmatch(name)
    owner = parse_english(match["owner"], stated) if match else None
    if match is None or owner is None or owner.kind != "university":
        return None
    field = _FIELDS.get(match["field"].casefold(), match["field"])
    unit = written(name, head_named("คณะ"), field)
    return replace(
        unit, canonical=f"{unit.canonical} {owner.canonical}", province=owner.province, parent=owner.canonical
    )


def _known(name: str) -> Body | None:
    words = _words(name)
    known = _by_words().get(words)
    if known is not None or len(words) < _LEAST_WORDS:
        return known
    # "Food and Agriculture Organization": the first words of one body's name alone.
    begun = [body for whole, body in _by_words().items() if whole[: len(words)] == words and not body.former]
    return begun[0] if len(begun) == 1 else None


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
