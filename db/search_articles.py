"""Articles that a query finds: those with it in their title first, then by relevance or day."""

from __future__ import annotations

from sqlite_utils import Database

from db.search_entries import MOST, Filters, Finds, Fit, Found
from db.search_words import Query

_MOST_BY_TITLE = 200
_MOST_BY_RELEVANCE = 100
"""Finds up to which relevance (BM25) decides; it costs a look at every find, so of more the newest lead."""

_OF_PROVINCE = (
    "s.article_id IN (SELECT f.article_id FROM award a JOIN award_fact af ON af.award_id = a.id"
    " JOIN fact f ON f.id = af.fact_id WHERE a.province = :province AND a.withdrawn_at IS NULL"
    " AND a.redirected_to IS NULL)"
)


def find_articles(db: Database, query: Query, filters: Filters) -> Finds:
    """The finds; a word of one or two characters is looked for in titles only."""
    if not query.words:
        return Finds()
    if not query.long:
        rows = _ids(db, "", query, filters, MOST + 1)
        return _ranked(db, query, rows, rows[:_MOST_BY_TITLE], {})
    titled = _ids(db, "search_article_title", query, filters, _MOST_BY_TITLE)
    rows = _ids(db, "search_article_text", query, filters, MOST + 1)
    relevance: dict[int, float] = {}
    if len(rows) <= _MOST_BY_RELEVANCE:
        relevance = dict(
            db.conn.execute(
                "SELECT rowid, -bm25(search_article_text) FROM search_article_text"
                " WHERE search_article_text MATCH ?",
                [query.match],
            ).fetchall()
        )
    return _ranked(db, query, rows, titled, relevance)


def _ids(db: Database, index: str, query: Query, filters: Filters, most: int) -> list[int]:
    """Row ids, the newest first: of an index, or without one of the titles themselves."""
    conditions: list[str] = []
    parameters: dict[str, str | int] = {"most": most}
    for number, word in enumerate(query.short):
        parameters[f"short{number}"] = word.spellings[0]
        conditions.append(f"instr(s.title, :short{number})")
    if filters.year is not None:
        parameters["year"] = filters.year
        conditions.append("s.year = :year")
    if filters.province is not None:
        parameters["province"] = filters.province
        conditions.append(_OF_PROVINCE)
    if not index:
        source, order = "search_article s", "s.id"
    else:
        source, order = index, f"{index}.rowid"
        if conditions:
            source += f" CROSS JOIN search_article s ON s.id = {index}.rowid"
        conditions.append(f"{index} MATCH :match")
        parameters["match"] = query.match
    rows = db.conn.execute(
        f"SELECT {order} FROM {source} WHERE {' AND '.join(conditions)} ORDER BY {order} DESC LIMIT :most",
        parameters,
    )
    return [row_id for (row_id,) in rows]


def _ranked(
    db: Database, query: Query, rows: list[int], titled: list[int], relevance: dict[int, float]
) -> Finds:
    counted = list(dict.fromkeys([*titled, *rows[:MOST]]))
    known: dict[int, tuple[str, str]] = {}
    for at in range(0, len(counted), 500):
        some = counted[at : at + 500]
        known |= {
            row_id: (article_id, title)
            for row_id, article_id, title in db.conn.execute(
                f"SELECT id, article_id, title FROM search_article WHERE id IN ({','.join('?' * len(some))})",
                some,
            )
        }
    wholes, in_title = query.wholes, set(titled)
    ranked = []
    for row_id in counted:
        article_id, title = known[row_id]
        fit = Fit.WITHIN
        if row_id in in_title:
            fit = Fit.EXACT if title in wholes else Fit.PREFIX if title.startswith(wholes) else Fit.CONTAINS
        ranked.append((-fit, -relevance.get(row_id, 0.0), -row_id, article_id))
    ranked.sort()
    return Finds(tuple(Found(row[-1], Fit(-row[0]), -row[1]) for row in ranked), len(rows) > MOST)
