"""Names of awards as resolution compares them: the keys of programmes, projects and categories."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from db.settings import matching
from normalize.text import arabic_digits, clean, fold
from normalize.tiers import parse_tier

_EDITION = re.compile(
    r"(?:ประจำ)?(?:ปี)?(?:งบประมาณ|การศึกษา)?(?:พุทธศักราช|พ\.?ศ\.?|ค\.?ศ\.?)?(?:2[45]\d\d|(?:19|20)\d\d)(?!\d)"
    r"|(?:ครั้ง|ปี|รุ่น)ที่\d{1,3}(?!\d)"
    r"|(?:ประจำ)ปี(?:งบประมาณ|การศึกษา)?$"
)
_EDITION_NUMBER = re.compile(r"ครั้งที่\s?(\d{1,3})(?!\d)")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_CONTEST = re.compile(r"^(?:รางวัล|โครงการ|กิจกรรม|งาน)*(?:การ)?(ประกวด|แข่งขัน)")
_SELECTION = re.compile(r"^(?:รางวัล|โครงการ|กิจกรรม|งาน)*(?:การ)?คัดเลือก(?=.{6})")
_PUNCTUATION = re.compile(r"(?<!\d)[-–—:.,…]+|[-–—:.,…]+(?!\d)")
_DIGITS = re.compile(r"\d+")
_LEAST_NAME = 4
"""Letters that must be left of a name when something is taken off it."""


@lru_cache(maxsize=20_000)
def programme_key(award: str) -> str:
    """The name of an award programme as it is compared.

    Without case, spaces, quotes, brackets, the edition (ประจำปี 2566, ครั้งที่ 3), the words for the thing handed
    over (รางวัล, โล่, เกียรติบัตร) in front, and the plural of Awards.  Taking the key of a key changes nothing.
    """
    key = fold(award)
    while (shorter := _shorter(key)) != key:
        key = shorter
    return key


def _shorter(key: str) -> str:
    for found, instead in ((_EDITION, ""), (_BRACKETS, ""), (_PUNCTUATION, "")):
        left = found.sub(instead, key)
        key = left if len(left) >= _LEAST_NAME else key
    key = _SELECTION.sub("", _CONTEST.sub(r"\1", key))
    key = key.replace("awards", "award").replace("prizes", "prize")
    for lead in matching().award.programme_leads:
        if key.startswith(lead) and len(key) - len(lead) >= _LEAST_NAME:
            return key.removeprefix(lead)
    return key


def edition_number(*texts: str | None) -> int | None:
    """The number of an edition (ครั้งที่ 3 gives 3) that the first of the texts to name one names."""
    found = (_EDITION_NUMBER.search(arabic_digits(text)) for text in texts if text)
    return next((int(match[1]) for match in found if match), None)


@dataclass(frozen=True, slots=True)
class ProjectName:
    """A project's name, taken apart; all parts are folded.

    `bare` lacks the lead words (โครงการ, ผลงาน) and `core` also brackets and the place at the end; `inside`
    is what stood in brackets, `cut` what stands before dots that say that the name goes on.
    """

    bare: str
    core: str
    inside: tuple[str, ...] = ()
    cut: str | None = None


_ELLIPSIS = re.compile(r"\.{2,}|…")
_PLACE_AT_END = re.compile(
    r"\s*(?:(?<=\s)|ของ|โดย|ใน)(?:เทศบาล(?:นคร|เมือง|ตำบล)|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|ตำบล|อำเภอ|จังหวัด"
    r"|อบต\.|อบจ\.|ทต\.|ทม\.|ทน\.|ต\.|อ\.|จ\.)\s?\S+$"
)


@lru_cache(maxsize=100_000)
def project_name(text: str) -> ProjectName:
    """The parts of a project's name that are compared."""
    text = clean(text)
    core = _BRACKETS.sub(" ", text).strip()
    while (shorter := _PLACE_AT_END.sub("", core)) != core and len(fold(shorter)) >= _LEAST_NAME:
        core = shorter
    inside = tuple(
        fold(one or other) for one, other in _BRACKETS.findall(text) if len(fold(one or other)) >= 6
    )
    dots = _ELLIPSIS.search(text)
    bare = _bare(text, matching().award.project_leads)
    core = _bare(core, matching().award.project_leads)
    # Names without letters or of brackets alone have no core of their own.
    return ProjectName(
        bare,
        core or bare,
        inside,
        _bare(text[: dots.start()], matching().award.project_leads) if dots else None,
    )


@lru_cache(maxsize=100_000)
def _bare(text: str, leads: tuple[str, ...]) -> str:
    """A folded name without its lead words, unless nothing would be left."""
    bare = fold(text)
    while lead := next((lead for lead in leads if bare.startswith(lead) and bare != lead), None):
        bare = bare.removeprefix(lead)
    return bare


def same_project(left: str | ProjectName, right: str | ProjectName) -> bool:
    """Whether two project names are loosely the same.

    Lead words do not count, nor does what stands in brackets, a place at the end, or what follows the whole
    shorter name; numbers do (ระยะที่ 1 is not ระยะที่ 2).  A name that ends in dots is the beginning of another.
    """
    a = project_name(left) if isinstance(left, str) else left
    b = project_name(right) if isinstance(right, str) else right
    award = matching().award
    if a.bare == b.bare or a.bare in b.inside or b.bare in a.inside:
        return True
    for name, other in ((a, b), (b, a)):
        if name.cut is not None and len(name.cut) >= award.least_cut and other.bare.startswith(name.cut):
            return True
    if a.bare != a.core and b.bare != b.core and _DIGITS.findall(a.bare) != _DIGITS.findall(b.bare):
        return False
    return any(
        _DIGITS.findall(x) == _DIGITS.findall(y)
        and (
            fuzz.ratio(x, y, score_cutoff=award.least_project_similarity) > 0
            or _begins(x, y, award.least_prefix)
        )
        for x, y in ((a.bare, b.bare), (a.core, b.core))
        if x and y
    )


def _begins(a: str, b: str, least: int) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short) >= least and long.startswith(short)


_PART = re.compile(r"\s+(?=(?:ด้าน|สาขา|ประเภท|หมวด|รางวัล|กลุ่ม|ระดับ))|(?<=\S)(?<!ยก)(?=สาขา|ประเภท|ระดับ)")


@lru_cache(maxsize=100_000)
def category_parts(category: str) -> tuple[str, ...]:
    """The parts of a category from the widest to the narrowest, folded and without ด้าน, สาขา and the like.

    "สาขาบริการภาครัฐ ประเภทนวัตกรรมการบริการ" has two.
    """
    leads = matching().award.category_leads
    parts = (_bare(part, leads) for part in _PART.split(clean(category)))
    return tuple(dict.fromkeys(part for part in parts if part))


def same_parts(
    left: tuple[str, ...],
    right: tuple[str, ...],
    left_tier: str | None = None,
    right_tier: str | None = None,
) -> bool:
    """Whether two categories are loosely the same, or one names only some parts of the other.

    They are taken apart by `category_parts`; the tiers stated beside them are keys of `tier_key`.  A tier at
    the end of a part (ด้านนวัตกรรมดีเด่น) is none of its name where the other states that tier.
    """
    if not left or not right:
        return False
    if left == right or _alike("".join(left), "".join(right), matching().award.least_category_similarity):
        return True
    sides = (left, left_tier), (right, right_tier)
    (few, few_tier), (many, many_tier) = sorted(sides, key=lambda side: len(side[0]))
    return all(any(_same_part(part, other, few_tier, many_tier) for other in many) for part in few)


@lru_cache(maxsize=10_000)
def tier_key(tier: str | None) -> str | None:
    """A tier as it is compared: its name on the scale, or its folded text where the scale lacks it."""
    if tier is None:
        return None
    known = parse_tier(tier)
    return fold(tier) if known is None else known.name


def _same_part(a: str, b: str, a_tier: str | None, b_tier: str | None) -> bool:
    return (
        _alike(a, b, matching().award.least_category_similarity)
        or _with_tier(a, b, a_tier, b_tier)
        or _with_tier(b, a, b_tier, a_tier)
    )


def _with_tier(long: str, short: str, long_tier: str | None, short_tier: str | None) -> bool:
    """Whether `long` is `short` and a tier that the other statement does not gainsay."""
    if not long.startswith(short) or long == short:
        return False
    tier = parse_tier(long[len(short) :])
    return tier is not None and (short_tier is None or short_tier in (tier.name, long_tier))


def _alike(a: str, b: str, least: float) -> bool:
    return a == b or any(
        x and y and _DIGITS.findall(x) == _DIGITS.findall(y) and fuzz.ratio(x, y, score_cutoff=least) > 0
        for x, y in ((a, b), (_BRACKETS.sub("", a), _BRACKETS.sub("", b)))
    )
