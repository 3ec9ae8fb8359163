"""Programmes: the award programmes of the lexicon, what is given within them and who can win."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicons import read_toml

QUOTATION = re.compile(r'"([^"]+)"')
"""Straight quotation marks in a name of the lexicon; releases write it with round ones as well."""


@cache
def _parts() -> dict[str, set[str]]:
    """The programmes and sub-awards that belong to each programme."""
    parts: dict[str, set[str]] = {}
    for programme in read_toml("award_programmes.toml")["programme"]:
        parts.setdefault(programme["name"], set()).update(programme.get("sub_awards", []))
        if "part_of" in programme:
            parts.setdefault(programme["part_of"], set()).add(programme["name"])
    return parts


def is_part_of(part: str, whole: str) -> bool:
    """Whether an award is given within a programme."""
    return part in _parts().get(whole, set())


@cache
def _programmes_of_bodies() -> frozenset[str]:
    return frozenset(
        programme["name"]
        for programme in read_toml("award_programmes.toml")["programme"]
        if programme.get("recipient") == "organisation"
    )


def is_for_bodies(programme: str | None) -> bool:
    """Whether only organisations win what a programme gives, by the lexicon."""
    return programme in _programmes_of_bodies()


def programme_aliases() -> dict[str, str]:
    """Every form of every award programme, to its name; apostrophes and quotes also as round ones."""
    forms: dict[str, str] = {}
    for programme in read_toml("award_programmes.toml")["programme"]:
        for form in [programme["name"], *programme.get("aliases", [])]:
            for written in (form, form.replace("'", "’"), QUOTATION.sub(r"“\1”", form)):
                forms.setdefault(written, programme["name"])
    return forms
