"""The body of the table that a name stands for: by name, by abbreviation, and by what writing does to both.

Text drops and adds words that tell no bodies apart (แห่งชาติ, การ), cuts long names short with ฯ, puts an
abbreviation behind its head (กระทรวง พม.) and makes slips.  A name so written is that of a body only when it
is that of one body and begins with the same head: a ministry is never an office, an office never its
committee.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from rapidfuzz.distance import OSA

from normalize.abbreviations import Body, all_bodies, expand_bodies, find_body
from normalize.kinds import match_head
from normalize.text import fold

_LOOSE = re.compile(r"แห่งราชอาณาจักรไทย|แห่งประเทศไทย|แห่งชาติ|\(องค์การมหาชน\)|ในพระบรมราชูปถัมภ์|การ|ส่วน|[.,ๆ-]")
"""Words of a folded name that text drops and adds."""
_COMPANY = re.compile(r"^(?:บริษัท|บมจ\.?|บจก\.?|บจ\.)|จำกัด|\(มหาชน\)|[.,-]")
_CUT = re.compile(r"(?P<start>[^ฯ]{5,})ฯ")
_MINISTRY = re.compile(r"ก(?:ระทรวง\s*|\.\s?)(?P<rest>.+)")
_HEAD_AND_SHORT = re.compile(
    r"(?P<head>สำนักงานปลัดกระทรวง|สำนักปลัดกระทรวง|คณะกรรมการ|กระทรวง|กรม|สำนักงาน|สนง\s?\.?|สถาบัน|ธนาคาร|มหาวิทยาลัย|กองทุน|องค์การ|ศูนย์|บริษัท)"
    r"\s*(?P<short>[ก-ฮ.]{2,12}|[A-Za-z-]{2,12}|ดีอีเอส|ดีอี)"
)
_DIGITS = re.compile(r"\d+")
_NATIONWIDE = frozenset(
    {"central_agency", "state_enterprise", "public_organisation", "international_organisation", "university"}
)
_ONE_BODY = ("การ", "สภาอุตสาหกรรม")
"""Heads that alone are the name of the nationwide body (การท่าเรือ: การท่าเรือแห่งประเทศไทย)."""
_LEAST_LETTERS = 12  # folded characters; a slip in a shorter name may make another name
_LEAST_OF_MINISTRY = 5  # folded characters behind กระทรวง that tell one (กระทรวงเกษตร)
_LEAST_LOOSE = 7  # folded characters that must be left of a name without its loose words


@lru_cache(maxsize=20_000)
def find_known(name: str) -> Body | None:
    """The one body that a whole name or abbreviation stands for; None when there is none or several."""
    return _exact(name) or _behind_head(name) or _loosely(name) or _cut_short(name) or _with_a_slip(name)


def is_known(name: str) -> bool:
    """Whether the name is exactly a known body's name or its abbreviation."""
    return _exact(name) is not None


def _exact(name: str) -> Body | None:
    body = find_body(name)
    if body is not None:
        return body
    bodies = expand_bodies(name)
    if len(bodies) > 1:
        bodies = tuple(body for body in bodies if not body.former)
    return bodies[0] if len(bodies) == 1 else None


def _behind_head(name: str) -> Body | None:
    """กระทรวง พม., สนง.คปภ., สำนักงานปลัดกระทรวง พม.; ก.แรงงาน."""
    ministry = _MINISTRY.fullmatch(name)
    if ministry and (body := find_body(f"กระทรวง{ministry['rest']}")) is not None:
        return body
    match = _HEAD_AND_SHORT.fullmatch(name)
    if match is None:
        return None
    head = "สำนักงาน" if match["head"].startswith("สนง") else match["head"]
    wanted, before = {
        "สำนักงานปลัดกระทรวง": ("กระทรวง", "สำนักงานปลัด"),
        "สำนักปลัดกระทรวง": ("กระทรวง", "สำนักงานปลัด"),
        "คณะกรรมการ": ("สำนักงานคณะกรรมการ", ""),
    }.get(head, (head, ""))
    bodies = expand_bodies(match["short"]) or expand_bodies(f"{match['short']}.")
    bodies = tuple(body for body in bodies if body.name.startswith(wanted))
    if len(bodies) != 1:
        return None
    if (
        head == "คณะกรรมการ"
    ):  # ป.ป.ช. is used of both: behind the word for the committee it is the committee's
        return find_body(bodies[0].name.removeprefix("สำนักงาน"))
    return find_body(f"{before}{bodies[0].name}")


def _loosely(name: str) -> Body | None:
    return _one(_by_loose().get(_loose(name), ())) or (
        _one(_by_company().get(company, ())) if (company := _company(name)) else None
    )


def _loose(name: str) -> str:
    """The key of a name without its loose words: its head and the rest."""
    key = fold(name)
    head = _head(key)
    rest = _LOOSE.sub("", key[len(head) :])
    whole = head == key and not key.startswith(_ONE_BODY)
    if len(head) + len(rest) < _LEAST_LOOSE or whole:
        return key
    return f"{head}|{rest}"


def _head(key: str) -> str:
    matched = match_head(key)
    return matched[0].name if matched and key.startswith(matched[0].name) else ""


def _company(name: str) -> str:
    """The key of a company or bank without its legal form; empty for other names."""
    key = fold(name)
    return _COMPANY.sub("", key) if key.startswith(("บริษัท", "บมจ", "บจก", "บจ.", "ธนาคาร")) else ""


def _cut_short(name: str) -> Body | None:
    """กระทรวงดิจิทัลฯ: the one body whose name begins so."""
    cut = _CUT.fullmatch(name)
    if cut is None:
        return _ministry(name)
    if (whole := _loosely(cut["start"])) is not None:
        return whole
    start = fold(cut["start"])
    return _one(body for key, body in _names() if key.startswith(start) and body.kind in _NATIONWIDE)


def _ministry(name: str) -> Body | None:
    """กระทรวงศึกษา: a ministry by the first words of its name."""
    start = _loose(name)
    if not start.startswith("กระทรวง|") or len(start) < len("กระทรวง|") + _LEAST_OF_MINISTRY:
        return None
    return _one(
        body
        for key, bodies in _by_loose().items()
        if key.startswith(start)
        for body in bodies
        if not body.former
    )


def _with_a_slip(name: str) -> Body | None:
    """The one nationwide body from whose name a letter more, less or wrong, or two swapped, lead."""
    key = fold(name)
    if len(key) < _LEAST_LETTERS or key.isascii():
        return None
    near = {known for form in _without_a_letter(key) for known in _slips().get(form, ())}
    near = {known for known in near if OSA.distance(key, known, score_cutoff=1) <= 1}
    digits = _DIGITS.findall(key)
    return _one(_slip_bodies()[known] for known in near if _DIGITS.findall(known) == digits)


def _one(bodies: Iterable[Body]) -> Body | None:
    """The only body among these; a name that no body bears any more gives way to one that is borne."""
    found = {body.name: body for body in bodies}
    current = {name: body for name, body in found.items() if not body.former}
    chosen = current or found
    return next(iter(chosen.values())) if len(chosen) == 1 else None


@cache
def _names() -> tuple[tuple[str, Body], ...]:
    return tuple((fold(body.name), body) for body in all_bodies())


def _index(key_of: Callable[[str], str]) -> Mapping[str, tuple[Body, ...]]:
    table: dict[str, list[Body]] = {}
    for body in all_bodies():
        if key := key_of(body.name):
            table.setdefault(key, []).append(body)
    return MappingProxyType({key: tuple(bodies) for key, bodies in table.items()})


@cache
def _by_loose() -> Mapping[str, tuple[Body, ...]]:
    return _index(_loose)


@cache
def _by_company() -> Mapping[str, tuple[Body, ...]]:
    return _index(_company)


@cache
def _slip_bodies() -> Mapping[str, Body]:
    return MappingProxyType(
        {
            key: body
            for key, body in _names()
            if len(key) >= _LEAST_LETTERS - 1 and body.kind in _NATIONWIDE and not key.isascii()
        }
    )


def _without_a_letter(key: str) -> set[str]:
    return {key, *(key[:i] + key[i + 1 :] for i in range(len(key)))}


@cache
def _slips() -> Mapping[str, tuple[str, ...]]:
    """Names by themselves and by themselves without each letter: names one edit apart share such a form."""
    files: dict[str, list[str]] = {}
    for key in _slip_bodies():
        for form in _without_a_letter(key):
            files.setdefault(form, []).append(key)
    return MappingProxyType({form: tuple(keys) for form, keys in files.items()})
