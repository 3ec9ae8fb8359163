"""Search over organisations, programmes, awards and articles, right for Thai (docs/search.md)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Literal

from sqlite_utils import Database

from db.search_articles import find_articles
from db.search_entries import MOST, Filters, Finds, Found, find_entries
from db.search_index import is_indexed
from db.search_words import LONGEST, MOST_WORDS, Query, parse_query
from db.snippets import Pieces, marked, snippet
from normalize.provinces import find_province
from normalize.years import to_buddhist_era

__all__ = ["KINDS", "LONGEST", "MOST_WORDS", "Count", "Hit", "Kind", "Results", "search", "search_each"]

Kind = Literal["organisation", "programme", "award", "article"]
KINDS: tuple[Kind, ...] = ("organisation", "programme", "award", "article")
_CODES: Mapping[Kind, str] = MappingProxyType({"organisation": "org", "programme": "prg", "award": "awd"})
_BLOCK = (15, 5)
"""In a mixed list so many organisations, programmes and awards come before so many articles, and again."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One find.

    `title` is cut into pieces in `marked_title`; `snippet` is the place of the article, the sentence that
    states the award, or the other name of an organisation, in which the words stand, and may be empty.
    `score`: above 4 the name is the query, above 3 it begins with it, above 2 it holds it; the rest compares
    finds of one kind.  `year` is Buddhist: of an award, or of an article's publication.
    """

    kind: Kind
    id: str
    title: str
    marked_title: Pieces
    snippet: Pieces
    score: float
    url: str | None = None
    organisation: str | None = None
    organisation_id: str | None = None
    organisation_kind: str | None = None
    recipient_type: str | None = None
    province: str | None = None
    year: int | None = None
    tier: str | None = None
    category: str | None = None
    project: str | None = None
    published: str | None = None
    source: str | None = None
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many finds of a kind there are; with `more`, at least so many."""

    number: int = 0
    more: bool = False

    def __str__(self) -> str:
        return f"{self.number:,}{'+' if self.more else ''}"


@dataclass(frozen=True, slots=True)
class Results:
    """A page of finds and the count of each kind that was searched.

    `words`: what was looked for, folded, the spellings of each word.  `cut`: the query was longer than
    `LONGEST` characters or `MOST_WORDS` words, and its end was not looked for.  `indexed`: false where the
    index was never made; the next `rangwan resolve` makes it.
    """

    hits: tuple[Hit, ...]
    counts: Mapping[Kind, Count]
    words: tuple[tuple[str, ...], ...]
    cut: bool
    indexed: bool


def search(
    db: Database,
    words: str,
    *,
    kinds: Collection[Kind] | None = None,
    limit: int = 20,
    offset: int = 0,
    province: str | None = None,
    year: int | None = None,
) -> Results:
    """Look for words in everything that is public; the database may be open for reading only.

    `words` may be any text.  `province` is a name as `find_province` takes it, `year` one of either era; one
    that is neither known nor possible finds nothing.  At most `MOST` finds of a kind can be paged through.
    """
    query, finds = _look(
        db, words, [kind for kind in KINDS if kinds is None or kind in kinds], province, year
    )
    page = list(islice(_mixed(finds), max(0, offset), max(0, offset) + max(0, limit)))
    return _results(db, query, page, finds)


def search_each(
    db: Database,
    words: str,
    limits: Mapping[Kind, int],
    *,
    province: str | None = None,
    year: int | None = None,
) -> dict[Kind, Results]:
    """The first finds of each kind for itself, as many as `limits` says; one search is cheaper than four.

    The rest as `search`.
    """
    query, finds = _look(db, words, list(limits), province, year)
    return {
        kind: _results(db, query, [(kind, found) for found in finds[kind].rows[:limit]], {kind: finds[kind]})
        for kind, limit in limits.items()
    }


def _look(
    db: Database, words: str, kinds: Sequence[Kind], province: str | None, year: int | None
) -> tuple[Query, dict[Kind, Finds]]:
    query = parse_query(db, words)
    filters = _filters(province, year)
    if filters is None:
        return query, {kind: Finds() for kind in kinds}
    entries = find_entries(db, query, [_CODES[kind] for kind in kinds if kind in _CODES], filters)
    return query, {
        kind: entries[_CODES[kind]] if kind in _CODES else find_articles(db, query, filters) for kind in kinds
    }


def _results(
    db: Database, query: Query, page: Sequence[tuple[Kind, Found]], finds: Mapping[Kind, Finds]
) -> Results:
    counts = {
        kind: Count(min(MOST, len(found.rows)) if found.more else len(found.rows), found.more)
        for kind, found in finds.items()
    }
    return Results(
        hits=tuple(_hits(db, page, query)),
        counts=MappingProxyType(counts),
        words=tuple(word.spellings for word in query.words),
        cut=query.cut,
        indexed=is_indexed(db),
    )


def _filters(province: str | None, year: int | None) -> Filters | None:
    """The filters in the database's terms; None when nothing can meet them."""
    place = find_province(province) if province is not None else None
    era = to_buddhist_era(year) if year is not None else None
    if (province is not None and place is None) or (year is not None and era is None):
        return None
    return Filters(place.name if place else None, era)


def _mixed(finds: Mapping[Kind, Finds]) -> Iterator[tuple[Kind, Found]]:
    """The finds in the order of the list: the best names first, and articles in between."""
    entries = sorted(
        ((kind, found) for kind in KINDS[:3] if kind in finds for found in finds[kind].rows),
        key=lambda pair: (-pair[1].fit, KINDS.index(pair[0])),
    )
    articles = [("article", found) for found in finds["article"].rows] if "article" in finds else []
    rows: tuple[Iterator[tuple[Kind, Found]], ...] = (iter(entries), iter(articles))  # type: ignore[arg-type]
    while block := [pair for feed, number in zip(rows, _BLOCK, strict=True) for pair in islice(feed, number)]:
        yield from block


def _hits(db: Database, page: Sequence[tuple[Kind, Found]], query: Query) -> Iterator[Hit]:
    """The finds of a page with what is shown of them, each kind read from the database at once."""
    shown: dict[tuple[Kind, str], Hit] = {}
    for kind in KINDS:
        found = {row.key: row for of, row in page if of == kind}
        if found:
            for key, hit in _SHOW[kind](db, found, query):
                shown[kind, key] = hit
    for kind, row in page:
        if (kind, row.key) in shown:
            yield shown[kind, row.key]


def _score(found: Found) -> float:
    """The fit, and within it what decides, between 0 and 1."""
    weight = max(0.0, found.weight)
    return round(float(found.fit) + weight / (weight + 10.0), 4)


def _placeholders(keys: Iterable[str]) -> str:
    return ", ".join("?" for _ in keys)


def _organisations(db: Database, found: Mapping[str, Found], query: Query) -> Iterator[tuple[str, Hit]]:
    names: dict[str, list[str]] = {}
    for key, text in db.conn.execute(
        "SELECT organisation_id, text FROM organisation_name"
        f" WHERE organisation_id IN ({_placeholders(found)}) ORDER BY count DESC, text",
        list(found),
    ):
        names.setdefault(key, []).append(text)
    for key, name, kind, province in db.conn.execute(
        f"SELECT id, name, kind, province FROM organisation WHERE id IN ({_placeholders(found)})", list(found)
    ).fetchall():
        title = marked(name, query.marked)
        other: Pieces = ()
        if not any(match for _, match in title):
            tried = (marked(text, query.marked) for text in names.get(key, ()))
            other = next((pieces for pieces in tried if any(match for _, match in pieces)), ())
        hit = Hit(
            kind="organisation",
            id=key,
            title=name,
            marked_title=title,
            snippet=other,
            score=_score(found[key]),
            organisation_kind=kind,
            province=province,
            weight=int(found[key].weight),
        )
        yield key, hit


def _programmes(db: Database, found: Mapping[str, Found], query: Query) -> Iterator[tuple[str, Hit]]:
    for key, name in db.conn.execute(
        f"SELECT id, name FROM programme WHERE id IN ({_placeholders(found)})", list(found)
    ).fetchall():
        hit = Hit(
            kind="programme",
            id=key,
            title=name,
            marked_title=marked(name, query.marked),
            snippet=(),
            score=_score(found[key]),
            weight=int(found[key].weight),
        )
        yield key, hit


def _awards(db: Database, found: Mapping[str, Found], query: Query) -> Iterator[tuple[str, Hit]]:
    rows = db.conn.execute(
        "SELECT id, programme, evidence, url, organisation, organisation_id, organisation_kind,"
        " recipient_type, province, year, tier, category, project, published, sources FROM awards"
        f" WHERE id IN ({_placeholders(found)})",
        list(found),
    ).fetchall()
    for key, programme, evidence, url, name, owner, kind, recipient, *rest in rows:
        province, year, tier, category, project, published, sources = rest
        hit = Hit(
            kind="award",
            id=key,
            title=programme,
            marked_title=marked(programme, query.marked),
            snippet=snippet(evidence, query.marked) if evidence else (),
            score=_score(found[key]),
            url=url,
            organisation=name,
            organisation_id=owner,
            organisation_kind=kind,
            recipient_type=recipient,
            province=province,
            year=year,
            tier=tier,
            category=category,
            project=project,
            published=published,
            weight=sources,
        )
        yield key, hit


def _articles(db: Database, found: Mapping[str, Found], query: Query) -> Iterator[tuple[str, Hit]]:
    rows = db.conn.execute(
        "SELECT s.id, a.id, a.title, a.text, a.url, a.published, a.source, a.source_name FROM articles a"
        f" JOIN search_article s ON s.article_id = a.id WHERE s.id IN ({_placeholders(found)})",
        list(map(int, found)),
    ).fetchall()
    for row_id, key, title, text, url, published, source, source_name in rows:
        hit = Hit(
            kind="article",
            id=key,
            title=title,
            marked_title=marked(title, query.marked),
            snippet=snippet(text, query.marked),
            score=_score(found[str(row_id)]),
            url=url,
            year=int(published[:4]) + 543 if published else None,
            published=published,
            source=source_name or source,
        )
        yield str(row_id), hit


_SHOW: Mapping[Kind, Callable[[Database, Mapping[str, Found], Query], Iterator[tuple[str, Hit]]]] = (
    MappingProxyType(
        {
            "organisation": _organisations,
            "programme": _programmes,
            "award": _awards,
            "article": _articles,
        }
    )
)
