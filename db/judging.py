"""Judgements on two names, as rules and persons make them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from db.names import NameKey

Decision = Literal["merge", "keep apart", "unsure"]
Parts = Mapping[str, float | int | str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision on two names.

    `left` < `right` are texts of name keys; `score` is 0 to 1, `parts` what it is made of; `author` is the
    rule or the person.
    """

    left: str
    right: str
    decision: Decision
    author: str
    score: float | None = None
    parts: Parts = field(default_factory=dict)


def judge(a: NameKey, b: NameKey, decision: Decision, rule: str, *, score: float, parts: Parts) -> Judgement:
    """A rule's judgement; the order of the names does not matter."""
    left, right = sorted((str(a), str(b)))
    return Judgement(left, right, decision, rule, round(score, 3), parts)
