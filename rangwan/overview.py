"""What a database holds, as `rangwan status` tells it: one object, readable by people and programs."""

from __future__ import annotations

import json
from typing import Any

from db.store import Store
from db.totals import totals_of

_SOURCES = """
SELECT s.key, s.name, count(a.id) AS articles, max(v.published) AS newest_article,
       (SELECT max(fetched_at) FROM fetch f WHERE f.source = s.key) AS last_fetch
FROM source s
LEFT JOIN article a ON a.source = s.key
LEFT JOIN article_version v ON v.article_id = a.id AND v.version = a.version
GROUP BY s.key ORDER BY s.key
"""
_ISSUES = (
    "SELECT stage, kind, place, message, opened_at FROM open_issues ORDER BY opened_at DESC, place LIMIT ?"
)
_CHECKS = "SELECT count(*) AS claimed, coalesce(sum(met), 0) AS met FROM count_checks"


def overview(store: Store, *, runs: int = 5, issues: int = 10) -> dict[str, Any]:
    """Totals, sources, the last runs with their stages, open issues and size (bytes) of a database."""
    return {
        "database": str(store.path),
        "bytes": store.path.stat().st_size,
        "totals": totals_of(store),
        "counts_in_articles": store.rows(_CHECKS)[0],
        "sources": store.rows(_SOURCES),
        "runs": [
            _run(store, run) for run in store.rows("SELECT * FROM run ORDER BY id DESC LIMIT ?", [runs])
        ],
        "open_issues": store.rows("SELECT count(*) AS n FROM open_issues")[0]["n"],
        "newest_issues": store.rows(_ISSUES, [issues]),
    }


def _run(store: Store, run: dict[str, Any]) -> dict[str, Any]:
    stages = store.rows("SELECT * FROM run_stage WHERE run_id = ? ORDER BY rowid", [run["id"]])
    return {
        "id": run["id"],
        "command": run["command"],
        "started_at": run["started_at"],
        "finished_at": run["finished_at"],
        "outcome": run["outcome"],
        "stages": [
            {
                "stage": stage["stage"],
                "source": stage["source"] or None,
                "seconds": round(stage["seconds"], 3),
                "outcome": stage["outcome"],
                "counts": json.loads(stage["counts"]),
            }
            for stage in stages
        ],
    }
