"""What a monitor wants to know of a dataset: runs, sources, issues, publication, sizes - and what is wrong.

`db.condition_reading` reads it; who judges it is above this package.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.publication import Publication

UNATTENDED = "rangwan run"
"""The command whose runs nobody watches."""
FILES = "publishers"
"""The stage of issues about publishers' files."""


@dataclass(frozen=True, slots=True)
class StageTold:
    """One stage of a run as the ledger has it; `seconds` it took."""

    stage: str
    source: str | None
    seconds: float
    outcome: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RunTold:
    """One run as the ledger has it (times in UTC)."""

    id: int
    command: str
    started_at: datetime
    finished_at: datetime | None
    outcome: str
    stages: tuple[StageTold, ...]


@dataclass(frozen=True, slots=True)
class SourceState:
    """How fresh a source is (times in UTC)."""

    key: str
    name: str
    articles: int
    newest_article: str | None
    """Day of publication."""
    last_fetch: datetime | None
    last_crawl: datetime | None
    """When the last crawl began that came to its end."""
    unattended: bool
    """Whether an unattended run has crawled it; else nobody expects that it is crawled again."""
    every_hours: float | None = None
    """Its schedule; null: it is not to be crawled, or its publisher's file is not known."""
    due_at: datetime | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class IssueGroup:
    """Open issues of one sort; the newest with its message and place."""

    stage: str
    kind: str
    source: str | None
    count: int
    newest_at: datetime
    message: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """A publication that waits for a person: since when (UTC), and why."""

    since: datetime
    why: str


@dataclass(frozen=True, slots=True)
class LockHolder:
    """Who works on the database now: the command, its process, where, since when (UTC; null: unknown)."""

    command: str
    process: int | None
    host: str | None
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Condition:
    """The state of a dataset at one moment (sizes in bytes, times in UTC)."""

    database: Path
    read_at: datetime
    bytes: int
    free_bytes: int
    totals: Mapping[str, int]
    articles_of_archives: int
    sources: tuple[SourceState, ...]
    runs: tuple[RunTold, ...]
    """The last ones, the newest first."""
    runs_by_outcome: Mapping[str, int]
    last_run: RunTold | None
    """The last unattended run that has ended."""
    last_good: RunTold | None
    """The last unattended run that came to its end and published, or had nothing to publish."""
    unattended_since: datetime | None
    """When the first unattended run began; null: there was none."""
    issues: tuple[IssueGroup, ...]
    publication: Publication | None
    publication_bytes: int | None
    changes_ahead: int | None
    """Public changes that readers do not see yet; null: nothing is published."""
    held: Held | None
    undelivered: tuple[str, ...] = ()
    """Channels by which the last alerts did not arrive."""
    lock: LockHolder | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that needs a person: a stable code, what it is about, and a sentence in Thai and English."""

    code: str
    about: str | None
    th: str
    en: str

    @property
    def key(self) -> str:
        """The same for the same reason at another time."""
        return f"{self.code}:{self.about}" if self.about else self.code


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether all is well, as one line in Thai and English, and why not."""

    reasons: tuple[Reason, ...]
    th: str
    en: str

    @property
    def well(self) -> bool:
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Watched:
    """What was seen, and what it means (null: nobody was there to judge)."""

    condition: Condition
    verdict: Verdict | None
