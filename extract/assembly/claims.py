"""Claims: a headline such as คว้า 5 รางวัล says no more than the awards that the article then names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extract.assembly.drafts import Draft
from extract.assembly.tellings import organisation_key

SEVERAL = 2
"""So many awards must be claimed, and named elsewhere for the same winner."""


def without_claims(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that only count the awards of a body which others of its drafts name."""
    named: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for draft in drafts:
        if draft.claimed < SEVERAL and draft.rule.endswith("list"):
            own = draft.frame.category or draft.frame.award
            if own is not None:
                named[_body(draft)].add(own)
    return [draft for draft in drafts if not _only_counts(draft) or len(named[_body(draft)]) < SEVERAL]


def _only_counts(draft: Draft) -> bool:
    """Whether a draft claims several awards and states neither tier nor work of one."""
    frame, recipient = draft.frame, draft.recipient
    told = frame.tier or frame.project or recipient.tier or recipient.project
    return draft.claimed >= SEVERAL and not told


def _body(draft: Draft) -> str:
    body = draft.recipient.organisation
    return organisation_key(body) if body is not None and draft.recipient.kind != "person" else ""
