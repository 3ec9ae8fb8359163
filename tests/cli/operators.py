"""One who runs rangwan unattended: rounds at times of the test's choosing, and what they told."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from db.ledger import Issue
from rangwan.alerts.telling import Alarm
from rangwan.ledger import Run, start_run
from rangwan.messages import Problem
from rangwan.settings import Settings, read_settings


class Operator:
    """Runs over one database, at a time of the test's choosing, with what those in the settings are told."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "rangwan.db"
        self.now = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
        self.reported: list[Problem] = []
        self.settings = Settings()
        self.pauses: list[float] = []

    def set(self, toml: str) -> None:
        path = self.database.with_name("rangwan.toml")
        path.write_text(toml, encoding="utf-8")
        self.settings = read_settings(None, self.database)

    @property
    def alarm(self) -> Alarm:
        return Alarm(
            self.database,
            self.settings,
            lambda: {"dga": 24.0},
            self.reported.append,
            clock=lambda: self.now,
            sleep=self.pauses.append,
        )

    def run(self, *breaches: str, broken: bool = False, dies: Exception | None = None) -> None:
        """An unattended run with breaches of these kinds; what it raises is raised."""
        self.now += timedelta(hours=1)
        with self.alarm.watching():
            with self.started() as run:
                if dies is not None:
                    raise dies
                with run.stage("crawl", "dga") as stage:
                    stage.failed = broken
                    kinds = ["crawl not finished"] if broken else []
                    self.replace(run, "crawl", kinds, source="dga")
                with run.stage("check") as stage:
                    stage.counts["articles"] = 0
                    self.replace(run, "check", list(breaches))
                    stage.failed = bool(breaches)
                with run.stage("publish") as stage:
                    stage.failed = bool(breaches)
                    stage.counts["held"] = int(stage.failed)
            self.now += timedelta(minutes=5)

    def started(self) -> AbstractContextManager[Run]:
        return start_run(
            self.database, "rangwan run", self.reported.append, create=True, clock=lambda: self.now
        )

    @staticmethod
    def replace(run: Run, stage: str, kinds: list[str], source: str | None = None) -> None:
        issues = [Issue(stage, kind, "it is so", place="somewhere", source=source) for kind in kinds]
        run.store.replace_issues(stage, issues, run_id=run.id, source=source)


def mail(port: int, more: str = "") -> str:
    return f"""[alerts.mail]
host = "127.0.0.1"
port = {port}
from = "rangwan@example.go.th"
to = ["data@example.go.th", "ops@example.go.th"]
{more}
"""
