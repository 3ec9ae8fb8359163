"""How fast archives are imported, and whether the memory stays flat however many records they hold.

    python benchmarks/bench_import.py [RECORDS]

Imports a file of JSON lines and a thaigov corpus in a tar, each with RECORDS records (20,000 by default) and
with ten times as many (a tenth of that for the corpus), every import in a process of its own; then the
records per second and the peak of the memory.  The releases are made up, as long as real ones (3,000
characters).
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

TITLE = "เทศบาลนครยะลา คว้ารางวัลท้องถิ่นดิจิทัล ครั้งที่ {}"
TEXT = "วันนี้ เทศบาลนครยะลา จังหวัดยะลา ได้รับรางวัลท้องถิ่นดิจิทัล ระดับยอดเยี่ยม จากนายกรัฐมนตรี " * 32
CHILD = (
    "import resource, sys; from rangwan.cli import main\n"
    "try: main()\n"
    "finally: sys.stderr.write(f'peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\\n')"
)


def json_lines(path: Path, records: int) -> None:
    """A file of JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(records):
            record = {"id": f"a{number}", "title": TITLE.format(number), "text": TEXT}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def corpus(path: Path, records: int) -> None:
    """A thaigov corpus in a tar."""
    with tarfile.open(path, "w:gz", compresslevel=1) as tar:
        for number in range(records):
            title = TITLE.format(number)
            body = (
                f"รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-{title}\n\nวันอังคารที่ 10 ตุลาคม 2566\n{title}\n{TEXT}\n\n"
                f"ที่มา : https://www.thaigov.go.th/news/contents/details/{number}"
            ).encode()
            member = tarfile.TarInfo(f"data/2023/10/10/ด้านสังคม_{number}.txt")
            member.size = len(body)
            tar.addfile(member, io.BytesIO(body))


def measured(archive: Path, folder: Path) -> tuple[float, float]:
    """Seconds that an import takes, and its peak of memory (megabytes)."""
    database = folder / f"{archive.name}.db"
    command = [sys.executable, "-c", CHILD, "import", str(archive), "--database", str(database)]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - started
    peak = int(done.stderr.rsplit("peak ", 1)[1]) / 1024
    for file in folder.glob(f"{database.name}*"):
        file.unlink()
    return seconds, peak


def main() -> None:
    records = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    print(f"{'':<28}{'records':>10}{'seconds':>10}{'records/s':>12}{'peak memory':>14}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind, make, share in (("jsonl", json_lines, 1), ("thaigov corpus, tar.gz", corpus, 10)):
            for count in (records // share, records * 10 // share):
                archive = folder / ("corpus.tar.gz" if share > 1 else "articles.jsonl")
                make(archive, count)
                seconds, peak = measured(archive, folder)
                print(
                    f"{kind:<28}{count:>10,}{seconds:>10.1f}{count / seconds:>12,.0f}{peak:>11.0f} MB",
                    flush=True,
                )


if __name__ == "__main__":
    main()
