"""Confidence: how often facts drawn in such a way were right (docs/rules.md says how it was measured)."""

from __future__ import annotations

from extract.assembly.drafts import Draft
from extract.assembly.reading import Reading

BY_RULE = {
    "list": 0.9,
    "given-to": 0.85,
    "subject-won": 0.85,
    "subject-won-also": 0.75,
    "subject-won-list": 0.9,
    "heading": 0.8,
}


def confidence_of(reading: Reading, draft: Draft) -> float:
    """A number from 0 to 1 for a draft."""
    del reading
    score = BY_RULE.get(draft.rule, 0.5)
    source = draft.recipient.organisation.attributes.get("source") if draft.recipient.organisation else None
    if source in ("gazetteer", "province", "company", "defined"):
        score += 0.05
    if source in ("short", "company-bare", "ambiguous"):
        score -= 0.15
    if draft.frame.programme:
        score += 0.03
    return round(min(score, 0.99), 3)
