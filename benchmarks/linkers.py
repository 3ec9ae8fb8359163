"""The ways of putting names together that are compared: ours, RapidFuzz over all pairs, Splink on DuckDB.

Each takes the rows that `db.resolve.cluster_names` takes and yields partitions of them, with the threshold
that led to each (empty where there is none to choose).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context

from rapidfuzz import fuzz, process

from db.names import NameKey, parse_name
from db.registry import Entry, Registry
from db.resolve import cluster_names
from normalize.text import fold

Row = tuple[int, str, str | None]
Partition = Mapping[int, Hashable]
Partitions = Iterator[tuple[str, Partition]]

RATIOS = (100, 99, 98, 97, 96, 95, 94, 93, 92, 90)
"""Thresholds of RapidFuzz (0 to 100), the highest first: each partition goes on from the one before."""
PROBABILITIES = (0.03, 0.05, 0.07, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)
"""Thresholds of Splink."""
_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Measured:
    """The partitions by threshold, and the seconds of one core up to the first of them."""

    partitions: Mapping[str, Partition]
    seconds: float


def missing(packages: Sequence[str]) -> str:
    """The packages that are not installed, as text; empty when all are."""
    return ", ".join(package for package in packages if find_spec(package) is None)


def measured(
    method: Callable[..., Partitions], packages: Sequence[str], rows: Sequence[Row], *arguments: object
) -> Measured:
    """Run a method in a process of its own, so that no cache of an earlier run helps it.

    Loading the packages, and the tables that our parser reads once, is not counted.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_timed, method, packages, rows, arguments).result()


def _timed(
    method: Callable[..., Partitions],
    packages: Sequence[str],
    rows: Sequence[Row],
    arguments: tuple[object, ...],
) -> Measured:
    for package in packages:
        import_module(package)
    list(ours([(0, "เทศบาลนครยะลา", None), (1, "ทต.บ้านนา จ.น่าน", None)]))
    started = time.process_time()
    partitions = method(rows, *arguments)
    threshold, first = next(partitions)
    seconds = time.process_time() - started
    return Measured({threshold: first, **dict(partitions)}, seconds)


def ours(rows: Sequence[Row], entries: Sequence[Entry] = ()) -> Partitions:
    """Our own resolution, with a registry of the entries that knows all bodies of their kinds."""
    registry = Registry(entries, {entry.kind for entry in entries})
    yield "", cluster_names(rows, registry=registry)


def rapidfuzz_all_pairs(rows: Sequence[Row]) -> Partitions:
    """Each name, written out by our parser, against every other by `fuzz.ratio`.

    A pair counts where both provinces are known and equal: where one that is not known fits any, all names
    hang together in the end, and with the province as a part of the text the result is worse, too.
    """
    import numpy as np  # noqa: PLC0415 (may not be installed)

    parsed = [parse_name(text, province) for _, text, province in rows]
    texts = [fold(name.canonical) for name in parsed]
    numbers = {name: number for number, name in enumerate(sorted({name.province or "" for name in parsed}))}
    provinces = np.array([numbers[name.province or ""] for name in parsed])
    pairs: dict[int, list[tuple[int, int]]] = {score: [] for score in range(RATIOS[-1], 101)}
    for start in range(0, len(texts), _ROWS_AT_ONCE):
        # A byte a score, a few rows at a time: four bytes for each of all pairs would fill the memory.
        scores = process.cdist(
            texts[start : start + _ROWS_AT_ONCE],
            texts[start:],
            scorer=fuzz.ratio,
            processor=None,
            score_cutoff=RATIOS[-1],
            dtype=np.uint8,
        )
        left, right = np.nonzero(scores)
        place = provinces[start + left]
        kept = (left < right) & (place == provinces[start + right]) & (place != numbers.get("", -1))
        left, right = left[kept], right[kept]
        for a, b, score in zip(left.tolist(), right.tolist(), scores[left, right].tolist(), strict=True):
            pairs[score].append((start + a, start + b))
    parts = _Parts(len(rows))
    for threshold in RATIOS:
        for score in range(threshold, 101):
            for a, b in pairs.pop(score, ()):
                parts.join(a, b)
        yield f"{threshold}", {row[0]: parts.of(place) for place, row in enumerate(rows)}


class _Parts:
    """Records that hang together."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def of(self, record: int) -> int:
        while (above := self._above[record]) != record:
            self._above[record] = self._above[above]
            record = above
        return record

    def join(self, left: int, right: int) -> None:
        self._above[self.of(left)] = self.of(right)


def splink_duckdb(rows: Sequence[Row]) -> Partitions:
    """Splink's model, trained on the rows, over names that our parser took apart; DuckDB on one core.

    Candidates share kind and province, or kind and proper name; an agreement on a rare name counts more.  Of
    the comparisons that were tried (Damerau-Levenshtein 1 and 2, Jaro-Winkler, without frequencies, with the
    kind) this did best.
    """
    import duckdb  # noqa: PLC0415 (may not be installed, like the next)
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415
    from splink import comparison_library as comparisons  # noqa: PLC0415

    records = [_splink_record(number, parse_name(text, province).key) for number, text, province in rows]
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    in_place, of_name = block_on("kind", "province"), block_on("kind", "proper")
    proper = comparisons.DamerauLevenshteinAtThresholds("proper", [1])
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[
            proper.configure(term_frequency_adjustments=True),
            comparisons.ExactMatch("province"),
        ],
        blocking_rules_to_generate_predictions=[in_place, of_name],
        retain_matching_columns=False,
    )
    linker = Linker(DuckDBAPI(connection).register(records), settings, log_level=None)
    training = linker.training
    # A third of the true pairs agree on all three: of the four names of a body one lacks its province and
    # one is misspelt.
    training.estimate_probability_two_random_records_match(
        [block_on("kind", "proper", "province")], recall=0.3
    )
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(in_place)
    training.estimate_parameters_using_expectation_maximisation(of_name)
    predictions = linker.inference.predict(threshold_match_probability=PROBABILITIES[0])
    for threshold in PROBABILITIES:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            predictions, threshold_match_probability=threshold
        )
        yield f"{threshold}", {record["id"]: record["cluster_id"] for record in clusters.as_record_list()}


def _splink_record(number: int, key: NameKey) -> dict[str, int | str | None]:
    return {
        "id": number,
        "kind": f"{key.kind} {ascii_letters(key.head)}",
        "proper": ascii_letters(key.proper),
        "province": key.province,
    }


_LETTERS = {code: chr(code - 0x0E01 + 33) for code in range(0x0E01, 0x0E5C)} | {
    ord("0") + digit: chr(0x0E50 + digit - 0x0E01 + 33) for digit in range(10)
}


def ascii_letters(text: str) -> str:
    """The text with one character of ASCII for each Thai letter and digit: DuckDB's distances count bytes."""
    return text.translate(_LETTERS)
