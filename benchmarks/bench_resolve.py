"""How well and how fast names of local bodies are put together, beside RapidFuzz and Splink.

    python benchmarks/bench_resolve.py [--quick] [--list FILE.csv]

7,850 made-up bodies (`noisy_names`), each written in four ways: 31,400 names; and a half and a quarter of
the bodies with theirs.  Many bodies share a name across provinces, so that a name without a province often
cannot be placed: the ceiling is what a reader who knows all bodies could decide (`known_bodies`).  Precision,
recall and F1 count pairs of names; seconds are those of one core.  RapidFuzz and Splink are given our
parser's reading of each name and the threshold that turns out best: their figures are the most they could
reach.  Those that are not installed are left out.

`--quick` takes the quarter only.  `--list` writes the bodies out as a list for `rangwan registry import`.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import linkers
from known_bodies import PairScores, Reader, pair_scores
from noisy_names import Body, make_bodies, make_records

from db.names import parse_name
from db.registry import Entry

SHARES = (4, 2, 1)
"""Each size is all bodies divided by this."""
WITH, WITHOUT = "rangwan, registry imported", "rangwan, no registry"
MOST_SECONDS = 5.0
MOST_GROWTH = 2.5
"""Times the seconds when the names double: 2 would be linear, 4 quadratic."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked of one of our ways: F1 as a share of the ceiling's, and the precision of pairs."""

    method: str
    share: float
    precision: float


TARGETS = (Target(WITH, 0.99, 0.999), Target(WITHOUT, 0.95, 0.98))


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table; `share` is that of the ceiling's F1."""

    scores: PairScores
    share: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Method:
    """A way of putting names together, and the packages it needs."""

    name: str
    run: Callable[..., linkers.Partitions]
    needs: tuple[str, ...] = ()


METHODS = (
    Method(WITH, linkers.ours),
    Method(WITHOUT, linkers.ours),
    Method("RapidFuzz, all pairs", linkers.rapidfuzz_all_pairs, ("numpy",)),
    Method("Splink on DuckDB", linkers.splink_duckdb, ("splink", "duckdb")),
)


def entries(bodies: Sequence[Body]) -> list[Entry]:
    """The bodies as an official list has them."""
    made = []
    for body in bodies:
        key = parse_name(body.name, body.province).key
        made.append(
            Entry(
                "benchmark",
                "body",
                str(body.id),
                body.name,
                key.proper,
                kind=key.kind,
                head=key.head,
                province=body.province,
            )
        )
    return made


def write_list(path: Path, bodies: Sequence[Body]) -> None:
    """Write the bodies as CSV: code, name, province."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("code", "name", "province"))
        writer.writerows((body.id, body.name, body.province) for body in bodies)


def measure(bodies: Sequence[Body]) -> dict[str, Result]:
    """Print the part of the table for one size."""
    records = make_records(bodies)
    rows = [record.row for record in records]
    truth = {record.id: record.body for record in records}
    ceiling = pair_scores(truth, Reader(bodies).decide(records))
    print(f"\n{f'{len(rows):,} names of {len(bodies):,} bodies':<34}{HEADINGS}")
    print(_line("ceiling: who knows all bodies", ceiling, 1.0))
    results = {}
    for method in METHODS:
        if lacking := linkers.missing(method.needs):
            print(f"{method.name:<34}left out: not installed: {lacking}")
            continue
        arguments = [entries(bodies)] if method.name == WITH else []
        found = linkers.measured(method.run, method.needs, rows, *arguments)
        scores, threshold = max(
            ((pair_scores(truth, partition), threshold) for threshold, partition in found.partitions.items()),
            key=lambda one: one[0].f1,
        )
        result = Result(scores, scores.f1 / ceiling.f1, found.seconds)
        results[method.name] = result
        print(_line(method.name, scores, result.share, result.seconds, threshold), flush=True)
    return results


HEADINGS = f"{'precision':>10}{'recall':>9}{'F1':>9}{'of ceiling':>12}{'seconds':>10}  best threshold"


def _line(
    name: str, scores: PairScores, share: float, seconds: float | None = None, threshold: str = ""
) -> str:
    taken = f"{seconds:.2f}" if seconds is not None else ""
    figures = f"{scores.precision:>10.4f}{scores.recall:>9.4f}{scores.f1:>9.4f}{share:>12.3f}{taken:>10}"
    return f"{name:<34}{figures}  {threshold}".rstrip()


def verdicts(results: Sequence[dict[str, Result]]) -> list[str]:
    """Whether each target is met, from the results at rising sizes; the time only at the full size."""
    lines = []
    last = results[-1]
    for target in TARGETS:
        found = last[target.method]
        met = found.share >= target.share and found.scores.precision >= target.precision
        lines.append(
            f"{_met(met)} {target.method}: {target.share} of the ceiling at precision {target.precision}"
            f" (found {found.share:.3f} at {found.scores.precision:.4f})"
        )
    if len(results) < len(SHARES):
        return [*lines, "           times are judged at the full size only"]
    for name in (WITH, WITHOUT):
        seconds = [result[name].seconds for result in results]
        lines.append(
            f"{_met(seconds[-1] < MOST_SECONDS)} {name}: below {MOST_SECONDS:.0f} s ({seconds[-1]:.2f})"
        )
        growth = [later / earlier for earlier, later in pairwise(seconds)]
        told = ", ".join(f"{times:.2f}" for times in growth)
        lines.append(
            f"{_met(max(growth) <= MOST_GROWTH)} {name}: seconds grow at most {MOST_GROWTH} times"
            f" when the names double ({told})"
        )
    return lines


def _met(met: bool) -> str:
    return "met       " if met else "NOT MET   "


def main() -> None:
    parser = argparse.ArgumentParser(description="Put noisy names of local bodies together and measure it.")
    parser.add_argument("--quick", action="store_true", help="a quarter of the bodies only")
    parser.add_argument(
        "--list", type=Path, metavar="FILE.csv", help="write the bodies out as a list, and stop"
    )
    options = parser.parse_args()
    bodies = make_bodies()
    if options.list:
        write_list(options.list, bodies)
        return
    shares = SHARES[:1] if options.quick else SHARES
    results = [measure(bodies[: len(bodies) // share]) for share in shares]
    print()
    for line in verdicts(results):
        print(line)


if __name__ == "__main__":
    main()
