"""Whether the dataset can be exported as it stands: after extraction and before resolving it cannot always.

A fact that was withdrawn may still be what an award rests on, until resolving sees to it.
"""

from __future__ import annotations

from sqlite_utils import Database

from db.errors import StoreError

_TOLD = "SELECT article_id FROM fact WHERE withdrawn_at IS NULL"
_LEFT_OVER = f"""
    SELECT
        (SELECT count(*) FROM award a JOIN fact f ON f.id = a.lead_fact_id
         WHERE a.withdrawn_at IS NULL AND a.redirected_to IS NULL AND f.withdrawn_at IS NOT NULL)
        + (SELECT count(*) FROM award
           WHERE withdrawn_at IS NULL AND redirected_to IS NULL AND province_source NOT IN ({_TOLD}))
        + (SELECT count(*) FROM organisation
           WHERE withdrawn_at IS NULL AND redirected_to IS NULL AND province_source NOT IN ({_TOLD}))
        + (SELECT count(*) FROM mention m JOIN fact f ON f.id = m.fact_id
           WHERE f.withdrawn_at IS NULL AND m.province_source NOT IN ({_TOLD}))
"""


class NotResolved(StoreError):
    """Records refer to facts or articles that do not stand any more."""


def require_resolved(db: Database, where: object) -> None:
    """Raises `NotResolved` when an export would hold references that lead nowhere."""
    (count,) = db.conn.execute(_LEFT_OVER).fetchone()
    if count:
        raise NotResolved(
            f"{count:,} awards or organisations rest on facts that were withdrawn since they were resolved",
            where,
            "Run `rangwan resolve`, or wait for the run that is under way, then export again;"
            " the export before is untouched",
        )
