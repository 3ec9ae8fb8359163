"""Resolution: organisations from names, awards from facts; again and again with the same result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from db.awards import resolve_awards
from db.changes import record_changes
from db.clusters import cluster
from db.definitions import learn_abbreviations
from db.groups import min_key
from db.ledger import replace_issues
from db.names import NameKey, parse_name
from db.organisations import resolve_organisations
from db.placing import Win
from db.registry import Registry
from db.search_index import update_search_index
from db.store import Store

Id = TypeVar("Id", bound=Hashable)
STAGE = "resolve"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The state after resolving (`organisations`, `programmes`, `awards`) and what this run added to it."""

    organisations: int
    programmes: int
    awards: int
    new_organisations: int
    new_awards: int
    new_judgements: int
    withdrawn_judgements: int
    new_issues: int
    public_changes: int

    @property
    def changed(self) -> bool:
        """Whether the run found anything that was not known."""
        return any(
            (
                self.new_organisations,
                self.new_awards,
                self.new_judgements,
                self.withdrawn_judgements,
                self.new_issues,
                self.public_changes,
            )
        )


def resolve(store: Store, *, run_id: int | None = None) -> Resolution:
    """Resolve all standing facts of the store, in one transaction, and log what it changes for the public.

    What cannot be decided, and what articles contradict each other on, becomes an issue of the stage
    "resolve"; issues that hold no more are closed.  The search index is brought up to date with it all.
    """
    with store.transaction():
        now = store.now()
        learn_abbreviations(store.db)
        organisations = resolve_organisations(store.db, now)
        awards = resolve_awards(store.db, now)
        issues = (*organisations.issues, *awards.issues)
        new_issues = replace_issues(store.db, STAGE, issues, run_id, now)
        changes = record_changes(store.db, now, run_id)
        update_search_index(store.db)
    return Resolution(
        organisations=organisations.organisations,
        programmes=awards.programmes,
        awards=awards.awards,
        new_organisations=organisations.added,
        new_awards=awards.added,
        new_judgements=organisations.judgements_added,
        withdrawn_judgements=organisations.judgements_withdrawn,
        new_issues=new_issues,
        public_changes=changes.total(),
    )


def cluster_names(
    rows: Iterable[tuple[Id, str, str | None]], registry: Registry | None = None
) -> dict[Id, str]:
    """The cluster of each (id, name, province or null): a label that names of one organisation share.

    The names are taken to stand together, as those of one article do: one without a province means the only
    body of its name that another row places.  `registry` is the built-in one unless given.
    """
    keys: dict[Id, NameKey] = {}
    for number, (identity, text, province) in enumerate(rows):
        keys[identity] = parse_name(text, province).key.within(str(number))
    stated = Counter(keys.values())
    wins = dict.fromkeys(stated, (Win(article="these names"),))
    partition = cluster(stated, registry=registry, wins=wins).clusters
    label = {key: min_key(names) for names in partition for key in names}
    return {identity: label[key] for identity, key in keys.items()}
