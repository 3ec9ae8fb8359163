"""Which names are one organisation: links to lists, slips of spelling, missing provinces, and what follows.

The result depends on the set of names, how often each is stated and with which awards, on the lists and on
persons' judgements: on nothing else, so neither on the order in which articles arrive nor on how they are
batched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from db.groups import Groups
from db.judging import Judgement
from db.linking import Home, link
from db.names import NameKey
from db.placing import Wins, place
from db.registry import Entry, Registry, built_in_registry
from db.spelling import judge_spelling


@dataclass(frozen=True, slots=True)
class Clustering:
    """The partition of the names, and the rules' judgements that led to it.

    `homes`: names whose province a list tells, because nobody states it or articles state another;
    `slips`: names that are slips of listed ones; `undecided`: names without a province that several bodies
    carry, with the provinces of these.
    """

    clusters: tuple[frozenset[NameKey], ...]
    judgements: tuple[Judgement, ...]
    homes: Mapping[NameKey, Home] = field(default_factory=dict)
    slips: Mapping[NameKey, Entry] = field(default_factory=dict)
    undecided: Mapping[NameKey, tuple[str, ...]] = field(default_factory=dict)


def cluster(
    names: Mapping[NameKey, int],
    held: Iterable[Judgement] = (),
    *,
    registry: Registry | None = None,
    wins: Wins | None = None,
) -> Clustering:
    """Partition names, given with how often each is stated and with what each is said to have won.

    `registry` is the built-in one unless given.  `held` are persons' judgements: they come before every rule,
    and a pair they keep apart stays apart however the rules would chain it.  Judgements on names that are not
    there are passed over.
    """
    registry = built_in_registry() if registry is None else registry
    groups = _as_persons_decided(names, held)
    links = link(names, groups, registry)
    spelling = judge_spelling(names, groups, registry, links.slips)
    placing = place(names, groups, registry, wins or {}, links.misplaced)
    judgements = (*links.judgements, *spelling, *placing.judgements)
    return Clustering(
        groups.all(),
        tuple(sorted(judgements, key=lambda j: (j.left, j.right))),
        {**placing.listed, **links.misplaced},
        links.slips,
        placing.undecided,
    )


def _as_persons_decided(names: Iterable[NameKey], held: Iterable[Judgement]) -> Groups:
    by_text = {str(name): name for name in names}
    known = [
        (by_text[judgement.left], by_text[judgement.right], judgement.decision)
        for judgement in sorted(held, key=lambda j: (j.left, j.right))
        if judgement.left in by_text and judgement.right in by_text
    ]
    groups = Groups(by_text.values(), ((a, b) for a, b, decision in known if decision == "keep apart"))
    for a, b, decision in known:
        if decision == "merge":
            groups.join(a, b)
    return groups
