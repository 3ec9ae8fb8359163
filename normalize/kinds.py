"""Organisation kinds and the heads that mark them (organisation_kinds.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of organisation: its key and its labels in Thai and English."""

    key: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Head:
    """The first word of organisation names of one kind, written out, with its abbreviations.

    `place`: what follows is a place name.  `province_in_name`: a province's name behind it places the body in
    that province.  `numbered`: the bodies are told apart by number (ศูนย์อนามัยที่ 5).  `space`: a space follows
    in the written-out name.
    """

    name: str
    kind: str
    short: tuple[str, ...] = ()
    place: bool = False
    province_in_name: bool = False
    numbered: bool = False
    space: bool = False


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("normalize").joinpath("organisation_kinds.toml").read_text("utf-8"))


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds by key, in the order of the file."""
    return MappingProxyType({row["key"]: Kind(**row) for row in _table()["kind"]})


@cache
def city_municipalities() -> Mapping[str, str]:
    """The names of the city municipalities (เทศบาลนคร), of which there are few, and their provinces."""
    return MappingProxyType(_table()["city_municipalities"])


@cache
def heads() -> tuple[Head, ...]:
    """The heads in the order of the file."""
    return tuple(Head(**{**row, "short": tuple(row.get("short", ()))}) for row in _table()["head"])


@cache
def head_named(name: str) -> Head:
    """The head that is written out so; the name must be one of the file."""
    return next(head for head in heads() if head.name == name)


@cache
def head_forms() -> Mapping[str, Head]:
    """Every written form of a head that text may show, with full stops, and its head.

    Abbreviations come with their full stop ("อบต.", "รพ.สต."), those of three letters and more also without.
    """
    forms: dict[str, Head] = {}
    for head in heads():
        forms[head.name] = head
    for head in heads():
        for short in head.short:
            if short.endswith(head.name[-3:]):  # a misspelt full form takes no full stop
                forms.setdefault(short, head)
                continue
            forms.setdefault(f"{short}.", head)
            if _letters(short) >= 3 and not _ENDS_ALONE.search(short):
                forms.setdefault(short, head)
    return MappingProxyType(forms)


def _letters(form: str) -> int:
    return len(re.sub(r"[.\s]", "", form))


_PLACE_WORD = {
    "จังหวัด": r"(?:จังหวัด|จว?\s?\.)",
    "อำเภอ": r"(?:อำเภอ|อ\s?\.)",
    "ตำบล": r"(?:ตำบล|ต\s?\.)",
}
"""The words for places that end a head, and how text shortens them (สนง.เกษตร จ.ตาก)."""
_MUNICIPALITY = {"เมือง": r"(?:เมือง|ม\s?\.)", "นคร": r"(?:นคร|น\s?\.)", "ตำบล": _PLACE_WORD["ตำบล"]}
_INNER = re.compile(r"(?<=.)(บริหาร|ส่วน|ตำบล|จังหวัด|อำเภอ|เมือง|นคร|เขต|ประจำ|สาธารณสุข)")
"""Words inside a head before which text may put a space (องค์การบริหารส่วน ตำบล...)."""
_OFFICE = "สำนักงาน"
_ENDS_ALONE = re.compile(r"[ก-ฮ]{2}\.[ก-ฮ]$")
"""An abbreviation whose last letter may begin a name instead ("รพ.ร", but "รพ รอบเมือง")."""


def _spelt(name: str) -> str:
    """A pattern for a head written out, with the spaces and short words that text puts into it."""
    office = len(name) > len(_OFFICE) and name.startswith(_OFFICE)
    words = _MUNICIPALITY if name.startswith("เทศบาล") else _PLACE_WORD
    body = name.removeprefix(_OFFICE) if office else name
    last = next((word for word in words if body.endswith(word) and name != word), "")
    body = _INNER.sub(r" \1", body.removesuffix(last))
    pattern = r"\s?".join(re.escape(part) for part in body.split(" "))
    return (
        (rf"(?:{_OFFICE}|สนง\s?\.?)\s?" if office else "") + pattern + (rf"\s?{words[last]}" if last else "")
    )


def _shortened(short: str) -> str:
    """A pattern for an abbreviation: the shorter, the surer that it is no beginning of a word."""
    spelt = r"\s?".join(re.escape(part) for part in short.split(" "))
    letters = _letters(short)
    if letters >= 3:  # long enough to be no other word; a full stop and spaces may be missing
        stop = r"(?:\s?\.|(?=\s|$))" if _ENDS_ALONE.search(short) else r"(?:\s?\.)?"
        return spelt.replace(r"\.", r"\s?\.?\s?") + stop
    if letters == 2:
        return rf"{spelt}(?:\s?\.|(?=\s))"
    return rf"{spelt}\s?\."


@cache
def _matchers() -> Mapping[str, tuple[re.Pattern[str], tuple[tuple[Head, bool], ...]]]:
    """By first letter: one pattern, a group a form, longest first, and what each group stands for.

    Each form comes with its head and whether it is an abbreviation.
    """
    forms: dict[str, list[tuple[int, str, Head, bool]]] = {}
    for head in heads():
        forms.setdefault(head.name[0], []).append((len(head.name), _spelt(head.name), head, False))
    for head in heads():
        for short in head.short:
            misspelt = short.endswith(head.name[-3:])
            pattern = _spelt(short) if misspelt else _shortened(short)
            forms.setdefault(short[0], []).append((_letters(short), pattern, head, not misspelt))
    matchers = {}
    for letter, rows in forms.items():
        rows.sort(key=lambda row: -row[0])
        joined = re.compile("|".join(f"({row[1]})" for row in rows))
        matchers[letter] = (joined, tuple((row[2], row[3]) for row in rows))
    return MappingProxyType(matchers)


def _match(text: str) -> tuple[Head, int, bool] | None:
    matcher = _matchers().get(text[:1])
    match = matcher[0].match(text) if matcher else None
    if matcher is None or match is None or match.lastindex is None:
        return None
    head, abbreviated = matcher[1][match.lastindex - 1]
    return head, match.end(), abbreviated


def match_head(text: str) -> tuple[Head, int] | None:
    """The longest head that the text begins with and the number of characters it takes; None without one."""
    matched = _match(text)
    return (matched[0], matched[1]) if matched else None


def split_head(text: str) -> tuple[Head, str] | None:
    """The longest head that the text begins with and what follows it; None without one.

    Unlike `match_head` it looks through an abbreviation: "รพ.สมเด็จพระยุพราชปัว" has the head
    โรงพยาบาลสมเด็จพระยุพราช.
    """
    matched = _match(text)
    if matched is None:
        return None
    head, end, abbreviated = matched
    rest = text[end:].lstrip(" .")
    if abbreviated:
        longer = _match(head.name + rest)
        if longer is not None and longer[1] > len(head.name):
            return longer[0], (head.name + rest)[longer[1] :].lstrip(" .").rstrip()
    return head, rest.rstrip()
