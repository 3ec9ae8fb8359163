"""Gold and predicted facts in the form in which they are compared, and when two of them agree.

Names agree when they are equal after folding (case, spaces, quotes, punctuation, Thai digits) or nearly
equal by edit distance.  The tolerances are part of the definition of the figures: changing one makes new
figures incomparable with old ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from normalize.text import fold

ORGANISATION_LIKENESS = 92.0
AWARD_LIKENESS = 75.0
PROJECT_LIKENESS = 85.0
"""Least `rapidfuzz.fuzz.ratio` (0 to 100) at which folded names of each sort count as the same."""
AWARD_PART = 8
"""An award name of at least so many characters that the other name contains counts as the same award."""

FIELDS = ("award", "tier", "project", "province", "year")
WEIGHTS = {"award": 8, "tier": 4, "project": 3, "province": 1, "year": 1}
"""How much each agreeing field speaks for pairing two facts of one organisation."""

_PUNCTUATION = re.compile(r"[()\[\].,:;–—-]+")
_EDITION_BEHIND = re.compile(r"(ประจำปี|ประจำปีงบประมาณ)?(พศ)?(25|20)\d\d$")
_TIER_HEAD = re.compile(r"^(ระดับ|ประเภท|รางวัล)+")
_PROJECT_HEAD = re.compile(r"^(ผลงาน|โครงการ|นวัตกรรม|ระบบ|การ)+")
_BARE_PLACE = re.compile(r"^ที่(?=\d)")
_NUMERALS = {"หนึ่ง": "1", "สอง": "2", "สาม": "3", "สี่": "4", "ห้า": "5"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact, its fields folded for comparing.  `values` is the fact as it stands in the file."""

    values: Mapping[str, Any] = field(repr=False)
    names: frozenset[str]
    awards: tuple[str, ...]
    tier: str
    project: str
    province: str
    year: int | None

    @property
    def is_organisation(self) -> bool:
        """Whether the recipient is an organisation, as it is when the fact does not say."""
        return (self.values.get("recipient_type") or "organisation") == "organisation"

    @property
    def neutral(self) -> bool:
        """Whether careful readers differ on this gold fact, so that finding it or not counts nothing."""
        return bool(self.values.get("neutral"))

    def states(self, name: str) -> bool:
        """Whether the fact gives a value for the field."""
        return bool(self.values.get(name))


def gold_statement(values: Mapping[str, Any]) -> Statement:
    """The statement of a gold fact: an alias counts as its organisation's name."""
    return _statement(values, [values.get("organisation")])


def predicted_statement(values: Mapping[str, Any]) -> Statement:
    """The statement of a predicted fact, which names its organisation in canonical form and as written."""
    return _statement(values, [values.get("organisation"), values.get("organisation_text")])


def same_recipient(gold: Statement, predicted: Statement) -> bool:
    """Whether the two name the same organisation."""
    if gold.names & predicted.names:
        return True
    return any(
        fuzz.ratio(name, guess) >= ORGANISATION_LIKENESS for name in gold.names for guess in predicted.names
    )


def agreement(gold: Statement, predicted: Statement) -> dict[str, bool]:
    """For each of `FIELDS`, whether the prediction agrees with the gold.

    Tier and project must be absent where the gold has none; province and year are free there.
    """
    return {
        "award": _same_award(gold.awards, predicted.awards),
        "tier": gold.tier == predicted.tier,
        "project": _same_project(gold, predicted),
        "province": not gold.states("province") or gold.province == predicted.province,
        "year": not gold.states("year") or gold.year == predicted.year,
    }


def _statement(values: Mapping[str, Any], names: list[Any]) -> Statement:
    every_name = (_comparable(name) for name in [*names, *(values.get("aliases") or [])] if name)
    award, category = _award_stem(values.get("award")), _award_stem(values.get("category"))
    return Statement(
        values=values,
        names=frozenset(name for name in every_name if name),
        # A programme and its sub-award name the same win; so do both together.
        awards=tuple(name for name in (award, category, award + category) if name),
        tier=_tier_stem(values.get("tier")),
        project=_PROJECT_HEAD.sub("", _comparable(values.get("project"))),
        province=_comparable(values.get("province")),
        year=values.get("year"),
    )


def _comparable(value: object) -> str:
    return _PUNCTUATION.sub("", fold(str(value or "")))


def _award_stem(value: object) -> str:
    name = _comparable(value).removeprefix("รางวัล").removeprefix("โล่รางวัล")
    return _EDITION_BEHIND.sub("", name)


def _tier_stem(value: object) -> str:
    tier = _TIER_HEAD.sub("", _comparable(value)).replace("อันดันดับ", "อันดับ")
    for word, digit in _NUMERALS.items():
        tier = tier.replace(word, digit)
    tier = _BARE_PLACE.sub("อันดับ", tier.replace("อันดับที่", "อันดับ"))
    return "ชนะเลิศ" if tier == "ชนะเลิศอันดับ1" else tier


def _same_award(gold: tuple[str, ...], predicted: tuple[str, ...]) -> bool:
    if not gold or not predicted:
        return not gold and not predicted
    return any(_like_awards(name, guess) for name in gold for guess in predicted)


def _like_awards(name: str, guess: str) -> bool:
    short, long = sorted((name, guess), key=len)
    return (len(short) >= AWARD_PART and short in long) or fuzz.ratio(name, guess) >= AWARD_LIKENESS


def _same_project(gold: Statement, predicted: Statement) -> bool:
    if not gold.states("project") or not predicted.states("project"):
        return gold.states("project") == predicted.states("project")
    if not gold.project or not predicted.project:
        return gold.project == predicted.project
    return fuzz.ratio(gold.project, predicted.project) >= PROJECT_LIKENESS
