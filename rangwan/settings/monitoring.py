"""`[monitoring]`: from when on the state of the dataset needs a person."""

from __future__ import annotations

from pydantic import Field

from rangwan.settings.tables import Table


class Monitoring(Table):
    """From when on something needs a person; `rangwan.health` judges by it."""

    stale_hours: float = Field(default=48, gt=0)
    """Hours within which an unattended run must have come to its end and published."""
    overdue_intervals: float = Field(default=2, ge=0)
    """A source is overdue when it was due before so many intervals of its schedule."""
    lock_hours: float = Field(default=24, gt=0)
    """Hours after which a command that still works on the database is taken for one that hangs."""
    disk_copies: float = Field(default=1.5, ge=1)
    """The free disk space must hold the database so many times: a publication is a copy of it."""
    ignore: tuple[str, ...] = ()
    """Sources that nobody needs to be told of: sites that are known to be away, or are crawled no more."""
