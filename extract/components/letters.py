"""Thai letters, as the components ask for them."""

from __future__ import annotations

THAI = r"ก-ฮะ-ฺเ-๎"
"""Letters, vowels and tone marks for a character class; digits and ฯ are not among them."""


def is_thai(char: str) -> bool:
    """Whether a character is a Thai letter, vowel or tone mark (or one of ฿ and ฯ between them)."""
    return "\u0e01" <= char <= "\u0e4e"
