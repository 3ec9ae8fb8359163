"""Totals: how many awards of one name an article says there were (จำนวน 33 รางวัล), beside those found."""

from __future__ import annotations

from collections.abc import Sequence

from extract.assembly.drafts import Draft
from extract.assembly.phrases import AwardPhrase, read_phrase
from extract.assembly.reading import Reading
from extract.assembly.roles import Role, role_of
from extract.fact import CountCheck

FEWEST = 2
"""A total of one says nothing about what is missing."""


def totals_of(reading: Reading, drafts: Sequence[Draft], checks: Sequence[CountCheck]) -> list[CountCheck]:
    """A check for each total that no list has been checked against; the same number is checked once.

    `drafts` are the merged ones, so that a win that is told twice counts once.
    """
    claimed = {check.claimed for check in checks}
    totals: list[CountCheck] = []
    for mention in reading.of("award"):
        phrase = read_phrase(reading, mention)
        if not phrase.count or phrase.count_span is None or phrase.name is None:
            continue
        if phrase.count < FEWEST or phrase.count in claimed:
            continue
        if role_of(reading, phrase)[0] not in (Role.GIVEN, Role.WON):
            continue
        claimed.add(phrase.count)
        found = sum(_is_of(reading, draft, phrase) for draft in drafts)
        totals.append(CountCheck("total", phrase.count, found, *phrase.count_span))
    return totals


def _is_of(reading: Reading, draft: Draft, phrase: AwardPhrase) -> bool:
    """Whether a draft is of the award that a phrase names."""
    if phrase.programme and draft.frame.programme:
        return phrase.programme == draft.frame.programme
    if phrase.name is None or draft.frame.award is None:
        return False
    name, award = reading.text[slice(*phrase.name)], reading.text[slice(*draft.frame.award)]
    return name.startswith(award) or award.startswith(name)
