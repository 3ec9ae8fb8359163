"""Names of municipalities and subdistrict administrations: rank, place and province."""

from __future__ import annotations

import re
from dataclasses import replace

from rapidfuzz.distance import OSA

from normalize.areas import find_areas
from normalize.kinds import Head, city_municipalities, head_named, split_head
from normalize.organisation_name import OrganisationName, province_named, written
from normalize.provinces import Province

LOCAL = frozenset(
    {"subdistrict_municipality", "subdistrict_administration", "town_municipality", "city_municipality"}
)
"""Kinds of local governments that bear the name of a place that need not be an area's."""
_PLAIN = re.compile(r"[ก-๎]+")
_PLACE_WORD = re.compile(r"จังหวัด|อำเภอ|ตำบล|กรุงเทพ")
LONGEST_SLIP = 2
"""Letters by which the name of a province may be misspelt."""


def plain_local(name: str, text: str, stated: Province | None) -> OrganisationName | None:
    """A local government's name that is a head and a word and nothing else (ทต.บ้านกลาง); None for others.

    These are most of all names: they are told apart before anything is looked up for them.
    """
    matched = split_head(name)
    if matched is None or matched[0].kind not in LOCAL:
        return None
    head, rest = matched
    if not _PLAIN.fullmatch(rest) or _PLACE_WORD.search(rest):
        return None
    return local(text, head, rest, stated)


def local(name: str, head: Head, proper: str, place: Province | None) -> OrganisationName:
    """A municipality or subdistrict administration; `place`: where it is said to be."""
    named = province_named(proper)
    if head.name.startswith("เทศบาล") and head.name != "เทศบาลตำบล":
        head, proper = _RANKS[head.name](head, proper, named)
        named = province_named(proper)
    if named is None or not head.province_in_name:
        seat = city_municipalities().get(proper) if head.kind == "city_municipality" else None
        if seat and place is None:
            return replace(written(name, head, proper), province=seat, by_area=True)
        return written(name, head, proper, place)
    if head.kind == "city_municipality" or OSA.distance(proper, named.name) <= LONGEST_SLIP:
        proper = named.name
    return written(name, head, proper, place or named)


def _city(head: Head, proper: str, named: Province | None) -> tuple[Head, str]:
    """เทศบาลนครปฐม is the city นครปฐม, เทศบาลนครนายก the town นครนายก, เทศบาลนครหลวง is that of นครหลวง."""
    whole = f"นคร{proper}"
    if proper in city_municipalities():
        return head, proper
    if whole in city_municipalities():
        return head, whole
    if province_named(whole) is not None:
        return head_named("เทศบาลเมือง"), whole
    if named is None and not _is_area(proper) and _is_area(whole):
        return head_named("เทศบาล"), whole
    return head, proper


def _town(head: Head, proper: str, named: Province | None) -> tuple[Head, str]:
    """เทศบาลเมืองปัก lies in เมืองปัก, and เทศบาลเมืองเมืองพล is that of the district พล."""
    if named is not None:
        return head, proper
    short = proper.removeprefix("เมือง")
    if short != proper and find_areas(short, "district"):
        return head, short
    whole = f"เมือง{proper}"
    return (head, whole) if not _is_area(proper) and find_areas(whole, "subdistrict") else (head, proper)


def _unranked(head: Head, proper: str, named: Province | None) -> tuple[Head, str]:
    """A municipality whose rank is left out: where a province bears the name, its seat is meant."""
    if proper in city_municipalities():
        return head_named("เทศบาลนคร"), proper
    if named is not None and named.name == proper:
        return head_named("เทศบาลเมือง"), proper
    return head, proper


_RANKS = {"เทศบาลนคร": _city, "เทศบาลเมือง": _town, "เทศบาล": _unranked}


def _is_area(name: str) -> bool:
    return bool(find_areas(name, "subdistrict") or find_areas(name, "district"))
