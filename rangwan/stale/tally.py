"""The differences of many articles, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rich.cells import cell_len

from db.fact_changes import DETAILS, SAID, ChangedCheck
from rangwan.stale.reading import Reading

_STALE = ("older rules", "changed", "never read")
_BY_SOURCE = ("articles", "with differences", "added", "changed", "withdrawn")
_MET = ("met now", "no longer met", "counted otherwise", "new", "gone")
DETAIL_NAMES = {
    "organisation_text": "name as written",
    "aliases": "other names",
    "confidence": "confidence",
    "rule": "rule",
    "spans": "place in the text",
}


@dataclass(slots=True)
class Tally:
    """Counts of articles, facts, fields and count checks, over all and by source."""

    rules: str
    stored: int
    """Articles of the database, stale or not."""
    articles: Counter[str] = field(default_factory=Counter)
    why: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    details: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    sources: dict[str | None, Counter[str]] = field(default_factory=dict)

    def add(self, reading: Reading) -> None:
        """Count one article."""
        self.articles["read"] += 1
        self.why[reading.why] += 1
        source = self.sources.setdefault(reading.article.source, Counter())
        source["articles"] += 1
        changes = reading.changes
        if changes is None:
            self.articles["not readable"] += 1
            return
        differs = bool(changes)
        self.articles["with differences" if differs else "unchanged"] += 1
        source["with differences"] += differs
        found = {
            "added": len(changes.added),
            "changed": len(changes.changed),
            "withdrawn": len(changes.withdrawn),
        }
        self.facts.update({"same": changes.same, **found})
        source.update(found)
        for one in changes.changed:
            self.fields.update(one.fields)
        self.details.update(changes.details)
        self.checks.update(sort_of(check) for check in changes.checks)

    def to_json(self) -> dict[str, Any]:
        """The counts as the last line of `--json` holds them."""
        return {
            "rules_version": self.rules,
            "articles_stored": self.stored,
            "articles": _all(self.articles, ("read", "unchanged", "with differences", "not readable")),
            "why": _all(self.why, _STALE),
            "facts": _all(self.facts, ("same", "added", "changed", "withdrawn")),
            "fields": _all(self.fields, SAID),
            "details": _all(self.details, DETAILS),
            "checks": _all(self.checks, _MET),
            "sources": [
                {"source": source, **_all(counts, _BY_SOURCE)} for source, counts in self._by_source()
            ],
        }

    def lines(self) -> Iterator[str]:
        """The counts for people."""
        articles, facts = self.articles, self.facts
        yield (
            f"{articles['read']:,} of {self.stored:,} articles were read by the rules of version {self.rules}"
            f" ({_listed(self.why, _STALE, _WHY)})"
        )
        unread = f", {articles['not readable']:,} could not be read" if articles["not readable"] else ""
        yield (
            f"  articles  {articles['unchanged']:,} say the same,"
            f" {articles['with differences']:,} with differences{unread}"
        )
        yield (
            f"  facts     {facts['same']:,} the same, {facts['added']:,} added,"
            f" {facts['changed']:,} changed, {facts['withdrawn']:,} withdrawn"
        )
        if self.fields:
            most = sorted(self.fields, key=lambda name: (-self.fields[name], SAID.index(name)))
            yield f"  changed   {_listed(self.fields, most)}"
        if self.details:
            yield f"  the same, read otherwise: {_listed(self.details, DETAILS, DETAIL_NAMES)}"
        if self.checks:
            yield f"  counts claimed: {_listed(self.checks, _MET)}"
        if len(self.sources) > 1:
            yield from self._table()

    def _table(self) -> Iterator[str]:
        rows: list[tuple[str, ...]] = [("source", *_BY_SOURCE)]
        rows += [
            (source or "(archives)", *(f"{counts[name]:,}" for name in _BY_SOURCE))
            for source, counts in self._by_source()
        ]
        widths = [max(cell_len(row[column]) for row in rows) for column in range(len(rows[0]))]
        for first, *numbers in rows:
            cells = [number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True)]
            yield "  ".join([f"  {first}{' ' * (widths[0] - cell_len(first))}", *cells])

    def _by_source(self) -> list[tuple[str | None, Counter[str]]]:
        return sorted(self.sources.items(), key=lambda item: item[0] or "")


_WHY = {"older rules": "read by older rules", "changed": "changed since", "never read": "never read"}


def sort_of(check: ChangedCheck) -> str:
    """What became of a count check, in a word or two."""
    if check.before is None or check.after is None:
        return "new" if check.before is None else "gone"
    if check.before.met == check.after.met:
        return "counted otherwise"
    return "met now" if check.after.met else "no longer met"


def _all(counts: Counter[str], names: tuple[str, ...]) -> dict[str, int]:
    return {name: counts[name] for name in names}


def _listed(
    counts: Counter[str],
    names: Iterable[str],
    words: dict[str, str] | None = None,
) -> str:
    return ", ".join(f"{counts[name]:,} {(words or {}).get(name, name)}" for name in names if counts[name])
