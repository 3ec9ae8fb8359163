"""What a person typed into a search box, as the words to look for and every spelling of each.

Nothing typed is an operator but quotation marks: the words of "..." stay together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product, takewhile

from sqlite_utils import Database

from normalize.abbreviations import abbreviations_of, expand
from normalize.definitions import undotted
from normalize.kinds import Head, match_head
from normalize.text import arabic_digits, clean, fold
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
_OF_YEAR = re.compile(
    r"(?P<word>(?:ประจำ)?ปี(?:งบประมาณ|การศึกษา)?|)(?:พ\.?ศ\.?|ค\.?ศ\.?|)(?P<year>\d{4}|(?<=ปี)\d\d|)"
)
"""A year as people write it behind a name: ปี 2566, ประจำปี พ.ศ. 2566, ปี 66."""
_ABBREVIATED = re.compile("[ก-ฮ]{3}")
_WORDS_TOO = frozenset(("กรอ", "มวล", "มอบ", "สมอ", "สอน", "สอบ"))
"""Abbreviations of bodies that are also words, or how words begin."""
_KEPT_AT_EDGES = frozenset(".%")
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
    for raw, quoted in _joined_up(list(_typed_words(clean(typed[:LONGEST])))):
        if not fold(raw) or _is_layout(raw):
            continue
        if len(found) == MOST_WORDS:
            cut = True
            break
        known = list(_spelt(raw, quoted))
        if len(known) > 1:
            known = list(map(_with_stop, known))
        word = Word(_without_holders([*known, *map(_with_stop, _learnt(db, raw))])[:MOST_SPELLINGS])
        found.setdefault(word.spellings, word)
    return Query(tuple(found.values()), cut)


def _typed_words(text: str) -> Iterable[tuple[str, bool]]:
    """Each word or phrase, and whether it stood in quotation marks."""
    for match in _PHRASES.finditer(text):
        quoted = match["phrase"] is not None
        yield (match["phrase"] if quoted else match["word"]), quoted


def _joined_up(typed: list[tuple[str, bool]]) -> Iterable[tuple[str, bool]]:
    """The words, where those are one that only a space parts: "ปี 2566", "รพ. สต.", "องค์การบริหารส่วน ตำบล"."""
    while typed:
        free = list(takewhile(lambda pair: not pair[1], typed))
        number = max(1, _words_of_year(free) or _words_of_head(free))
        yield "".join(raw for raw, _ in typed[:number]), typed[0][1]
        del typed[:number]


def _words_of_year(free: Sequence[tuple[str, bool]]) -> int:
    """How many of the words are a year: its number stands in the last of them."""
    text = ""
    for number, (raw, _) in enumerate(free[:3], start=1):
        text += arabic_digits(raw)
        year = _OF_YEAR.fullmatch(text)
        if year is None:
            return 0
        if year["year"]:
            return number
    return 0


def _words_of_head(free: Sequence[tuple[str, bool]]) -> int:
    """How many of the words are the head of a name that is written with spaces, and what is joined to it."""
    text = " ".join(raw for raw, _ in free[:5])
    matched = match_head(text) if free else None
    if matched is None:
        return 0
    head = text[: matched[1]].rstrip()
    first = match_head(free[0][0])
    alone = first is not None and first[1] == len(free[0][0])
    ends = text[len(head) : len(head) + 1] in ("", " ")
    # "เทศบาล เมืองแกลง" is a เทศบาล of any kind, whose place may be called so.
    return head.count(" ") + 1 if " " in head and (not alone or (ends and "." in head)) else 0


def _spelt(raw: str, quoted: bool) -> Iterable[str]:
    """A word or phrase in all its spellings, as typed first."""
    if quoted:
        yield fold(raw)
    else:
        year = _OF_YEAR.fullmatch(arabic_digits(raw))
        if year is not None and year["year"]:
            short = len(year["year"]) == 2
            yield from spellings(f"25{year['year']}" if short else year["year"])
            if short:
                yield f"ปี{year['year']}"
            return
    yield from spellings(raw)
    # Brackets, commas, and the sign of what is shortened ("กรุงเทพฯ", "กระทรวงเกษตรฯ").
    bare = raw if quoted else _bare(raw)
    if bare != raw and fold(bare):
        yield from spellings(bare)


def _bare(raw: str) -> str:
    def is_edge(letter: str) -> bool:
        return letter not in _KEPT_AT_EDGES and unicodedata.category(letter)[0] in "PS"

    start, end = 0, len(raw)
    while start < end and is_edge(raw[start]):
        start += 1
    while end > start and (is_edge(raw[end - 1]) or raw[end - 1] == "ฯ"):
        end -= 1
    return raw[start:end]


def _with_stop(spelling: str) -> str:
    """An abbreviation of three letters with its full stop: without, nine in ten finds are other words.

    Nearly nobody writes อบต without one, and เห็นชอบต่อ holds it.
    """
    known = _ABBREVIATED.fullmatch(spelling) and spelling not in _WORDS_TOO
    return f"{spelling}." if known else spelling


@lru_cache(maxsize=20_000)
def spellings(word: str) -> tuple[str, ...]:
    """A word or name, folded, and what else it may be written as: abbreviations written out and the reverse.

    "อบต.บ้านกลาง" and "องค์การบริหารส่วนตำบลบ้านกลาง" have each other; "สปสช." has the office's full name; a
    year of either era the other.
    """
    found = [fold(word), *map(fold, _of_body(word)), *map(fold, _of_head(word)), *_of_year(fold(word))]
    return tuple(dict.fromkeys(filter(None, found)))


def _of_body(word: str) -> Iterable[str]:
    yield from _own_abbreviations(word)
    for name in expand(word):
        yield name.removesuffix(_PUBLIC).rstrip()
        yield from _own_abbreviations(name)
    dotted = _DOTTED.fullmatch(word)
    if dotted is not None and len(dotted["short"]) > TRIGRAM:
        for name in expand(dotted["short"]):
            yield name.removesuffix(_PUBLIC).rstrip() + dotted["rest"]


def _own_abbreviations(name: str) -> Iterable[str]:
    """Those that stand for nothing else: who looks for มหาวิทยาลัยมหิดล does not want all that is called มม."""
    for short in abbreviations_of(name):
        head = match_head(f"{short} ")
        if len(expand(short)) == 1 and (head is None or head[1] < len(short)):
            yield short


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
    """Whether these are signs alone: a dash or a picture between two words would be looked for in vain."""
    return all(unicodedata.category(letter)[0] in "PSZC" for letter in raw)


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
