"""Pairs the predicted facts of each document with its gold facts and counts what is right.

What counts: facts whose recipient is an organisation.  Four levels, each holding the one before:
*recipient* (the organisation is right), *win* (and the award), *tier* (and the tier, absent where the gold
has none), *full* (and the project, and province and year wherever the gold states them).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rangwan.evaluation.statements import (
    FIELDS,
    WEIGHTS,
    Statement,
    agreement,
    gold_statement,
    predicted_statement,
    same_recipient,
)

LEVELS = ("recipient", "win", "tier", "full")
Facts = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold fact and the prediction that was paired with it, and the fields on which they agree."""

    gold: Statement
    predicted: Statement
    agrees: Mapping[str, bool]

    @property
    def level(self) -> int:
        """How many of `LEVELS` the prediction reaches, 1 to 4."""
        if not self.agrees["award"]:
            return 1
        if not self.agrees["tier"]:
            return 2
        return 4 if all(self.agrees[name] for name in ("project", "province", "year")) else 3

    @property
    def wrong(self) -> tuple[str, ...]:
        """The fields that keep the prediction from being full."""
        return tuple(name for name in FIELDS if not self.agrees[name])


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """How the predictions of one document compare with its gold."""

    id: str
    pairs: tuple[Pair, ...]
    missed: tuple[Statement, ...]
    false: tuple[Statement, ...]
    negative: bool
    """Whether the gold has no fact at all."""

    @property
    def exact(self) -> bool:
        """Whether every gold fact was found in full and nothing else was."""
        return not self.missed and not self.false and all(pair.level == len(LEVELS) for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and F1, each 0 to 1; 0 where there is nothing to divide by."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def to_json(self) -> dict[str, float]:
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1}


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures over all documents of a gold file."""

    documents: int
    missing_predictions: int
    gold_facts: int
    predicted_facts: int
    levels: Mapping[str, Rate]
    field_accuracy: Mapping[str, float | None]
    exact_documents: float
    negatives: int
    clean_negatives: int
    false_facts_on_negatives: int

    def to_json(self) -> dict[str, Any]:
        """The figures as a JSON object, one key a level."""
        return {
            "documents": self.documents,
            "missing_predictions": self.missing_predictions,
            "gold_facts": self.gold_facts,
            "predicted_facts": self.predicted_facts,
            **{level: rate.to_json() for level, rate in self.levels.items()},
            "field_accuracy": dict(self.field_accuracy),
            "exact_documents": self.exact_documents,
            "negatives": self.negatives,
            "clean_negatives": self.clean_negatives,
            "false_facts_on_negatives": self.false_facts_on_negatives,
        }


def score_document(document_id: str, gold_facts: Facts, predicted_facts: Facts) -> DocumentScore:
    """Compare the predictions for one document with its gold facts.

    A prediction that matches nothing but a neutral gold fact is left out.
    """
    everything = [gold_statement(fact) for fact in gold_facts]
    gold = [fact for fact in everything if fact.is_organisation and not fact.neutral]
    neutral = [fact for fact in everything if fact.neutral]
    predicted = [fact for fact in map(predicted_statement, predicted_facts) if fact.is_organisation]
    pairs = _pair(gold, predicted)
    found, used = {g for g, _, _ in pairs}, {p for _, p, _ in pairs}
    unpaired = [fact for p, fact in enumerate(predicted) if p not in used]
    return DocumentScore(
        id=document_id,
        pairs=tuple(Pair(gold[g], predicted[p], agrees) for g, p, agrees in pairs),
        missed=tuple(fact for g, fact in enumerate(gold) if g not in found),
        false=tuple(fact for fact in unpaired if not any(same_recipient(other, fact) for other in neutral)),
        negative=not everything,
    )


def summarise(scores: Iterable[DocumentScore], missing_predictions: int = 0) -> Figures:
    """The figures over documents that were scored one by one."""
    documents = list(scores)
    pairs = [pair for document in documents for pair in document.pairs]
    missed = sum(len(document.missed) for document in documents)
    false = sum(len(document.false) for document in documents)
    negatives = [document for document in documents if document.negative]
    levels = {
        level: rate(sum(pair.level > index for pair in pairs), len(pairs) + false, len(pairs) + missed)
        for index, level in enumerate(LEVELS)
    }
    return Figures(
        documents=len(documents),
        missing_predictions=missing_predictions,
        gold_facts=len(pairs) + missed,
        predicted_facts=len(pairs) + false,
        levels=levels,
        field_accuracy=_field_accuracy(pairs),
        exact_documents=sum(document.exact for document in documents) / len(documents) if documents else 0.0,
        negatives=len(negatives),
        clean_negatives=sum(not document.false for document in negatives),
        false_facts_on_negatives=sum(len(document.false) for document in negatives),
    )


def rate(hits: int, predicted: int, gold: int) -> Rate:
    """Precision and recall of so many hits among the predicted and the gold."""
    return Rate(hits / predicted if predicted else 0.0, hits / gold if gold else 0.0)


def _field_accuracy(pairs: Iterable[Pair]) -> dict[str, float | None]:
    stated: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for pair in pairs:
        for name in FIELDS:
            # Leaving a tier or project out is a statement too; leaving province or year out is none.
            if name in ("tier", "project") or pair.gold.states(name):
                stated[name] += 1
                right[name] += pair.agrees[name]
    return {name: right[name] / stated[name] if stated[name] else None for name in FIELDS}


def _pair(
    gold: Sequence[Statement], predicted: Sequence[Statement]
) -> list[tuple[int, int, dict[str, bool]]]:
    """The pairs of one organisation, those that agree most first; ties go to the earlier facts."""
    candidates = []
    for g, fact in enumerate(gold):
        for p, guess in enumerate(predicted):
            if same_recipient(fact, guess):
                agrees = agreement(fact, guess)
                candidates.append((-sum(WEIGHTS[name] * agrees[name] for name in FIELDS), g, p, agrees))
    candidates.sort(key=lambda candidate: candidate[:3])
    chosen, taken_gold, taken_predicted = [], set(), set()
    for _, g, p, agrees in candidates:
        if g not in taken_gold and p not in taken_predicted:
            taken_gold.add(g)
            taken_predicted.add(p)
            chosen.append((g, p, agrees))
    return chosen
