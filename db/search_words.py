"""What a person typed into a search box, as the words to look for and every spelling of each.

Nothing typed is an operator but quotation marks: the words of "..." stay together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from sqlite_utils import Database

from normalize.abbreviations import abbreviations_of, expand
from normalize.definitions import undotted
from normalize.kinds import Head, match_head
from normalize.text import clean, fold
from normalize.years import to_buddhist_era, to_common_era

LONGEST = 400
"""Characters of a query that are read; nobody types more, and every one costs a look into the index."""
MOST_WORDS = 12
MOST_SPELLINGS = 12
TRIGRAM = 3
"""The index knows no shorter word (characters)."""

_MOST_TERMS = 200

_PHRASES = re.compile(r'["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]|(?P<word>[^\s"“”„«»]+)')
_DOTTED = re.compile(r"(?P<short>(?:[ก-ฮ]{1,4}\.)+)(?P<rest>.+)")
_YEAR = re.compile(r"\d{4}")
_PUBLIC = "(องค์การมหาชน)"


@dataclass(frozen=True, slots=True)
class Word:
    """One thing to look for: as typed and its other spellings, all folded, any of which will do."""

    spellings: tuple[str, ...]

    @property
    def indexed(self) -> tuple[str, ...]:
        """The spellings that the trigram index can find."""
        return tuple(spelling for spelling in self.spellings if len(spelling) >= TRIGRAM)


@dataclass(frozen=True, slots=True)
class Query:
    """All words, each of which must be found; `cut`: more was typed than is looked for."""

    words: tuple[Word, ...]
    cut: bool = False

    @property
    def wholes(self) -> tuple[str, ...]:
        """What the whole query would be as one name, in the spellings of its words."""
        combined = product(*(word.spellings for word in self.words))
        return tuple("".join(parts) for parts in islice(combined, MOST_SPELLINGS)) if self.words else ()

    @property
    def long(self) -> tuple[Word, ...]:
        """The words for the trigram index.  Of one that has long spellings the short ones are let go: the
        full stop in "ม." stands behind half of all words."""
        return tuple(word for word in self.words if word.indexed)

    @property
    def short(self) -> tuple[Word, ...]:
        """The words of one or two characters."""
        return tuple(word for word in self.words if not word.indexed)

    @property
    def match(self) -> str:
        """The long words in the syntax of FTS5, each quoted, so that none can be an operator."""
        return " AND ".join(_any_of(word.indexed) for word in self.long)

    @property
    def marked(self) -> tuple[tuple[str, ...], ...]:
        """What to mark in a text, word by word."""
        return tuple(word.indexed or word.spellings for word in self.words)


def parse_query(db: Database, typed: str) -> Query:
    """The query that was typed: any text at all, of which the first `LONGEST` characters are read.

    Thai digits, zero-width characters, case and the ways to write sara am make no difference.
    Abbreviations that articles define are taken from the database.
    """
    cut = len(typed) > LONGEST
    found: dict[tuple[str, ...], Word] = {}
    for match in _PHRASES.finditer(clean(typed[:LONGEST])):
        raw = match["word"] if match["phrase"] is None else match["phrase"]
        if not fold(raw) or _is_layout(raw):
            continue
        if len(found) == MOST_WORDS:
            cut = True
            break
        known = spellings(raw) if match["phrase"] is None else (fold(raw), *spellings(raw))
        word = Word(_without_holders([*known, *_learnt(db, raw)])[:MOST_SPELLINGS])
        found.setdefault(word.spellings, word)
    return Query(tuple(found.values()), cut)


@lru_cache(maxsize=20_000)
def spellings(word: str) -> tuple[str, ...]:
    """A word or name, folded, and what else it may be written as: abbreviations written out and the reverse.

    "อบต.บ้านกลาง" and "องค์การบริหารส่วนตำบลบ้านกลาง" have each other; "สปสช." has the office's full name; a
    year of either era the other.
    """
    found = [fold(word), *map(fold, _of_body(word)), *map(fold, _of_head(word)), *_of_year(fold(word))]
    return tuple(dict.fromkeys(filter(None, found)))


def _of_body(word: str) -> Iterable[str]:
    yield from abbreviations_of(word)
    for name in expand(word):
        yield name.removesuffix(_PUBLIC).rstrip()
        yield from abbreviations_of(name)
    dotted = _DOTTED.fullmatch(word)
    if dotted is not None and len(dotted["short"]) > TRIGRAM:
        for name in expand(dotted["short"]):
            yield name.removesuffix(_PUBLIC).rstrip() + dotted["rest"]


def _of_head(word: str) -> Iterable[str]:
    # Two letters and no full stop are an abbreviation only where nothing follows.
    matched = match_head(word) or (match_head(f"{word} ") if 1 < len(word) <= 3 else None)
    if matched is None:
        return
    head, end = matched
    rest = word[end:].lstrip(" .")
    yield head.name + rest
    yield from (short + rest for short in _short_forms(head, bool(rest)))


def _short_forms(head: Head, followed: bool) -> Iterable[str]:
    for short in head.short:
        letters = len(short.replace(".", "").replace(" ", ""))
        misspelt = short.endswith(head.name[-3:])
        if not misspelt and (letters > 1 or followed):
            yield f"{short}."
        if misspelt or letters >= TRIGRAM or (letters > 1 and followed):
            yield short


def _of_year(word: str) -> Iterable[str]:
    if not _YEAR.fullmatch(word):
        return
    year = to_buddhist_era(int(word))
    if year is not None:
        yield str(year)
        yield str(to_common_era(year))


def _learnt(db: Database, word: str) -> list[str]:
    """What at least two articles say that an abbreviation stands for, and the reverse."""
    rows = db.conn.execute(
        "SELECT name, written FROM learnt_abbreviation WHERE articles > 1 AND abbreviation = :short"
        " UNION ALL SELECT written, name FROM learnt_abbreviation WHERE articles > 1 AND name = :name",
        {"short": undotted(clean(word)), "name": clean(word)},
    )
    return [fold(name) for name, _ in rows]


def _is_layout(raw: str) -> bool:
    """Whether these are punctuation alone: a dash between two words would be looked for in vain."""
    return all(unicodedata.category(letter)[0] in "PZC" for letter in raw)


def _without_holders(found: Iterable[str]) -> tuple[str, ...]:
    """The spellings, in order, without those that hold another indexed one: whoever has them has it too."""
    unique = tuple(dict.fromkeys(found))
    first = unique[0]
    return tuple(
        spelling
        for spelling in unique
        if spelling == first
        or not any(other != spelling and len(other) >= TRIGRAM and other in spelling for other in unique)
    )


def match_short(db: Database, index: str, query: Query) -> tuple[str, tuple[str, ...]]:
    """The short words in the syntax of FTS5, for an index with a table of its terms; and those to scan for.

    A word of two characters is any of the trigrams that begin with it.  Single characters, and pairs that
    begin too many, are scanned for: they are so frequent that a scan soon has enough.
    """
    matches, scanned = [], []
    for word in query.short:
        short = word.spellings[0]
        terms = (
            [
                term
                for (term,) in db.conn.execute(
                    f"SELECT term FROM {index}_terms WHERE term >= ? AND term <= ? LIMIT ?",
                    [short, short + "\U0010ffff", _MOST_TERMS + 1],
                )
            ]
            if len(short) == TRIGRAM - 1
            else []
        )
        if len(short) < TRIGRAM - 1 or len(terms) > _MOST_TERMS:
            scanned.append(short)
        else:
            # A term that no text can hold stands for "nothing begins so".
            matches.append(_any_of(terms or ["\n\n\n"]))
    return " AND ".join(matches), tuple(scanned)


def _any_of(terms: Iterable[str]) -> str:
    return "(" + " OR ".join(map(_quoted, terms)) + ")"


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
