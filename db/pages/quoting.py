"""A span of an article with the words around it."""

from __future__ import annotations

from dataclasses import dataclass

AROUND = 90
"""Characters shown on either side of a span."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article: `said` is what a field was read from, at character `start` of its text.

    `before` and `after` begin and end with "…" where the sentence goes on.
    """

    before: str
    said: str
    after: str
    start: int


def quote(document: str, span: Span, evidence: Span | None = None) -> Quote:
    """A span in its sentence: the evidence, where that holds it, else the line that it stands in."""
    start, end = span
    if evidence is not None and evidence[0] <= start and end <= evidence[1]:
        first, last = evidence
    else:
        first = document.rfind("\n", 0, start) + 1
        last = document.find("\n", end)
        last = len(document) if last < 0 else last
    cut_first, cut_last = max(first, start - AROUND), min(last, end + AROUND)
    before = document[cut_first:start].replace("\n", " ")
    after = document[end:cut_last].replace("\n", " ")
    return Quote(
        f"…{before.lstrip()}" if cut_first > first else before.lstrip(),
        document[start:end].replace("\n", " "),
        f"{after.rstrip()}…" if cut_last < last else after.rstrip(),
        start,
    )
