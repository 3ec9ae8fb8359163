"""Names that begin with a head: what stands behind it, and where the body lies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from types import MappingProxyType

from rapidfuzz.distance import OSA

from normalize.areas import find_areas
from normalize.kinds import OTHER, Head, heads, split_head
from normalize.municipalities import LOCAL, LONGEST_SLIP, local
from normalize.organisation_name import OrganisationName, headless, kind_of, province_named, written
from normalize.provinces import Province, find_province, nearest_province
from normalize.qualifiers import Owner, Qualified, capital, split_qualifiers

_SURE_OF_PROVINCE = {"province", "provincial_administration", "provincial_office", "health_office"}
_IN_PROVINCE = re.compile(
    r"(?P<head>.+?\s?(?:จังหวัด|จ\.))\s*(?P<place>[^\s()]+?)(?P<rest>(?:\s+(?:เขต|สาขา).*|\s?ที่\s?\d+)?)"
)
_IN_DISTRICT = re.compile(r"(?P<head>.*?)\s?(?:อำเภอ|อ\.)\s?(?P<place>[^\s()]+?)(?P<rest>\s?ที่\s?\d+)?")
_AGAIN = {"จังหวัด": r"(?:จังหวัด|จว?\s?\.)\s*", "อำเภอ": r"(?:อำเภอ|อ\s?\.)\s*", "ตำบล": r"(?:ตำบล|ต\s?\.)\s*"}
_SCHOOL_AREA = "สำนักงานเขตพื้นที่การศึกษา"
_AREA = re.compile(r"(?P<place>\D*?)\s*(?:เขต)?\s*(?P<number>\d+)?")
_NUMBERED = re.compile(
    r"(?:ที่|เขต(?:ที่)?|ภาค(?:ที่)?)?\s*(?P<number>\d{1,2})(?:\s+(?:จังหวัด|จ\.)?\s*(?P<seat>\S+))?"
)
_HOMES = {"สำนักงานเขต": "กรุงเทพมหานคร", "เมืองพัทยา": "ชลบุรี"}


def headed(name: str, stated: Province | None) -> OrganisationName:
    """The name by its head, of kind "other" without one; `stated`: where the caller knows the body to be."""
    matched = split_head(name) or _elided_office(name)
    if matched is None:
        split = split_qualifiers(name)
        matched = split_head(split.name) if split.name != name else None
        if matched is None:
            return _with_places(headless(split.name), split, stated)
        inner = headed(split.name, split.province or stated)
        return replace(inner, province=split.province.name) if split.province else inner
    head, rest = _full_office(*matched)
    if again := _again(head.name):
        rest = again.sub("", rest, count=1) if again.match(rest) else rest
    split = split_qualifiers(head.name + rest, len(head.name), _owner(head), named=head.place)
    proper = split.name[len(head.name) :].lstrip(" .").rstrip()
    return _with_places(_by_head(name, head, proper, split.province or stated), split, stated)


def _owner(head: Head) -> Owner:
    if head.kind in LOCAL or (head.place and head.kind in {"health_office", "provincial_administration"}):
        return "local"
    if head.kind in {"university", "company", "central_agency", "state_enterprise"}:
        return "nationwide"
    return "office" if head.kind == "provincial_office" else "body"


def _with_places(
    parsed: OrganisationName, split: Qualified | None, stated: Province | None
) -> OrganisationName:
    """The places of the text; what stands beside the name is the surest, then the name, then the caller."""
    province, by_area = parsed.province, parsed.by_area
    if split is not None and split.province is not None:
        province, by_area = split.province.name, False
    elif province is None and stated is not None:
        province = stated.name
    if province == parsed.province and split is None and by_area == parsed.by_area:
        return parsed
    return replace(
        parsed,
        province=province,
        by_area=by_area,
        district=(split.district if split else None) or parsed.district,
        subdistrict=(split.subdistrict if split else None) or parsed.subdistrict,
    )


def _by_head(name: str, head: Head, proper: str, place: Province | None) -> OrganisationName:
    if head.kind in LOCAL:
        return local(name, head, proper, place)
    for read in (_school_area, _of_province, _numbered, _office, _of_district, _police, _in_district):
        parsed = read(name, head, proper, place)
        if parsed is not None:
            return parsed
    home = _HOMES.get(head.name)
    return written(name, head, _rightly_spelt(proper), find_province(home) if home else None)


def _of_province(name: str, head: Head, proper: str, place: Province | None) -> OrganisationName | None:
    """A head behind which a province's name places the body."""
    if not head.province_in_name:
        return None
    if head.kind not in _SURE_OF_PROVINCE and not head.name.endswith("จังหวัด"):
        return written(name, head, proper, place or province_named(proper))
    bare, _, branch = proper.partition(" ")
    named = nearest_province(f"จังหวัด{bare}") if bare else place
    if named is None or (branch and not branch.startswith(("เขต", "สาขา"))):
        named, branch = nearest_province(f"จังหวัด{proper}") if bare else place, ""
    written_out = " ".join(part for part in (named.name if named else proper, branch) if part)
    return written(name, head, written_out, named)


def _numbered(name: str, head: Head, proper: str, place: Province | None) -> OrganisationName | None:
    """A body told apart by its number, behind which its seat may stand (ศูนย์อนามัยที่ 5 ราชบุรี)."""
    match = _NUMBERED.fullmatch(proper) if head.numbered else None
    seat = province_named(match["seat"]) if match and match["seat"] else None
    if match is None or (match["seat"] and seat is None):
        return None
    return written(name, head, f"ที่ {match['number']}", seat)


def _office(name: str, head: Head, proper: str, place: Province | None) -> OrganisationName | None:
    """A body whose name ends in จังหวัด and the province."""
    inside = _IN_PROVINCE.fullmatch(head.name + proper)
    province = nearest_province(f"จังหวัด{inside['place']}") if inside else None
    if inside is None or province is None:
        return None
    full = re.sub(r"\s*(?:จังหวัด|จ\.)$", "จังหวัด", inside["head"])
    kind = "provincial_office" if head.kind in {"central_agency", OTHER} else kind_of(full, head)
    rest = inside["rest"] if inside["rest"].startswith(("ที่", " ")) else f" {inside['rest']}".rstrip()
    return OrganisationName(
        name, kind, province.name + rest, full + province.name + rest, full, province.name
    )


def _police(name: str, head: Head, proper: str, place: Province | None) -> OrganisationName | None:
    """The police station of a capital district (สภ.เมืองตาก)."""
    known = (
        find_areas(proper, "district") if head.name.startswith("สถานีตำรวจ") and proper[:5] == "เมือง" else ()
    )
    return replace(written(name, head, proper), province=known[0].province, by_area=True) if known else None


def _of_district(name: str, head: Head, proper: str, place: Province | None) -> OrganisationName | None:
    """An office of the district that its name tells; อำเภอเมือง is the one of the province."""
    if not head.name.endswith("อำเภอ"):
        return None
    if proper == "เมือง" and place is not None:
        proper = capital(place) or proper
    known = find_areas(proper, "district")
    homes = {area.province for area in known}
    parsed = written(name, head, proper)
    if place is not None and (not homes or place.name in homes):
        return replace(parsed, province=place.name, district=proper or None)
    if len(homes) == 1:
        return replace(
            parsed, province=known[0].province, district=proper, by_area=not proper.startswith("เมือง")
        )
    return replace(parsed, district=proper or None)


def _in_district(name: str, head: Head, proper: str, place: Province | None) -> OrganisationName | None:
    """A body whose name ends in อำเภอ and the district; no hospital's, whose place need not be one."""
    text = head.name + proper
    inside = _IN_DISTRICT.fullmatch(text, len(head.name)) if head.kind != "hospital" else None
    known = find_areas(inside["place"], "district") if inside else ()
    if inside is None or not known:
        return None
    homes = {area.province for area in known}
    province = known[0].province if len(homes) == 1 else None
    if head.kind in {"central_agency", OTHER} and head.name.startswith(("สำนักงาน", "ศูนย์", "ที่ทำการ")):
        full = f"{head.name}{inside['head'].strip()}อำเภอ"
        rest = inside["place"] + (inside["rest"] or "")
        parsed = OrganisationName(name, "provincial_office", rest, full + rest, full)
    else:
        parsed = written(name, head, proper)
    return replace(parsed, province=province, district=inside["place"], by_area=province is not None)


def _school_area(name: str, head: Head, proper: str, place: Province | None) -> OrganisationName | None:
    """สพป.ตาก เขต 1, สพม.38: an area of schools, its province and number."""
    if not head.name.startswith(_SCHOOL_AREA):
        return None
    proper = re.sub(r"^(?:จังหวัด|จ\.)\s*", "", proper)
    area = _AREA.fullmatch(proper)
    province = find_province(area["place"]) if area and area["place"] else province_named(proper)
    if area and area["number"] and (province is not None or not area["place"]):
        return written(
            name, head, f"{province.name if province else ''} เขต {area['number']}".strip(), province
        )
    return written(name, head, province.name if province else proper, province)


@cache
def _offices() -> Mapping[str, Head]:
    """Heads of offices without the จังหวัด or อำเภอ that ends them."""
    stems: dict[str, Head] = {}
    for head in heads():
        for word in ("จังหวัด", "อำเภอ"):
            stem = head.name.removesuffix(word)
            if head.name.endswith(word) and stem.startswith("สำนักงาน") and stem != "สำนักงาน":
                stems.setdefault(stem, head)
    return MappingProxyType(stems)


@lru_cache(maxsize=1)
def _longest_stems() -> tuple[str, ...]:
    return tuple(sorted(_offices(), key=len, reverse=True))


def _full_office(head: Head, rest: str) -> tuple[Head, str]:
    """The office of a province whose name leaves จังหวัด out (สำนักงานสาธารณสุขยะลา)."""
    if head.name != "สำนักงาน":
        return head, rest
    text = head.name + rest
    for stem in _longest_stems():
        if text.startswith(stem):
            place = text[len(stem) :].strip()
            if province_named(place) is not None and _offices()[stem].name.endswith("จังหวัด"):
                return _offices()[stem], place
    return head, rest


def _elided_office(name: str) -> tuple[Head, str] | None:
    """The office that is named without สำนักงาน (อุตสาหกรรมจังหวัดชลบุรี)."""
    if not re.search(r"จังหวัด|อำเภอ|จ\.|อ\.", name):
        return None
    matched = split_head(f"สำนักงาน{name}")
    if matched is None or not matched[0].name.endswith(("จังหวัด", "อำเภอ")):
        return None
    return matched if matched[0].name not in {"สำนักงานจังหวัด"} else None


@cache
def _again(head: str) -> re.Pattern[str] | None:
    """The word for a place that ends a head, where text repeats it (รพ.สต.ต.บ้านโคก)."""
    return next((re.compile(again) for word, again in _AGAIN.items() if head.endswith(word)), None)


def _rightly_spelt(proper: str) -> str:
    """The proper name; a province's that is misspelt by a letter or two is put right."""
    found = province_named(proper)
    if found is not None and OSA.distance(proper, found.name) <= LONGEST_SLIP:
        return found.name
    return proper
