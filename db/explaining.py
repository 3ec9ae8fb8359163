"""Which judgements made an organisation what it is, or hold two apart."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from db.decisions import keys_of
from db.judgements import Entry, entries
from db.reviewing import open_judgements


@dataclass(frozen=True, slots=True)
class Explanation:
    """The judgements on one organisation, or on two.

    `joined`: standing merges that hold; `apart`: standing ones that keep others away; `unsure`: pairs that
    wait for a person; `settled`: pairs that rules are unsure of and persons have decided; `not_held`:
    standing ones that the organisations contradict; `withdrawn`: what was once judged.
    """

    joined: tuple[Entry, ...]
    apart: tuple[Entry, ...]
    unsure: tuple[Entry, ...]
    settled: tuple[Entry, ...]
    not_held: tuple[Entry, ...]
    withdrawn: tuple[Entry, ...]


def explain(db: Database, identity: str) -> Explanation:
    """All judgements on the names of a standing organisation."""
    own = keys_of(db, identity)
    return _sorted_out(_touching(db, own), set(own), open_judgements(db))


def explain_two(db: Database, one: str, other: str) -> Explanation:
    """The judgements between the names of two standing organisations."""
    left, right = set(keys_of(db, one)), set(keys_of(db, other))
    between = [
        entry
        for entry in _touching(db, sorted(left))
        if (entry.left in left and entry.right in right) or (entry.left in right and entry.right in left)
    ]
    return _sorted_out(between, left, open_judgements(db))


def explain_joined(db: Database, ids: tuple[str, str], identity: str) -> Explanation:
    """Why two ids are one organisation: the shortest chain of merges between the names they were given for.

    A name that an id was given for is its home; an id that has none in this organisation counts with the
    most frequent name.
    """
    own = keys_of(db, identity)
    touching = _touching(db, own)
    ends = [_home(db, asked, own) for asked in ids]
    merges = [e for e in touching if e.stands and e.decision == "merge" and {e.left, e.right} <= set(own)]
    chain = _chain(merges, *ends)
    withdrawn = tuple(e for e in touching if not e.stands and e.pair == frozenset(ends))
    return Explanation(chain, (), (), (), (), withdrawn)


def _touching(db: Database, keys: Sequence[str]) -> list[Entry]:
    found: dict[int, Entry] = {}
    for key in keys:
        for entry in entries(db, "left_key = ? OR right_key = ?", [key, key]):
            found[entry.id] = entry
    return [found[number] for number in sorted(found)]


def _sorted_out(found: Sequence[Entry], own: Collection[str], waiting: Collection[int]) -> Explanation:
    sorts: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in found:
        inside = entry.left in own and entry.right in own
        if not entry.stands:
            sorts["withdrawn"].append(entry)
        elif entry.decision == "unsure":
            sorts["unsure" if entry.id in waiting else "settled"].append(entry)
        elif inside == (entry.decision == "merge"):
            sorts["joined" if inside else "apart"].append(entry)
        else:
            sorts["not held"].append(entry)
    return Explanation(
        *(tuple(sorts[name]) for name in ("joined", "apart", "unsure", "settled", "not held", "withdrawn"))
    )


def _home(db: Database, identity: str, own: Sequence[str]) -> str:
    homes = {
        key for (key,) in db.conn.execute("SELECT key FROM organisation_key WHERE home_id = ?", [identity])
    }
    return next((key for key in own if key in homes), own[0])


def _chain(merges: Sequence[Entry], start: str, end: str) -> tuple[Entry, ...]:
    steps: defaultdict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for entry in merges:
        steps[entry.left].append((entry.right, entry))
        steps[entry.right].append((entry.left, entry))
    ways: dict[str, tuple[Entry, ...]] = {start: ()}
    waiting = deque([start])
    while waiting and end not in ways:
        here = waiting.popleft()
        for there, entry in steps[here]:
            if there not in ways:
                ways[there] = (*ways[here], entry)
                waiting.append(there)
    return ways.get(end, ())
