"""What pages show of the dataset, read without any page."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from telling import DIGITAL, Told, tell

from db.overviews import awards_by_province, awards_by_year, counts, freshness, newest_awards
from db.programme_overviews import programme_lines, programme_overview, standing_programme
from db.province_overviews import province_lines, province_overview
from db.resolve import resolve
from db.store import Store
from normalize.provinces import find_province


@pytest.fixture
def filled(store: Store, press: list[Told]) -> Store:
    for told in press:
        told.put(store)
    resolve(store)
    return store


def test_persons_awards_are_counted_apart_and_have_no_place(filled: Store) -> None:
    found = counts(filled.db)
    assert (found.awards, found.awards_of_persons, found.articles, found.provinces) == (9, 1, 4, 4)
    assert awards_by_province(filled.db) == {"เชียงใหม่": 2, "ยะลา": 2, "ลำพูน": 2, "ขอนแก่น": 1}
    assert sum(year.awards for year in awards_by_year(filled.db)) == 8


def test_an_empty_store_has_nothing_and_fails_nowhere(store: Store) -> None:
    assert counts(store.db).awards == 0
    assert freshness(store.db).run is None
    assert freshness(store.db).article is None
    assert newest_awards(store.db) == []
    assert awards_by_year(store.db) == []
    assert {line.awards for line in province_lines(store.db)} == {0}
    assert programme_overview(store.db, "prg-000001") is None


def test_what_articles_no_longer_say_is_not_shown(filled: Store) -> None:
    tell("odloc-2563", published=date(2020, 9, 2)).put(filled)  # the award is gone from the corrected article
    resolve(filled)
    assert counts(filled.db).awards == 8
    assert awards_by_province(filled.db)["เชียงใหม่"] == 1
    assert all(award.year != 2563 for award in newest_awards(filled.db))


def test_freshness_is_of_the_newest_article_and_of_runs_that_ended(filled: Store) -> None:
    filled.db.conn.execute(
        "INSERT INTO run (command, started_at, finished_at, outcome) VALUES "
        "('rangwan run', '2026-01-05T08:00:00Z', '2026-01-05T09:00:00Z', 'done'), "
        "('rangwan run', '2026-01-06T08:00:00Z', '2026-01-06T09:00:00Z', 'killed'), "
        "('rangwan run', '2026-01-07T08:00:00Z', NULL, 'running')"
    )
    found = freshness(filled.db)
    assert found.run == datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
    assert found.article == date(2023, 10, 12)


def test_newest_awards_are_of_the_newest_articles(filled: Store) -> None:
    newest = newest_awards(filled.db, 3)
    assert len(newest) == 3
    assert {award.published for award in newest} <= {date(2023, 10, 12), date(2023, 10, 10)}
    merged = next(award for award in newest_awards(filled.db) if award.sources == 2)
    assert merged.organisation == "เทศบาลเมืองแม่เหียะ"


def test_a_province_has_only_its_own(filled: Store) -> None:
    province = find_province("ลำพูน")
    assert province is not None
    found = province_overview(filled.db, province)
    assert (found.line.awards, found.line.organisations, found.line.first_year) == (2, 1, 2566)
    assert [one.name for one in found.organisations] == ["เทศบาลตำบลอุโมงค์"]
    assert [(one.name, one.awards) for one in found.programmes] == [(DIGITAL, 2)]


def test_a_merged_programme_leads_to_the_one_that_stands(filled: Store) -> None:
    first, second = (line.id for line in programme_lines(filled.db)[:2])
    filled.db.conn.execute("UPDATE programme SET redirected_to = ? WHERE id = ?", [first, second])
    assert standing_programme(filled.db, second) == first
    assert standing_programme(filled.db, first) == first
    found = programme_overview(filled.db, first)
    assert found is not None
    assert len(found.other_names) == 1
