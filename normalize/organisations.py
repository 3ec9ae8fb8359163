"""Names of organisations: taken apart into kind, head, proper name and places, and written out.

"ทม.แม่เหียะ" is the town municipality (เทศบาลเมือง) แม่เหียะ; "ธอส." the bank that the abbreviation stands
for; "รพ.ตาก จ.ตาก" the hospital ตาก in the province ตาก.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from normalize.abbreviations import Body, expand_bodies
from normalize.companies import parse_company
from normalize.english_names import parse_english
from normalize.kinds import OTHER, match_head
from normalize.known_bodies import find_known, is_known
from normalize.municipalities import LOCAL, plain_local
from normalize.organisation_name import OrganisationName, of_body, province_named
from normalize.placed_names import headed
from normalize.provinces import Province, find_province
from normalize.qualifiers import split_leading, split_qualifiers
from normalize.text import arabic_digits, clean
from normalize.units import cut_branch, cut_unit, kind_in, own_seat

__all__ = ["OrganisationName", "canonical_name", "parse_organisation"]

_BULLET = re.compile(r"(?:[-–—•*·▪●○◦‣✓✔>]+|\d{1,3}\s?[.)](?=\s|[^\d\s])|\(\d{1,3}\))\s*")
_WRAPPED = re.compile(r"[\"“”'‘’«「『](?P<inner>[^\"“”'‘’«»]*)[\"“”'‘’»」』]")
_IN_BRACKETS = re.compile(r"(?P<name>.*?\S)\s*\(\s*(?P<inside>[^()]+?)\s*\)")
_SHORT = re.compile(r"(?:[ก-ฮ]{1,6}\.?){1,4}|[A-Z][A-Z -]{1,15}|[A-Z][a-z]*[A-Z][A-Za-z]*|depa")
_OR_SHORT = re.compile(
    r"(?P<name>.*\S)\s*(?:\bหรือ|[:/,–—-])\s*(?P<inside>(?:[ก-ฮ]{1,6}\.){1,4}|[ก-ฮ]{3,6}|[A-Za-z-]{3,10})"
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z .,'’&()/-]+")
_COMPANY = re.compile(r"บ|ห้างหุ้น|หจก|หส[นม]")
_WORTH_A_PARENT = frozenset({"school", "university"})
_NEVER_BARE = frozenset({"โรงเรียน", "วิทยาลัย", "มหาวิทยาลัย", "คณะ", "วิทยาเขต"})
_PLACES = frozenset({"จังหวัด", "อำเภอ", "กิ่งอำเภอ", "ตำบล"})
_HAS_BRANCHES = frozenset(
    {"central_agency", "state_enterprise", "public_organisation", "company", "civil_society"}
)
_LEFT_OUT = ("ธนาคาร", "องค์การ")
"""Heads that text leaves out before known names (ออมสิน, สหประชาชาติ)."""
_LONGEST = 400  # characters; longer texts are no names and are returned as they are


@lru_cache(maxsize=20_000)
def canonical_name(text: str) -> str:
    """The name written out: standing abbreviations and heads in full, without place words behind it."""
    return parse_organisation(text).canonical


def parse_organisation(text: str, province: str | None = None) -> OrganisationName:
    """Take an organisation's name apart.  Never raises; what has no known head is of kind "other".

    `province` is where the caller knows the organisation to be (any form that `find_province` takes).  A
    province that the text itself states wins over it; one that a municipality's name only suggests
    (เทศบาลนครยะลา) gives way to it.  An abbreviation that stands for several bodies is left as it is.
    """
    whole = clean(text).replace("\n", " ")
    name = _strip(whole)
    stated = _province(province) if province else None
    if not name or len(name) > _LONGEST:
        return OrganisationName(whole, OTHER, name, name, province=stated.name if stated else None)
    parsed = plain_local(name, whole, stated)
    return parsed if parsed is not None else replace(_parse(name, stated), text=whole)


@lru_cache(maxsize=1_000)
def _province(text: str) -> Province | None:
    return find_province(text)


def _strip(text: str) -> str:
    name = arabic_digits(text).strip(" ,;:")
    bullet = _BULLET.match(name)
    if bullet and bullet.end() < len(name):
        name = name[bullet.end() :]
    wrapped = _WRAPPED.fullmatch(name)
    return wrapped["inner"].strip() if wrapped else name


def _parse(name: str, stated: Province | None) -> OrganisationName:
    name = _without_short(name)
    known = find_known(name)
    if known is not None:
        return _body(name, known, stated)
    if _LATIN.fullmatch(name) and (english := parse_english(name, stated)) is not None:
        return english
    leading = split_leading(own_seat(name))
    name = leading.name
    parsed = (
        _company(name) or _branch(name) or _unit(name, stated) or _own_name(name, leading.province or stated)
    )
    if leading.province is not None and parsed.province != leading.province.name:
        return replace(parsed, province=leading.province.name, by_area=False)
    if parsed.province is None and stated is not None:
        return replace(parsed, province=stated.name)
    return parsed


def _without_short(name: str) -> str:
    """The name without its own abbreviation behind it; the full name of an abbreviation in front."""
    match = _IN_BRACKETS.fullmatch(name)
    if match is not None:
        outside, inside = match["name"], match["inside"]
        if _SHORT.fullmatch(inside) and not _is_place(inside):
            return _same_body(outside, inside) or _without_short(outside)
        if _SHORT.fullmatch(outside) and len(inside) > len(outside) and _stands_for(outside, inside):
            return inside
        known = find_known(outside)
        if known is not None and (known in expand_bodies(inside) or find_known(inside) == known):
            return known.name
    either = _OR_SHORT.fullmatch(name)
    if either is not None and (bodies := expand_bodies(either["inside"])):
        known = find_known(either["name"])
        if known is not None and known in bodies:
            return known.name
    return name


def _is_place(text: str) -> bool:
    """Whether what looks like an abbreviation is a place (นครพนม, จ.นครพนม, อ.ปง)."""
    return province_named(text) is not None or split_qualifiers(f"ชื่อ {text}", len("ชื่อ")).name == "ชื่อ"


def _stands_for(short: str, full: str) -> bool:
    """Whether a full name stands in brackets behind its abbreviation, and no place behind a short name."""
    matched = match_head(full)
    named = is_known(full) or (matched is not None and matched[0].name not in _PLACES)
    return named and (bool(expand_bodies(short)) or match_head(short) is None)


def _same_body(first: str, second: str) -> str:
    """The one body that both abbreviations may stand for (สพร. (DGA)); empty when there is none."""
    if is_known(first):
        return ""
    common = set(expand_bodies(first)) & set(expand_bodies(second))
    return common.pop().name if len(common) == 1 else ""


def _body(name: str, body: Body, stated: Province | None) -> OrganisationName:
    matched = match_head(body.name)
    if matched and matched[0].province_in_name and matched[1] == len(body.name) and stated is not None:
        return headed(body.name + stated.name, stated)  # สสจ. and a province: that province's office
    return of_body(name, body, stated)


def _own_name(name: str, stated: Province | None) -> OrganisationName:
    """A name that is no unit's: a known body and places behind it, a bare province, or a head and a name."""
    matched = match_head(name)
    if matched is None or matched[0].kind not in LOCAL:
        split = split_qualifiers(name, matched[1] if matched else 0)
        known = find_known(split.name) if split.name != name else None
        if known is not None:
            parsed = of_body(name, known, split.province or stated)
            return replace(parsed, district=split.district, subdistrict=split.subdistrict)
    if matched is None and (province := province_named(name)) is not None:
        known = find_known(province.name)
        return of_body(name, known) if known else headed(f"จังหวัด{province.name}", stated)
    for head in _LEFT_OUT if matched is None else ():
        if is_known(head + name) and (known := find_known(head + name)) is not None:
            return of_body(name, known, stated)
    parsed = headed(name, stated)
    known = find_known(parsed.canonical) if parsed.canonical != name and parsed.kind not in LOCAL else None
    if known is None:
        return parsed
    body = of_body(name, known)
    return replace(
        body,
        province=body.province or parsed.province,
        district=parsed.district,
        subdistrict=parsed.subdistrict,
    )


def _company(name: str) -> OrganisationName | None:
    company = parse_company(name) if _COMPANY.match(name) else None
    if company is None:
        return None
    split = split_qualifiers(name, len("บจก."), "nationwide")
    company = parse_company(split.name) or company
    body = find_known(company.registered)
    kind = body.kind if body else "company"
    branch = (company.branch or "").strip("() ").removeprefix("สำนักงานใหญ่")  # the head office is the company
    registered = body.name if body else company.registered
    known = of_body(name, body) if body else None
    if known is not None and not branch:
        parsed = known
    else:
        base = known.proper if known else company.proper
        proper = f"{base} {branch}" if branch else base  # each plant is one body
        canonical = f"{registered} {company.branch}" if company.branch else registered
        head = known.head if known else company.form
        parsed = OrganisationName(name, kind, proper, canonical, head, parent=registered if branch else None)
    place = split.province.name if split.province else None
    return replace(parsed, province=place, district=split.district, subdistrict=split.subdistrict)


def _branch(name: str) -> OrganisationName | None:
    """A branch of a known body."""
    cut = cut_branch(name)
    body = find_known(cut.owner) if cut else None
    if cut is None or body is None or body.kind not in _HAS_BRANCHES:
        return None
    split = split_qualifiers(f"{body.name} {cut.unit}", len(body.name) + 1, "nationwide")
    rest = split.name[len(body.name) :].strip() or cut.unit
    place = split.province or province_named(re.sub(r"^(?:สาขา|ประจำ)?\s*(?:จังหวัด|จ\.)?\s*", "", rest))
    gap = "" if rest.startswith(("จังหวัด", "อำเภอ")) else " "
    canonical = f"{body.name}{gap}{rest}"
    province = place.name if place else None
    return OrganisationName(name, body.kind, rest, canonical, body.name, province, parent=body.name)


def _unit(name: str, stated: Province | None) -> OrganisationName | None:
    """A unit and the body that it belongs to."""
    cut = cut_unit(name)
    if cut is None:
        return None
    matched = match_head(cut.unit + " ")
    if matched is None:
        return None
    owner = _parse(cut.owner, None)
    if owner.kind == OTHER:
        return None
    known = find_known(cut.unit)
    if known is not None and owner.kind in {"central_agency", "university", "civil_society"}:
        # A department behind which its ministry stands is no unit; nor is the ministry in front of it one.
        before = known.name.startswith("กระทรวง") and not owner.head.startswith("กระทรวง")
        return (
            owner if before else of_body(name, known, _province(owner.province) if owner.province else None)
        )
    if matched[1] >= len(cut.unit) and (
        matched[0].kind not in _WORTH_A_PARENT or matched[0].name in _NEVER_BARE
    ):
        return None
    home = _province(owner.province) if owner.province and _is_placed(owner) else None
    unit = headed(cut.unit, home or stated)
    kind = kind_in(owner.kind, unit.kind, cut.unit)
    canonical = f"{unit.canonical} {owner.canonical}"
    return replace(unit, kind=kind, canonical=canonical, parent=owner.canonical)


def _is_placed(owner: OrganisationName) -> bool:
    """Whether an owner's units lie where it lies."""
    return owner.kind in LOCAL or owner.kind in {
        "provincial_administration",
        "provincial_office",
        "health_office",
        "hospital",
        "school",
        "province",
        "special_local_government",
    }
