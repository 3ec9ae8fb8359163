"""Articles that a query finds: those with it in their title first, then by relevance or day."""

from __future__ import annotations

from sqlite_utils import Database

from db.search_entries import FITS, MOST, Filters, Finds, Fit, Found
from db.search_words import Query, match_short

_TITLES, _TEXTS = "search_article_title", "search_article_text"
_MOST_NEWEST = _MOST_BY_TITLE = 200
"""Of a very common word so many of the newest finds lead, and as many of those that have it in the title."""
_MOST_BY_RELEVANCE = 100
"""Finds up to which relevance (BM25) decides; it costs a look at every find, so of more the newest lead."""

_OF_PROVINCE = (
    "s.article_id IN (SELECT f.article_id FROM award a JOIN award_fact af ON af.award_id = a.id"
    " JOIN fact f ON f.id = af.fact_id WHERE a.province = :province AND a.withdrawn_at IS NULL"
    " AND a.redirected_to IS NULL)"
)


def find_articles(db: Database, query: Query, filters: Filters) -> Finds:
    """The finds, whose keys are row ids of `search_article`.

    A word of one or two characters is looked for in titles only.
    """
    if not query.words:
        return Finds()
    if not query.long:
        match, scanned = match_short(db, _TITLES, query)
        rows = _ids(db, _TITLES, match, scanned, filters=filters, most=MOST)
        return _ranked(db, query, rows, rows[:_MOST_BY_TITLE], {})
    short = tuple(word.spellings[0] for word in query.short)
    rows = _ids(db, _TEXTS, query.match, short, filters=filters, most=MOST)
    titled = _ids(db, _TITLES, query.match, short, filters=filters, most=_MOST_BY_TITLE) if rows else []
    relevance: dict[int, float] = {}
    if 1 < len(rows) <= _MOST_BY_RELEVANCE:
        relevance = dict(
            db.conn.execute(
                "SELECT rowid, -bm25(search_article_text) FROM search_article_text"
                " WHERE search_article_text MATCH ?",
                [query.match],
            ).fetchall()
        )
    return _ranked(db, query, rows, titled[:_MOST_BY_TITLE], relevance)


def _ids(
    db: Database, index: str, match: str, in_title: tuple[str, ...], *, filters: Filters, most: int
) -> list[int]:
    """Row ids, one more than asked for: what an index matches and whose titles hold further words.

    Where there are so many, the newest.
    """
    conditions: list[str] = []
    parameters: dict[str, str | int] = {"most": most + 1}
    for number, word in enumerate(in_title):
        parameters[f"short{number}"] = word
        conditions.append(f"instr(s.title, :short{number})")
    if filters.year is not None:
        parameters["year"] = filters.year
        conditions.append("s.year = :year")
    if filters.province is not None:
        parameters["province"] = filters.province
        conditions.append(_OF_PROVINCE)
    if not match:
        source, order = "search_article s", "s.id"
    else:
        source, order = index, f"{index}.rowid"
        if conditions:
            source += f" CROSS JOIN search_article s ON s.id = {index}.rowid"
        conditions.append(f"{index} MATCH :match")
        parameters["match"] = match
    select = f"SELECT {order} FROM {source} WHERE {' AND '.join(conditions)} ORDER BY {order}"
    # FTS5 goes through its lists forwards three times as fast as backwards.
    rows = db.conn.execute(f"{select} LIMIT :most", parameters).fetchall()
    if len(rows) > most:
        newest = db.conn.execute(f"{select} DESC LIMIT :most", dict(parameters, most=_MOST_NEWEST)).fetchall()
        rows = list(dict.fromkeys([*newest, *rows]))[: most + 1]
    return [row_id for (row_id,) in rows]


def _ranked(
    db: Database, query: Query, rows: list[int], titled: list[int], relevance: dict[int, float]
) -> Finds:
    fits: dict[int, int] = {}
    wholes = query.wholes
    for row_id, title in db.conn.execute(
        f"SELECT id, title FROM search_article WHERE id IN ({','.join('?' * len(titled))})", titled
    ):
        exact, begins = title in wholes, title.startswith(wholes)
        fits[row_id] = int(Fit.EXACT if exact else Fit.PREFIX if begins else Fit.CONTAINS)
    counted = dict.fromkeys([*titled, *rows[:MOST]])
    within = int(Fit.WITHIN)
    ranked = sorted((-fits.get(row_id, within), -relevance.get(row_id, 0.0), -row_id) for row_id in counted)
    return Finds(tuple(Found(str(-row[2]), FITS[-row[0]], -row[1]) for row in ranked), len(rows) > MOST)
