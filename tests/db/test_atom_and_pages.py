"""The Atom feed of new awards, and the pages of /changes.json with their entity tags."""

from __future__ import annotations

from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from telling import DIGITAL, Clock, Told, tell, won

from db.change_log import BadSince, latest, since_of
from db.feed import atom_feed, changes_json
from db.resolve import resolve
from db.store import Store

SITE = "https://awards.example.org/data"
NS = {"a": "http://www.w3.org/2005/Atom"}


def parsed(store: Store, site: str = SITE) -> ET.Element:
    return ET.fromstring(atom_feed(store.db, site))


def titles(store: Store) -> list[str]:
    return [title.text or "" for title in parsed(store).findall("a:entry/a:title", NS)]


def test_an_entry_tells_who_won_what_and_where_it_stands(store: Store) -> None:
    tell("a", won("เทศบาลนครยะลา", DIGITAL, province="ยะลา", tier="ยอดเยี่ยม", year=2566)).put(store)
    resolve(store)
    (entry,) = parsed(store).findall("a:entry", NS)
    assert entry.findtext("a:id", None, NS) == "tag:awards.example.org,2026-01-01:data/awd-000001"
    title = entry.findtext("a:title", None, NS)
    assert title == "เทศบาลนครยะลา ได้รับรางวัลท้องถิ่นดิจิทัล ยอดเยี่ยม ประจำปี 2566 · Award, Yala, 2023"
    links = {link.get("rel"): link.get("href") for link in entry.findall("a:link", NS)}
    assert links == {
        "alternate": f"{SITE}/awards/awd-000001",
        "via": "https://www.example.go.th/news/a",
    }
    assert "เทศบาลนครยะลา" in (entry.findtext("a:summary", None, NS) or "")


def test_the_feed_has_all_that_atom_requires(store: Store, press: list[Told]) -> None:
    for site in (SITE, f"{SITE}/"):
        empty = parsed(store, site)
        assert empty.findall("a:entry", NS) == []
    for told in press:
        told.put(store)
    resolve(store)
    feed = parsed(store)
    assert feed.findtext("a:author/a:name", None, NS)
    assert {link.get("rel") for link in feed.findall("a:link", NS)} == {"self", "alternate"}
    for element in (feed, *feed.findall("a:entry", NS)):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", NS)) == 1
            assert element.findtext(f"a:{name}", None, NS)
        datetime.fromisoformat(element.findtext("a:updated", "", NS))
    ids = [one.text for one in feed.findall("a:entry/a:id", NS)]
    assert len(ids) == len(set(ids)) == 8
    # The award of a person is left out, and the name with it.
    assert "ทศพล" not in atom_feed(store.db, SITE).decode()


def test_the_newest_fifty_come_first_and_what_is_withdrawn_goes(store: Store, clock: Clock) -> None:
    for number in range(3):
        tell(f"a{number}", *(won("กรมสรรพสามิต", f"{DIGITAL}ที่ {number}{n}") for n in range(20))).put(store)
        clock.time += timedelta(days=1)
        resolve(store)
    found = titles(store)
    assert len(found) == 50
    assert f"{DIGITAL}ที่ 219 " in found[0]
    assert not any(f"{DIGITAL}ที่ 00 " in title for title in found)
    nothing = tell("a2").extraction
    store.put_article(tell("a2").article)
    store.put_extraction(nothing, rules_version="2")
    resolve(store)
    found = titles(store)
    assert len(found) == 40
    assert f"{DIGITAL}ที่ 119 " in found[0]


def test_characters_that_xml_forbids_do_not_break_the_feed(store: Store) -> None:
    tell("a", won("กรมสรรพสามิต", DIGITAL, project="ระบบ\x0bภาษี <&>")).put(store)
    resolve(store)
    assert "<&>" in (parsed(store).findtext("a:entry/a:summary", None, NS) or "")


def test_an_address_without_a_host_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="needs a host"):
        atom_feed(store.db, "/data")


def test_pages_lead_on_to_the_last_one(store: Store, press: list[Told]) -> None:
    press[1].put(store)
    resolve(store)
    seen: list[int] = []
    since, url = 0, ""
    while True:
        body = changes_json(store.db, SITE, since, 30).body
        seen += [change["seq"] for change in body["changes"]]
        since, url = body["next"], body["next_url"]
        if url is None:
            break
        assert url == f"{SITE}/changes.json?since={since}&limit=30"
    assert seen == list(range(1, latest(store.db) + 1))
    assert changes_json(store.db, SITE, 0, 10**6).body["limit"] == 1000


def test_the_entity_tag_changes_exactly_when_the_page_does(store: Store, press: list[Told]) -> None:
    press[0].put(store)
    resolve(store)
    page = changes_json(store.db, SITE, 5, 10)
    assert page.etag.startswith('"')
    assert page.etag.endswith('"')
    assert changes_json(store.db, SITE, 5, 10).etag == page.etag
    assert changes_json(store.db, SITE, 6, 10).etag != page.etag
    press[1].put(store)
    resolve(store)
    assert changes_json(store.db, SITE, 5, 10).etag != page.etag


def test_numbers_that_are_none(store: Store) -> None:
    assert since_of("12") == 12
    for text in ("-1", "๑๒", "ten", "", "1.0", "9" * 5000):
        with pytest.raises(BadSince, match="number of a change") as refused:
            since_of(text)
        assert len(str(refused.value)) < 300
    with pytest.raises(BadSince):
        changes_json(store.db, SITE, -1)
    with pytest.raises(ValueError, match="limit"):
        changes_json(store.db, SITE, 0, 0)
    body = changes_json(store.db, SITE, 10**30).body
    assert body["changes"] == []
    assert "restored" in body["warning"]
