"""Letters and tokens of Thai, as the components ask for them: what can be in a word, where one begins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

THAI = r"ก-ฮะ-ฺเ-๎"
"""Letters, vowels and tone marks for a character class; digits and ฯ are not among them."""
FARTHEST = 60
"""Tokens that are looked at from one place; no name is longer."""


def is_thai(char: str) -> bool:
    """Whether a character is a Thai letter, vowel or tone mark (or one of ฿ and ฯ between them)."""
    return "\u0e01" <= char <= "\u0e4e"


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text by their first character."""

    starts: list[int]
    texts: list[str]

    def begins(self, position: int) -> bool:
        """Whether a token begins at this character."""
        index = bisect_left(self.starts, position)
        return index < len(self.starts) and self.starts[index] == position

    def from_position(self, position: int) -> Iterator[tuple[int, str]]:
        """The tokens from this character on; the rest of the token that it cuts comes first."""
        index = bisect_left(self.starts, position)
        if index > 0 and (index == len(self.starts) or self.starts[index] != position):
            rest = self.texts[index - 1][position - self.starts[index - 1] :]
            if rest:
                yield position, rest
        for number in range(index, min(index + FARTHEST, len(self.starts))):
            yield self.starts[number], self.texts[number]
