"""Names in groups that grow together, except for those that must be kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from db.names import NameKey


class Groups:
    """Union-find that refuses to join what is kept apart.

    Names that nobody stated (those of a registry) may be joined too; they take no part in `all`.
    """

    def __init__(self, names: Iterable[NameKey], apart: Iterable[tuple[NameKey, NameKey]] = ()) -> None:
        self._stated = frozenset(names)
        self._group: dict[NameKey, set[NameKey]] = {name: {name} for name in self._stated}
        self._apart: defaultdict[NameKey, set[NameKey]] = defaultdict(set)
        for left, right in apart:
            self._apart[left].add(right)
            self._apart[right].add(left)

    def of(self, name: NameKey) -> frozenset[NameKey]:
        """The stated names of one's group."""
        return frozenset(self._of(name) & self._stated)

    def same(self, left: NameKey, right: NameKey) -> bool:
        return self._of(left) is self._of(right)

    def join(self, left: NameKey, right: NameKey) -> bool:
        """Join the groups of two names; false when something keeps them apart."""
        a, b = self._of(left), self._of(right)
        if a is b:
            return True
        if any(not self._apart[name].isdisjoint(b) for name in a if name in self._apart):
            return False
        if len(a) < len(b):
            a, b = b, a
        a |= b
        for name in b:
            self._group[name] = a
        return True

    def all(self) -> tuple[frozenset[NameKey], ...]:
        """Every group with a stated name, in an order that does not depend on that of joining."""
        groups = {id(group): group for group in self._group.values()}
        stated = (frozenset(group & self._stated) for group in groups.values())
        return tuple(sorted((group for group in stated if group), key=min_key))

    def _of(self, name: NameKey) -> set[NameKey]:
        return self._group.setdefault(name, {name})


def min_key(group: frozenset[NameKey]) -> str:
    """The text of a group's first key: a label that does not depend on order."""
    return min(map(str, group))
