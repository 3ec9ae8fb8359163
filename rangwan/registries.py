"""Official lists: a file and a mapping become entries, and those the list of the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from db import registry_lists
from db.errors import MappingRefused, StoreError
from db.registry import BUILT_IN
from db.registry_lists import Changes, OfficialList
from db.registry_mapping import Join, Mapping, MappingFile, load_mapping, require_kind, shipped_mappings
from db.registry_rows import EntryReader, Gathered, Lookup, Row, find_columns
from normalize.text import clean
from rangwan.databases import trouble
from rangwan.ledger import Run, Stage, to_issue
from rangwan.messages import SHOWN_PER_KIND, Problem, Trouble
from rangwan.tabular import Table, read_table

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says of a list on the command line, in place of what its mapping says."""

    name: str | None = None
    title: str | None = None
    url: str | None = None
    licence: str | None = None
    complete: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A list that was read whole and may be stored: `where` is its file."""

    where: str
    mapping: str
    head: OfficialList
    gathered: Gathered
    claimed: tuple[str, ...]


def prepare(path: Path, mapping: str | None, told: Told) -> Prepared:
    """Read a list by the mapping that is named, or by the one that comes with rangwan and fits.

    Raises `Trouble` when the file or the mapping cannot be used, or nothing of the list.
    """
    table = read_table(path)
    try:
        file = _named(mapping) if mapping else _fitting(table)
        table = table.headed(lambda header: not find_columns(file, header)[1]) or table
        with_complete = file.mapping.model_copy(
            update={"complete": tuple(dict.fromkeys((*file.mapping.complete, *told.complete)))}
        )
        for kind in told.complete:
            require_kind(kind)
        file = MappingFile(with_complete, file.origin, file.folder)
        head = _head(path, table, file.mapping, told)
        lookups = [_lookup(join, file, path, table.columns) for join in file.mapping.join]
        reader = EntryReader(head.name, file, table.name, table.columns, lookups)
        gathered = reader.gather(table.rows())
    except StoreError as error:
        raise trouble(error) from None
    except ValueError as error:
        raise Trouble(Problem("--complete", str(error))) from None
    if not gathered.entries:
        raise Trouble(_nothing(table, file, gathered))
    head = replace(head, complete=gathered.complete)
    return Prepared(table.name, file.origin, head, gathered, file.mapping.complete)


def store(run: Run, prepared: Prepared) -> tuple[Stage, Changes]:
    """Make a list that was read the one of its name, in one transaction, and its problems the open issues."""
    gathered, name = prepared.gathered, prepared.head.name
    with run.stage("registry", name) as stage:
        kinds: Counter[str] = Counter()
        issues = []
        for problem in _problems(prepared):
            run.report(problem)
            kinds[problem.kind] += 1
            if kinds[problem.kind] <= SHOWN_PER_KIND:
                issues.append(to_issue(_place(name), problem))
        stage.failed = bool(issues)
        with run.store.transaction():
            head = _described(prepared.head, registry_lists.find(run.store.db, name), prepared.where)
            changes = registry_lists.replace(run.store.db, head, gathered.entries, run.store.now())
            run.store.replace_issues(_place(name).name, issues, run_id=run.id)
        stage.counts["entries"] = len(gathered.entries)
        stage.counts["added"] = changes.added
        stage.counts["removed"] = changes.removed
        stage.counts["changed"] = changes.changed
        stage.counts["repeated"] = gathered.repeated
        stage.counts["skipped"] = len(gathered.problems)
    return stage, changes


def _problems(prepared: Prepared) -> Iterator[Problem]:
    for found in prepared.gathered.problems:
        advice = f"{found.advice} The row was skipped.".strip()
        yield Problem(f"{prepared.where}, line {found.line}", found.what, advice, kind=found.kind)
    for kind in prepared.claimed:
        if kind not in prepared.gathered.complete:
            yield Problem(
                prepared.where,
                f"the list is not taken to be complete in {kind}: rows were skipped, or it has none of them",
                "Correct those rows and import it again, or leave the kind out of complete.",
                kind="list that is not complete",
            )


def remove(run: Run, name: str) -> int:
    """Take a list out, with its open issues; the number of its entries."""
    with run.stage("registry", name) as stage, run.store.transaction():
        stage.counts["removed"] = registry_lists.remove(run.store.db, name)
        run.store.replace_issues(_place(name).name, [], run_id=run.id)
    return stage.counts["removed"]


def fitting_mappings(table: Table) -> list[tuple[MappingFile, int]]:
    """The mappings of rangwan whose columns a table has, with how many each reads; the most first."""
    found = []
    for file in shipped_mappings().values():
        headed = table.headed(lambda header, file=file: not find_columns(file, header)[1])  # type: ignore[misc]
        if headed is not None:
            joined = sum(len(join.on) for join in file.mapping.join)
            found.append((file, len(find_columns(file, headed.columns)[0]) + joined))
    return sorted(found, key=lambda one: -one[1])


def _place(name: str) -> Stage:
    return Stage(f"registry {name}")


def _named(mapping: str) -> MappingFile:
    shipped = shipped_mappings()
    if mapping in shipped:
        return shipped[mapping]
    path = Path(mapping)
    if path.suffix != ".toml" and not path.exists():
        advice = f"Name a TOML file, or one that comes with rangwan: {', '.join(shipped)}"
        raise MappingRefused("there is no such mapping", mapping, advice)
    return load_mapping(path)


def _fitting(table: Table) -> MappingFile:
    found = fitting_mappings(table)
    if not found:
        listed = ", ".join(column for column in table.columns if column)
        advice = f"Draft one and edit it: rangwan registry mapping {table.name} --out mapping.toml"
        raise MappingRefused(f"no mapping fits its columns: {listed}", table.name, advice)
    best = [file.origin for file, used in found if used == found[0][1]]
    if len(best) > 1:
        raise MappingRefused(
            f"several mappings fit: {', '.join(best)}", table.name, "Choose one with --mapping"
        )
    return found[0][0]


def _head(path: Path, table: Table, mapping: Mapping, told: Told) -> OfficialList:
    name = told.name or mapping.name or "-".join(clean(path.name.split(".")[0]).split())
    usable = name and not name.startswith("-") and "/" not in name and not any(c.isspace() for c in name)
    if not usable or name == BUILT_IN or len(name) > _LONGEST_NAME:
        what = f"{name!r} cannot be the name of a list"
        advice = (
            f"Give it one with --name: short, without spaces, not {BUILT_IN!r} (the list that comes along)."
        )
        raise Trouble(Problem(table.name, what, advice))
    return OfficialList(
        name,
        told.title or mapping.title or "",
        table.sha256,
        told.url or mapping.url or None,
        told.licence or mapping.licence or None,
    )


def _described(head: OfficialList, stored: OfficialList | None, where: str) -> OfficialList:
    """A list with the title, address and licence that an earlier edition had, where nobody states others."""
    title = head.title or (stored.title if stored else Path(where).name)
    if stored is None:
        return replace(head, title=title)
    return replace(head, title=title, url=head.url or stored.url, licence=head.licence or stored.licence)


def _lookup(join: Join, file: MappingFile, path: Path, here: Sequence[str]) -> Lookup:
    """The joined file, beside the mapping or else beside the list."""
    folders = [folder for folder in (file.folder, path.parent) if folder is not None]
    there = next((folder / join.file for folder in folders if (folder / join.file).exists()), None)
    if there is None:
        looked = " nor ".join(dict.fromkeys(str(folder) for folder in folders))
        raise MappingRefused(
            f"the mapping {file.origin} joins {join.file}, which is not in {looked}",
            path,
            f"Put {join.file} there",
        )
    table = read_table(there)
    wanted = [*join.on.values(), *join.take.values()]
    table = table.headed(lambda header: set(wanted) <= set(header)) or table
    return Lookup(join, here, table.columns, (row for row in table.rows() if isinstance(row, Row)))


def _nothing(table: Table, file: MappingFile, gathered: Gathered) -> Problem:
    if not gathered.problems:
        return Problem(table.name, "the list has no rows", "Is the file whole? Nothing was changed.")
    first = gathered.problems[0]
    what = f"none of its {len(gathered.problems):,} rows could be read with the mapping {file.origin}"
    why = f"The first, on line {first.line}: {first.what}. {first.advice}".rstrip()
    return Problem(table.name, what, f"{why} Nothing was changed.")
