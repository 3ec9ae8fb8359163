"""Times as rows, notes and answers carry them: UTC, to the second, `2026-11-26T03:05:00Z`."""

from __future__ import annotations

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """A time as text."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(stamp: str) -> datetime:
    """A time from its text, in UTC.  Raises `ValueError` for what is none."""
    return datetime.fromisoformat(stamp).astimezone(UTC)
