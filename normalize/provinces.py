"""The 77 provinces (76 and Bangkok) and every form in which press releases name them.

Codes: ISO 3166-2:TH.  English names: the Royal Society's romanisation as the Ministry of Interior uses it.
Regions: the six regions of the National Geographic Committee (2520/1977), and beside them the four regions
and Bangkok of the National Statistical Office.  Abbreviations: the letters for provinces of the Royal
Society.  Spellings: short forms, English variants and usual misspellings.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from rapidfuzz.distance import OSA

from normalize.text import clean, fold

_PREFIX = re.compile(r"(?:ประจำ)?(?:จังหวัด|จังหวด|จว\s?\.|จ\s?\.|changwat\b|province of\b)\s*", re.IGNORECASE)
_SUFFIX = re.compile(r"\s*(?:\bprovince|\bmetropolis|,?\s*thailand|ฯ)$", re.IGNORECASE)
_DOTS = re.compile(r"[.ฯ()]")
_SHORT = 5  # characters; below it one letter makes another everyday word (ตาม, นาน, เคย)
_LONG = 8  # characters; from here on two typing errors are tolerated
_VERY_LONG = 10  # the same without จังหวัด in front, since place names share their beginnings (เชียง...)


@dataclass(frozen=True, slots=True)
class Province:
    """One province.  `region` has six values, `region_nso` five; `common_word` marks the names that are also
    everyday words (เลย, ตาก, แพร่, น่าน) and need จังหวัด or จ. beside them in running text."""

    code: str
    name: str
    name_en: str
    region: str
    region_nso: str
    abbreviation: str
    spellings: tuple[str, ...] = ()
    common_word: bool = False


def _load() -> Iterator[Province]:
    table = resources.files("normalize").joinpath("provinces.csv").read_text("utf-8")
    for row in csv.DictReader(table.splitlines()):
        yield Province(
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            region=row["region"],
            region_nso=row["region_nso"],
            abbreviation=row["abbreviation"],
            spellings=tuple(filter(None, row["spellings"].split("|"))),
            common_word=row["common_word"] == "yes",
        )


PROVINCES: tuple[Province, ...] = tuple(_load())


def _key(text: str) -> str:
    return _DOTS.sub("", fold(text)).replace("-", "")


@cache
def _lookalikes() -> frozenset[str]:
    names = resources.files("normalize").joinpath("province_lookalikes.txt").read_text("utf-8").splitlines()
    return frozenset(_key(name) for name in names if not name.startswith("#"))


@cache
def _by_key() -> Mapping[str, Province]:
    keys: dict[str, Province] = {}
    for province in PROVINCES:
        for form in (province.name, province.name_en, province.code, *province.spellings):
            keys[_key(form)] = province
    for province in PROVINCES:  # an abbreviation never takes the place of a name
        keys.setdefault(_key(province.abbreviation), province)
    return MappingProxyType(keys)


def find_province(text: str) -> Province | None:
    """The province that the whole text names, or None.

    Takes the Thai or English name, the ISO code, a usual spelling or the abbreviation, with or without
    จังหวัด, จ. or "province".  The abbreviation ("ชม.", "นม.") counts because the whole text is the name:
    do not pass words out of running text.
    """
    return _by_key().get(_key(_strip(text)[0]))


def nearest_province(text: str) -> Province | None:
    """The province that the whole text names, typing errors tolerated; None when none or several fit.

    One error (optimal string alignment: a letter too many, too few, wrong, or two swapped); two in names of
    8 and more characters behind จังหวัด or จ., of 10 and more without.  Names under 5 characters only behind
    จังหวัด or จ.  Two provinces that are equally near (ตาด: ตาก, ตราด) give None, and so do the districts and
    towns of province_lookalikes.txt.
    """
    bare, prefixed = _strip(text)
    exact = _by_key().get(_key(bare))
    if exact is not None:
        return exact
    typed = _key(bare)
    if len(typed) < 3 or (not prefixed and (len(typed) < _SHORT or typed in _lookalikes())):
        return None
    long = _LONG if prefixed else _VERY_LONG
    best: dict[str, int] = {}
    for province in PROVINCES:
        allowed = 2 if len(province.name) >= long else 1
        if len(province.name) < _SHORT and not prefixed:
            continue
        distance = OSA.distance(typed, province.name, score_cutoff=allowed)
        if distance <= allowed:
            best[province.name] = distance
    nearest = [name for name, distance in best.items() if distance == min(best.values())]
    return _by_key()[nearest[0]] if len(nearest) == 1 else None


def _strip(text: str) -> tuple[str, bool]:
    """The text without the words for province, and whether it had one in front."""
    text = clean(text).replace("\n", " ").strip(" .,()")
    match = _PREFIX.match(text)
    bare = text[match.end() :] if match else text
    return _SUFFIX.sub("", bare), match is not None


@cache
def province_surface_forms() -> Mapping[str, Province]:
    """Every form to look for in running text, with its province.

    Names, spellings and English names bare; behind จังหวัด and จ. the names and spellings, and the two-letter
    abbreviations behind จ. alone ("จ.ชม."), since bare they are everyday letters.  Names that are
    common words (`Province.common_word`) are there bare too, for the fields of a list:
    check them in running text.
    """
    forms: dict[str, Province] = {}
    for province in PROVINCES:
        names = (province.name, *province.spellings)
        for name in (*names, province.name_en):
            forms[name] = province
        for name in names:
            if not name.isascii():
                forms |= {f"จังหวัด{name}": province, f"จ.{name}": province, f"จ. {name}": province}
        short = province.abbreviation
        forms |= {f"จ.{short}.": province, f"จ.{short}": province, f"จ. {short}.": province}
    bangkok = PROVINCES[0]
    return MappingProxyType(forms | {"กทม.": bangkok, "กทม": bangkok, "กรุงเทพมหานครฯ": bangkok})
