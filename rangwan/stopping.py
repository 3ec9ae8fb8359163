"""A SIGTERM ends the work as Ctrl-C does: what is open is closed, and the ledger says that it was stopped."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

TERMINATED = 128 + signal.SIGTERM
"""The exit code that shells and service managers know for it."""


@contextmanager
def ends_on_sigterm(code: int = TERMINATED) -> Iterator[None]:
    """While the block runs, SIGTERM raises `SystemExit(code)` in it; of the main thread only."""

    def stop(_signal: int, _frame: FrameType | None) -> NoReturn:
        # A second one must not disturb the clearing up; SIGKILL is for those who cannot wait.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise SystemExit(code)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
