"""Text as the whole project stores it.

`clean` is applied once, when a text enters; every offset counts the characters of its result.  All
steps are linear in the length of the text and `clean(clean(t)) == clean(t)`.

NFC, never NFKC: the compatibility forms take sara am (U+0E33) apart.  The private-use code points are
those of the Windows and Macintosh Thai fonts, whose shifted vowel and tone glyphs old documents and PDF
files store in place of the letters (the tables that HarfBuzz and Pango use to draw such fonts).
"""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0e48-\u0e4b"
_WINDOWS_GLYPHS = (
    "ฐ\u0e34\u0e35\u0e36\u0e37"
    + "\u0e48\u0e49\u0e4a\u0e4b\u0e4c" * 2
    + ("ญ\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a")
)
"""The letters of U+F700 to U+F71A, in order."""
_MACINTOSH_GLYPHS = (
    "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47"
    + "".join(mark * 3 for mark in "\u0e48\u0e49\u0e4a\u0e4b\u0e4c")
    + ("\u0e4dญ\u0e38\u0e39\u0e3aฐ")
)
"""The letters of U+F884 to U+F89E, in order."""
_GLYPHS = {chr(0xF700 + i): letter for i, letter in enumerate(_WINDOWS_GLYPHS)} | {
    chr(0xF884 + i): letter for i, letter in enumerate(_MACINTOSH_GLYPHS)
}

_SPACE = r"\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = (
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls
    r"\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"  # format and bidi controls
    r"\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff"  # variation selectors, BOM, annotations, non-characters
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    r"\ud800-\udfff"  # a surrogate without its other half is no character and cannot be encoded
)
_OTHER_SPACE = re.compile(f"[{_SPACE}]")
_SPACES = re.compile("  +")
_LINE_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLES = re.compile(f"[{_INVISIBLE}]+")
_GLYPH = re.compile("[\uf700-\uf71a\uf884-\uf89e]")
# A tone mark may stand before, inside or behind a sara am written in two; it belongs before the sara am.
# Marks move only next to a consonant or another tone mark, where canonical ordering leaves them.
# (The letter comes before its lookbehind, so that the search can jump from one to the next.)
_SARA_AM_TONE = re.compile(f"\u0e4d(?<=[ก-ฮ{_TONES}]\u0e4d)([{_TONES}]+)\u0e32")
_TONE_BEHIND = re.compile(f"\u0e33(?<=[ก-ฮ]\u0e33)([{_TONES}]+)")
# The characters that the steps below may change; all else that they change is two characters in a row.
_SUSPECT = re.compile(
    f"[\\r\\x0b\\x0c\\x85\\u2028\\u2029{_SPACE}{_INVISIBLE}\u0e4d\uf700-\uf71a\uf884-\uf89e]"
)
_SUSPECT_PAIRS = (
    "\u0e40\u0e40",
    "  ",
    " \n",
    "\n ",
    *(f"\u0e33{tone}" for tone in "\u0e48\u0e49\u0e4a\u0e4b"),
)


def _marks() -> str:
    """The combining marks as a character class."""
    marks = [code for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code))]
    starts = [code for code in marks if code - 1 not in set(marks)]
    ends = [code for code in marks if code + 1 not in set(marks)]
    return "".join(f"{chr(start)}-{chr(end)}" for start, end in zip(starts, ends, strict=True))


# Composing takes time quadratic in the marks on one letter.  No writing has more than a few; a pile of 45 is
# cut to 30, the limit of Unicode's stream-safe text format (UAX 15).  Every pile of 45 shows in a sample of
# each ninth character as five marks in a row, which is far cheaper to look for.
_PILE = re.compile(f"([{_marks()}]{{30}})[{_marks()}]{{15,}}")
_PILE_SAMPLED = re.compile(f"[{_marks()}]{{5}}")

_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_THAI_DIGIT = re.compile("[๐-๙]")
_QUOTES = (
    "\"'`\u00ab\u00b4\u00bb\u02b9\u02bb\u02bc\u02bd\u02ee\u0374\u1fef\u1ffd\u2018-\u201f\u2032-\u2037"
    "\u2039\u203a\u275b-\u275e\u300c-\u300f\u301d-\u301f\uff02\uff07\uff40"
)
SKIPPED_IN_FOLDING = _QUOTES
"""What folding leaves out of clean text besides white space, to stand in a character class."""
_FOLD_OUT = re.compile(rf"[\s{_QUOTES}{_INVISIBLE}]+")


def clean(raw: str) -> str:
    """The text in the form that the project stores.

    NFC; sara am in one character, behind its tone mark; "เเ" as "แ"; private-use Thai glyphs as letters;
    invisible characters, controls and lone surrogates out; every kind of space a single space; every kind
    of line break a line feed; no spaces at the ends of lines, no blank lines at the ends of the text.
    """
    if _is_clean(raw):
        return raw.strip(" \n")
    text = _LINE_BREAKS.sub("\n", raw)
    text = _INVISIBLES.sub("", text)
    text = _SPACES.sub(" ", _OTHER_SPACE.sub(" ", text))
    text = text.replace(" \n", "\n").replace("\n ", "\n")
    text = _GLYPH.sub(lambda match: _GLYPHS[match[0]], text)
    text = _level(unicodedata.normalize("NFC", _level(text)))
    text = text.replace("\u0e40\u0e40", "\u0e41").replace("\u0e4d\u0e32", "\u0e33")
    text = _SARA_AM_TONE.sub("\\1\u0e33", text)
    text = _TONE_BEHIND.sub("\\1\u0e33", text)
    return text.strip(" \n")


def _is_clean(text: str) -> bool:
    """Whether `clean` would only strip the ends: one fast pass for the text that is most of the input."""
    return (
        not _SUSPECT.search(text)
        and not any(pair in text for pair in _SUSPECT_PAIRS)
        and not _PILE_SAMPLED.search(text[::9])
        and unicodedata.is_normalized("NFC", text)
    )


def _level(text: str) -> str:
    return _PILE.sub(r"\1", text) if _PILE_SAMPLED.search(text[::9]) else text


def arabic_digits(text: str) -> str:
    """The text with Thai digits as Arabic digits; its length does not change."""
    return text.translate(_ARABIC) if _THAI_DIGIT.search(text) else text


def fold(text: str) -> str:
    """The form for comparing and searching: clean, Arabic digits, casefold, without spaces and quotes."""
    text = arabic_digits(clean(_FOLD_OUT.sub("", text)))
    if text.isascii():
        return text.lower()
    return _FOLD_OUT.sub("", unicodedata.normalize("NFC", text.casefold()))


def document_text(title: str, text: str) -> str:
    """The text that extraction reads and that offsets count in, from a clean title and a clean text.

    The text alone when it already holds the title; else the title, a line feed and the text.
    """
    if not title or title in text:
        return text
    return f"{title}\n{text}" if text else title
