"""The same figures, divided: by kind of organisation and by the rule that made the prediction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from normalize.organisations import parse_organisation
from rangwan.evaluation.scoring import LEVELS, DocumentScore, Rate, rate
from rangwan.evaluation.statements import Statement


@dataclass(slots=True)
class KindTally:
    """Facts about one kind of organisation.

    `found` and `full` count gold facts; `right` counts predictions whose organisation is right.
    """

    gold: int = 0
    predicted: int = 0
    found: int = 0
    right: int = 0
    full: int = 0

    @property
    def recipient(self) -> Rate:
        """How well organisations of the kind are found."""
        return Rate(rate(self.right, self.predicted, 0).precision, rate(self.found, 0, self.gold).recall)

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "recipient": self.recipient.to_json()}


@dataclass(slots=True)
class RuleTally:
    """Predictions of one rule, and how many of them reach each level."""

    predicted: int = 0
    recipient: int = 0
    win: int = 0
    tier: int = 0
    full: int = 0

    @property
    def precision(self) -> float:
        """Share of the rule's predictions whose recipient is right."""
        return self.recipient / self.predicted if self.predicted else 0.0

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "precision": self.precision}


def by_kind(scores: Sequence[DocumentScore]) -> dict[str, KindTally]:
    """Figures by kind of organisation, the kind with most gold facts first.

    A gold fact counts under its own kind, a prediction under its own, so that a wrong kind shows in both.
    """
    tallies: defaultdict[str, KindTally] = defaultdict(KindTally)
    for score in scores:
        for pair in score.pairs:
            gold, predicted = tallies[_kind(pair.gold)], tallies[_kind(pair.predicted)]
            gold.gold += 1
            gold.found += 1
            gold.full += pair.level == len(LEVELS)
            predicted.predicted += 1
            predicted.right += 1
        for fact in score.missed:
            tallies[_kind(fact)].gold += 1
        for fact in score.false:
            tallies[_kind(fact)].predicted += 1
    return dict(sorted(tallies.items(), key=lambda item: (-item[1].gold, -item[1].predicted, item[0])))


def by_rule(scores: Iterable[DocumentScore]) -> dict[str, RuleTally]:
    """Figures by the rule that made the prediction, the busiest rule first."""
    tallies: defaultdict[str, RuleTally] = defaultdict(RuleTally)
    for score in scores:
        for pair in score.pairs:
            tally = tallies[_rule(pair.predicted)]
            tally.predicted += 1
            for level in LEVELS[: pair.level]:
                setattr(tally, level, getattr(tally, level) + 1)
        for fact in score.false:
            tallies[_rule(fact)].predicted += 1
    return dict(sorted(tallies.items(), key=lambda item: (-item[1].predicted, item[0])))


def _kind(fact: Statement) -> str:
    name = fact.values.get("organisation") or fact.values.get("organisation_text")
    return str(parse_organisation(name).kind) if name else "none"


def _rule(fact: Statement) -> str:
    return str(fact.values.get("rule") or "none named")
