"""What a reader who knows all bodies could decide: the ceiling of any method; and pairs counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from noisy_names import Body, Record
from rapidfuzz import process
from rapidfuzz.distance import OSA

from normalize.text import fold


@dataclass(frozen=True, slots=True)
class PairScores:
    """How many of the pairs that were put together belong together, and how many of those were found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pair_scores(truth: Mapping[int, Hashable], found: Mapping[int, Hashable]) -> PairScores:
    """Compare two partitions of the same records; each maps a record to the label of its part."""
    right = _pairs(Counter((found[record], label) for record, label in truth.items()))
    claimed, true = _pairs(Counter(found.values())), _pairs(Counter(truth.values()))
    return PairScores(right / claimed if claimed else 1.0, right / true if true else 1.0)


def _pairs(sizes: Counter[Hashable]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


class Reader:
    """Knows every body by kind, name and province, and nothing about who wrote a record."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._in_province: defaultdict[tuple[str, str | None], defaultdict[str, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for body in bodies:
            for province in (body.province, None):
                self._in_province[body.head, province][fold(body.proper)].append(body.id)

    def candidates(self, record: Record) -> tuple[int, ...]:
        """The bodies that the record could be.

        Those whose name it is; only if there are none, those whose name is one typing error away.
        """
        names = self._in_province.get((record.head, record.stated), {})
        written = fold(record.written)
        if written in names:
            return tuple(names[written])
        near = process.extract(
            written, names.keys(), scorer=OSA.distance, processor=None, score_cutoff=1, limit=None
        )
        return tuple(body for name, _, _ in near for body in names[name])

    def decide(self, records: Iterable[Record]) -> dict[int, Hashable]:
        """The body of each record that can be only one; the others stay alone."""
        decided: dict[int, Hashable] = {}
        for record in records:
            candidates = self.candidates(record)
            decided[record.id] = candidates[0] if len(candidates) == 1 else ("alone", record.id)
        return decided
