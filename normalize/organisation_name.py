"""An organisation's name taken apart, and how one is written out from its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from normalize.abbreviations import Body
from normalize.kinds import OTHER, Head, match_head
from normalize.provinces import Province, find_province

BANGKOK = "กรุงเทพมหานคร"
_PUBLIC_ORGANISATION = re.compile(r"\s*\(\s*องค์การมหาชน\s*\)$")
_LEGAL_FORM = re.compile(r"\s*(?:\(\s*องค์การมหาชน\s*\)|จำกัด(?:\s*\(\s*มหาชน\s*\))?)$")
_INTERNATIONAL = re.compile(
    r"สหประชาชาติ|อาเซียน|แห่งเอเชีย|แห่งยุโรป|(?<!การค้า)ระหว่างประเทศ|ระหว่างรัฐบาล|นานาชาติ$|โลก$"
)
_MAY_BE_INTERNATIONAL = (
    "องค์การ",
    "องค์กร",
    "สำนักงาน",
    "โครงการ",
    "กองทุน",
    "ธนาคาร",
    "คณะกรรมาธิการ",
    "สหภาพ",
    "สภา",
)


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """An organisation's name taken apart.

    `text`: as given, clean.  `kind`: a key of organisation_kinds.toml.  `head`: its first word written out
    ("องค์การบริหารส่วนตำบล"), empty for a body known by its whole name.  `proper`: the rest, Arabic digits.
    `province`, `district`, `subdistrict`: names without จังหวัด, อำเภอ, ตำบล; stated in the text, in the name
    or by the caller.  `by_area`: the province is not stated but follows from the district that the body is
    of, or from the only city municipality of that name.  `canonical`: written out, without places that are
    no part of the name.  `parent`: the canonical name of the body that a unit belongs to ("คณะ...
    มหาวิทยาลัย...").
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
    by_area: bool = False


def written(name: str, head: Head, proper: str, province: Province | None = None) -> OrganisationName:
    """The name of a head and a proper name; `name` is the text that they were read from."""
    space = " " if proper and (head.space or proper[0].isascii()) and proper[0] != "(" else ""
    canonical = f"{head.name}{space}{proper}"
    kind = kind_of(name, head)
    if not proper and not head.place:
        proper = head.name
    return OrganisationName(
        name, kind, bare_proper(proper), canonical, head.name, province.name if province else None
    )


def kind_of(name: str, head: Head) -> str:
    """The kind that a head marks, unless the name tells more."""
    if _PUBLIC_ORGANISATION.search(name):
        return "public_organisation"
    if head.name in _MAY_BE_INTERNATIONAL and _INTERNATIONAL.search(name):
        return "international_organisation"
    return head.kind


def headless(name: str) -> OrganisationName:
    """A name that begins with no known head."""
    return OrganisationName(name, _kind_of_headless(name), bare_proper(name), name)


def of_body(name: str, body: Body, province: Province | None = None) -> OrganisationName:
    """The name of a known body."""
    head = _head_of(body.name)
    place = BANGKOK if body.name == BANGKOK else province.name if province else None
    proper = bare_proper(body.name[len(head) :].strip() or body.name)
    return OrganisationName(name, body.kind, proper, body.name, head, place)


@cache
def _head_of(name: str) -> str:
    matched = match_head(name)
    return matched[0].name if matched else ""


def bare_proper(proper: str) -> str:
    """The proper name without the legal form behind it."""
    return _LEGAL_FORM.sub("", proper) or proper if proper.endswith((")", "ด")) else proper


def province_named(text: str) -> Province | None:
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
