"""The first page, provinces, programmes and search as readers get them, in both languages."""

from __future__ import annotations

import asyncio
import csv
import re
import tomllib
from html import unescape
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from telling import DIGITAL, Told, tell, won

from db.resolve import resolve
from db.site import languages
from db.site.app import SETTINGS, make_site
from db.store import Store


def get(path: Path, address: str) -> Any:
    return asyncio.run(make_site(path).client.get(address))


def text_of(response: Any) -> str:
    """What a reader sees, without tags and runs of spaces."""
    bare = re.sub(r"<(title|option)[^>]*>.*?</\1>|<[^>]+>", "", response.text, flags=re.S)
    return re.sub(r"\s+", " ", unescape(bare))


@pytest.fixture
def site(path: Path, store: Store, press: list[Told]) -> Path:
    for told in press:
        told.put(store)
    resolve(store)
    return path


@pytest.fixture
def empty(path: Path, store: Store) -> Path:
    return path


def programme_id(store: Store, name: str) -> str:
    (row,) = store.db.query("SELECT id FROM programmes WHERE name = ?", [name])
    return str(row["id"])


def test_home_tells_how_much_there_is_and_how_fresh(site: Path) -> None:
    seen = text_of(get(site, "/"))
    assert "9 รางวัล" in seen  # one of them a person's
    assert "4/77 จังหวัดที่มีรางวัล" in seen
    assert "4 ข่าวที่อ่านแล้ว" in seen
    assert "ข่าวใหม่ที่สุดลงวันที่ 12 ตุลาคม 2566" in seen


def test_home_in_english_is_one_link_away(site: Path) -> None:
    thai, english = get(site, "/"), get(site, "/en")
    assert 'href="/en" hreflang="en"' in thai.text
    assert '<html lang="en">' in english.text
    assert "Newest article: 12 October 2023" in text_of(english)
    assert 'aria-label="Chiang Mai: 2 awards"' in english.text
    assert "Outstanding" in text_of(english)


def test_the_map_links_each_province_and_says_its_name_and_number(site: Path) -> None:
    html = get(site, "/").text
    assert html.count('class="tile ') == 77
    tile = re.search(rf'<a class="tile step-(\d)" href="/provinces/{quote("ยะลา")}"[^>]*>', html)
    assert tile is not None
    assert tile[1] != "0"
    assert 'aria-label="ยะลา 2 รางวัล"' in tile[0]
    assert 'class="tile step-0"' in html  # provinces without awards


def test_bars_lead_to_the_awards_of_their_year(site: Path) -> None:
    html = get(site, "/").text
    (address,) = re.findall(r'<a class="bar" href="([^"]*)" aria-label="พ.ศ. 2566: 4 รางวัล">', html)
    assert "4 รางวัล" in text_of(get(site, unescape(address)))  # the list has as many as the bar says
    assert "year=2565" not in html  # nothing was won in that year


def test_newest_awards_do_not_name_persons(site: Path) -> None:
    html = get(site, "/").text
    assert html.count('class="card award-card"') == 8
    assert "ทศพล" not in html


def test_an_empty_database_says_what_to_do(empty: Path) -> None:
    for address in ("/", "/en"):
        response = get(empty, address)
        assert response.status_code == 200
        assert "rangwan demo" in text_of(response)
        assert 'class="tile ' not in response.text


@pytest.mark.parametrize(
    "address", ["/provinces", "/provinces/ตาก", "/programmes", "/search?q=เทศบาล", "/search"]
)
@pytest.mark.parametrize("language", ["", "/en"])
def test_no_page_fails_on_an_empty_database(empty: Path, language: str, address: str) -> None:
    assert get(empty, language + quote(address, safe="/?=")).status_code == 200


def test_provinces_are_sorted_as_asked(site: Path) -> None:
    def order(address: str) -> list[str]:
        return re.findall(r'<th scope="row"><a[^>]*>([^<]*)</a>', get(site, address).text)

    most = order("/provinces")
    assert len(most) == 77
    assert set(most[:3]) == {"เชียงใหม่", "ยะลา", "ลำพูน"}
    assert order("/provinces?sort=name")[:3] == ["กระบี่", "กรุงเทพมหานคร", "กาญจนบุรี"]
    assert order("/en/provinces?sort=-name")[0] == "Yasothon"
    assert order("/provinces?sort=nonsense") == most
    assert order("/provinces?sort=first_year")[0] == "เชียงใหม่"  # provinces without a year come last


def test_the_head_of_the_sorted_column_says_so_and_turns_the_order(site: Path) -> None:
    html = get(site, "/provinces?sort=-awards").text
    assert (
        '<th scope="col" aria-sort="descending" class="figure">'
        '<a class="sort" rel="nofollow" href="?sort=awards">' in html
    )


def test_a_province_shows_its_awards_organisations_and_programmes(site: Path) -> None:
    response = get(site, "/provinces/" + quote("ลำพูน"))
    seen = text_of(response)
    assert "จังหวัดลำพูน" in seen
    assert "เทศบาลตำบลอุโมงค์ 2 รางวัล" in seen
    assert "โครงการห้องเรียนอัจฉริยะ" in seen
    assert "เทศบาลนครยะลา" not in seen


@pytest.mark.parametrize("form", ["TH-51", "Lamphun", "จ.ลำพูน", "จังหวัดลำพูน"])
def test_other_forms_of_a_province_lead_to_its_page(site: Path, form: str) -> None:
    response = get(site, "/en/provinces/" + quote(form))
    assert response.status_code == 301
    assert response.headers["location"] == "/en/provinces/" + quote("ลำพูน")


def test_bangkok_is_not_called_a_province(site: Path) -> None:
    seen = text_of(get(site, "/provinces/" + quote("กรุงเทพมหานคร")))
    assert "จังหวัดกรุงเทพมหานคร" not in seen
    assert "ยังไม่พบรางวัลของจังหวัดนี้" in seen


@pytest.mark.parametrize(
    "address",
    ["/provinces/atlantis", "/programmes/prg-999999", "/programmes/x", "/programmes/prg-", "/en/provinces/-"],
)
def test_what_is_not_there_is_not_found(site: Path, address: str) -> None:
    response = get(site, address)
    assert response.status_code == 404
    title = "Page not found" if address.startswith("/en") else "ไม่พบหน้านี้"
    assert title in text_of(response)


def test_programmes_are_filtered_by_name_and_sorted(site: Path) -> None:
    seen = text_of(get(site, "/programmes?name=" + quote("ท้องถิ่น ดิจิทัล")))
    assert DIGITAL in seen
    assert "รางวัลรัฐบาลดิจิทัล" not in seen
    assert "ไม่พบโครงการรางวัล" in text_of(get(site, "/programmes?name=zzz"))
    by_name = get(site, "/programmes?sort=name&name=" + quote("ดิจิทัล")).text
    assert 'href="?name=' + quote("ดิจิทัล") + '&amp;sort=-name"' in by_name  # the filter is kept


def test_a_programme_shows_its_editions_and_winners(site: Path, store: Store) -> None:
    identity = programme_id(store, DIGITAL)
    whole = get(site, f"/programmes/{identity}")
    editions = re.findall(
        rf'class="choice" href="/programmes/{identity}\?year=(\d+)#winners-title"', whole.text
    )
    assert editions == ["2566", "2564"]
    assert len(on_screen(whole.text)) == 5
    of_year = get(site, f"/programmes/{identity}?year=2564")
    assert len(on_screen(of_year.text)) == 1
    assert "ผู้ได้รับรางวัล พ.ศ. 2564" in text_of(of_year)
    assert "เลือกปีอื่น" in text_of(get(site, f"/programmes/{identity}?year=2500"))
    for nonsense in ("?year=abc", "?year=-1", "?year=²", "?year=2566%27--", "?sort=person", "?page=999"):
        assert len(on_screen(get(site, f"/programmes/{identity}{nonsense}").text)) == 5


def on_screen(html: str) -> list[str]:
    return re.findall(r'class="main-cell"[^>]*><a href="(?:/en)?/awards/(awd-\d+)"', html)


def offered(path: Path, html: str) -> list[list[str]]:
    """The ids in the files that a page offers: CSV, JSON."""
    (csv_address,) = re.findall(r'href="([^"]*\.csv[^"]*)"', html)
    (json_address,) = re.findall(r'href="([^"]*\.json[^"]*)"', html)
    lines = csv.DictReader(StringIO(get(path, unescape(csv_address)).text.removeprefix("\ufeff")))
    rows = get(path, unescape(json_address)).json()["rows"]
    return [[row["id"] for row in lines], [row["id"] for row in rows]]


@pytest.mark.parametrize("query", ["", "?year=2566", "?sort=organisation", "?year=2566&sort=-organisation"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_the_files_of_a_programme_hold_what_is_on_the_screen(
    site: Path, store: Store, language: str, query: str
) -> None:
    html = get(site, f"{language}/programmes/{programme_id(store, DIGITAL)}{query}").text
    shown = on_screen(html)
    assert len(shown) == (4 if "year" in query else 5)
    assert offered(site, html) == [shown, shown]


def test_the_files_of_a_province_leave_persons_out_as_the_page_does(site: Path, store: Store) -> None:
    tell(
        "person-2566", won("เทศบาลตำบลอุโมงค์", "รางวัลคนดี", province="ลำพูน", year=2566, person="นายสมชาย ใจดี")
    ).put(store)
    resolve(store)
    html = get(site, "/provinces/" + quote("ลำพูน")).text
    shown = on_screen(html)
    assert len(shown) == 2
    assert offered(site, html) == [shown, shown]


def test_the_files_of_a_long_programme_are_whole(path: Path, store: Store) -> None:
    number = SETTINGS["max_returned_rows"] + 5  # more than Datasette's tables would give
    bodies = (f"เทศบาลตำบลที่ {n} หนองบัว" for n in range(number))
    tell("long", *(won(body, DIGITAL, year=2560 + n % 7) for n, body in enumerate(bodies))).put(store)
    resolve(store)
    html = get(path, f"/programmes/{programme_id(store, DIGITAL)}").text
    standing = {str(row["id"]) for row in store.db.query("SELECT id FROM awards")}
    assert len(standing) == number
    for ids in offered(path, html):
        assert len(ids) == number
        assert set(ids) == standing
        assert ids[: len(on_screen(html))] == on_screen(html)


def test_programmes_and_provinces_are_offered_as_they_are_sorted_and_filtered(site: Path) -> None:
    for address in ("/programmes?sort=name&name=" + quote("ดิจิทัล"), "/provinces?sort=-last_year"):
        html = get(site, address).text
        links = re.findall(r'<th scope="row"><a href="/[a-z]+/([^"]*)"', html)
        shown = [unquote(link) for link in links]
        assert shown
        assert offered(site, html) == [shown, shown]


def test_what_has_no_year_stands_last_whichever_way_it_is_sorted(site: Path, store: Store) -> None:
    tell("undated", won("เทศบาลนครยะลา", "รางวัลไม่ระบุปี", province="ยะลา"), published=None).put(store)
    resolve(store)
    for order in ("first_year", "-first_year"):
        names = re.findall(
            r'<th scope="row"><a[^>]*>([^<]*)</a>', get(site, f"/programmes?sort={order}").text
        )
        assert names[-1] == "รางวัลไม่ระบุปี"


def test_tiers_are_english_on_english_pages_beside_the_articles_words(site: Path, store: Store) -> None:
    (award,) = store.db.query("SELECT id, organisation_id FROM awards WHERE tier = 'ยอดเยี่ยม'")
    for address in (
        "", "/awards", f"/awards/{award['id']}", f"/organisations/{award['organisation_id']}",
        f"/programmes/{programme_id(store, DIGITAL)}", "/search?q=" + quote(DIGITAL),
    ):  # fmt: skip
        english, thai = get(site, f"/en{address}").text, get(site, address or "/").text
        assert re.search(r'<span class="tag tier" lang="en"[^>]*>Excellent</span>', english), address
        assert '<span class="original" lang="th">ยอดเยี่ยม</span>' in english, address
        assert "Excellent" not in thai, address
        assert '<span class="tag tier" lang="th" dir="auto">ยอดเยี่ยม</span>' in thai, address


def test_an_unknown_tier_stays_as_it_is_on_english_pages(path: Path, store: Store) -> None:
    tell("a", won("เทศบาลนครยะลา", DIGITAL, tier="ระดับเมืองต้นน้ำ", year=2566)).put(store)
    resolve(store)
    html = get(path, "/en/awards").text
    assert '<span class="tag tier" lang="th" dir="auto">ระดับเมืองต้นน้ำ</span>' in html
    assert "original" not in html


def test_english_pages_write_years_of_the_common_era(site: Path, store: Store) -> None:
    html = get(site, f"/en/programmes/{programme_id(store, DIGITAL)}").text
    assert set(re.findall(r'class="year-cell"[^>]*>(\d+)</td>', html)) == {"2023", "2021"}
    assert "2021–2023</b>" in html


def test_english_pages_name_provinces_in_english(site: Path) -> None:
    for address in ("/en", "/en/awards", "/en/search?q=" + quote("แม่เหียะ")):
        html = get(site, address).text
        assert ">Chiang Mai<" in html, address
        assert ">เชียงใหม่<" not in html, address


def test_a_short_id_leads_to_the_programme(site: Path, store: Store) -> None:
    identity = programme_id(store, DIGITAL)
    response = get(site, f"/programmes/prg-{int(identity.removeprefix('prg-'))}")
    assert (response.status_code, response.headers["location"]) == (301, f"/programmes/{identity}")


def test_persons_are_winners_without_a_name(site: Path, store: Store) -> None:
    html = get(site, f"/programmes/{programme_id(store, 'รางวัลผู้นำองค์กรดิจิทัลดีเด่น')}").text
    assert "ทศพล" not in html
    assert "กรมพัฒนาธุรกิจการค้า" in html


HOSTILE = 'เทศบาลตำบล<script>alert(1)</script>"\u202eกลับ'


@pytest.fixture
def hostile(path: Path, store: Store) -> Path:
    tell(
        "bad",
        won(HOSTILE, "รางวัล<img src=x onerror=alert(1)>", province="ตาก", tier="<b>ดีเด่น", year=2566,
            project="โครงการ{{ 7*7 }}</td><script>"),
    ).put(store)  # fmt: skip
    resolve(store)
    return path


def test_names_cannot_put_anything_into_a_page(hostile: Path, store: Store) -> None:
    (programme,) = store.db.query("SELECT id FROM programmes")
    searched = "/search?q=" + quote('"><script>alert(2)</script>')
    for address in (
        "/",
        "/provinces/" + quote("ตาก"),
        "/programmes",
        f"/programmes/{programme['id']}",
        searched,
    ):
        html = get(hostile, address).text
        assert "<script>" not in html
        assert "<img" not in html
        assert "49" not in html or "{{" in html
    home = get(hostile, "/").text
    assert "\u202e" not in home
    assert re.search(r'<span lang="th" dir="auto">[^<]*กลับ</span>', home)


def test_search_groups_what_it_finds_by_kind_and_marks_the_words(site: Path) -> None:
    response = get(site, "/search?q=" + quote("แม่เหียะ"))
    assert "เทศบาลเมือง<mark>แม่เหียะ</mark>" in response.text
    seen = text_of(response)
    assert "หน่วยงาน 1" in seen
    assert "รางวัล 2" in seen
    one_kind = text_of(get(site, "/search?kind=award&q=" + quote("แม่เหียะ")))
    assert "แสดง 1–2 จาก 2 รายการ" in one_kind


def test_search_is_narrowed_by_province_and_year(site: Path) -> None:
    seen = text_of(get(site, "/search?kind=award&year=2563&q=" + quote("แม่เหียะ")))
    assert "แสดง 1–1 จาก 1 รายการ" in seen
    none = text_of(get(site, f"/search?q={quote('แม่เหียะ')}&province={quote('ตาก')}"))
    assert "ไม่พบ “แม่เหียะ”" in none
    assert "โดยไม่กรอง" in none


@pytest.mark.parametrize("words", ["ฟหกดฟหกด", "qqqq"])
def test_search_advises_who_finds_nothing(site: Path, words: str) -> None:
    seen = text_of(get(site, "/search?q=" + quote(words)))
    assert f"ไม่พบ “{words}”" in seen
    assert "ตรวจตัวสะกด" in seen


@pytest.mark.parametrize(
    "words",
    ['"', "*", "a OR", "NEAR(", "'; DROP TABLE award; --", "\x00", "…", "ก", "(" * 500, "%", "ๆ" * 500],
)
def test_any_text_can_be_searched(site: Path, words: str) -> None:
    for address in ("/search?q=", "/suggest.json?q=", "/en/search?kind=article&page=9999999999&q="):
        assert get(site, address + quote(words)).status_code == 200
    assert get(site, "/").status_code == 200


def test_an_endless_address_is_refused_in_words(site: Path) -> None:
    answer = get(site, "/search?q=" + quote("ๆ" * 5000))
    assert answer.status_code == 414
    assert "รางวัลภาครัฐไทย" in answer.text


def test_suggestions_lead_to_pages_in_the_language_of_the_box(site: Path) -> None:
    found = get(site, "/en/suggest.json?q=" + quote("ยะลา")).json()["suggestions"]
    assert found[0]["url"] == "/en/provinces/" + quote("ยะลา")
    assert found[0]["text"] == "Yala"
    assert any(one["text"] == "เทศบาลนครยะลา" and "/en/organisations/org-" in one["url"] for one in found)
    assert get(site, "/suggest.json?q=").json() == {"suggestions": []}


def test_templates_use_only_texts_that_exist() -> None:
    folder = Path(str(files("db.site"))) / "templates"
    used = {
        key
        for template in folder.glob("*.html")
        for key in re.findall(r'\bt\(\s*"([^"]+)"\s*[,)]', template.read_text("utf-8"))
    }
    assert used
    assert used - languages.keys() == set()


def test_every_text_is_there_in_both_languages_with_the_same_values() -> None:
    table = tomllib.loads(files("db.site").joinpath("strings.toml").read_text("utf-8"))
    for key, texts in table.items():
        assert set(texts) == {"th", "en"}, key
        assert {*re.findall(r"{(\w+)", texts["th"])} == {*re.findall(r"{(\w+)", texts["en"])}, key
        assert all(text.strip() for text in texts.values()), key
