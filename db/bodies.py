"""What a cluster of names says of its organisation: how it is called, and where it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

from db.clusters import Clustering
from db.linking import Home
from db.mentions import Mention, oldest
from db.names import NameKey, ParsedName
from db.registry import Entry, Registry
from normalize.abbreviations import find_body

Value = TypeVar("Value", str, str | None)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A province and how it is known: by the name, stated by `article`, or inferred from `article` or the
    list `registry`."""

    province: str | None = None
    basis: Literal["name", "stated", "inferred"] | None = None
    article: str | None = None
    registry: str | None = None


@dataclass(frozen=True)
class Body:
    """One organisation: a cluster of names with its mentions.

    `homes` has the names whose province is a list's; `contested` those without one that several bodies carry,
    with the provinces of these.  `entry`: the one line of the lists that is this body.
    """

    keys: frozenset[NameKey]
    mentions: tuple[Mention, ...]
    homes: Mapping[NameKey, Home]
    contested: Mapping[NameKey, tuple[str, ...]]
    entry: Entry | None = None

    @cached_property
    def leading(self) -> NameKey:
        """The key that stands for the cluster: its most frequent spelling, with a province if one has it."""
        spelt = Counter(m.key.proper for m in self.mentions)
        return min(self.keys, key=lambda k: (-spelt[k.proper], k.proper, k.province is None, str(k)))

    @cached_property
    def shown(self) -> ParsedName:
        """The most frequent written form of the leading name."""
        forms = [m.name for m in self.mentions if m.key.proper == self.leading.proper]
        counts = Counter(name.canonical for name in forms)
        return min(forms, key=lambda name: (-counts[name.canonical], name.canonical, name.proper))

    @cached_property
    def place(self) -> Whereabouts:
        """The province in its name, else the one stated most, else a list's."""
        in_name = [m for m in self.mentions if m.name.in_name and m.name.province]
        placed = in_name or [m for m in self.mentions if m.name.province and m.key not in self.homes]
        if placed:
            counts = Counter(m.name.province for m in placed)
            best = min(placed, key=lambda m: (-counts[m.name.province], str(m.name.province), m.age))
            if in_name:
                return Whereabouts(best.name.province, "name")
            return Whereabouts(best.name.province, "stated", best.article_id)
        homes = sorted((self.homes[k] for k in self.keys if k in self.homes), key=lambda h: h.province)
        if not homes:
            return Whereabouts()
        return Whereabouts(homes[0].province, "inferred", registry=homes[0].registry)

    @property
    def name(self) -> str:
        """As articles write it most often; as a list does where all of these are slips."""
        if self.entry and all(key.proper != self.entry.proper for key in self.keys):
            return self.entry.name
        return self.shown.canonical

    @cached_property
    def district(self) -> str | None:
        """As a list has it, else as it is stated most."""
        if self.entry and self.entry.district:
            return self.entry.district
        return _most_said(m.name.district for m in self.mentions)

    @cached_property
    def parent(self) -> str | None:
        """The body that it is a unit of."""
        return self.shown.parent

    @property
    def name_en(self) -> str | None:
        known = find_body(self.shown.canonical)
        if known and known.name_en:
            return known.name_en
        return self.entry.name_en if self.entry and self.entry.level == "body" else None

    @cached_property
    def undecided(self) -> tuple[str, ...]:
        """The provinces of the bodies of its name, when it may be any of them."""
        if any(key not in self.contested for key in self.keys):
            return ()
        return tuple(sorted({province for key in self.keys for province in self.contested[key]}))

    def place_of(self, mention: Mention) -> Whereabouts:
        """Where one mention's body is, and how that is known for this mention."""
        place = self.place
        if place.province is None:
            return place
        if mention.name.province == place.province:
            return Whereabouts(place.province, "name" if mention.name.in_name else "stated")
        if place.basis == "name":
            return Whereabouts(place.province, "name")
        stating = [m for m in self.mentions if m.name.province == place.province]
        if not stating:
            return Whereabouts(place.province, "inferred", registry=place.registry)
        nearest = min(stating, key=lambda m: (m.days_from(mention), m.age))
        return Whereabouts(place.province, "inferred", nearest.article_id)

    def forms(self) -> dict[str, list[Mention]]:
        """Its written forms, each with the mentions that write it so."""
        forms: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            for form in dict.fromkeys((mention.text, *mention.aliases)):
                forms.setdefault(form, []).append(mention)
        return dict(sorted(forms.items()))

    @property
    def first(self) -> Mention:
        return oldest(self.mentions)


def bodies_of(clustering: Clustering, mentions: Iterable[Mention], registry: Registry) -> list[Body]:
    """The organisations of a clustering, in the order of their first facts."""
    by_key: dict[NameKey, list[Mention]] = {}
    for mention in mentions:
        by_key.setdefault(mention.key, []).append(mention)
    bodies = [
        Body(
            keys,
            tuple(sorted((m for key in keys for m in by_key[key]), key=lambda m: m.fact_id)),
            clustering.homes,
            clustering.undecided,
            _entry(keys, clustering, registry),
        )
        for keys in clustering.clusters
    ]
    return sorted(bodies, key=lambda body: body.mentions[0].fact_id)


def _entry(keys: Iterable[NameKey], clustering: Clustering, registry: Registry) -> Entry | None:
    entries = {entry for key in keys if key.scope is None for entry in registry.here(key)}
    entries |= {clustering.slips[key] for key in keys if key in clustering.slips}
    return entries.pop() if len(entries) == 1 else None


def _most_said(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
