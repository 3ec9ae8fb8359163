"""Confidence: how likely a fact is right, from what tells right facts from wrong ones in measured releases.

The weights follow how often facts of each kind were right; docs/rules.md shows the precision of each band.
The number orders facts and is no probability of its own.
"""

from __future__ import annotations

from extract.assembly.drafts import Draft
from extract.assembly.reading import Reading

BY_RULE = {
    "subject-won-list": 0.95,
    "heading": 0.92,
    "given-to-list": 0.92,
    "list": 0.91,
    "claimed-list": 0.90,
    "subject-won-works": 0.90,
    "heading-work": 0.85,
    "given-to": 0.84,
    "won-of": 0.84,
    "subject-won": 0.77,
}
OTHER_RULE = 0.75
KNOWN_PROGRAMME = 0.05
TIER_STATED = 0.02
MANY, MANY_FACTS = 4, 0.02
"""Facts of an article from which on it reads like the announcement of an award, and what that adds."""
NO_YEAR = -0.05
CONTEST = -0.06
ALONE = -0.03
"""The only fact of an article, of an award that is not known."""
SHORT_SUBJECT = -0.05
CONTESTS = ("การประกวด", "ประกวด", "โครงการ", "กิจกรรม")
SHORT_SOURCES = ("short", "abbreviation", "defined", "company-bare", "ambiguous")
HIGHEST = 0.99


def confidence_of(reading: Reading, draft: Draft, facts: int) -> float:
    """A number from 0 to 1 for a draft; `facts` is how many its article has."""
    frame, body = draft.frame, draft.recipient.organisation
    award = reading.text[slice(*frame.award)] if frame.award else ""
    source = body.attributes.get("source") if body else None
    score = BY_RULE.get(draft.rule, OTHER_RULE)
    if frame.programme:
        score += KNOWN_PROGRAMME
    elif facts == 1:
        score += ALONE
    if frame.tier or draft.recipient.tier:
        score += TIER_STATED
    if not (frame.year or draft.recipient.year):
        score += NO_YEAR
    if award.startswith(CONTESTS):
        score += CONTEST
    if facts >= MANY:
        score += MANY_FACTS
    if draft.rule == "subject-won" and source in SHORT_SOURCES:
        score += SHORT_SUBJECT
    return round(min(score, HIGHEST), 3)
