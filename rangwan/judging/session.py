"""A review: which pair is shown, what a person has decided so far, and how to go back."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.decisions import Decided, Signature, judge, take_back
from db.judging import Decision
from db.reviewing import OpenPair, open_pairs
from db.store import Store

Pair = tuple[str, str]


@dataclass
class Session:
    """One person's way through the open pairs.

    Every decision is a transaction of its own.  `written` tells whether any was made, also when it has been
    undone since: somebody else may have resolved in between.
    """

    store: Store
    author: str
    note: str | None = None
    written: bool = False
    _decided: list[tuple[Pair, int, Decision]] = field(default_factory=list)
    _skipped: list[tuple[Pair, int]] = field(default_factory=list)

    def waiting(self) -> list[OpenPair]:
        """The pairs that are left, best first, without those that were skipped.

        Asked from the database each time: a decision may settle other pairs, and a run may go on beside it.
        """
        skipped = {pair for pair, _ in self._skipped}
        return [pair for pair in open_pairs(self.store.db) if (pair.left, pair.right) not in skipped]

    @property
    def decisions(self) -> dict[Decision, int]:
        """How many decisions of each sort stand."""
        made = [decision for _, _, decision in self._decided]
        return {"merge": made.count("merge"), "keep apart": made.count("keep apart")}

    @property
    def skipped(self) -> int:
        """How many pairs are skipped."""
        return len(self._skipped)

    def decide(self, pair: OpenPair, decision: Decision) -> Decided:
        """Write a decision, with the note that was given for it."""
        with self.store.transaction():
            by = Signature(self.author, self.store.now(), self.note)
            decided = judge(self.store.db, pair.left, pair.right, decision, by)
        self.note, self.written = None, True
        self._decided.append(((pair.left, pair.right), decided.id, decision))
        return decided

    def skip(self, pair: OpenPair) -> None:
        """Leave a pair open and go on to the next."""
        self._skipped.append(((pair.left, pair.right), len(self._decided)))

    def undo(self) -> Decision | None:
        """Take the last decision back, and bring back the pairs that were skipped after it.

        Null when no decision is left to undo; then all skipped pairs come back.
        """
        self.note = None
        if not self._decided:
            self._skipped.clear()
            return None
        _, number, decision = self._decided[-1]
        with self.store.transaction():
            take_back(self.store.db, number, self.store.now())
        self._decided.pop()
        self._skipped = [(pair, after) for pair, after in self._skipped if after <= len(self._decided)]
        return decision
