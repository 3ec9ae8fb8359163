"""The ids of organisations: as rules alone would give them, and with the decisions of persons laid over.

Both are kept.  What rules alone give goes on as if no person had ever decided, so taking decisions back
restores the ids and redirects of a dataset that never had them, whatever arrived in between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from db.bodies import Body
from db.identity import assign
from db.names import NameKey
from db.sync import next_number


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of bodies, in their order, and what is to be kept for the next time.

    `homes`: the id that each name was given (by text of its key); `rules`: the id that each has by rules
    alone.  `redirects`: ids that lead on; `rules_redirects`: those that do by rules alone.  `by_persons`: ids
    given out because a person split an organisation.
    """

    ids: tuple[str, ...]
    homes: Mapping[str, str]
    rules: Mapping[str, str]
    redirects: Mapping[str, str]
    rules_redirects: Mapping[str, str]
    by_persons: frozenset[str]


def give_ids(db: Database, bodies: Sequence[Body], by_rules: Sequence[Body]) -> Ids:
    """Ids for bodies as they are and as they would be by rules alone; writes nothing."""
    keys = {row["key"]: row for row in db.query("SELECT * FROM organisation_key")}
    stored = {row["id"]: row for row in db.query("SELECT * FROM organisation")}
    fresh = _fresh_ids(db)
    by_persons = {identity for identity, row in stored.items() if row["by_person"]}
    homes = {key: row["home_id"] for key, row in keys.items() if row["home_id"]}

    base = assign(
        [_texts(body) for body in by_rules],
        {key: identity for key, identity in homes.items() if identity not in by_persons},
        {str(key): _before(key, keys, "rules_id") for body in by_rules for key in body.keys},
        {i: row["rules_redirected_to"] for i, row in stored.items() if row["rules_redirected_to"]},
    )
    rules: dict[str, str] = {}
    anchors: dict[str, str] = {}
    for body, known in zip(by_rules, base.ids, strict=True):
        identity = known or next(fresh)
        if known is None:
            homes[str(body.leading)] = identity
        rules |= dict.fromkeys(_texts(body), identity)
        at_home = [text for text in sorted(_texts(body)) if homes.get(text) == identity]
        anchors[at_home[0] if at_home else min(_texts(body))] = identity

    laid_over = assign(
        [_texts(body) for body in bodies],
        homes | anchors,
        {
            str(key): tuple(i for i in _before(key, keys, "organisation_id") if i in by_persons)
            for body in bodies
            for key in body.keys
        },
        dict(base.redirects)
        | {i: stored[i]["redirected_to"] for i in by_persons if stored[i]["redirected_to"]},
    )
    ids: list[str] = []
    for body, known in zip(bodies, laid_over.ids, strict=True):
        identity = known or next(fresh)
        if known is None:
            homes.setdefault(str(body.leading), identity)
            by_persons.add(identity)
        ids.append(identity)
    redirects = dict(laid_over.redirects)
    for key, identity in homes.items():
        # What a split gave the id to is stated no more: the id leads back to where that name came from.
        before = rules.get(key) or (keys[key]["rules_id"] if key in keys else None)
        if identity in by_persons and identity not in {*ids, *redirects} and before:
            redirects[identity] = redirects.get(before, before)
    return Ids(tuple(ids), homes, rules, redirects, base.redirects, frozenset(by_persons))


def _texts(body: Body) -> list[str]:
    return [str(key) for key in body.keys]


def _before(key: NameKey, stored: Mapping[str, Mapping[str, Any]], column: str) -> tuple[str, ...]:
    """The id that a name had last; before names were kept by article, it had one without."""
    row = stored.get(str(key)) or stored.get(str(replace(key, scope=None)))
    return (row[column],) if row and row[column] else ()


def _fresh_ids(db: Database) -> Iterator[str]:
    number = next_number(db, "organisation")
    while True:
        yield f"org-{number:06d}"
        number += 1
