"""Names of organisations: taken apart into kind, head, proper name and places, and written out.

"ทม.แม่เหียะ" is the town municipality (เทศบาลเมือง) แม่เหียะ; "ธอส." the bank that the abbreviation stands
for; "รพ.ตาก จ.ตาก" the hospital ตาก in the province ตาก.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from normalize.abbreviations import Body, expand_bodies, find_body
from normalize.companies import parse_company
from normalize.kinds import OTHER, Head, match_head
from normalize.provinces import Province, find_province, nearest_province
from normalize.qualifiers import split_qualifiers
from normalize.text import arabic_digits, clean

_BULLET = re.compile(r"(?:[-–—•*·▪●○◦‣✓✔>]+|\d{1,3}\s?[.)](?=\s|[^\d\s])|\(\d{1,3}\))\s*")
_WRAPPED = re.compile(r"[\"“”'‘’«「『](?P<inner>[^\"“”'‘’«»]*)[\"“”'‘’»」』]")
_OWN_ABBREVIATION = re.compile(
    r"\s*\(\s*(?:(?:[ก-ฮ]{1,6}\.?){1,4}|[A-Z][A-Z -]{1,15}|[A-Z][a-z]*[A-Z][A-Za-z]*|depa)\s*\)$"
)
_PUBLIC_ORGANISATION = re.compile(r"\s*\(\s*องค์การมหาชน\s*\)$")
_LEGAL_FORM = re.compile(r"\s*(?:\(\s*องค์การมหาชน\s*\)|จำกัด(?:\s*\(\s*มหาชน\s*\))?)$")
_IN_PROVINCE = re.compile(
    r"(?P<head>.+?\s?(?:จังหวัด|จ\.))\s*(?P<place>[^\s()]+)(?P<rest>(?:\s+(?:เขต|สาขา).*)?)"
)
_AREA = re.compile(r"(?P<place>\S+?)\s*เขต\s*(?P<number>\d+)")
_BRANCH = re.compile(r"(?P<short>[ก-ฮ]{1,6}\.?(?:[ก-ฮ]{1,4}\.)*)\s*(?P<rest>(?:สาขา|เขต|ภาค|จังหวัด|ประจำ).+)")
_PARENT = re.compile(
    r"\s+(?=มหาวิทยาลัย|จุฬาลงกรณ์มหาวิทยาลัย|ม\.|กระทรวง|กรม|บริษัท|บมจ|บจก|การไฟฟ้า|การประปา|การรถไฟ|การทาง"
    r"|การท่าเรือ|การเคหะ|การนิคม|ธนาคาร|สภากาชาดไทย|สำนักงาน(?!ใหญ่)|เทศบาล|องค์การบริหารส่วน|อบต|อบจ|ทต\.|ทม\.|ทน\.)"
)
_UNIVERSITY = re.compile(r"(?<=\S)(?=(?:จุฬาลงกรณ์)?มหาวิทยาลัย)")
# A unit without a kind of its own (ศูนย์..., กลุ่มธุรกิจ...) is of the kind of such an owner.
_LENDS_KIND = {
    "central_agency",
    "state_enterprise",
    "public_organisation",
    "university",
    "hospital",
    "company",
}
_TOLD_APART_BY_PROVINCE = {"subdistrict_municipality", "subdistrict_administration"}
_SURE_OF_PROVINCE = {"province", "provincial_administration", "provincial_office", "health_office"}
_LONGEST = 400  # characters; longer texts are no names and are returned as they are


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """An organisation's name taken apart.

    `text`: as given, clean.  `kind`: a key of organisation_kinds.toml.  `head`: its first word written out
    ("องค์การบริหารส่วนตำบล"), empty for a body known by its whole name.  `proper`: the rest, Arabic digits.
    `province`, `district`, `subdistrict`: names without จังหวัด, อำเภอ, ตำบล; stated in the text, in the name
    or by the caller.  `canonical`: written out, without places that are no part of the name.  `parent`: the
    canonical name of the body that a unit belongs to ("คณะ... มหาวิทยาลัย...").
    """

    text: str
    kind: str
    proper: str
    canonical: str
    head: str = ""
    province: str | None = None
    district: str | None = None
    subdistrict: str | None = None
    parent: str | None = None


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
    stated = find_province(province) if province else None
    if not name or len(name) > _LONGEST:
        return OrganisationName(whole, OTHER, name, name, province=stated.name if stated else None)
    parsed = _parse(name, stated)
    return replace(parsed, text=whole)


def _strip(text: str) -> str:
    name = arabic_digits(text).strip(" ,;:")
    bullet = _BULLET.match(name)
    if bullet and bullet.end() < len(name):
        name = name[bullet.end() :]
    wrapped = _WRAPPED.fullmatch(name)
    name = wrapped["inner"] if wrapped else name
    shorter = _OWN_ABBREVIATION.sub("", name).strip()
    return shorter or name


def _parse(name: str, stated: Province | None) -> OrganisationName:
    known = _known(name)
    if known is not None:
        return _from_body(name, known, stated)
    split = split_qualifiers(name)
    bare, place = split.name, split.province or stated
    known = _known(bare) if bare != name else None
    if known is not None:
        parsed = _from_body(name, known, place)
    else:
        parsed = _company(bare) or _unit(bare, place) or _headed(bare, place)
        body = find_body(parsed.canonical)
        if body is not None and parsed.parent is None:
            parsed = replace(parsed, kind=body.kind, canonical=body.name)
    if split.province is not None:  # stated beside the name: the surest of all
        parsed = replace(parsed, province=split.province.name)
    elif parsed.province is None and stated is not None:
        parsed = replace(parsed, province=stated.name)
    return replace(
        parsed,
        district=split.district or parsed.district,
        subdistrict=split.subdistrict or parsed.subdistrict,
    )


def _known(name: str) -> Body | None:
    """The one body that the whole name or abbreviation stands for."""
    body = find_body(name)
    if body is not None:
        return body
    bodies = expand_bodies(name)
    if len(bodies) > 1:
        bodies = tuple(body for body in bodies if not body.former)
    return bodies[0] if len(bodies) == 1 else None


def _from_body(name: str, body: Body, stated: Province | None) -> OrganisationName:
    matched = match_head(body.name)
    head = matched[0].name if matched else ""
    if matched and matched[0].province_in_name and matched[1] == len(body.name) and stated is not None:
        return _headed(body.name + stated.name, stated)  # สสจ. and a province: that province's office
    province = "กรุงเทพมหานคร" if body.name == "กรุงเทพมหานคร" else stated.name if stated else None
    proper = _bare_proper(body.name[len(head) :].strip() or body.name)
    return OrganisationName(name, body.kind, proper, body.name, head, province)


def _company(name: str) -> OrganisationName | None:
    company = parse_company(name)
    if company is None:
        return None
    body = find_body(company.registered)
    kind = body.kind if body else "company"
    branch = (company.branch or "").strip("() ").removeprefix("สำนักงานใหญ่")  # the head office is the company
    parent = company.registered if branch else None
    proper = f"{company.proper} {branch}" if branch else company.proper  # each plant is one body
    return OrganisationName(name, kind, proper, company.canonical, company.form, parent=parent)


def _unit(name: str, place: Province | None) -> OrganisationName | None:
    """A unit and the body it belongs to, or a branch of a body named by its abbreviation."""
    branch = _BRANCH.fullmatch(name)
    if branch and (body := _known(branch["short"])) is not None:
        return OrganisationName(
            name, body.kind, branch["rest"], f"{body.name} {branch['rest']}", body.name, parent=body.name
        )
    cut = _PARENT.search(name)
    if cut is None and name.startswith("คณะ"):
        cut = _UNIVERSITY.search(name)
    first, last = (name[: cut.start()], name[cut.end() :]) if cut else _before_abbreviation(name)
    matched = match_head(name)
    if not last or matched is None or matched[1] >= len(first):
        return None
    unit, owner = _headed(first, place), _parse(last, None)
    if owner.kind == OTHER:
        return None
    lends = owner.kind in _LENDS_KIND and (unit.kind == OTHER or unit.head == "กลุ่ม")
    kind = owner.kind if lends else unit.kind
    canonical = f"{unit.canonical} {owner.canonical}"
    return replace(unit, kind=kind, canonical=canonical, parent=owner.canonical)


def _before_abbreviation(name: str) -> tuple[str, str]:
    """The name before the abbreviation of a known body at its end ("เขื่อนสิริกิติ์ กฟผ."), and the abbreviation."""
    words = name.rsplit(" ", 1)
    owned = len(words) == 2 and words[1].endswith(".") and _known(words[1]) is not None
    return (words[0], words[1]) if owned else (name, "")


def _headed(name: str, place: Province | None) -> OrganisationName:
    matched = match_head(name)
    if matched is None:
        return OrganisationName(name, _kind_of_headless(name), _bare_proper(name), name)
    head, end = matched
    proper = name[end:].lstrip(" .").rstrip()
    if head.province_in_name:
        return _placed(name, head, proper, place)
    inside = _IN_PROVINCE.fullmatch(name)
    if inside and (province := nearest_province(f"จังหวัด{inside['place']}")) is not None:
        return _office(name, head, inside, province)
    if head.kind in _TOLD_APART_BY_PROVINCE:
        return _local(name, head, proper)
    area = _AREA.fullmatch(proper)
    if area and head.kind == "provincial_office":
        spaced = f"{area['place']} เขต {area['number']}"
        return _written(name, head, spaced, _by_name(area["place"]))
    return _written(name, head, proper, _province_of(head, proper))


def _province_of(head: Head, proper: str) -> Province | None:
    """The province that a name tells without being a province's: เขต of Bangkok, Pattaya, อำเภอเมือง..."""
    if head.name == "สำนักงานเขต":
        return find_province("กรุงเทพมหานคร")
    if head.name == "เมืองพัทยา":
        return find_province("ชลบุรี")
    return _by_name(proper.removeprefix("เมือง")) if head.name == "อำเภอ" else None


def _local(name: str, head: Head, proper: str) -> OrganisationName:
    """A municipality or subdistrict administration; a province's name may stand bare behind its own."""
    words = proper.rsplit(" ", 1)
    if len(words) == 2 and (named := _by_name(words[1])) is not None:
        return _written(name, head, words[0].strip(), named)
    return _written(name, head, proper, None)


def _placed(name: str, head: Head, proper: str, place: Province | None) -> OrganisationName:
    """A head whose proper name may be a province's."""
    if head.kind not in _SURE_OF_PROVINCE and not head.name.endswith("จังหวัด"):
        parsed = _local(name, head, proper)
        named = place or _by_name(proper)
        return parsed if parsed.province or named is None else replace(parsed, province=named.name)
    bare = proper.removeprefix("จังหวัด").removeprefix("จ.").strip()
    named = nearest_province(f"จังหวัด{bare}") if bare else place
    return _written(name, head, named.name if named else proper, named)


def _office(name: str, head: Head, inside: re.Match[str], province: Province) -> OrganisationName:
    """An office whose name ends in จังหวัด and the province."""
    written = re.sub(r"\s*(?:จังหวัด|จ\.)$", "จังหวัด", inside["head"])
    matched = match_head(written)
    exact = matched is not None and matched[1] == len(written)
    kind = matched[0].kind if matched and exact else head.kind
    if not exact and kind in {"central_agency", OTHER}:
        kind = "provincial_office"
    full = matched[0].name + written[matched[1] :] if matched else written
    rest = f" {inside['rest'].strip()}" if inside["rest"] else ""
    proper = province.name + rest
    return OrganisationName(name, kind, proper, full + proper, full, province.name)


def _written(name: str, head: Head, proper: str, province: Province | None) -> OrganisationName:
    space = " " if proper and (head.space or proper[0].isascii()) and proper[0] != "(" else ""
    kind = "public_organisation" if _PUBLIC_ORGANISATION.search(name) else head.kind
    canonical = f"{head.name}{space}{proper}"
    if not proper and not head.place:
        proper = head.name
    return OrganisationName(
        name, kind, _bare_proper(proper), canonical, head.name, province.name if province else None
    )


def _bare_proper(proper: str) -> str:
    """The proper name without the legal form behind it."""
    return _LEGAL_FORM.sub("", proper) or proper


def _by_name(text: str) -> Province | None:
    """The province whose name or spelling the text is; abbreviations are left out (เทศบาลเมืองพล)."""
    found = find_province(text)
    return found if found is not None and text in {found.name, *found.spellings} else None


def _kind_of_headless(name: str) -> str:
    if _PUBLIC_ORGANISATION.search(name):
        return "public_organisation"
    if re.search(r"จำกัด(?:\s*\(มหาชน\))?$|\b(?:Co\.,?\s?Ltd|Ltd|PLC|Inc|Limited)\b", name):
        return "company"
    if re.search(r"วิทยาลัย$|\bUniversity\b", name):
        return "university"
    return OTHER
