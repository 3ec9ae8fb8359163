"""How fast search is over 90,000 articles, by kind of query.

    python benchmarks/bench_search.py [--quick] [--database FILE]

Made-up releases of 2,500 characters (`press_texts`), 7% of which tell of an award of one of 7,850 bodies.
Each query is asked several times; the median and the 95th percentile are those of all of its kind, the first
time included.  The median must stay under 20 ms for every kind, suggestions under 5 ms.  `--quick` takes
9,000 articles.  The database is made in a temporary folder, or kept where `--database` says and used again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

from press_texts import make_press

from db.resolve import resolve
from db.search import search
from db.search_index import rebuild_search_index
from db.store import Store
from db.suggesting import suggest

MOST_MS, MOST_SUGGEST_MS = 20.0, 5.0
ARTICLES, QUICK = 90_000, 9_000
TIMES = 7
QUERIES = {
    "1-2 characters": ("ก", "ยะ", "น้", "อบ", "ฬฮ", "ทต"),
    "3+ characters": ("ยะลา", "อุทกภัย", "เชียงใหม่", "พลังงาน", "ฝาย", "บ้านกลาง", "หนองบัว"),
    "two words": ("เทศบาล ดิจิทัล", "ดีเด่น เชียงราย", "ชุมชน ยั่งยืน", "เลิศรัฐ 2566", "น้ำ อุทกภัย"),
    "abbreviation": ("อบต.", "ทต.บ้าน", "สปสช.", "รพ.", "ธ.ก.ส.", "อบต.หนอง", "ทม."),
    "long phrase": (
        '"จังหวัดเชียงใหม่ ได้รับรางวัลท้องถิ่นดิจิทัล ระดับดีเด่น ประจำปี 2566"',
        "องค์การบริหารส่วนตำบลบ้านกลางได้รับรางวัลพระปกเกล้าระดับชนะเลิศ",
        "ความร่วมมือเศรษฐกิจสังคมสิ่งแวดล้อมท้องถิ่นดิจิทัลนวัตกรรมคุณภาพชีวิต",
    ),
    "year": ("2566", "๒๕๖๕", "2020", "รางวัลเลิศรัฐ ๒๕๖๓"),
    "very common": ("รางวัล", "การ", "ประชาชน", "โครงการ", "และ", "จังหวัด"),
    "rare or absent": ("ฌาปนกิจศพ", "qwerty", "พระปกเกล้า", "ฑีฆายุ", "ภูเขาไฟ"),
}
PREFIXES = ("เท", "องค์การ", "อบต.บ้าน", "โรง", "เชียง", "รางวัล", "ก", "ส", "ทต")


def build(store: Store, articles: int) -> None:
    """Fill the store and tell what it took."""
    began = time.perf_counter()
    press = make_press(articles)
    while batch := list(islice(press, 1_000)):
        with store.transaction():
            for article, extraction in batch:
                store.put_article(article)
                if extraction is not None:
                    store.put_extraction(extraction, rules_version="benchmark")
    print(f"{articles:,} articles stored in {time.perf_counter() - began:.0f} s")
    before = store.path.stat().st_size
    began = time.perf_counter()
    resolve(store)
    store.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    after = store.path.stat().st_size
    print(
        f"resolved and indexed in {time.perf_counter() - began:.0f} s;"
        f" {before / 1e6:,.0f} MB before, {after / 1e6:,.0f} MB with the index"
    )
    began = time.perf_counter()
    resolve(store)
    print(f"again, nothing new: {time.perf_counter() - began:.1f} s")


def timed(ask: Callable[[str], object], queries: Sequence[str]) -> list[float]:
    """Milliseconds of each asking."""
    took = []
    for _ in range(TIMES):
        for query in queries:
            began = time.perf_counter()
            ask(query)
            took.append((time.perf_counter() - began) * 1e3)
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK:,} articles")
    parser.add_argument("--database", type=Path, help="keep the database here, or use the one that is here")
    parser.add_argument("--rebuild", action="store_true", help="make the index of --database anew first")
    parser.add_argument("--each", action="store_true", help="tell every query")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.database or Path(folder) / "search.db"
        with Store.open(path) as store:
            if not store.rows("SELECT 1 FROM article LIMIT 1"):
                build(store, QUICK if options.quick else ARTICLES)
            if options.rebuild:
                with store.transaction():
                    rebuild_search_index(store.db)
        with Store.open(path, read_only=True) as store:
            slow = report(store, options.each)
    if slow:
        sys.exit("slower than asked: " + ", ".join(slow))


def report(store: Store, each: bool) -> list[str]:
    """Print the figures; the kinds that are slower than asked."""
    slow = []
    print(f"\n{'query':<20}{'median ms':>10}{'p95 ms':>10}")
    kinds: list[tuple[str, Callable[[str], object], Sequence[str], float]] = [
        (name, lambda query: search(store.db, query), queries, MOST_MS) for name, queries in QUERIES.items()
    ]
    kinds.append(("suggestion", lambda prefix: suggest(store.db, prefix), PREFIXES, MOST_SUGGEST_MS))
    everything: list[float] = []
    for name, ask, queries, most in kinds:
        took = timed(ask, queries)
        if name != "suggestion":
            everything += took
        print(f"{name:<20}{median(took):>10.1f}{quantiles(took, n=20)[-1]:>10.1f}")
        if median(took) > most:
            slow.append(name)
        for i, query in enumerate(queries) if each else ():
            print(f"    {median(took[i :: len(queries)]):>8.1f}  {query}")
    print(f"{'all searches':<20}{median(everything):>10.1f}{quantiles(everything, n=20)[-1]:>10.1f}")
    return slow


if __name__ == "__main__":
    main()
