"""Each expectation: met by what is normal, breached by what is not, silent about too little."""

from __future__ import annotations

from pathlib import Path

import pytest
from towns import Towns

from db.totals import claims_of
from rangwan.settings import Settings
from rangwan.settings.expectations import Expectations, Limit


def expect(**limits: Limit) -> Settings:
    return Settings(expectations=Expectations(**limits))


@pytest.fixture
def towns(tmp_path: Path) -> Towns:
    towns = Towns(tmp_path / "rangwan.db")
    towns.news(range(12))
    towns.crawled(12, 2, 1, 2)
    return towns


def test_normal_news_breach_nothing(towns: Towns) -> None:
    towns.run()
    towns.news([20, 21])
    towns.crawled(2)
    towns.run()
    assert towns.told == []


def test_too_many_new_articles_are_measured_by_the_crawls_of_their_source(towns: Towns) -> None:
    towns.run()
    towns.news(range(100, 140))
    towns.crawled(40)
    settings = expect(too_many_articles=Limit(limit=3, least=20))
    towns.run(settings)
    assert towns.kinds() == ["too many new articles", "publication held"]
    assert towns.told[0].where == "town"
    assert towns.told[0].found == "40"
    assert "rangwan publish --accept" in towns.told[0].advice
    towns.run(expect(too_many_articles=Limit(limit=4, least=20)))
    assert towns.told == []


def test_a_flood_that_is_held_does_not_become_normal(towns: Towns) -> None:
    settings = expect(too_many_articles=Limit(limit=3, least=20))
    towns.run(settings)
    towns.news(range(100, 140))
    towns.crawled(40)
    towns.run(settings)
    for number in range(3):
        towns.news([200 + number])
        towns.crawled(1)
        done = towns.run(settings)
        assert towns.kinds() == ["too many new articles", "publication held"]
        assert done["stages"][-1]["outcome"] == "failures"


def test_the_first_crawls_of_a_source_may_bring_years_of_news(towns: Towns) -> None:
    towns.run()
    towns.news(range(100, 160), source="new")
    towns.crawled(60, source="new")
    towns.run(expect(too_many_articles=Limit(limit=2, least=20)))
    assert towns.told == []


def test_a_source_that_falls_silent_is_told_and_holds_nothing(towns: Towns) -> None:
    towns.crawled(*[0] * 6)
    towns.run()
    assert towns.told == []
    towns.crawled(0)
    done = towns.run()
    assert towns.kinds() == ["too few new articles"]
    assert towns.told[0].expected == "2 a crawl"
    assert done["stages"][-1]["outcome"] == "done"
    towns.news([30])
    towns.crawled(1)
    towns.run()
    assert towns.told == []


def test_a_source_with_rare_news_may_be_silent(tmp_path: Path) -> None:
    towns = Towns(tmp_path / "rangwan.db")
    towns.news(range(3))
    towns.crawled(1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    towns.run()
    assert towns.told == []


def test_missing_dates_hold(towns: Towns) -> None:
    towns.run()
    towns.news(range(40, 43), day=None)
    towns.news(range(43, 45))
    towns.run(expect(undated=Limit(limit=0.6, least=5)))
    assert towns.told == []
    towns.news(range(45, 46), day=None)
    towns.run(expect(undated=Limit(limit=0.5, least=1)))
    assert towns.kinds() == ["missing dates", "publication held"]


def test_archives_are_what_a_person_chose(towns: Towns) -> None:
    towns.run()
    towns.news(range(400, 440), source="archive", day=None)
    towns.run(expect(undated=Limit(limit=0.1, least=1), too_many_articles=Limit(limit=1, least=1)))
    assert towns.told == []


def test_too_many_facts_an_article_hold(towns: Towns) -> None:
    towns.news(range(100, 160), award=False)
    towns.run()
    towns.news(range(200, 210))
    towns.run(expect(facts_per_article=Limit(limit=3, least=10)))
    assert towns.kinds() == ["too many facts", "publication held"]
    towns.run(expect(facts_per_article=Limit(limit=7, least=10)))
    assert towns.told == []


def test_too_few_facts_are_told(tmp_path: Path) -> None:
    towns = Towns(tmp_path / "rangwan.db")
    towns.news(range(60))
    towns.crawled(60)
    towns.run()
    towns.news(range(100, 120), award=False)
    done = towns.run()
    assert towns.kinds() == ["too few facts"]
    assert done["stages"][-1]["outcome"] == "done"


def test_tables_that_shrink_hold(towns: Towns) -> None:
    towns.run()
    with towns.store() as store, store.transaction():
        store.db.conn.execute("UPDATE fact SET withdrawn_at = ? WHERE id % 3 = 0", [store.now()])
    towns.run(expect(shrinking=Limit(limit=0.1, least=10)))
    assert "fewer facts" in towns.kinds()
    assert "publication held" in towns.kinds()
    towns.run(expect(shrinking=Limit(limit=0.5, least=10)))
    assert towns.told == []


def test_unresolved_organisations_hold(towns: Towns) -> None:
    said = "เทศบาลตำบลบ้านกลาง{} ได้รับรางวัลท้องถิ่นดิจิทัล ประจำปี {}"
    with towns.store() as store, store.transaction():
        for number, province in enumerate(("ลำพูน", "เชียงใหม่")):
            towns.put(store, f"placed-{number}", said.format(f" จังหวัด{province}", 2560 + number))
    towns.run()
    with towns.store() as store, store.transaction():
        for number in range(2):
            towns.put(store, f"open-{number}", said.format("", 2564 + number))
    towns.run(expect(unresolved=Limit(limit=0.5, least=1)))
    assert towns.kinds() == ["unresolved organisations", "publication held"]
    towns.run(expect(unresolved=Limit(limit=0.5, least=3)))
    assert towns.told == []


def test_that_more_than_every_second_claim_is_not_met_is_normal(towns: Towns) -> None:
    towns.run()
    with towns.store() as store, store.transaction():
        for number in range(30):
            claimed = "1" if number % 5 < 2 else "9"
            text = (
                f"จังหวัดชลบุรีมีหน่วยงานได้รับรางวัลเลิศรัฐ ประจำปี {2540 + number} จำนวน {claimed} รางวัล ได้แก่\n"
                "1. เทศบาลเมืองแสนสุข จังหวัดชลบุรี ระดับดีเด่น"
            )
            towns.put(store, f"c{number}", text)
    towns.run()
    assert towns.told == []
    with towns.store() as store:
        assert claims_of(store) == {"claimed": 30, "met": 12}


def test_counts_that_articles_claim_and_nobody_finds_hold(towns: Towns) -> None:
    towns.run()
    with towns.store() as store, store.transaction():
        for number in range(3):
            text = (
                f"จังหวัดชลบุรีมีหน่วยงานได้รับรางวัลเลิศรัฐ ประจำปี {2560 + number} จำนวน 9 รางวัล ได้แก่\n"
                "1. เทศบาลเมืองแสนสุข จังหวัดชลบุรี ระดับดีเด่น"
            )
            towns.put(store, f"c{number}", text, source="town")
    towns.run(expect(counts_failed=Limit(limit=0.5, least=3)))
    assert towns.kinds() == ["counts not met", "publication held"]
    towns.run(expect(counts_failed=Limit(limit=0.5, least=4)))
    assert towns.told == []


CLAIM = "จังหวัดชลบุรีมีหน่วยงานได้รับรางวัลเลิศรัฐ ประจำปี {} จำนวน 9 รางวัล ได้แก่\n1. เทศบาลเมืองแสนสุข ระดับดีเด่น"


def test_counts_of_a_first_import_are_compared_with_nothing(tmp_path: Path) -> None:
    towns = Towns(tmp_path / "rangwan.db")
    with towns.store() as store, store.transaction():
        for number in range(8):
            towns.put(store, f"old-{number}", CLAIM.format(2550 + number))
    towns.run()
    assert towns.told == []


def test_counts_are_met_as_rarely_as_those_that_are_published(tmp_path: Path) -> None:
    towns = Towns(tmp_path / "rangwan.db")
    met = CLAIM.replace("9", "1")
    with towns.store() as store, store.transaction():
        for number in range(8):
            text = (met if number % 2 else CLAIM).format(2550 + number)
            towns.put(store, f"old-{number}", text)
    towns.run()
    # Half of the published counts are met: one of three is no news, none of four is.
    with towns.store() as store, store.transaction():
        for number in range(3):
            towns.put(store, f"new-{number}", (CLAIM if number else met).format(2560 + number))
    settings = expect(counts_failed=Limit(limit=0.5, least=3))
    towns.run(settings)
    assert towns.told == []
    with towns.store() as store, store.transaction():
        for number in range(4):
            towns.put(store, f"newer-{number}", CLAIM.format(2563 + number))
    towns.run(settings)
    assert towns.kinds() == ["counts not met", "publication held"]
    assert (towns.told[0].expected, towns.told[0].found) == ("at most 77%", "100%")
