"""One slip of the pen: a letter put in, left out, exchanged or swapped (optimal string alignment)."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from db.settings import matching


def one_slip(a: str, b: str) -> bool:
    """Whether one slip turns a proper name into the other.  Numbers never slip: เทศบาล 1, เทศบาล 2."""
    if min(len(a), len(b)) < matching().spelling.least_letters or OSA.distance(a, b, score_cutoff=1) > 1:
        return False
    return [c for c in a if c.isdigit()] == [c for c in b if c.isdigit()]


def without_a_letter(proper: str) -> Iterable[str]:
    """The name and what is left of it without each of its letters.

    Two names are one slip apart only if they share one of these forms, so filing names under them finds the
    near ones at a cost that grows with their number, not with its square.
    """
    return {proper, *(proper[:i] + proper[i + 1 :] for i in range(len(proper)))}
