"""Merging: the same win told in title, lead and body is one fact, in its fullest form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from extract.assembly.drafts import Draft
from extract.assembly.reading import Reading
from extract.assembly.synonyms import award_key, synonyms_of
from extract.fact import Span
from extract.mention import Mention
from normalize.organisations import canonical_name
from normalize.text import fold

SIMILAR = 75
"""Two names of an award that are this alike (per cent of edit similarity) are one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft with its strings, as they are compared."""

    draft: Draft
    key: str
    award: str
    category: str
    tier: str
    project: str
    year: int | None

    @property
    def programme(self) -> str | None:
        """The listed programme of the award."""
        return self.draft.frame.programme


def merge(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """One draft a win; fields that one telling lacks come from the others."""
    groups: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for draft in drafts:
        candidate = _candidate(reading, draft)
        groups[draft.recipient.kind, candidate.key].append(candidate)
    merged: list[Draft] = []
    for candidates in groups.values():
        merged += _merge_group(reading, candidates)
    merged = _without_parents(reading, merged)
    return sorted(merged, key=lambda d: (d.recipient.start, d.evidence))


REACH = re.compile("ระดับ(?:นานาชาติ|โลก|สากล|เอเชีย|อาเซียน|ภูมิภาคเอเชีย).*")
"""Where an award counts is no field in which it is given: it does not tell two wins apart."""
FIRST = re.compile("^(?:ชนะเลิศ)?(?:ที่|อันดับ)(?:1|หนึ่ง)$")
PARENT = ("กระทรวง", "กรม", "สำนักงาน", "สำนักนายก")
HEADLINES = 4
"""Lines at the top that hold the title and its repetitions."""
COMPARED = 100
"""Wins of one recipient, or names of awards, with which another is compared; no article tells so many."""
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
            award = award_key(_cut(reading.text, frame.award))
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
            award = award_key(_cut(reading.text, draft.frame.award))
            if award in bodies or len(bodies) < COMPARED:
                known = bodies.setdefault(award, set())
                if len(known) <= MANY:
                    known.add(organisation_key(body))
    return bodies


def _is_told_of_many(award: str, parent: str, bodies_by_award: Mapping[str, set[str]]) -> bool:
    """Whether several other bodies than the parent are told to have won the award."""
    others: set[str] = set()
    for other, bodies in bodies_by_award.items():
        if not bodies <= others | {parent} and _alike(award, other):
            others |= bodies - {parent}
            if len(others) >= MANY:
                return True
    return False


def _merge_group(reading: Reading, candidates: list[Candidate]) -> list[Draft]:
    kept: list[Candidate] = []
    told: dict[tuple[object, ...], int] = {}
    for candidate in sorted(candidates, key=_fullness, reverse=True):
        number = _told_as(kept, told, candidate)
        if number is None:
            told[_statement(candidate)] = len(kept)
            kept.append(candidate)
        else:
            kept[number] = _united(kept[number], candidate)
    body = reading.lines[min(HEADLINES, len(reading.lines) - 1)].start if reading.lines else 0
    told_in_full = [k for k in kept if k.draft.recipient.start >= body and (k.tier or k.project)][:COMPARED]
    return [
        candidate.draft
        for candidate in kept
        if candidate.draft.recipient.start >= body or not _headline_of_another(candidate, told_in_full)
    ]


def _told_as(
    kept: Sequence[Candidate], told: Mapping[tuple[object, ...], int], candidate: Candidate
) -> int | None:
    """The number of the win that is told here: one of the last, or one told before in the same words."""
    for number in range(max(0, len(kept) - COMPARED), len(kept)):
        if _same_win(kept[number], candidate):
            return number
    before = told.get(_statement(candidate))
    return before if before is not None and _same_win(kept[before], candidate) else None


def _statement(candidate: Candidate) -> tuple[object, ...]:
    return candidate.award, candidate.category, candidate.tier, candidate.project, candidate.year


def _headline_of_another(candidate: Candidate, told_in_full: Sequence[Candidate]) -> bool:
    """Whether a win of the headline is told in full by the body, under a field that is named otherwise."""
    if candidate.tier or candidate.project:
        return False
    return any(
        _alike(other.award, candidate.award)
        and (not candidate.year or not other.year or candidate.year == other.year)
        for other in told_in_full
    )


def _fullness(candidate: Candidate) -> tuple[int, int, int]:
    stated = (candidate.tier, candidate.project, candidate.category, candidate.year)
    return sum(bool(value) for value in stated), -candidate.draft.recipient.start, len(candidate.award)


def _same_win(full: Candidate, other: Candidate) -> bool:
    """Whether two tellings for one recipient are of one win: nothing contradicts, the award is the same."""
    if _contradict(full, other):
        return False
    fields = [field for field in (full.category, other.category) if field and not REACH.fullmatch(field)]
    if len(fields) > 1 and not _alike(*fields):
        return False
    one_programme = full.programme is not None and full.programme == other.programme
    return one_programme or _alike(full.award, other.award) or _cross(full, other)


def _contradict(full: Candidate, other: Candidate) -> bool:
    """Whether both state a tier, year or work and differ in it.

    One mention of a recipient that was drafted twice won twice, unless tier and category are the same.
    """
    one_mention = full.draft.recipient.start == other.draft.recipient.start
    return (
        bool(full.tier and other.tier and full.tier != other.tier)
        or (one_mention and (full.tier, full.category) != (other.tier, other.category))
        or bool(full.year and other.year and full.year != other.year)
        or bool(full.project and other.project and fuzz.ratio(full.project, other.project) < SIMILAR)
    )


def _cross(full: Candidate, other: Candidate) -> bool:
    """The programme of one telling is the sub-award of the other."""
    return any(
        a and b and _alike(a, b) for a, b in ((full.award, other.category), (full.category, other.award))
    )


def _alike(a: str, b: str) -> bool:
    if not a or not b:
        return a == b
    return a == b or fuzz.ratio(a, b) >= SIMILAR or (min(len(a), len(b)) >= 8 and (a in b or b in a))


def _united(full: Candidate, other: Candidate) -> Candidate:
    """The fuller telling, with what only the other one states."""
    frame, extra = full.draft.frame, other.draft.frame
    recipient, also = full.draft.recipient, other.draft.recipient
    frame = replace(
        frame,
        category=frame.category or extra.category,
        tier=frame.tier or extra.tier,
        year=frame.year or extra.year,
        year_value=frame.year_value or extra.year_value,
        project=frame.project or extra.project,
        programme=frame.programme or extra.programme,
    )
    recipient = replace(
        recipient,
        province=recipient.province or also.province,
        province_span=recipient.province_span or also.province_span,
        tier=recipient.tier or also.tier,
        project=recipient.project or also.project,
        category=recipient.category or also.category,
        year=recipient.year or also.year,
        year_value=recipient.year_value or also.year_value,
    )
    tellings = full.draft.tellings + other.draft.tellings
    draft = replace(full.draft, frame=frame, recipient=recipient, tellings=tellings)
    return replace(
        full,
        draft=draft,
        tier=full.tier or other.tier,
        project=full.project or other.project,
        category=full.category or other.category,
        year=full.year or other.year,
    )


def _candidate(reading: Reading, draft: Draft) -> Candidate:
    draft, award = _in_full(reading, draft)
    text, frame, recipient = reading.text, draft.frame, draft.recipient
    return Candidate(
        draft,
        recipient_key(recipient.organisation, recipient.person if recipient.kind == "person" else None),
        award,
        award_key(_cut(text, recipient.category or frame.category)),
        tier_key(_cut(text, recipient.tier or frame.tier)),
        fold(
            re.sub(
                r"^(?:ผลงาน|โครงการ|นวัตกรรม|ระบบ|การ)+", "", _cut(text, recipient.project or frame.project)
            )
        ),
        recipient.year_value or frame.year_value,
    )


def _in_full(reading: Reading, draft: Draft) -> tuple[Draft, str]:
    """The draft with an abbreviated award written out, and the key of the award by its first name."""
    award = award_key(_cut(reading.text, draft.frame.award))
    synonym = synonyms_of(reading).get(award)
    if synonym is None:
        return draft, award
    if synonym.full is not None:
        draft = replace(draft, frame=replace(draft.frame, award=synonym.full))
    return draft, synonym.key


def recipient_key(organisation: Mention | None, person: Mention | None) -> str:
    """What two mentions of one recipient have in common."""
    if person is not None:
        return fold(re.sub(r"\s+", "", person.text))
    return organisation_key(organisation) if organisation is not None else ""


def organisation_key(organisation: Mention) -> str:
    """The folded full name of a body: what its abbreviation stands for, where that is known.

    A team is known by its own name, with or without its school behind it.
    """
    organisation = organisation.attributes.get("team") or organisation
    return _name_key(str(organisation.value or organisation.text))


@lru_cache(maxsize=20_000)
def _name_key(name: str) -> str:
    """Names are compared written out (สำนักงาน กสทช. is its full name) and folded."""
    return fold(canonical_name(name))


def tier_key(tier: str) -> str:
    """One spelling of a tier: รองชนะเลิศ อันดับที่ ๑ = รองชนะเลิศอันดับ 1."""
    key = re.sub(r"^(?:ระดับ|ประเภท|รางวัล)+", "", fold(tier)).replace("อันดับที่", "อันดับ")
    return FIRST.sub("ชนะเลิศ", key)


def _cut(text: str, span: Span | None) -> str:
    return text[span[0] : span[1]] if span else ""
