"""Synonyms: other names that an article gives an award in brackets, an abbreviation or its English name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.assembly.phrases import read_phrase
from extract.assembly.reading import Reading
from extract.fact import Span
from normalize.text import fold

IN_BRACKETS = re.compile(r"\((?P<inside>(?:[A-Z]|รางวัล)[^()\n]{2,100})\)")
PARTS = re.compile(r"\s?[:–—]\s|\s-\s|\sหรือ\s|,\s")
"""What stands between several names in one pair of brackets (Thailand Quality Award : TQA)."""
ABBREVIATION = re.compile(r"[A-Z][A-Za-z&.-]{1,7}")
LEVEL = re.compile(
    r"(?:Gold|Silver|Bronze|Platinum|Diamond|Winner|Excellent|Public|Private|Thailand|Asia|Champion)\b\W*$"
)
"""Words in brackets that are a tier, a field or a place and no name."""
STEM = re.compile(r"^(?:โล่|ถ้วย|เข็ม)?รางวัล")
YEAR_AT_END = re.compile(r"(?:ประจำปี)?(?:พศ)?(?:25|20)\d\d$")


@lru_cache(maxsize=20_000)
def award_key(name: str) -> str:
    """The name of an award without รางวัล, quotation marks and year."""
    return YEAR_AT_END.sub("", STEM.sub("", fold(name)))


@dataclass(frozen=True, slots=True)
class Synonym:
    """The name that brackets explain: its key, and its place where the other name is but an abbreviation."""

    key: str
    full: Span | None


def synonyms_of(reading: Reading) -> dict[str, Synonym]:
    """Each name in brackets behind the name of an award, by its key, and the award that it names."""
    known: dict[str, Synonym] | None = reading.remembered.get("synonyms")
    if known is not None:
        return known
    known = reading.remembered["synonyms"] = {}
    for mention in reading.of("award"):
        if mention.attributes["kind"] not in ("name", "contest"):
            continue
        phrase = read_phrase(reading, mention)
        if phrase.name is None or phrase.ceremony is not None:
            continue
        key = award_key(reading.text[slice(*phrase.name)])
        for brackets in IN_BRACKETS.finditer(reading.text, phrase.name[1], phrase.end):
            for part in (brackets["inside"], *PARTS.split(brackets["inside"])):
                other = award_key(part)
                if other != key and len(other) > 2 and not LEVEL.match(part):
                    short = ABBREVIATION.fullmatch(part.strip()) is not None
                    known.setdefault(other, Synonym(key, phrase.name if short else None))
    return known
