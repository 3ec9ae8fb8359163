"""What tells the time: this machine, unless the caller has another clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the time in UTC."""


def utc_now() -> datetime:
    """The time in UTC by this machine's clock."""
    return datetime.now(UTC)
