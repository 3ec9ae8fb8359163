"""What strangers may send to the site: nothing of it reads a person's name, writes, hangs or breaks it."""

from __future__ import annotations

import asyncio
import html
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

pytest.importorskip("datasette", reason="the site's libraries are not installed: pip install 'rangwan[site]'")

from asking import Visitor
from telling import Told, tell, won

from db.resolve import resolve
from db.site.page_cache import PageCache
from db.site.protection import ForbiddenSql, check_names
from db.store import Store

PERSON = "นายทศพล ทังสุบุตร"


@pytest.fixture
def dataset(store: Store, press: list[Told], path: Path) -> Path:
    for told in press:
        told.put(store)
    # A name that stands in the article and in a project too.
    tell(
        "teacher-2566",
        won(None, "รางวัลครูดีเด่น", year=2566, person="นางสาวมาลี ใจงาม", project="ผลงานของนางสาวมาลี ใจงาม"),
    ).put(store)
    resolve(store)
    store.close()
    return path


@pytest.fixture
def visitor(dataset: Path) -> Iterator[Visitor]:
    with Visitor(dataset) as visiting:
        yield visiting


NAMES = ("ทศพล", "ทังสุบุตร", "มาลี")


def tells_a_name(text: str) -> bool:
    plain = text.encode().decode("unicode_escape") if text.isascii() else text
    return any(name in text or name in plain for name in NAMES)


def test_the_names_are_there_to_be_found(dataset: Path) -> None:
    with sqlite3.connect(dataset) as connection:
        persons = [name for (name,) in connection.execute("SELECT person FROM fact WHERE person IS NOT NULL")]
    connection.close()
    assert len(persons) == 2
    assert tells_a_name(json.dumps(persons))


@pytest.mark.parametrize(
    "address",
    [
        "/rangwan/fact.json?_shape=objects",
        "/rangwan/fact.csv?_stream=1",
        "/rangwan/fact",
        "/rangwan/fact?_facet=person",
        "/rangwan/fact/1.json",
        "/rangwan/award.json?_shape=objects",
        "/rangwan/award?_sort=person",
        "/rangwan/span.json?_shape=objects",
        "/rangwan/awards.json?_shape=objects",
        "/rangwan/facts.json?_shape=objects",
        "/rangwan/change.json?_shape=objects",
        "/rangwan/search_entry.json?_shape=objects",
        "/rangwan/search_entry_text.json?_shape=objects",
        "/rangwan/published_record.json?_shape=objects",
    ],
)
def test_tables_do_not_tell_names_of_persons(visitor: Visitor, address: str) -> None:
    response = visitor.ask(address)
    assert response.status_code == 200
    assert not tells_a_name(response.text)


@pytest.mark.parametrize(
    "query",
    [
        "select person from fact",
        "select upper(person) as x, project from fact union all select person, project from award",
        "with x as (select person from fact) select * from x",
        "select * from (select person from fact) as awards",
        "select (select group_concat(person) from fact) as x",
        "select text from span where field in ('evidence', 'project')",
        "select substr(v.text, s.start_char, 80) as x from span s join fact f on f.id = s.fact_id"
        " join article_version v on v.article_id = f.article_id where f.recipient_type = 'person'",
        "select json_group_array(json_object('p', person)) as x from fact",
        "select project from awards union select evidence from awards union select project from facts",
        "select person from fact order by person",
    ],
)
def test_sql_does_not_tell_names_of_persons(visitor: Visitor, query: str) -> None:
    assert not tells_a_name(json.dumps(visitor.rows(query), ensure_ascii=False))


@pytest.mark.parametrize("guess", ["person", "project"])
def test_names_cannot_be_guessed_by_asking_for_them(visitor: Visitor, guess: str) -> None:
    assert visitor.rows(f"select count(*) as n from fact where {guess} like '%มาลี%'") == [{"n": 0}]
    found = visitor.ask(f"/rangwan/fact.json?{guess}__contains=มาลี&_shape=objects").json()
    assert found["rows"] == []


@pytest.mark.parametrize(
    "query",
    [
        "with awards as (select person from fact) select * from awards",
        "with awards(x) as (select person from fact) select * from awards",
        'with "AWARDS" as materialized (select person from fact) select * from awards',
        "with 'awards' as not materialized (select person from fact) select * from awards",
        "with [awards] /* ( */ as -- )\n (select person from fact) select * from awards",
        "with x as (select 1), `facts` (a, b) as (select person, 1 from fact) select * from facts",
        "select * from (with awards as (select person from fact) select * from awards)",
    ],
)
def test_a_part_of_a_query_cannot_take_the_rights_of_a_view_with_its_name(
    visitor: Visitor, query: str
) -> None:
    response = visitor.sql(query)
    assert response.status_code == 400
    assert "must not be called like a table or view" in response.json()["error"]
    assert not tells_a_name(response.text)


HIDDEN = "(select person from fact where person is not null) select person from awards"


@pytest.mark.parametrize("sign", ["$", "@", ":", "#"])
def test_a_parameter_cannot_hide_a_part_of_a_query(visitor: Visitor, sign: str) -> None:
    # For SQLite the quotation mark belongs to the parameter, and no text begins there.
    query = f"select {sign}a('), t.* from (with awards as {HIDDEN}) t where '1' = '1'"
    response = visitor.ask("/rangwan.json", params={"sql": query, "a(')": "1", "_shape": "objects"})
    assert response.status_code == 400
    assert not tells_a_name(response.text)
    assert visitor.ask("/rangwan.json", params={"sql": f"select {sign}a as x", "a": "1"}).status_code == 200


@pytest.mark.parametrize("space", ["\ufeff", "\x0b", "\x1c"])
def test_a_character_that_only_sqlite_skips_cannot_hide_a_part_of_a_query(
    visitor: Visitor, space: str
) -> None:
    response = visitor.sql(f"with awards {space}as {HIDDEN}")
    assert response.status_code == 400
    assert f"U+{ord(space):04X}" in response.json()["error"]
    assert not tells_a_name(response.text)


def test_other_names_of_parts_are_free() -> None:
    taken = frozenset({"awards", "fact"})
    check_names(
        "with won as (select * from awards), w (a) as (select 1) select cast(a as text) from w", taken
    )
    check_names("select 'with awards as (' as x, count(*) filter (where true) as fact from awards", taken)
    with pytest.raises(ForbiddenSql, match=": Fact"):
        check_names("WITH RECURSIVE w(a) AS (SELECT ')'), Fact(b) AS (SELECT 1) SELECT * FROM w", taken)


def test_views_keep_what_is_public(visitor: Visitor) -> None:
    rows = visitor.rows(
        "select project, evidence from awards where organisation = 'เทศบาลนครยะลา' and year = 2566"
    )
    assert [row["project"] for row in rows] == ["Big Data เพื่อพัฒนาคุณภาพบริการ"]
    assert "ยอดเยี่ยม" in rows[0]["evidence"]


@pytest.mark.parametrize(
    "query",
    [
        "attach database '/tmp/other.db' as other",
        "insert into meta values ('a', 'b')",
        "pragma journal_mode = delete",
        "vacuum into '/tmp/copy.db'",
        "create table x (y)",
        "with x as (select 1) delete from fact",
        "with x as (select 1) insert into meta select 'a', 'b'",
        "select load_extension('x')",
        "select * from pragma_database_list",
        "select readfile('/etc/passwd')",
        "select * from sqlite_dbpage",
        "select 1; drop table fact",
        "explain insert into meta values (1, 2)",
        "select 1 \0",
    ],
)
def test_sql_cannot_write_nor_reach_other_files(visitor: Visitor, dataset: Path, query: str) -> None:
    before = dataset.read_bytes()
    response = visitor.sql(query)
    assert response.status_code == 400
    error = response.json()["error"]
    assert error
    assert str(dataset.parent) not in response.text
    assert dataset.read_bytes() == before
    assert visitor.sql("select 1").status_code == 200


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("with recursive n(x) as (select 1 union all select x + 1 from n) select max(x) from n", "too long"),
        ("select count(*) from " + ", ".join(f"span s{i}" for i in range(12)), "too long"),
        ("select zeroblob(1000000000)", "too big"),
        ("select hex(randomblob(900000000))", "too big"),
        ("select replace(hex(zeroblob(500000)), '0', hex(zeroblob(500000)))", "raised exception"),
        ("select zeroblob(1900000) from span", "larger than 20 MB"),
        ("select " + " + ".join(["1"] * 300), "depth"),
        ("select 'a' like '" + "%a" * 400 + "'", "raised exception"),
        ("select hex(zeroblob(900000)) like '%" + "0" * 400 + "a%'", "raised exception"),
        ("select hex(zeroblob(900000)) glob '*" + "[0-9]" * 90 + "z*'", "raised exception"),
        # 34 seconds for these, without a look at the clock.
        ("select json_patch('{}', '{}')", "not authorized"),
        ("select trim(hex(zeroblob(900000)), hex(zeroblob(900000)) || '1')", "raised exception"),
        (" union all ".join(["select 1"] * 100), "too many terms"),
        ("select 1 where 'a' regexp '(a+)+$'", "no such function"),
    ],
)
def test_heavy_and_hostile_sql_is_stopped_with_a_reason(visitor: Visitor, query: str, said: str) -> None:
    response = visitor.sql(query)
    assert response.status_code == 400
    assert said in response.json()["error"]
    assert visitor.rows("select 1 as one") == [{"one": 1}]


def test_slow_functions_of_texts_take_no_minutes(visitor: Visitor) -> None:
    # SQLite's own instr() compares every letter with every other: hours for these.
    query = "select instr(hex(zeroblob(900000)), hex(zeroblob(450000)) || '1') as at"
    assert visitor.rows(query) == [{"at": 0}]
    rows = visitor.rows(
        "select instr('ยะลา', 'ลา') as a, instr(null, 'a') as b, replace('aXa', 'X', 'b') as c"
    )
    assert rows == [{"a": 3, "b": None, "c": "aba"}]


def test_pages_are_answered_while_sql_is_slow(visitor: Visitor) -> None:
    slow = "/rangwan.json?sql=select+count(*)+from+" + ",".join(f"span+s{i}" for i in range(12))
    *refused, home = visitor.ask_all(slow, slow, slow, slow, "/")
    assert home.status_code == 200
    assert {response.status_code for response in refused} == {400}


@pytest.mark.parametrize(
    ("raw", "query", "status"),
    [
        (b"/%00", b"", 400),
        (b"http://evil.example/", b"", 400),
        (b"*", b"", 400),
        (b"/%ff%fe", b"", 400),
        (b"/" + b"a" * 31_000, b"", 414),
        (b"/search", b"q=" + b"a" * 31_000, 414),
        (b"//evil.example/", b"", 404),
        (b"/%5C%5Cevil.example/", b"", 404),
        (b"/assets/../app.py", b"", 404),
        (b"/assets/%2e%2e/app.py", b"", 404),
        (b"/assets/..%2f..%2fapp.py", b"", 404),
        (b"/assets/%2fetc/passwd", b"", 404),
        (b"/assets/", b"", 403),
        (b"/-/databases.json", b"", 404),
        (b"/-/plugins", b"", 404),
        (b"/-/messages", b"", 404),
        (b"/_internal", b"", 404),
        (b"/_memory", b"sql=select+1", 404),
        (b"/%5Fmemory", b"sql=select+1", 404),
        (quote("/ไม่มี").encode(), b"", 404),
        (b"/:memory:", b"sql=select+1", 404),
        (b"/rangwan.db", b"", 403),
    ],
)
def test_odd_addresses_are_refused_in_peace(visitor: Visitor, raw: bytes, query: bytes, status: int) -> None:
    found, headers, body = visitor.send_raw(raw, query=query)
    assert (found, headers.get("location")) == (status, None)
    assert "Traceback" not in body
    assert "default-src 'self'" in headers["content-security-policy"]


@pytest.mark.parametrize(
    "query",
    [
        "_next=abc",
        "_next=%00",
        "_sort=nothing",
        "&".join(["_facet=tier"] * 21),
        "&".join(["%5Ffacet_array=tier"] * 21),
        "&".join(f"p{i}=1" for i in range(101)),
    ],
)
def test_odd_questions_of_tables_are_the_readers_mistake(
    visitor: Visitor, query: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert visitor.ask(f"/rangwan/awards.json?{query}").status_code == 400
    assert not caplog.records


def test_pages_that_are_kept_count_with_the_addresses_they_are_kept_under() -> None:
    async def empty(_scope: object, _receive: object, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def ignore(_message: object) -> None: ...

    cache = PageCache(empty, lambda: (1,), lambda scope: (scope["query_string"],), max_bytes=100_000)

    async def ask_much() -> None:
        for number in range(40):
            scope = {"method": "GET", "headers": [], "query_string": b"%d" % number * 10_000}
            await cache(scope, None, ignore)

    asyncio.run(ask_much())
    kept = sum(len(part) for key in cache._pages for part in key)
    assert 0 < kept <= 100_000


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"])
def test_other_methods_are_refused(visitor: Visitor, method: str) -> None:
    for path in (b"/", b"/rangwan", b"/nowhere"):
        status, headers, body = visitor.send_raw(path, method)
        assert (status, headers["allow"]) == (405, "GET, HEAD, OPTIONS")
        assert "<h1>" in body


def test_head_has_the_headers_of_get_and_no_body(visitor: Visitor) -> None:
    for path in ("/", "/nowhere", "/data", "/rangwan/awards.json"):
        head, get = visitor.ask(path, "HEAD"), visitor.ask(path)
        assert head.status_code == get.status_code
        assert head.headers["content-type"] == get.headers["content-type"]
    assert visitor.send_raw(b"/data", "HEAD")[2] == ""
    assert visitor.ask("/", "OPTIONS").headers["allow"] == "GET, HEAD, OPTIONS"


def test_every_answer_forbids_scripts_in_pages(visitor: Visitor) -> None:
    for path in ("/", "/nowhere", "/rangwan/awards", "/assets/site.css", "/changes.json", "/-/health"):
        policy = visitor.ask(path).headers["content-security-policy"]
        scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
        assert "unsafe" not in scripts
        assert "frame-ancestors 'none'" in policy
        assert "set-cookie" not in visitor.ask(path).headers


def test_errors_are_pages_in_both_languages_and_json_for_programs(visitor: Visitor) -> None:
    thai, english = visitor.ask("/nowhere"), visitor.ask("/en/nowhere")
    assert thai.status_code == english.status_code == 404
    assert "ไม่พบหน้านี้" in thai.text
    assert 'lang="th"' in thai.text
    assert "Page not found" in english.text
    assert visitor.ask("/nowhere.json").json()["ok"] is False
    asked = visitor.ask("/nowhere", headers={"accept": "application/json"})
    assert (asked.status_code, asked.json()["status"]) == (404, 404)
    assert visitor.ask("/nowhere").headers["cache-control"] == "no-store"


def test_a_query_that_takes_too_long_is_told_of_in_our_look(visitor: Visitor) -> None:
    query = "<b>'\" with recursive"
    slow = "with recursive n(x) as (select 1 union all select x + 1 from n) select max(x) from n"
    response = visitor.ask("/rangwan", params={"sql": slow})
    assert response.status_code == 400
    assert "SQL query took too long" in response.text
    assert "<script>" not in response.text
    wrong = visitor.ask("/rangwan", params={"sql": f"select '{query}"})
    assert wrong.status_code == 400
    assert "<b>" not in wrong.text


def test_a_fault_of_ours_is_told_without_a_stack_trace(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_function: object, *, slow: bool) -> None:
        raise RuntimeError("secret-4711")

    monkeypatch.setattr(visitor.site.reader, "read", broken)
    page, data = visitor.ask("/data"), visitor.ask("/changes.json")
    assert (page.status_code, data.status_code) == (500, 500)
    assert "secret-4711" not in page.text + data.text
    assert "Traceback" not in page.text
    assert "secret-4711" in caplog.text


@pytest.mark.parametrize("host", ['evil.example/"><script>', "a b", "x/..", "evil.example\\"])
def test_a_host_that_is_none_is_refused(visitor: Visitor, host: str) -> None:
    for path in ("/awards.atom", "/rangwan/awards.json?_size=1"):
        response = visitor.ask(path, headers={"host": host})
        assert response.status_code == 400
        assert "evil" not in response.text + str(response.headers)
    assert "http://site.test/" in visitor.ask("/awards.atom").text


def test_links_lead_to_the_public_address_whatever_host_is_asked_for(dataset: Path) -> None:
    with Visitor(dataset, public_url="https://www.example.go.th/awards") as visitor:
        asked = [
            visitor.ask(
                f"/awards/{path}", headers={"host": "evil.example", "x-forwarded-host": "evil.example"}
            )
            for path in ("awards.atom", "rangwan/awards.json?_size=1", "rangwan", "rangwan/awards")
        ]
    assert {response.status_code for response in asked} == {200}
    assert all("evil.example" not in response.text + str(response.headers) for response in asked)
    assert asked[1].json()["next_url"].startswith("https://www.example.go.th/awards/rangwan/awards.json")


@pytest.mark.parametrize("below", ["/awards", "/a/b"])
def test_tables_of_a_site_below_a_path_lead_to_their_next_page(dataset: Path, below: str) -> None:
    with Visitor(dataset, public_url=f"https://www.example.go.th{below}") as visitor:
        first = visitor.ask(f"{below}/rangwan/article?_size=1")
        following = re.search(r'href="([^"]*_next=[^"]*)"', first.text)
        assert following is not None
        address = html.unescape(following[1])
        assert visitor.ask(address.removeprefix("https://www.example.go.th")).status_code == 200
