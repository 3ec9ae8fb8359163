"""What people type, and what it finds: abbreviations, years, places, signs and spaces."""

from __future__ import annotations

import pytest
from telling import Told, tell, won

from db.resolve import resolve
from db.search import KINDS, search, search_each
from db.store import Store
from db.suggesting import suggest

EXCELLENT = "รางวัลเลิศรัฐ"
BAN_KLANG = "เทศบาลตำบลบ้านกลาง"


@pytest.fixture
def filled(store: Store, press: list[Told]) -> Store:
    more = (
        tell(
            "ban-klang",
            won(BAN_KLANG, EXCELLENT, province="ลำพูน", tier="ดีเด่น", year=2566, written="ทต.บ้านกลาง"),
            title="ชาวตำบลร่วมยินดี",
        ),
        tell("consent", title="ครม. เห็นชอบต่อร่างถ้อยแถลง"),
        tell("sao", title="อบต. ทั่วประเทศประชุมสามัญ"),
        tell("farms", won("กระทรวงเกษตรและสหกรณ์", EXCELLENT, year=2560)),
        tell("bangkok", won("กรุงเทพมหานคร", EXCELLENT, province="กรุงเทพมหานคร", year=2561)),
        tell("mahidol", won("มหาวิทยาลัยมหิดล", EXCELLENT, year=2562)),
        tell("silk", won("กรมหม่อนไหม", EXCELLENT, year=2562)),
        tell("health", title="รพ.สต.หนองสีดา ต้นแบบศูนย์ร่วมสุข"),
        tell("short-year", title="คว้ารางวัลองค์กรต้นแบบ ปี 66"),
    )
    for told in (*press, *more):
        told.put(store)
    resolve(store)
    return store


def titles(store: Store, words: str, kind: str) -> list[str]:
    return [hit.title for hit in search(store.db, words, kinds=[kind]).hits]  # type: ignore[list-item]


def ids(store: Store, words: str, kind: str = "article") -> list[str]:
    return [hit.id for hit in search(store.db, words, kinds=[kind]).hits]  # type: ignore[list-item]


@pytest.mark.parametrize("written", ["อบต", "อบต.", "อ.บ.ต."])
def test_an_abbreviation_is_not_found_inside_of_other_words(filled: Store, written: str) -> None:
    found = ids(filled, written)
    assert "sao" in found
    assert "consent" not in found  # เห็นช[อบต]่อ


def test_a_word_that_is_an_abbreviation_too_is_found_as_a_word(store: Store) -> None:
    tell("gives", title="นายกฯ มอบของขวัญปีใหม่").put(store)
    resolve(store)
    assert ids(store, "มอบ") == ["gives"]


def test_a_name_is_not_found_by_an_abbreviation_that_it_shares(filled: Store) -> None:
    for written in ("มหาวิทยาลัยมหิดล", "ม.มหิดล"):
        assert titles(filled, written, "organisation") == ["มหาวิทยาลัยมหิดล"]
    assert set(titles(filled, "มม.", "organisation")) == {"มหาวิทยาลัยมหิดล", "กรมหม่อนไหม"}


@pytest.mark.parametrize(
    "year", ["2566", "ปี 2566", "ปี๒๕๖๖", "ประจำปี 2566", "พ.ศ. 2566", "ประจำปี พ.ศ. 2566", "ค.ศ. 2023", "ปี 66"]
)
def test_a_year_is_found_with_the_words_that_stand_before_years(filled: Store, year: str) -> None:
    hits = search(filled.db, f"เลิศรัฐ {year} บ้านกลาง", kinds=["award"]).hits
    assert [(hit.organisation, hit.year) for hit in hits] == [(BAN_KLANG, 2566)]


def test_a_short_year_is_found_as_it_is_written_too(filled: Store) -> None:
    assert ids(filled, "องค์กรต้นแบบ ปี 66") == ["short-year"]
    assert ids(filled, '"ปี 66"') == ["short-year"]


@pytest.mark.parametrize(
    ("written", "name"), [("กรุงเทพฯ", "กรุงเทพมหานคร"), ("กระทรวงเกษตรฯ", "กระทรวงเกษตรและสหกรณ์")]
)
def test_a_name_that_is_cut_short_finds_the_name(filled: Store, written: str, name: str) -> None:
    assert titles(filled, written, "organisation")[0] == name


@pytest.mark.parametrize(
    "written",
    ["(เลิศรัฐ)", "-เลิศรัฐ", "เลิศรัฐ*", "[เลิศรัฐ],", "🏆 เลิศรัฐ", "🏆เลิศรัฐ!", "เลิศรัฐ + ", "#เลิศรัฐ ="],
)
def test_signs_round_a_word_do_not_hide_it(filled: Store, written: str) -> None:
    assert titles(filled, written, "programme") == titles(filled, "เลิศรัฐ", "programme") != []


@pytest.mark.parametrize("written", ["รพ. สต.", "รพ. สต. หนองสีดา", "รพ.สต. หนองสีดา", "รพ สต หนองสีดา"])
def test_abbreviations_may_have_spaces_in_them(filled: Store, written: str) -> None:
    assert "health" in ids(filled, written)


@pytest.mark.parametrize("written", ["เทศบาล ตำบลบ้านกลาง", "เทศบาล ตำบล บ้านกลาง", "ทต. บ้านกลาง"])
def test_names_may_have_spaces_in_them(filled: Store, written: str) -> None:
    assert titles(filled, written, "organisation") == [BAN_KLANG]


@pytest.mark.parametrize("place", ["ลำพูน", "จ.ลำพูน", "จ. ลำพูน", "จังหวัดลำพูน", "จว.ลำพูน", "Lamphun", "(ลำพูน)"])
def test_an_organisation_and_its_awards_are_found_by_their_province(filled: Store, place: str) -> None:
    assert titles(filled, f"ทต.บ้านกลาง {place}", "organisation") == [BAN_KLANG]
    assert titles(filled, f"เลิศรัฐ ดีเด่น {place}", "award") == [EXCELLENT]


def test_what_is_called_like_the_province_comes_before_what_is_only_there(store: Store) -> None:
    tell(
        "all",
        *(won("เทศบาลตำบลอุโมงค์", EXCELLENT, province="ลำพูน", year=year) for year in (2561, 2562, 2563)),
        won("จังหวัดลำพูน", EXCELLENT, province="ลำพูน", year=2563),
    ).put(store)
    resolve(store)
    for written in ("ลำพูน", "จ.ลำพูน", "จังหวัดลำพูน", "lamphun"):
        found = titles(store, written, "organisation")
        assert sorted(found) == ["จังหวัดลำพูน", "เทศบาลตำบลอุโมงค์"]
        if written != "lamphun":
            assert found[0] == "จังหวัดลำพูน"


def test_what_is_typed_is_offered_also_where_it_is_an_abbreviation(store: Store) -> None:
    tell("company", won("กสทโทรคมนาคมสัมพันธ์", EXCELLENT)).put(store)
    resolve(store)
    assert suggest(store.db, "กสท")[0].text == "กสทโทรคมนาคมสัมพันธ์"


@pytest.mark.parametrize("most", [1, 2, 3, 1000])
@pytest.mark.parametrize("words", ["รางวัล", "อบต.", "เทศบาล", "ลำพูน", "ก", "เลิศรัฐ 2566", "ไม่มีคำนี้"])
def test_each_kind_for_itself_finds_what_all_kinds_together_do(
    filled: Store, words: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So few are counted that not all kinds are seen in one look.
    monkeypatch.setattr("db.search_entries.MOST", most)
    together = search(filled.db, words, limit=1_000)
    each = search_each(filled.db, words, dict.fromkeys(KINDS, 1_000))
    for kind in KINDS:
        alone = search(filled.db, words, kinds=[kind], limit=1_000)
        assert each[kind] == alone
        assert [hit for hit in together.hits if hit.kind == kind] == list(alone.hits)
        assert together.counts[kind] == alone.counts[kind]


def test_capitals_digits_and_spaces_are_marked_as_they_stand(store: Store) -> None:
    tell("mixed", title="รพ.สต. ๑๕ แห่ง รับ Smart City Award ปี ๒๕๖๖").put(store)
    resolve(store)
    for written, marked in (
        ("smart city award", ["Smart", "City", "Award"]),
        ('"SMART CITY"', ["Smart City"]),
        ("2023", ["๒๕๖๖"]),
        ("15แห่ง", ["๑๕ แห่ง"]),
    ):
        (hit,) = search(store.db, written, kinds=["article"]).hits
        assert [text for text, match in hit.marked_title if match] == marked


def test_a_head_with_a_space_in_it_finds_its_abbreviation(store: Store) -> None:
    tell("short", title="อบต.ม่วงคำ เปิดศูนย์เรียนรู้").put(store)
    resolve(store)
    assert ids(store, "องค์การบริหารส่วน ตำบลม่วงคำ") == ids(store, "องค์การบริหารส่วน ตำบล ม่วงคำ") == ["short"]
