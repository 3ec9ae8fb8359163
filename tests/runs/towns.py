"""A database of town news that a test fills article by article, with a round of rangwan after each step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.article import Article
from db.ledger import Outcome
from db.store import Store
from rangwan.messages import Problem
from rangwan.settings import Settings
from rangwan.unattended import Round, run_round

TOWNS = (
    ("แม่เหียะ", "เมือง", "เชียงใหม่"),
    ("ยะลา", "นคร", "ยะลา"),
    ("ขอนแก่น", "นคร", "ขอนแก่น"),
    ("พนัสนิคม", "เมือง", "ชลบุรี"),
    ("แสนสุข", "เมือง", "ชลบุรี"),
    ("ทุ่งสง", "เมือง", "นครศรีธรรมราช"),
)
DAY = date(2023, 10, 10)


@dataclass
class Towns:
    """The database, the clock of its runs, and what they told."""

    path: Path
    now: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    told: list[Problem] = field(default_factory=list)

    def news(
        self, numbers: Sequence[int], *, source: str = "town", award: bool = True, day: date | None = DAY
    ) -> None:
        """Articles of a source, by number: towns that win an award each, or news without one."""
        with self.store() as store, store.transaction():
            store.put_source(source, "ข่าวเมือง")
            for number in numbers:
                name, rank, province = TOWNS[number % len(TOWNS)]
                year = 2550 + number // 6 % 20
                text = f"เทศบาล{rank}{name} จังหวัด{province} ได้รับรางวัลท้องถิ่นดิจิทัล ประจำปี {year} ระดับดีเด่น"
                if not award:
                    text = f"เทศบาล{rank}{name} ประกาศหยุดจ่ายน้ำวันที่ {1 + number % 28} มกราคม"
                self.put(store, f"{source}-{number}", text, source=source, day=day)

    def put(
        self, store: Store, key: str, text: str, *, source: str | None = None, day: date | None = DAY
    ) -> None:
        """One article of a text."""
        store.put_article(
            Article(
                id=key,
                url=f"https://news.example/{key}",
                title=f"ข่าวที่ {key}",
                text=text,
                published=day,
                source=source,
            )
        )

    def crawled(self, *new: int, source: str = "town", outcome: Outcome = "done", hours: float = 24) -> None:
        """Rows of the ledger as crawls leave them that found so many new articles, a day apart."""
        for count in new:
            with self.store() as store:
                run = store.start_run("rangwan run")
                store.finish_stage(
                    run, "crawl", seconds=1, counts={"new": count}, outcome=outcome, source=source
                )
                store.finish_run(run, "done")
            self.now += timedelta(hours=hours)

    def run(self, settings: Settings | None = None, **wanted: Any) -> dict[str, Any]:
        """One round without a crawl; what it told is in `told`."""
        self.told.clear()
        return run_round(
            self.path,
            settings or Settings(),
            Round(jobs=1, **wanted),
            self.told.append,
            lambda line: None,
            clock=lambda: self.now,
        )

    def store(self) -> Store:
        """The database, with the clock of the runs."""
        return Store.open(self.path, clock=lambda: self.now)

    def kinds(self) -> list[str]:
        """The kinds of the problems that the last round told."""
        return [problem.kind for problem in self.told]
