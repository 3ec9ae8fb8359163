"""Makes a decision and resolves at once: what was written, and what became of the ids."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from db.decisions import Decided, Signature, hold_together, not_held
from db.id_changes import Changes, Ids, changes, ids
from db.judgements import Entry
from db.resolve import resolve
from db.store import Store
from rangwan.ledger import Run, start_run
from rangwan.messages import Problem, Report
from rangwan.resolving import resolve_stage


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision came to.

    `held_together`: judgements added so that a merge keeps every name of both; `not_held`: decisions of
    persons that the organisations contradict now, because others speak against them.
    """

    decided: Decided | None
    changes: Changes
    held_together: tuple[Entry, ...] = ()
    not_held: tuple[Entry, ...] = ()


def decide(database: Path, command: str, report: Report, decision: Callable[[Store], Decided]) -> Outcome:
    """Write a decision in one transaction, then resolve; a row of the ledger each time.

    Raises `Trouble` when somebody else works on the database or it cannot be written, and whatever
    `decision` raises; nothing is written then.
    """
    with start_run(database, command, report) as run:
        before = ids(run.store.db)
        with run.store.transaction():
            decided = decision(run.store)
        return resolved(run, before, decided)


def merging(
    database: Path, command: str, report: Report, decision: Callable[[Store], Decided | None], author: str
) -> Outcome:
    """Like `decide`, for a merge: names of the two that rules would let go because of it are kept.

    A rule may have attached a name to one of the two only as long as that had a single province.  Null from
    `decision`: there was nothing to decide.
    """
    with start_run(database, command, report) as run:
        before = ids(run.store.db)
        astray = _astray(run.store, decision, before)
        held: tuple[Entry, ...] = ()
        with run.store.transaction():
            decided = decision(run.store)
            if decided is not None:
                held = hold_together(run.store.db, decided, astray, Signature(author, run.store.now()))
        return replace(resolved(run, before, decided), held_together=held)


class _TriedOut(Exception):
    """Ends a trial, so that all it wrote is rolled back."""


def _astray(store: Store, decision: Callable[[Store], Decided | None], before: Ids) -> list[str]:
    """The names of the two that would leave them if they were merged.

    Found by merging for a trial: resolved once without them, they would get ids that nobody needs.
    """
    astray: list[str] = []
    with suppress(_TriedOut), store.transaction():
        decided = decision(store)
        if decided is not None:
            resolve(store)
            after = ids(store.db).keys
            ends = {before.keys.get(decided.made[0].left), before.keys.get(decided.made[0].right)}
            target = after.get(decided.made[0].left)
            astray = [key for key, old in before.keys.items() if old in ends and after.get(key) != target]
        raise _TriedOut
    return astray


def resolved(run: Run, before: Ids, decided: Decided | None) -> Outcome:
    """Resolve, and compare the ids with those of before."""
    resolve_stage(run)
    contradicted = tuple(not_held(run.store.db))
    for entry in contradicted:
        what = f"the decision {entry.decision!r} of {entry.author} does not hold: later ones speak against it"
        run.report(
            Problem(f"judgement {entry.id}", what, "Withdraw it or one of the others.", kind="not held")
        )
    return Outcome(decided, changes(before, ids(run.store.db)), not_held=contradicted)
