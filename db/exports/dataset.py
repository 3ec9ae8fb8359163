"""Writing a whole export: from one snapshot of the database, into a version that appears at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from db.errors import explained
from db.exports.datapackage import datapackage
from db.exports.described import State, WrittenFile, finished, index, state_of, version_name
from db.exports.dictionary import dictionary_page
from db.exports.errors import explained_files
from db.exports.folder import ExportFolder
from db.exports.formats import FORMATS, Format, open_table
from db.exports.json_text import laid_out
from db.exports.postgresql import load_script
from db.exports.published import INDEX, latest_change_of
from db.exports.tables import ExportTable, TableRows, export_tables
from db.exports.whole import require_resolved
from db.records import Record
from db.store import Store


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What to write: the formats, whether persons are named, a byte order mark in CSV, how many versions
    to keep."""

    formats: Sequence[Format] = FORMATS
    include_persons: bool = False
    bom: bool = False
    keep: int = 3


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the version, whether it is new, its files, its age, and the versions removed."""

    version: Path
    is_new: bool
    files: tuple[WrittenFile, ...]
    state: State
    removed: tuple[str, ...]

    @property
    def rows(self) -> dict[str, int]:
        """The number of rows of each table."""
        return {file.table.name: file.rows or 0 for file in self.files if file.table}


def export_dataset(
    store: Store, folder: Path, options: ExportOptions, tick: Callable[[int], object] = lambda rows: None
) -> Exported:
    """Write the public records of a database into a folder of exports; one export a folder at a time.

    `tick` is told how many rows more were written.  Until this export is whole, readers of DIR/latest see the
    one before.

    Raises `FolderRefused` when the folder is not one of exports, `ExportFailed` when the files cannot be
    written, `NotResolved` when resolving is due first, and the other errors of `db.errors` when the database
    cannot be read.
    """
    exports = ExportFolder(folder, include_persons=options.include_persons)
    exports.prepare()
    with exports.unfinished() as unfinished:
        with explained(store.path), explained_files(folder), _one_snapshot(store):
            require_resolved(store.db, store.path)
            state = state_of(store.db)
            written = _write(store, unfinished, options, state, tick)
        name = version_name(written, state)
        with explained_files(folder):
            content = index(name, written, state, include_persons=options.include_persons)
            written.append(_text(unfinished, INDEX, laid_out(content)))
        is_new = exports.publish(unfinished, name)
    removed = exports.prune(options.keep, lambda version: latest_change_of(version) < state.redacted)
    return Exported(exports.latest.resolve(), is_new, tuple(written), state, tuple(removed))


@contextmanager
def _one_snapshot(store: Store) -> Iterator[None]:
    """All queries of the block see the database as it is now, whatever others write meanwhile."""
    store.db.conn.execute("BEGIN")
    try:
        store.db.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield
    finally:
        store.db.conn.rollback()


def _write(
    store: Store, folder: Path, options: ExportOptions, state: State, tick: Callable[[int], object]
) -> list[WrittenFile]:
    tables = export_tables(include_persons=options.include_persons)
    rows = TableRows(store.db, include_persons=options.include_persons)
    # Each format once, in the order of the formats, however they were asked for.
    formats = [fmt for fmt in FORMATS if fmt in options.formats]
    written = [
        file
        for table in tables
        for file in _write_table(folder, table, rows.of(table), formats, bom=options.bom, tick=tick)
    ]
    texts = {
        "DICTIONARY.md": dictionary_page(tables),
        "LICENSE.txt": files("db.exports").joinpath("LICENSE.txt").read_text(encoding="utf-8"),
    }
    if "csv" in formats:
        texts["datapackage.json"] = laid_out(datapackage(store.db, written, state))
        texts["postgresql.sql"] = load_script(tables)
    return written + [_text(folder, name, content) for name, content in texts.items()]


def _write_table(
    folder: Path,
    table: ExportTable,
    rows: Iterable[Record],
    formats: Sequence[Format],
    *,
    bom: bool,
    tick: Callable[[int], object],
) -> list[WrittenFile]:
    count = 0
    with ExitStack() as stack:
        outputs = [stack.enter_context(closing(open_table(folder, table, fmt, bom=bom))) for fmt in formats]
        for row in rows:
            for one in outputs:
                one.write(row)
            count += 1
            if count % 500 == 0:
                tick(500)
    tick(count % 500)
    return [finished(folder / f"{table.name}.{fmt}", rows=count, table=table, fmt=fmt) for fmt in formats]


def _text(folder: Path, name: str, content: str) -> WrittenFile:
    path = folder / name
    path.write_text(content, encoding="utf-8", newline="\n")
    return finished(path)
