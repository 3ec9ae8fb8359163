"""Standing abbreviations of Thai bodies and the names that they stand for (abbreviations.csv).

One row a reading: สพร. is the Digital Government Development Agency and two other bodies.  The names are
the official ones of the bodies' founding laws and decrees; a row of status "former" gives a name that the
body no longer bears but that releases of its time use.  A row without an abbreviation makes a body known by
its names alone.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from normalize.text import fold

_STOP = re.compile(r"\.")
_PUBLIC = "(องค์การมหาชน)"
_THAI = re.compile("[ก-๙]")


@dataclass(frozen=True, slots=True)
class Body:
    """A known body: official Thai name, English name, kind (a key of organisation_kinds.toml), and whether
    the name is one it no longer bears."""

    name: str
    name_en: str
    kind: str
    former: bool = False


@cache
def _rows() -> tuple[tuple[str, Body], ...]:
    table = resources.files("normalize").joinpath("abbreviations.csv").read_text("utf-8")
    return tuple(
        (row["abbreviation"], Body(row["name_th"], row["name_en"], row["kind"], row["status"] == "former"))
        for row in csv.DictReader(table.splitlines())
    )


@cache
def _by_form() -> tuple[Mapping[str, tuple[Body, ...]], Mapping[str, tuple[Body, ...]]]:
    """Bodies by folded abbreviation as written, and by the same without full stops; current names first."""
    written: dict[str, list[Body]] = {}
    bare: dict[str, list[Body]] = {}
    for form, body in sorted(_rows(), key=lambda row: row[1].former):
        if not form:
            continue
        for table, key in ((written, fold(form)), (bare, _STOP.sub("", fold(form)))):
            known = table.setdefault(key, [])
            if body not in known:
                known.append(body)
    return (
        MappingProxyType({key: tuple(bodies) for key, bodies in written.items()}),
        MappingProxyType({key: tuple(bodies) for key, bodies in bare.items()}),
    )


@cache
def all_bodies() -> tuple[Body, ...]:
    """Every body of the table once, in its order."""
    return tuple(dict.fromkeys(body for _, body in _rows()))


def expand_bodies(abbreviation: str) -> tuple[Body, ...]:
    """The bodies that an abbreviation stands for, current names first; empty when it is not known.

    The abbreviation as written comes first; spaces, case, Thai digits and, if nothing has it as written, full
    stops do not matter ("ธ.ก.ส.", "ธกส").
    """
    written, bare = _by_form()
    key = fold(abbreviation)
    return written.get(key) or bare.get(_STOP.sub("", key), ())


def expand(abbreviation: str) -> tuple[str, ...]:
    """The official Thai names that an abbreviation stands for; several when it is ambiguous."""
    return tuple(body.name for body in expand_bodies(abbreviation))


@cache
def abbreviation_forms() -> Mapping[str, tuple[str, ...]]:
    """Every written form to look for in running text, with the names it stands for.

    The forms of the table, and Thai ones of three letters and more also without full stops (กฟผ, ธกส).
    Latin forms are exact in case.
    """
    forms: dict[str, tuple[str, ...]] = {form: expand(form) for form, _ in _rows() if form}
    for form in tuple(forms):
        bare = _STOP.sub("", form)
        if len(bare) >= 3 and _THAI.search(bare) and " " not in bare:
            forms.setdefault(bare, expand(bare))
    return MappingProxyType(forms)


@cache
def _forms_by_name() -> Mapping[str, tuple[str, ...]]:
    forms: dict[str, list[str]] = {}
    for form, names in abbreviation_forms().items():
        for name in names:
            forms.setdefault(name, []).append(form)
    return MappingProxyType({name: tuple(found) for name, found in forms.items()})


def abbreviations_of(name: str) -> tuple[str, ...]:
    """The abbreviations of a body, Thai and Latin, from its Thai or English name; empty when it has none."""
    body = find_body(name)
    return _forms_by_name().get(body.name, ()) if body else ()


@cache
def _by_name() -> Mapping[str, Body]:
    names: dict[str, Body] = {}
    for _, body in _rows():
        names.setdefault(fold(body.name), body)
        names.setdefault(fold(body.name.removesuffix(_PUBLIC)), body)
        if body.kind == "company" and body.name.startswith("ธนาคาร"):
            names.setdefault(fold(re.sub(r"\s*จำกัด.*", "", body.name)), body)
    for _, body in _rows():
        names.setdefault(fold(body.name_en), body)
    return MappingProxyType(names)


def find_body(name: str) -> Body | None:
    """The body with that Thai or English name; "(องค์การมหาชน)" and a bank's "จำกัด (มหาชน)" may be missing."""
    return _by_name().get(fold(name))
