"""What two readings of one article say of it: which facts are the same, changed, new, read no more.

Facts are the same when they say the same (`SAID`), wherever in the text.  Of those that are left, one of
each reading is one fact that changed when both were read from the same place; the rest was added or
withdrawn.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.fact import AwardFact, CountCheck, Extraction, Span

SAID = (
    "recipient_type", "organisation", "province", "award", "category", "tier", "year", "project", "person",
)  # fmt: skip
"""The fields that make a fact what it is; with another value in one of them it is another fact."""

DETAILS = ("organisation_text", "aliases", "confidence", "rule", "spans")
"""The other fields: how a fact was read, not what it says."""

_RECIPIENT = {"organisation": "organisation", "person": "person", "product": "project"}


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact that two readings take from the same place and say otherwise."""

    before: AwardFact
    after: AwardFact

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of `SAID` whose values differ."""
        return tuple(name for name in SAID if getattr(self.before, name) != getattr(self.after, name))


@dataclass(frozen=True, slots=True)
class ChangedCheck:
    """A count that an article claims whose check differs; null where one reading does not see the claim."""

    words: str
    before: CountCheck | None
    after: CountCheck | None


@dataclass(frozen=True, slots=True)
class FactChanges:
    """How a reading differs from the one before.

    `same` counts the facts that say the same, `details` which of `DETAILS` differ in how many of them.
    """

    added: tuple[AwardFact, ...]
    changed: tuple[ChangedFact, ...]
    withdrawn: tuple[AwardFact, ...]
    checks: tuple[ChangedCheck, ...]
    same: int
    details: Mapping[str, int]

    def __bool__(self) -> bool:
        """Whether what is said differs, or a count check."""
        return bool(self.added or self.changed or self.withdrawn or self.checks)


def with_digests(facts: Iterable[AwardFact]) -> dict[str, AwardFact]:
    """Facts under what identifies them within their article; equal ones are told apart by their order."""
    seen: Counter[str] = Counter()
    result = {}
    for fact in facts:
        said = json.dumps([getattr(fact, name) for name in SAID], ensure_ascii=False)
        result[hashlib.sha256(f"{said}#{seen[said]}".encode()).hexdigest()[:32]] = fact
        seen[said] += 1
    return result


def compare(before: Extraction | None, after: Extraction) -> FactChanges:
    """How the second reading of an article differs from the first (null: it was never read)."""
    if before is None:
        checks = tuple(ChangedCheck(after.text[one.start : one.end], None, one) for one in after.checks)
        return FactChanges(after.awards, (), (), checks, 0, {})
    old, new = with_digests(before.awards), with_digests(after.awards)
    gone = [fact for digest, fact in old.items() if digest not in new]
    come = [fact for digest, fact in new.items() if digest not in old]
    changed = _pairs(before.text, gone, after.text, come)
    paired_before, paired_after = {id(one.before) for one in changed}, {id(one.after) for one in changed}
    same = [(old[digest], fact) for digest, fact in new.items() if digest in old]
    return FactChanges(
        added=tuple(fact for fact in come if id(fact) not in paired_after),
        changed=tuple(changed),
        withdrawn=tuple(fact for fact in gone if id(fact) not in paired_before),
        checks=tuple(_changed_checks(before, after)),
        same=len(same),
        details=Counter(name for pair in same for name in _other_details(*pair)),
    )


def _other_details(one: AwardFact, other: AwardFact) -> Iterator[str]:
    for name in DETAILS:
        values = [getattr(fact, name) for fact in (one, other)]
        if name == "spans":
            values = [{field: tuple(span) for field, span in spans.items()} for spans in values]
        if values[0] != values[1]:
            yield name


def _pairs(
    old_text: str, gone: Sequence[AwardFact], new_text: str, come: Sequence[AwardFact]
) -> list[ChangedFact]:
    """The facts of both readings that are one fact, those first that have most in common; in text order."""
    found = []
    for i, one in enumerate(gone):
        for j, other in enumerate(come):
            place = _Place(old_text, one, new_text, other)
            if place.is_the_same():
                found.append((-place.in_common(), place.distance(), i, j))
    used_before: set[int] = set()
    used_after: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(found):
        if i not in used_before and j not in used_after:
            used_before.add(i)
            used_after.add(j)
            pairs.append((j, ChangedFact(gone[i], come[j])))
    return [pair for _, pair in sorted(pairs, key=lambda numbered: numbered[0])]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where two facts were read from.

    Spans are compared by their characters where the text is the same, else by their words.
    """

    old_text: str
    one: AwardFact
    new_text: str
    other: AwardFact

    def is_the_same(self) -> bool:
        """Whether they are what the article says in one place of one recipient."""
        one, other = self.one, self.other
        if self._meet(_recipient(one), _recipient(other)):
            return one.award == other.award or self._meet_in("award") or self._meet_in("evidence")
        if _named(one) != _named(other):
            # One reading takes for the winner's body what the other takes for the winner.
            types_differ = one.recipient_type != other.recipient_type
            return types_differ and self._meet_in("organisation") and self._meet_in("evidence")
        return self._meet_in("evidence") or (self.old_text != self.new_text and one.award == other.award)

    def in_common(self) -> int:
        """How much speaks for them being one: equal values, and spans that meet."""
        values = [[getattr(fact, name) for name in SAID] for fact in (self.one, self.other)]
        equal = [one for one, other in zip(*values, strict=True) if one is not None and one == other]
        return len(equal) + sum(self._meet_in(name) for name in self.one.spans)

    def distance(self) -> int:
        """How far the places lie apart, in characters."""
        one, other = (
            min((start for start, _ in fact.spans.values()), default=0) for fact in (self.one, self.other)
        )
        return abs(one - other)

    def _meet_in(self, field: str) -> bool:
        return self._meet(self.one.spans.get(field), self.other.spans.get(field))

    def _meet(self, one: Span | None, other: Span | None) -> bool:
        if one is None or other is None:
            return False
        if self.old_text == self.new_text:
            return one[0] < other[1] and other[0] < one[1]
        return self.old_text[slice(*one)] == self.new_text[slice(*other)]


def _named(fact: AwardFact) -> tuple[str | None, ...]:
    product = fact.project if fact.recipient_type == "product" else None
    return fact.recipient_type, fact.organisation, fact.person, product


def _recipient(fact: AwardFact) -> Span | None:
    return fact.spans.get(_RECIPIENT[fact.recipient_type])


def _changed_checks(before: Extraction, after: Extraction) -> Iterator[ChangedCheck]:
    old, new = _claims(before), _claims(after)
    for claim in sorted({**old, **new}, key=lambda claim: (new.get(claim) or old[claim]).start):
        one, other = old.get(claim), new.get(claim)
        if one is None or other is None or (one.claimed, one.found) != (other.claimed, other.found):
            yield ChangedCheck(claim[1], one, other)


def _claims(extraction: Extraction) -> dict[tuple[Any, ...], CountCheck]:
    """Count checks by kind, words, and the how-manieth of these it is."""
    seen: Counter[tuple[str, str]] = Counter()
    result: dict[tuple[Any, ...], CountCheck] = {}
    for check in sorted(extraction.checks, key=lambda check: check.start):
        said = (check.kind, extraction.text[check.start : check.end])
        result[(*said, seen[said])] = check
        seen[said] += 1
    return result
