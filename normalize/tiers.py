"""Tiers of awards: the levels and placings of tiers.toml, on an ordered scale for each scheme."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from normalize.text import fold

_MOST = 10
"""The highest number that a placing may carry; contests do not name more."""
_NUMBER_WORDS = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ")
_ORDINALS = ("1st", "2nd", "3rd", *(f"{number}th" for number in range(4, _MOST + 1)))
_ORDINAL = r"(?:อันดับ|ลำดับ|เหรียญ)?(?:ที่)?"
_PUNCTUATION = re.compile(r"[.,:;()\[\]–-]")
_LONGEST = 80  # characters; a tier is a few words


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier by its canonical name.

    Tiers of one scheme compare by `rank` (1 is best); ranks of different schemes do not compare.
    `needs_lead` says that in running text the word is a tier only behind ระดับ, รางวัล or the like.
    `name_en` is its name in English.
    """

    name: str
    scheme: str
    rank: int
    needs_lead: bool = False
    name_en: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class _Entry:
    tier: Tier
    forms: tuple[str, ...]
    numbered: bool

    def at(self, number: int) -> Tier:
        """The tier with a number: รองชนะเลิศ and 1 give รองชนะเลิศอันดับ 1."""
        name = f"{self.tier.name} {number}" if self.tier.name == "ที่" else f"{self.tier.name}อันดับ {number}"
        name_en = self.tier.name_en.format(n=number, nth=_ORDINALS[number - 1])
        return Tier(name, self.tier.scheme, self.tier.rank + number, self.tier.needs_lead, name_en)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("normalize").joinpath("tiers.toml").read_text("utf-8"))


@cache
def _entries() -> tuple[_Entry, ...]:
    return tuple(
        _Entry(
            tier=Tier(
                row["name"],
                scheme["key"],
                row["rank"],
                row.get("needs_lead", False),
                row.get("en", row["name"]),
            ),
            forms=(row["name"], *row.get("forms", ())),
            numbered=row.get("numbered", False),
        )
        for scheme in _table()["scheme"]
        for row in scheme["tiers"]
    )


def tier_leads() -> tuple[str, ...]:
    """The words in front of a tier that are no part of it (ระดับ, ประเภท, รางวัล, ...), longest first."""
    return tuple(sorted(_table()["leads"], key=len, reverse=True))


def _key(text: str) -> str:
    return _PUNCTUATION.sub("", fold(text))


@cache
def _plain() -> Mapping[tuple[str | None, str], Tier]:
    """Tiers by scheme and folded form; the scheme None stands for the first that has the form."""
    tiers: dict[tuple[str | None, str], Tier] = {}
    for entry in _entries():
        if entry.numbered:
            continue
        for form in entry.forms:
            tiers.setdefault((None, _key(form)), entry.tier)
            tiers.setdefault((entry.tier.scheme, _key(form)), entry.tier)
    return MappingProxyType(tiers)


@cache
def _numbered() -> tuple[tuple[_Entry, re.Pattern[str]], ...]:
    words = "|".join(_NUMBER_WORDS)
    found = []
    for entry in _entries():
        if entry.numbered:
            forms = "|".join(sorted(map(re.escape, map(_key, entry.forms)), key=len, reverse=True))
            found.append(
                (entry, re.compile(rf"(?:{forms}){_ORDINAL}(?:(?P<digits>\d{{1,2}})|(?P<word>{words}))"))
            )
    return tuple(found)


@cache
def _frame() -> tuple[re.Pattern[str], re.Pattern[str]]:
    leads = "|".join(re.escape(_key(lead)) for lead in tier_leads())
    trails = "|".join(re.escape(trail) for trail in sorted(_table()["trails"], key=len, reverse=True))
    return re.compile(f"(?:{leads})"), re.compile(f"(?:{trails})$")


def parse_tier(text: str, scheme: str | None = None) -> Tier | None:
    """The tier that the whole text names, or None.

    Tolerates ระดับ, ประเภท, รางวัล and the like in front ("รางวัลระดับดีเด่น"), "Award" behind, spaces, Thai
    digits and number words.  Of two tiers in a row ("ชมเชยอันดับ 1 เหรียญทอง", "ชนะเลิศ อันดับ 1") it gives
    the first.  `scheme` asks for a word of that scheme only.
    """
    candidates = _candidates(text)
    for read in (_exact, _first_of_two):
        for candidate in candidates:
            tier = read(candidate, scheme)
            if tier is not None:
                return tier
    return None


def tier_in_english(text: str) -> str | None:
    """The English name of the one tier that the whole text names; None for two in a row and for no tier."""
    tiers = (_exact(candidate, None) for candidate in _candidates(text))
    return next((tier.name_en for tier in tiers if tier is not None), None)


def _candidates(text: str) -> list[str]:
    """The folded text, and what of it may be the tier: without leads, without what stands behind."""
    key = _key(text)
    if not key or len(key) > _LONGEST:
        return []
    lead, trail = _frame()
    candidates = [key]
    while (match := lead.match(key)) and match.end() < len(key):
        key = key[match.end() :]
        candidates.append(key)
    return candidates + [trail.sub("", candidate) for candidate in candidates if trail.search(candidate)]


def _exact(key: str, scheme: str | None) -> Tier | None:
    plain = _plain().get((scheme, key))
    if plain is not None:
        return plain
    for entry, pattern in _numbered():
        match = pattern.fullmatch(key)
        if match and scheme in {None, entry.tier.scheme}:
            number = int(match["digits"]) if match["digits"] else _NUMBER_WORDS.index(match["word"]) + 1
            return entry.at(number) if 1 <= number <= _MOST else None
    return None


def _first_of_two(key: str, scheme: str | None) -> Tier | None:
    for cut in range(len(key) - 1, 1, -1):
        first = _exact(key[:cut], scheme)
        if first is not None and _is_tier(key[cut:]):
            return first
    return None


def _is_tier(key: str) -> bool:
    lead, _ = _frame()
    match = lead.match(key)
    return _exact(key, None) is not None or (
        match is not None and _exact(key[match.end() :], None) is not None
    )


@cache
def tier_surface_forms() -> Mapping[str, Tier]:
    """Every form to look for in running text, without leads, with its tier.

    Placings are written out up to the tenth with and without spaces, in both digit scripts and as words.
    """
    forms: dict[str, Tier] = {}
    for entry in _entries():
        if not entry.numbered:
            for form in entry.forms:
                forms.setdefault(form, entry.tier)
            continue
        for number in range(1, _MOST + 1):
            for form in _numbered_forms(entry, number):
                forms.setdefault(form, entry.at(number))
    return MappingProxyType(forms)


def _numbered_forms(entry: _Entry, number: int) -> Iterator[str]:
    thai = "".join("๐๑๒๓๔๕๖๗๘๙"[int(digit)] for digit in str(number))
    written = (str(number), thai, _NUMBER_WORDS[number - 1])
    ordinals = ("",) if entry.tier.name == "ที่" else ("อันดับ", " อันดับ", "อันดับที่", " อันดับที่", "ลำดับที่", "ที่", " ที่")
    for form in entry.forms:
        for ordinal in ordinals:
            for digits in written:
                yield f"{form}{ordinal} {digits}"
                yield f"{form}{ordinal}{digits}"
