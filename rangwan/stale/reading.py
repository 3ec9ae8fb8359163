"""Reads the stale articles of a store and compares what they say now with what is stored; writes nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.article import Article
from db.articles import Staleness
from db.fact_changes import FactChanges, compare
from db.store import Store
from extract.fact import Extraction
from rangwan.documents import Document
from rangwan.extracting import extract_documents
from rangwan.messages import Problem
from rangwan.stages import document_of


@dataclass(frozen=True, slots=True)
class Reading:
    """One stale article: what is stored of it (null: nothing), what it says now, how the two differ.

    `changes` is null when the article could not be read; `problem` tells why.  `seen` stands for what was
    stored when it was compared.
    """

    article: Article
    version: int
    why: Staleness
    seen: str
    before: Extraction | None = None
    after: Extraction | None = None
    changes: FactChanges | None = None
    problem: Problem | None = None


def read_stale(
    store: Store, stale: Sequence[tuple[str, Staleness]], jobs: int | None = None
) -> Iterator[Reading]:
    """Read articles with the rules of today, in the given order, `jobs` processes sharing the work.

    Only a few hundred articles are in memory at any time.  Others may write to the store meanwhile.
    """
    waiting: dict[str, tuple[Article, int, Staleness]] = {}

    def documents() -> Iterator[Document]:
        for article_id, why in stale:
            article, version = store.get_article_and_version(article_id)
            waiting[article_id] = (article, version, why)
            yield document_of(article)

    for document, outcome in extract_documents(documents(), jobs):
        article, version, why = waiting.pop(document.id)
        before = store.get_extraction(article.id)
        seen = stamp(before)
        if isinstance(outcome, Problem):
            yield Reading(article, version, why, seen, before, problem=outcome)
        else:
            yield Reading(article, version, why, seen, before, outcome, compare(before, outcome))


def stamp(stored: Extraction | None) -> str:
    """A short text that differs when what is stored of an article differs."""
    said = None if stored is None else [stored.text, stored.to_json()]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]
