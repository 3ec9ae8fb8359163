"""Searching in Thai: what is found, in which order, how it is shown, and what is not to be found."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telling import DIGITAL, GOOD_GOVERNANCE, Told, tell, won

from db.resolve import resolve
from db.search import KINDS, LONGEST, MOST_WORDS, Results, search
from db.search_index import rebuild_search_index, update_search_index
from db.store import Store
from db.suggesting import suggest

BAN_KLANG = "องค์การบริหารส่วนตำบลบ้านกลาง"
HEALTH = "สำนักงานหลักประกันสุขภาพแห่งชาติ"
EXCELLENT = "รางวัลเลิศรัฐ"


@pytest.fixture
def filled(store: Store, press: list[Told]) -> Store:
    more = (
        tell(
            "ban-klang",
            won(BAN_KLANG, EXCELLENT, province="ลำพูน", tier="ดีเด่น", year=2565, written="อบต.บ้านกลาง"),
            title="ชาวตำบลร่วมยินดี",
            published=date(2022, 9, 1),
        ),
        tell("nhso", won(HEALTH, EXCELLENT, tier="ดีมาก", year=2565, written="สปสช.")),
        tell("water", title="ประปาแจ้งหยุดจ่ายน้ำ ๑๕ หมู่บ้าน", published=date(2024, 1, 2)),
    )
    for told in (*press, *more):
        told.put(store)
    resolve(store)
    return store


def ids(store: Store, words: str, *kinds: str, **options: Any) -> list[str]:
    return [hit.id for hit in search(store.db, words, kinds=kinds or None, **options).hits]  # type: ignore[arg-type]


def titles(store: Store, words: str, *kinds: str, **options: Any) -> list[str]:
    return [hit.title for hit in search(store.db, words, kinds=kinds or None, **options).hits]  # type: ignore[arg-type]


def shown(results: Results) -> list[str]:
    """What is marked in the titles and snippets."""
    return [text for hit in results.hits for text, match in (*hit.marked_title, *hit.snippet) if match]


@pytest.mark.parametrize(
    "written",
    [
        "น้ำ ๑๕ หมู่บ้าน",
        "น้ำ 15 หมู่บ้าน",
        "น\u0e49\u0e4d\u0e32 15",  # sara am in two, behind its tone mark
        "น\u0e4d\u0e49\u0e32 15",  # the tone mark inside
        "จ่าย\u200bน้ำ",
        "\ufeffหยุด\u00adจ่าย\u200dน้ำ",
        "หยุด จ่าย น้ำ",
        '"หยุดจ่ายน้ำ"',
        "“หยุดจ่าย น้ำ ๑๕”",
        unicodedata.normalize("NFD", "หยุดจ่ายน้ำ"),
    ],
)
def test_an_article_is_found_however_its_words_are_written(filled: Store, written: str) -> None:
    assert ids(filled, written) == ["water"]


@pytest.mark.parametrize(
    "written",
    [
        "อบต.บ้านกลาง",
        "อบต. บ้านกลาง",
        "อบต บ้านกลาง",
        "อ.บ.ต.บ้านกลาง",
        BAN_KLANG,
        "องค์การบริหารส่วนตำบล บ้านกลาง",
    ],
)
def test_abbreviated_heads_and_written_out_ones_find_each_other(filled: Store, written: str) -> None:
    assert titles(filled, written, "organisation") == [BAN_KLANG]
    assert ids(filled, written, "article") == ["ban-klang"]
    assert titles(filled, written, "award") == [EXCELLENT]


@pytest.mark.parametrize("written", ["สปสช.", "สปสช", "NHSO", "nhso", HEALTH])
def test_abbreviated_bodies_and_written_out_ones_find_each_other(filled: Store, written: str) -> None:
    assert titles(filled, written, "organisation") == [HEALTH]
    assert "nhso" in ids(filled, written, "article")  # its text has the abbreviation only


def test_an_abbreviation_alone_finds_every_body_of_its_head(filled: Store) -> None:
    assert titles(filled, "ทน.", "organisation") == titles(filled, "ทน", "organisation") == ["เทศบาลนครยะลา"]
    assert titles(filled, "เทศบาลเมือง", "organisation") == ["เทศบาลเมืองแม่เหียะ"]
    assert "odloc-2563" in ids(filled, "เทศบาลเมือง", "article")  # which writes ทม.


def test_an_abbreviation_that_articles_define_is_found_by_the_name(store: Store) -> None:
    name = "ศูนย์เรียนรู้ลุ่มน้ำแม่ดอกรัก"
    for number in "12":
        article = tell(f"defines-{number}", title=f"{name} (ศรดร.) เปิดอบรมรุ่น {number}")
        article.put(store)
    tell("uses", title="ศรดร. รับสมัครรุ่นใหม่").put(store)
    resolve(store)
    assert "uses" in ids(store, name)
    assert len(ids(store, "ศรดร.")) == 3


@pytest.mark.parametrize("year", ["2566", "๒๕๖๖", "2023"])
def test_a_year_of_either_era_finds_the_awards_of_that_year(filled: Store, year: str) -> None:
    years = {hit.year for hit in search(filled.db, f"{year} ท้องถิ่นดิจิทัล", kinds=["award"]).hits}
    assert years == {2566}
    assert {hit.year for hit in search(filled.db, "ดิจิทัล", kinds=["award"], year=int(year)).hits} == {2566}


def test_short_queries_are_found_in_names_and_titles(filled: Store) -> None:
    assert "เทศบาลนครยะลา" in titles(filled, "ยะ", "organisation")
    assert ids(filled, "น้", "article") == ["water"]
    assert ids(filled, "น้ ๑๕", "article") == ["water"]
    assert ids(filled, "ยั", "article") == []
    assert ids(filled, "ดี", "article") == ["ban-klang"]  # the last letters of its title
    assert ids(filled, "ป", "article") != []
    assert ids(filled, "ยะ เทศบาลนคร", "organisation") == ids(filled, "เทศบาลนครยะลา", "organisation")


def test_every_word_must_be_found_and_quoted_words_stay_together(filled: Store) -> None:
    assert len(ids(filled, "อุโมงค์ ห้องเรียน", "award")) == 1
    assert ids(filled, "อุโมงค์ ยะลา", "award") == []
    assert ids(filled, '"ดีเด่น ประจำปี 2566"', "article") != []
    assert ids(filled, '"ประจำปี ดีเด่น"', "article") == []


def test_nothing_is_found_across_two_lines(store: Store) -> None:
    tell("lines", won("กรมป่าไม้", "รางวัลหนึ่ง"), won("กรมที่ดิน", "รางวัลสอง")).put(store)
    resolve(store)
    assert ids(store, "กรมป่าไม้ได้รับรางวัลหนึ่ง", "article") == ["lines"]
    assert ids(store, "รางวัลหนึ่งกรมที่ดิน", "article") == []


def test_the_exact_name_comes_first_then_those_that_begin_then_those_that_hold_it(store: Store) -> None:
    names = ("โรงพยาบาลตาก", "โรงพยาบาลตากสินทร์", "ศูนย์วิจัยโรงพยาบาลตาก")
    tell("hospitals", *(won(name, EXCELLENT, year=2566) for name in names)).put(store)
    # The one that only holds the name has the most awards: that decides among equals only.
    tell("again", *(won(names[2], EXCELLENT, year=year) for year in (2561, 2562, 2563))).put(store)
    resolve(store)
    assert titles(store, "โรงพยาบาลตาก", "organisation")[0] == names[0]
    for query in ("โรงพยาบาลตาก", "รพ.ตาก"):
        found = search(store.db, query)
        assert found.hits[0].title == names[0]
        scores = [hit.score for hit in found.hits if hit.kind == "organisation"]
        assert scores == sorted(scores, reverse=True)
    kinds = [hit.kind for hit in search(store.db, "โรงพยาบาลตาก").hits]
    assert kinds.index("article") > kinds.index("organisation")


def test_awards_with_more_sources_come_first(store: Store) -> None:
    tell("one", won("กรมป่าไม้", EXCELLENT, year=2566)).put(store)
    for article in ("two", "three"):
        tell(article, won("กรมที่ดิน", EXCELLENT, year=2560)).put(store)
    resolve(store)
    hits = search(store.db, EXCELLENT, kinds=["award"]).hits
    assert [(hit.organisation, hit.weight) for hit in hits] == [("กรมที่ดิน", 2), ("กรมป่าไม้", 1)]


def test_articles_with_the_word_in_their_title_come_first_then_the_newest(store: Store) -> None:
    for number in range(1, 150):
        day = date(2020, 1, 1 + number % 28)
        tell(f"n{number:03}", won("กรมป่าไม้", EXCELLENT, year=2560), published=day).put(store)
    tell("titled", title="กรมป่าไม้ชวนปลูกต้นไม้", published=date(2015, 1, 1)).put(store)
    tell("newest", won("กรมป่าไม้", EXCELLENT, year=2560), published=date(2024, 1, 1)).put(store)
    resolve(store)
    assert ids(store, "กรมป่าไม้", "article")[:2] == ["titled", "newest"]


def test_filters(filled: Store) -> None:
    assert {hit.province for hit in search(filled.db, "เทศบาล", kinds=["award"], province="ลำพูน").hits} == {
        "ลำพูน"
    }
    assert titles(filled, "เทศบาล", "organisation", province="Yala") == ["เทศบาลนครยะลา"]
    assert titles(filled, "เทศบาล", "organisation", year=2020) == ["เทศบาลเมืองแม่เหียะ"]
    assert ids(filled, "รางวัล", "article", province="ยะลา", year=2564) == ["dga-2564"]
    assert titles(filled, "รางวัล", "programme", province="ขอนแก่น") == ["รางวัลระดับดิจิทัลระดับจังหวัด"]
    assert ids(filled, "เทศบาล", province="ไม่มีจังหวัดนี้") == ids(filled, "เทศบาล", year=7) == []


def test_what_is_found_is_marked_in_the_original_text(filled: Store) -> None:
    (hit,) = search(filled.db, "จ่ายน\u0e4d\u0e49\u0e32 15 หมู่บ้าน", kinds=["article"]).hits
    assert "".join(text for text, _ in hit.marked_title) == hit.title == "ประปาแจ้งหยุดจ่ายน้ำ ๑๕ หมู่บ้าน"
    assert [text for text, match in hit.marked_title if match] == ["จ่ายน้ำ", "๑๕", "หมู่บ้าน"]
    assert "อบต.บ้านกลาง" in shown(search(filled.db, BAN_KLANG, kinds=["article"]))
    assert "UMONG" in shown(search(filled.db, "umong"))


def test_a_snippet_shows_the_place_where_the_words_stand_together(store: Store) -> None:
    filler = "ข่าวทั่วไปของวันนี้ " * 40
    text = f"ยะลา {filler} เทศบาลนครยะลา จังหวัดยะลา รับโล่ดีเด่น {filler}"
    store.put_article(replace(tell("long").article, title="ข่าว", text=text.strip()))
    resolve(store)
    (hit,) = search(store.db, "ยะลา ดีเด่น").hits
    whole = "".join(piece for piece, _ in hit.snippet)
    assert "รับโล่ดีเด่น" in whole and whole.startswith("…") and whole.endswith("…")
    assert len(whole) < 250
    assert not any(unicodedata.combining(piece[0]) for piece, _ in hit.snippet)


def test_counts_by_kind_and_pages(filled: Store) -> None:
    everything = search(filled.db, "รางวัล", limit=500)
    found = {kind: sum(hit.kind == kind for hit in everything.hits) for kind in KINDS}
    assert {kind: count.number for kind, count in everything.counts.items()} == found
    assert not any(count.more for count in everything.counts.values())
    pages = [hit.id for at in range(0, 40, 3) for hit in search(filled.db, "รางวัล", limit=3, offset=at).hits]
    assert pages == [hit.id for hit in everything.hits]


def test_names_of_persons_find_no_awards_and_are_not_shown_with_them(filled: Store) -> None:
    assert ids(filled, "ทศพล", "award", "organisation", "programme") == []
    (award,) = search(filled.db, "ผู้นำองค์กรดิจิทัล กรมพัฒนาธุรกิจการค้า", kinds=["award"]).hits
    assert (award.recipient_type, award.organisation, award.snippet) == ("person", "กรมพัฒนาธุรกิจการค้า", ())
    assert "ทศพล" not in str(award)
    # A press release is public as it is.
    assert ids(filled, "ทศพล", "article") == ["dga-2564"]


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '""',
        "'",
        "*",
        "a*",
        "NEAR(a b)",
        "a OR b",
        "NOT รางวัล",
        "name:รางวัล",
        "{name}:x",
        "^รางวัล",
        "-ยะลา",
        "รางวัล\x00ยะลา",
        "\x1b[31mรางวัล",
        "🏆",
        "👨\u200d👩\u200d👧",
        "\u0e48",
        "\u0e4d",
        "\u0300" * 80,
        "%",
        "_",
        "ก" * 10_000,
        "ก " * 5_000,
        "\ud800",
        "",
        "   ",
        "-",
        "(((",
        "\\",
        "'; DROP TABLE award; --",
    ],
)
def test_any_text_may_be_typed(filled: Store, typed: str) -> None:
    results = search(filled.db, typed)
    assert results.cut == (len(typed) > LONGEST)
    assert isinstance(suggest(filled.db, typed), tuple)


def test_operators_are_words(store: Store) -> None:
    tell("near", title="โครงการ NEAR และ a OR b").put(store)
    tell("other", title="โครงการ b").put(store)
    resolve(store)
    assert ids(store, "NEAR") == ids(store, '"a OR b"') == ["near"]
    assert ids(store, "โครงการ OR NEAR") == ["near"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=st.text(st.characters() | st.sampled_from('"*():^-.กขอบตรงวัล่้ำะ๑2 '), max_size=60))
def test_no_text_raises_and_what_is_found_holds_together(filled: Store, typed: str) -> None:
    results = search(filled.db, typed)
    for hit in results.hits:
        assert "".join(text for text, _ in hit.marked_title) == hit.title
    suggest(filled.db, typed)


def test_a_long_query_is_cut_and_says_so(filled: Store) -> None:
    assert not search(filled.db, " ".join("กขคงจ"[i % 5] * (i + 3) for i in range(MOST_WORDS))).cut
    assert search(filled.db, " ".join("กขคงจ"[i % 5] * (i + 3) for i in range(MOST_WORDS + 1))).cut


def test_what_vanished_is_withdrawn_or_led_on_is_found_no_more(filled: Store) -> None:
    filled.mark_vanished("water")
    # The article is read again, and its award turns out to be none.
    tell("ban-klang", title="ชาวตำบลร่วมยินดี", published=date(2022, 9, 1)).put(filled)
    resolve(filled)
    assert ids(filled, "หยุดจ่ายน้ำ") == []
    assert ids(filled, "บ้านกลาง") == []
    assert [hit.id for hit in search(filled.db, "ร่วมยินดี").hits] == ["ban-klang"]
    assert suggest(filled.db, "องค์การบริหารส่วนตำบลบ้าน") == ()


def test_a_merged_organisation_is_found_under_the_id_that_stands(store: Store) -> None:
    tell("a", won("เทศบาลเมืองแม่เหียะ", DIGITAL, province="เชียงใหม่", year=2566)).put(store)
    tell("b", won("เทศบาลตำบลแม่เหียะ", GOOD_GOVERNANCE, province="เชียงใหม่", year=2550)).put(store)
    resolve(store)
    one, two = sorted(ids(store, "แม่เหียะ", "organisation"))
    with store.transaction():
        store.db.conn.execute("UPDATE organisation SET redirected_to = ? WHERE id = ?", [one, two])
        update_search_index(store.db)
    assert ids(store, "แม่เหียะ", "organisation") == [one]


def index(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """What the index holds, apart from its row numbers: rows, and every trigram with its number of places."""
    db = store.db
    entries = "SELECT kind, key, name, words, province, year, weight FROM search_entry ORDER BY kind, key"
    rows = {
        "entries": db.conn.execute(entries).fetchall(),
        "articles": db.conn.execute(
            "SELECT article_id, version, title, year FROM search_article ORDER BY article_id"
        ).fetchall(),
    }
    for table in ("search_entry_text", "search_article_title", "search_article_text"):
        db.conn.execute(f"CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, {table}, row)")
        rows[table] = db.conn.execute("SELECT term, doc, cnt FROM temp.terms ORDER BY term").fetchall()
        db.conn.execute("DROP TABLE temp.terms")
    return rows


def test_step_by_step_the_index_becomes_what_one_made_anew_is(filled: Store) -> None:
    filled.mark_vanished("water")
    tell("nhso", won(HEALTH, EXCELLENT, tier="ดีเด่น", year=2566), title="แก้ไขข่าว").put(filled)
    tell("fresh", won("กรมป่าไม้", EXCELLENT, year=2567), title="กรมป่าไม้รับรางวัล ๒๕๖๗").put(filled)
    resolve(filled)
    step_by_step = index(filled)
    with filled.transaction():
        rebuild_search_index(filled.db)
    assert index(filled) == step_by_step


def test_resolving_again_writes_nothing(filled: Store) -> None:
    before = filled.db.conn.total_changes
    resolve(filled)
    assert filled.db.conn.total_changes == before
    with filled.transaction():
        assert update_search_index(filled.db).written == 0


def test_an_index_of_other_rules_is_made_anew(filled: Store) -> None:
    with filled.transaction():
        filled.db.conn.execute("UPDATE meta SET value = 'older' WHERE key = 'search_index'")
        filled.db.conn.execute("DELETE FROM search_article")
    resolve(filled)
    assert ids(filled, "หยุดจ่ายน้ำ") == ["water"]


def test_a_database_that_may_only_be_read(filled: Store, tmp_path: Path) -> None:
    filled.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with Store.open(filled.path, read_only=True) as reader:
        assert titles(reader, "ทน.ยะลา", "organisation") == ["เทศบาลนครยะลา"]
        assert suggest(reader.db, "เทศ") != ()


def test_a_database_that_was_never_indexed_says_so(store: Store) -> None:
    assert not search(store.db, "รางวัล").indexed
    resolve(store)
    assert search(store.db, "รางวัล").indexed


def test_suggestions(filled: Store) -> None:
    def offered(typed: str) -> list[tuple[str, str]]:
        return [(offer.kind, offer.text) for offer in suggest(filled.db, typed)]

    assert offered("ทน.ย") == offered("เทศบาลนครย") == [("organisation", "เทศบาลนครยะลา")]
    assert offered("เชียงใ") == offered("จังหวัดเชียงใ") == [("province", "เชียงใหม่")]
    assert offered("แม่เห") == [("organisation", "เทศบาลเมืองแม่เหียะ")]
    assert ("programme", DIGITAL) in offered("รางวัล")
    assert offered("ทศพล") == offered("") == []
    (yala, *_) = suggest(filled.db, "เทศบาลนคร")
    assert (yala.detail, yala.id in ids(filled, "ยะลา")) == ("ยะลา", True)
    assert len(suggest(filled.db, "รางวัล", limit=2)) == 2
