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
    that province.  `space`: a space follows in the written-out name.
    """

    name: str
    kind: str
    short: tuple[str, ...] = ()
    place: bool = False
    province_in_name: bool = False
    space: bool = False


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("normalize").joinpath("organisation_kinds.toml").read_text("utf-8"))


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds by key, in the order of the file."""
    return MappingProxyType({row["key"]: Kind(**row) for row in _table()["kind"]})


@cache
def heads() -> tuple[Head, ...]:
    """The heads in the order of the file."""
    return tuple(Head(**{**row, "short": tuple(row.get("short", ()))}) for row in _table()["head"])


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
            if _letters(short) >= 3:
                forms.setdefault(short, head)
    return MappingProxyType(forms)


def _letters(form: str) -> int:
    return len(re.sub(r"[.\s]", "", form))


@cache
def _matcher() -> tuple[re.Pattern[str], Mapping[str, Head]]:
    """One pattern for all heads, longest first, and the heads by bare form."""
    by_bare: dict[str, Head] = {}
    branches: list[tuple[int, str]] = []
    for head in heads():
        by_bare[_bare(head.name)] = head
        branches.append((len(head.name), re.escape(head.name)))
    for head in heads():
        for short in head.short:
            by_bare.setdefault(_bare(short), head)
            letters = _letters(short)
            spelt = r"\s?".join(re.escape(part) for part in re.split(r"\s", short))
            if letters >= 3:  # long enough to be no other word; a full stop and spaces may be missing
                branches.append((letters, spelt.replace(r"\.", r"\.?\s?") + r"\.?"))
            elif letters == 2:
                branches.append((letters, rf"{spelt}(?:\s?\.|(?=\s))"))
            else:
                branches.append((letters, rf"{spelt}\s?\."))
    branches.sort(reverse=True)
    return re.compile("|".join(f"(?:{pattern})" for _, pattern in branches)), MappingProxyType(by_bare)


def _bare(form: str) -> str:
    return re.sub(r"[.\s]", "", form)


def match_head(text: str) -> tuple[Head, int] | None:
    """The longest head that the text begins with and the number of characters it takes; None without one."""
    pattern, by_bare = _matcher()
    match = pattern.match(text)
    if match is None:
        return None
    return by_bare[_bare(match[0])], match.end()
