"""The expectation that new rules leave most of what is published as it was."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "db"))
from telling import DIGITAL, Told, tell, won

from db.publication import public_path, publish
from db.store import Store
from rangwan.expecting import Breach, breaches
from rangwan.settings.expectations import Expectations, Limit

KIND = "facts rewritten"
PRESS = [
    tell(f"a{number}", *(won(f"เทศบาลตำบลบ้าน{name}", DIGITAL, tier="ดีเด่น", year=2566) for name in "กขคงจ"))
    for number in range(2)
]


def found(store: Store, *, least: int = 10) -> list[Breach]:
    expectations = Expectations(rewritten=Limit(limit=0.2, least=least))
    with Store.open(public_path(store.path), read_only=True) as published:
        return [one for one in breaches(store, published, expectations) if one.problem.kind == KIND]


def read_otherwise(store: Store, told: Told, *, facts: int, title: str | None = None) -> None:
    """New rules find another tier in so many facts of an article, and no more the first of all."""
    if title:
        told = tell(told.article.id, *told.extraction.awards, title=title)
        store.put_article(told.article)
    awards = [
        replace(fact, tier="ชมเชย") if number < facts else fact
        for number, fact in enumerate(told.extraction.awards)
    ]
    store.put_extraction(replace(told.extraction, awards=tuple(awards)), rules_version="2")


def published(path: Path) -> Store:
    store = Store.create(path)
    for told in PRESS:
        told.put(store)
    publish(store, None)
    return store


def test_the_publication_is_held_when_new_rules_read_many_facts_otherwise(tmp_path: Path) -> None:
    with published(tmp_path / "rangwan.db") as store:
        read_otherwise(store, PRESS[0], facts=2)
        assert found(store) == []  # 2 of 10: a fifth
        read_otherwise(store, PRESS[0], facts=3)
        (breach,) = found(store)
    assert breach.holds
    assert breach.problem.found == "30%"
    assert "3 of 10 published facts" in breach.problem.what
    assert "rangwan extract --stale" in breach.problem.advice
    assert "rangwan publish --accept" in breach.problem.advice


def test_withdrawn_facts_count_too_and_few_facts_say_nothing(tmp_path: Path) -> None:
    with published(tmp_path / "rangwan.db") as store:
        store.put_extraction(replace(PRESS[0].extraction, awards=()), rules_version="2")
        assert [one.problem.found for one in found(store)] == ["50%"]
        assert found(store, least=11) == []


def test_other_rules_that_read_the_same_break_nothing(tmp_path: Path) -> None:
    with published(tmp_path / "rangwan.db") as store:
        for told in PRESS:
            awards = tuple(replace(fact, confidence=0.3, rule="new") for fact in told.extraction.awards)
            store.put_extraction(replace(told.extraction, awards=awards), rules_version="2")
        assert found(store) == []


def test_articles_that_changed_themselves_are_not_asked(tmp_path: Path) -> None:
    with published(tmp_path / "rangwan.db") as store:
        read_otherwise(store, PRESS[0], facts=5, title="ผลการประกวด (แก้ไข)")
        assert found(store, least=1) == []


def test_once_published_it_is_what_the_next_run_compares_with(tmp_path: Path) -> None:
    with published(tmp_path / "rangwan.db") as store:
        read_otherwise(store, PRESS[0], facts=5)
        assert found(store)
        publish(store, None, accepted="new rules")
        assert found(store) == []
