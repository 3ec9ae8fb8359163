"""Award programmes: one for all names that the lexicon gives it, with an id that stays.

The lexicon tells other names (PSEA, เลิศรัฐ) and which programme is given within which (รางวัลบริการภาครัฐ within
รางวัลเลิศรัฐ).  The latter stay programmes of their own: what is given within one ceremony is never lumped.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from sqlite_utils import Database

from db.award_names import programme_key
from db.identity import number
from db.settings import matching
from db.sync import next_number, sync
from extract.lexicons import read_toml

_SAME_START = 3
"""Letters by which two Latin names begin alike."""
_INSIDE = re.compile(r"\(([^()]+)\)")


@dataclass(frozen=True)
class Lexicon:
    """What the lexicon says of programmes, by their keys.

    `names` has the name of each programme that it lists, `others` the programme of each other name, `within`
    the programme that one is given within.
    """

    names: Mapping[str, str]
    others: Mapping[str, str]
    within: Mapping[str, str]


@cache
def lexicon() -> Lexicon:
    """The programmes of extract/lexicon/award_programmes.toml."""
    rows = read_toml("award_programmes.toml")["programme"]
    names: dict[str, str] = {}
    for row in rows:
        names.setdefault(programme_key(row["name"]), row["name"])
    others: dict[str, str] = {}
    for forms in ("aliases", "name_en"):
        for row in rows:
            said = row.get(forms) or ()
            for form in (said,) if isinstance(said, str) else said:
                key = programme_key(form)
                if key not in names:
                    others.setdefault(key, programme_key(row["name"]))
    within = {programme_key(row["name"]): programme_key(row["part_of"]) for row in rows if row.get("part_of")}
    within |= {
        key: whole for key, whole in _sub_awards(rows).items() if key not in within and key not in others
    }
    return Lexicon(MappingProxyType(names), MappingProxyType(others), MappingProxyType(within))


def _sub_awards(rows: Iterable[Mapping[str, list[str] | str]]) -> dict[str, str]:
    """Awards (รางวัล...) given within one programme alone, by the programme."""
    nameless = matching().award.nameless
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in row.get("sub_awards") or ():
            if name.startswith("รางวัล"):
                owners[programme_key(name)].add(programme_key(str(row["name"])))
    return {
        key: min(owned)
        for key, owned in owners.items()
        if len(owned) == 1 and key not in owned and key not in nameless
    }


@lru_cache(maxsize=20_000)
def programme_of(award: str) -> str:
    """The key of the programme that an award's name names, all of its names giving the same."""
    key = programme_key(award)
    known = lexicon()
    if key in known.names or key in known.others:
        return known.others.get(key, key)
    # A name that the lexicon lacks, explained by one that it has: รางวัลคุณภาพ (TQA).
    for inside in _INSIDE.findall(award):
        other = programme_key(inside)
        if other in known.names or other in known.others:
            return known.others.get(other, other)
    return key


@lru_cache(maxsize=20_000)
def ceremony_of(programme: str) -> str:
    """The key of the widest programme that a programme (a key) is given within, or its own."""
    within = lexicon().within
    seen = {programme}
    while (wider := within.get(programme, programme)) not in seen:
        seen.add(wider)
        programme = wider
    return programme


def latin_alias(award: str) -> str | None:
    """The key of an award's name that is a Latin one beside the programme's own in the lexicon."""
    key = programme_key(award)
    return key if key.isascii() and key in lexicon().others else None


def are_two_awards(one: str | None, other: str | None) -> bool:
    """Whether two Latin aliases of one programme look like two awards given within it.

    The lexicon lists TQC Plus People beside TQC Plus Customer; two names of one award begin differently.
    """
    return one is not None and other is not None and one != other and one[:_SAME_START] == other[:_SAME_START]


def put_programmes(db: Database, awards: Iterable[str], now: str) -> dict[str, str]:
    """Store the programmes that the names of awards name; the standing id of each programme's key.

    Rows whose keys have turned out to name one programme (the lexicon got another name) go on as the oldest
    of them, to which the others lead; when it turns out otherwise they stand again.
    """
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for award in awards:
        forms[programme_of(award)][award] += 1
    stored = sorted(db.query("SELECT * FROM programme"), key=lambda row: number(row["id"]))
    standing: dict[str, str] = {}
    rows = []
    for row in stored:
        key = programme_of(row["key"])
        first = standing.setdefault(key, row["id"])
        name = _name(key, forms[key]) if first == row["id"] and key in forms else row["name"]
        rows.append(row | {"name": name, "redirected_to": None if first == row["id"] else first})
    following = next_number(db, "programme")
    for key in (key for key in forms if key not in standing):
        standing[key] = f"prg-{following:06d}"
        following += 1
        rows.append(
            {
                "id": standing[key],
                "key": key,
                "name": _name(key, forms[key]),
                "redirected_to": None,
                "created_at": now,
            }
        )
    sync(db, "programme", ("id",), rows)
    return {key: standing[key] for key in forms}


def _name(key: str, forms: Mapping[str, int]) -> str:
    """The lexicon's name of a programme, else the form that articles write most."""
    return lexicon().names.get(key) or min(forms, key=lambda form: (-forms[form], -len(form), form))
