"""Merging: the same win told in title, lead and body is one fact, in its fullest form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extract.assembly.drafts import Draft
from extract.assembly.reading import Reading
from extract.assembly.synonyms import award_key
from extract.assembly.tellings import (
    Telling,
    alike,
    is_same_win,
    organisation_key,
    stretch,
    telling_of,
    united,
)


def merge(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """One draft a win; fields that one telling lacks come from the others."""
    groups: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for draft in drafts:
        candidate = telling_of(reading, draft)
        groups[draft.recipient.kind, candidate.key].append(candidate)
    merged: list[Draft] = []
    for candidates in groups.values():
        merged += _merge_group(reading, candidates)
    merged = _without_parents(reading, merged)
    return sorted(merged, key=lambda d: (d.recipient.start, d.evidence))


PARENT = ("กระทรวง", "กรม", "สำนักงาน", "สำนักนายก")
HEADLINES = 4
"""Lines at the top that hold the title and its repetitions."""
REPEATED, SHORTEST_TITLE = 8, 12
"""Lines at the top that may say the title again, and characters of the shortest such line."""
COMPARED = 100
"""Names of awards with which another is compared; no article tells so many."""
WINS_COMPARED = 30
"""Wins of one recipient with which another is compared; the most that one of 6,000 releases tells is 11."""
MANY = 2
"""So many bodies under a parent must be told as winners for the parent's claim to be theirs."""


def _without_parents(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """พม. รับ 8 รางวัล, then the eight bodies under it: the ministry tells of their awards, not of its own."""
    if "สังกัด" not in reading.text:
        return drafts
    others = _bodies_by_award(reading, drafts)
    kept = []
    for draft in drafts:
        body, frame = draft.recipient.organisation, draft.frame
        plain = not (
            frame.tier or frame.category or frame.project or draft.recipient.tier or draft.recipient.project
        )
        if body is not None and draft.rule == "subject-won" and plain:
            name = str(body.value or body.text)
            award = award_key(stretch(reading.text, frame.award))
            if name.startswith(PARENT) and _is_told_of_many(award, organisation_key(body), others):
                continue
        kept.append(draft)
    return kept


def _bodies_by_award(reading: Reading, drafts: Sequence[Draft]) -> dict[str, set[str]]:
    """Who won each award in a list or behind a verb of giving; of the bodies no more than are asked for."""
    bodies: dict[str, set[str]] = {}
    for draft in drafts:
        body = draft.recipient.organisation
        if body is not None and draft.rule != "subject-won":
            award = award_key(stretch(reading.text, draft.frame.award))
            if award in bodies or len(bodies) < COMPARED:
                known = bodies.setdefault(award, set())
                if len(known) <= MANY:
                    known.add(organisation_key(body))
    return bodies


def _is_told_of_many(award: str, parent: str, bodies_by_award: Mapping[str, set[str]]) -> bool:
    """Whether several other bodies than the parent are told to have won the award."""
    others: set[str] = set()
    for other, bodies in bodies_by_award.items():
        if not bodies <= others | {parent} and alike(award, other):
            others |= bodies - {parent}
            if len(others) >= MANY:
                return True
    return False


def _merge_group(reading: Reading, candidates: list[Telling]) -> list[Draft]:
    kept: list[Telling] = []
    told: dict[tuple[object, ...], int] = {}
    for candidate in sorted(candidates, key=_fullness, reverse=True):
        number = _told_as(kept, told, candidate)
        if number is None:
            told[_statement(candidate)] = len(kept)
            kept.append(candidate)
        else:
            kept[number] = united(kept[number], candidate)
    kept = _without_headlines(kept, candidates, _body_of(reading))
    top = reading.lines[min(HEADLINES, len(reading.lines) - 1)].start if reading.lines else 0
    told_in_full = [k for k in kept if k.draft.recipient.start >= top and (k.tier or k.project)][:COMPARED]
    return [
        candidate.draft
        for candidate in kept
        if candidate.draft.recipient.start >= top or not _headline_of_another(candidate, told_in_full)
    ]


def _without_headlines(kept: list[Telling], candidates: Sequence[Telling], body: int) -> list[Telling]:
    """The wins without those that a headline alone tells, plainly, and the body names otherwise."""
    below = [candidate for candidate in candidates if candidate.draft.recipient.start >= body][:COMPARED]
    told = [win for win in kept if any(is_same_win(win, candidate) for candidate in below)]
    if not told:
        return kept
    return [
        win
        for win in kept
        if win.draft.recipient.start >= body or win in told or win.tier or win.project or win.category
    ]


def _body_of(reading: Reading) -> int:
    """Where the body begins: behind the last line at the top that says the title; 0 where none does."""
    body, title = 0, reading.title
    for line, following in pairwise(reading.lines[:REPEATED]):
        text = reading.text[line.start : line.end].strip()
        if min(len(text), len(title)) > SHORTEST_TITLE and (text in title or title in text):
            body = following.start
    return body


def _told_as(
    kept: Sequence[Telling], told: Mapping[tuple[object, ...], int], candidate: Telling
) -> int | None:
    """The number of the win that is told here: one of the last, or one told before in the same words."""
    for number in range(max(0, len(kept) - WINS_COMPARED), len(kept)):
        if is_same_win(kept[number], candidate):
            return number
    before = told.get(_statement(candidate))
    return before if before is not None and is_same_win(kept[before], candidate) else None


def _statement(candidate: Telling) -> tuple[object, ...]:
    return candidate.award, candidate.category, candidate.tier, candidate.project, candidate.year


def _headline_of_another(candidate: Telling, told_in_full: Sequence[Telling]) -> bool:
    """Whether a win of the headline is told in full by the body, under a field that is named otherwise."""
    if candidate.tier or candidate.project:
        return False
    return any(
        alike(other.award, candidate.award)
        and (not candidate.year or not other.year or candidate.year == other.year)
        for other in told_in_full
    )


def _fullness(candidate: Telling) -> tuple[int, bool, int, int]:
    stated = (candidate.tier, candidate.project, candidate.category, candidate.year)
    start = candidate.draft.recipient.start
    return sum(bool(value) for value in stated), candidate.named, -start, len(candidate.award)
