"""Makes a test of a crawled page: the page itself and, beside it, what its layout reads of it.

    python scripts/save_page.py DATABASE ADDRESS tests/fixtures/pages/LAYOUT/NAME.html --publishers FOLDER

The JSON file holds what the layout reads now.  Correct it by hand to what a reader sees on the page:
tests/crawler/test_page_objects.py compares the two, field by field.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from crawler.pages import open_page
from crawler.publisher import PublisherError, load_publishers
from crawler.snapshots import SnapshotError, SnapshotStore
from db.store import Store

_PAGE = """
SELECT article.source, article_version.snapshot, snapshot.content_type
FROM article JOIN article_version ON article_version.article_id = article.id
    AND article_version.version = article.version
LEFT JOIN snapshot ON snapshot.sha256 = article_version.snapshot
WHERE article.url = ?
"""


def save(database: Path, url: str, target: Path, publishers: Path | None) -> None:
    """Write the page and its JSON file.

    Raises SystemExit with a message if the page is not in the database or a file is there already.
    """
    if not database.exists():
        sys.exit(f"{database}: there is no such database. Crawl a sample into it first.")
    for path in (target, target.with_suffix(".json")):
        if path.exists():
            sys.exit(f"{path}: is there already and is not overwritten. Name another file.")
    with Store.open(database) as store:
        rows, snapshots = store.rows(_PAGE, [url]), SnapshotStore(store.snapshots)
    if not rows or not rows[0]["snapshot"]:
        sys.exit(f"{url}: is no crawled page of {database}. Crawl it, or look up its address there.")
    row = rows[0]
    try:
        publisher = load_publishers(publishers)[row["source"]]
        body = snapshots.get(row["snapshot"])
    except KeyError:
        sys.exit(f"{row['source']}: there is no file of this publisher. Name its folder with --publishers.")
    except (PublisherError, SnapshotError) as error:
        sys.exit(str(error))
    item = asdict(open_page(publisher.layout, url, body, content_type=row["content_type"]).item())
    item["published"] = item["published"].isoformat() if item["published"] else None
    record = {
        "url": url,
        "content_type": row["content_type"],
        "layout": publisher.layout.model_dump(mode="json", exclude_defaults=True),
        "item": item,
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(body)
    target.with_suffix(".json").write_text(
        json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    sys.stdout.write(f"{target} and {target.with_suffix('.json').name}: correct the second by hand.\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("address")
    parser.add_argument("target", type=Path)
    parser.add_argument("--publishers", type=Path, help="a folder with publishers' files of your own")
    given = parser.parse_args()
    save(given.database, given.address, given.target, given.publishers)
