"""Names cut short by ฯ (กระทรวงเกษตรฯ, สมาคมสตรีฯ): the full name that is meant."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.mention import Mention

MARK = "ฯ"
SHORTEST = 7
"""Characters before ฯ; what is shorter begins too many names."""


class Elisions:
    """Writes out names that end in ฯ; made once with the names of the gazetteer."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(set(names))

    def written_out(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions; those cut short carry the only full name, told here or known, that begins so."""
        if not any(m.text.endswith(MARK) for m in mentions):
            return list(mentions)
        told = sorted({str(m.value or m.text) for m in mentions if not m.text.endswith(MARK)})
        return [self._written_out(m, told) for m in mentions]

    def _written_out(self, mention: Mention, told: Sequence[str]) -> Mention:
        stem = mention.text.rstrip(MARK + " ")
        if not mention.text.endswith(MARK) or mention.value is not None or len(stem) < SHORTEST:
            return mention
        full = _only(told, stem) or _only(self._names, stem)
        return replace(mention, value=full) if full else mention


def _only(names: Sequence[str], stem: str) -> str | None:
    """The one name of a sorted list that begins so and is longer."""
    first = bisect_left(names, stem)
    found = [name for name in names[first : first + 3] if name.startswith(stem) and name != stem]
    return found[0] if len(found) == 1 else None
