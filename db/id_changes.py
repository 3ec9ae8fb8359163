"""What a resolution did to ids: which lead to another now, came back, are new, or lost what they stood on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

What = Literal["merged", "came back", "new", "withdrawn"]


@dataclass(frozen=True, slots=True)
class _State:
    name: str
    target: str | None
    withdrawn: bool

    @property
    def stands(self) -> bool:
        return self.target is None and not self.withdrawn


@dataclass(frozen=True, slots=True)
class IdChange:
    """What became of one id; `into` is the id that a merged one leads to."""

    what: What
    id: str
    name: str
    into: str | None = None


@dataclass(frozen=True, slots=True)
class MovedName:
    """A name (key) that belongs to another organisation than before, though both ids stand."""

    key: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids at one moment; compare two with `changes`."""

    organisations: Mapping[str, _State]
    awards: Mapping[str, _State]
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference between two moments."""

    organisations: tuple[IdChange, ...]
    awards: tuple[IdChange, ...]
    moved: tuple[MovedName, ...]


def ids(db: Database) -> Ids:
    """The ids now."""
    organisations = db.conn.execute("SELECT id, name, redirected_to, withdrawn_at FROM organisation")
    awards = db.conn.execute(
        "SELECT a.id, p.name, a.redirected_to, a.withdrawn_at FROM award a JOIN programme p"
        " ON p.id = a.programme_id"
    )
    return Ids(
        {identity: _State(name, target, gone is not None) for identity, name, target, gone in organisations},
        {identity: _State(name, target, gone is not None) for identity, name, target, gone in awards},
        dict(db.conn.execute("SELECT key, organisation_id FROM mention GROUP BY key")),
    )


def changes(before: Ids, after: Ids) -> Changes:
    """What became of the ids between two moments."""
    stayed = {
        identity
        for identity, state in before.organisations.items()
        if state.stands and after.organisations[identity].stands
    }
    moved = (
        MovedName(key, old, after.keys[key])
        for key, old in sorted(before.keys.items())
        if key in after.keys and after.keys[key] != old and {old, after.keys[key]} <= stayed
    )
    return Changes(
        _changes(before.organisations, after.organisations),
        _changes(before.awards, after.awards),
        tuple(moved),
    )


def _changes(before: Mapping[str, _State], after: Mapping[str, _State]) -> tuple[IdChange, ...]:
    found = []
    for identity, now in sorted(after.items()):
        then = before.get(identity)
        if then == now or (then and (then.target, then.withdrawn) == (now.target, now.withdrawn)):
            continue
        what: What = (
            "merged" if now.target else "withdrawn" if now.withdrawn else "came back" if then else "new"
        )
        found.append(IdChange(what, identity, now.name, now.target))
    return tuple(found)
