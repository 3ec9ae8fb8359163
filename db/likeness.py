"""Which texts of a set are loosely the same, at a cost that does not grow with its square."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import TypeVar

from db.settings import matching

T = TypeVar("T")


def pairs_to_compare(items: Iterable[T], key: Callable[[T], str]) -> Iterator[tuple[T, T]]:
    """The pairs of different items that are worth a comparison, each once.

    All pairs of a few hundred items; of more, each item with its neighbours in the order of `key` and in the
    order of `key` read from its end, since names that are loosely the same begin or end alike.  Depends on
    the set of items alone, if no two have one key.
    """
    award = matching().award
    forward = sorted(set(items), key=key)
    if len(forward) <= award.most_compared:
        yield from combinations(forward, 2)
        return
    place = {item: number for number, item in enumerate(forward)}
    for number, item in enumerate(forward):
        for other in forward[number + 1 : number + 1 + award.neighbours]:
            yield item, other
    backward = sorted(forward, key=lambda item: key(item)[::-1])
    for number, item in enumerate(backward):
        for other in backward[number + 1 : number + 1 + award.neighbours]:
            if abs(place[item] - place[other]) > award.neighbours:
                yield item, other
