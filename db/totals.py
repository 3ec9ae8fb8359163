"""How much a database holds, as people count it."""

from __future__ import annotations

from db.store import Store

TOTALS = {
    "sources": "SELECT count(*) AS n FROM source",
    "articles": "SELECT count(*) AS n FROM article",
    "facts": "SELECT count(*) AS n FROM fact WHERE withdrawn_at IS NULL",
    "organisations": "SELECT count(*) AS n FROM organisations",
    "programmes": "SELECT count(*) AS n FROM programmes",
    "awards": "SELECT count(*) AS n FROM awards",
}
"""What a database holds, as people count it."""


def totals_of(store: Store) -> dict[str, int]:
    """What a database holds, as people count it."""
    return {name: store.rows(sql)[0]["n"] for name, sql in TOTALS.items()}


def claims_of(store: Store) -> dict[str, int]:
    """How many counts ("18 รางวัล") the articles claim, and how many of them were met: `claimed`, `met`."""
    return store.rows("SELECT count(*) AS claimed, coalesce(sum(met), 0) AS met FROM count_checks")[0]
