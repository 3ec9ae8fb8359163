"""Which body a fact names: abbreviations written out by the article, the table of abbreviations, or other
articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from db.definitions import Definitions, Learnt, current_bodies
from db.ledger import Issue
from db.settings import matching
from normalize.abbreviations import expand
from normalize.definitions import SHORT, undotted

How = Literal["defined", "extracted", "lexicon", "learnt", "written", "undecided"]
"""Defined by the article; written out when it was read; by the table of abbreviations; by other articles; as
written, being no abbreviation or one that nobody knows; one of several bodies."""

_ABBREVIATED = re.compile(rf"(?P<short>{SHORT})(?: ?(?P<branch>(?:สาขา|เขต|ภาค|จังหวัด|ประจำ).+))?")


@dataclass(frozen=True, slots=True)
class Naming:
    """The name to resolve and how it was arrived at; the bodies that an undecided `abbreviation` may be."""

    text: str
    how: How
    abbreviation: str | None = None
    candidates: tuple[Learnt, ...] = ()


def name_of(fact: Mapping[str, Any], definitions: Definitions) -> Naming:
    """The name of a fact's organisation.

    `fact` has `article_id`, `text` (as the article writes it) and `name` (as it was read, perhaps written
    out).  Only a text that is an abbreviation and nothing else, or has only a branch behind it, is looked up:
    first in the article, then in the table of abbreviations, then in what other articles define.
    """
    name = str(fact["name"])
    match = _ABBREVIATED.fullmatch(str(fact["text"]))
    if match is None:
        return Naming(name, "written")
    short, known = match["short"], current_bodies(match["short"])
    is_written_out = _ABBREVIATED.fullmatch(name) is None
    own = definitions.of_article(fact["article_id"], short)
    # What was read from the article itself is not put aside for what is found by simpler means.
    if own is not None and not (is_written_out and name not in expand(short)):
        in_table = len(known) == 1 and known[0].name == own
        return Naming(name if in_table else _with_branch(own, match), "defined")
    if is_written_out:
        return Naming(name, "extracted")
    if len(known) == 1:
        return Naming(name, "lexicon")
    learnt = definitions.learnt(short)
    if not known and len(learnt) == 1:
        enough = learnt[0].articles >= matching().abbreviation.least_articles
        return Naming(_with_branch(learnt[0].name, match), "learnt") if enough else Naming(name, "written")
    counted = {other.name for other in learnt}
    candidates = (*learnt, *(Learnt(body.name, 0, 0) for body in known if body.name not in counted))
    return Naming(name, "undecided", short, candidates) if candidates else Naming(name, "written")


def undecided_abbreviations(namings: Iterable[tuple[str, Naming]]) -> list[Issue]:
    """One issue for each abbreviation that stayed undecided; of pairs (article, naming), oldest first."""
    first: dict[str, tuple[str, Naming]] = {}
    times: defaultdict[str, int] = defaultdict(int)
    for article_id, naming in namings:
        if naming.abbreviation is not None:
            key = undotted(naming.abbreviation)
            first.setdefault(key, (article_id, naming))
            times[key] += 1
    return [_issue(article_id, naming, times[key]) for key, (article_id, naming) in sorted(first.items())]


def _issue(article_id: str, naming: Naming, times: int) -> Issue:
    said = ", ".join(f"{body.name} ({body.articles})" for body in naming.candidates)
    return Issue(
        stage="resolve",
        kind="abbreviation undecided",
        place=naming.abbreviation,
        expected="one body of this abbreviation",
        found=said,
        message=f"{naming.abbreviation}, in {times} facts of articles that do not define it, may stand for"
        f" several bodies (articles that say so): {said}; it stays as it is written",
        article_id=article_id,
    )


def _with_branch(name: str, match: re.Match[str]) -> str:
    return f"{name} {match['branch']}" if match["branch"] else name
