"""What could not be decided about organisations, and where articles contradict each other or a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from db.bodies import Body
from db.clusters import Clustering
from db.ledger import Issue


def organisation_issues(clustering: Clustering, bodies: Sequence[Body], ids: Sequence[str]) -> list[Issue]:
    """Issues of the stage "resolve"; `ids` are those of the bodies."""
    return [*_undecided(clustering, bodies, ids), *_contradictions(bodies, ids)]


def _undecided(clustering: Clustering, bodies: Sequence[Body], ids: Sequence[str]) -> Iterable[Issue]:
    """One issue for each organisation that may be any of several."""
    id_of = {str(key): identity for body, identity in zip(bodies, ids, strict=True) for key in body.keys}
    rivals: defaultdict[str, set[str]] = defaultdict(set)
    for judgement in clustering.judgements:
        if judgement.decision == "unsure" and judgement.author == "province":
            left, right = id_of.get(judgement.left), id_of.get(judgement.right)
            if left and right and left != right:
                rivals[left].add(right)
                rivals[right].add(left)
    for body, identity in zip(bodies, ids, strict=True):
        if body.undecided:
            provinces = ", ".join(body.undecided)
            yield Issue(
                stage="resolve",
                kind="organisation undecided",
                place=identity,
                expected="one body of this name",
                found=", ".join(sorted(rivals[identity])) or provinces,
                message=f"{body.name} is stated without a province and bodies of that name are or"
                f" may be in {provinces}; it stays an organisation of its own",
                article_id=body.first.article_id,
            )


def _contradictions(bodies: Sequence[Body], ids: Sequence[str]) -> Iterable[Issue]:
    """One issue for each article that states another province than the one taken."""
    for body, identity in zip(bodies, ids, strict=True):
        place = body.place
        others = {
            (m.article_id, m.name.province)
            for m in body.mentions
            if m.name.province is not None and m.name.province != place.province
        }
        source = place.article or (f"the list {place.registry}" if place.registry else "in its name")
        for article_id, other in sorted(others):
            yield Issue(
                stage="resolve",
                kind="contradiction",
                place=identity,
                expected=place.province,
                found=other,
                message=f"Articles disagree on the province of {body.name}: {place.province}"
                f" ({source}), {other} ({article_id})",
                article_id=article_id,
            )
