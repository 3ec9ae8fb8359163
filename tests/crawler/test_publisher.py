"""Publisher files: those that are shipped, and what a mistake in one is answered with."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from crawler.events import Counts
from crawler.expectations import unmet
from crawler.publisher import Publisher, PublisherError, Verdict, load_publishers, parse_publisher

DGA = (resources.files("crawler") / "publishers" / "dga.toml").read_text("utf-8")


def test_shipped_publishers() -> None:
    publishers = load_publishers()
    assert set(publishers) >= {"thaigov", "dga", "maehia", "bangkokbiznews", "khao-online"}
    assert publishers["thaigov"].terms.verdict is Verdict.ARCHIVE_ONLY
    for publisher in publishers.values():
        # Nobody has read the terms of any: none may be crawled without being asked for by name.
        assert publisher.refusal() is not None
        assert publisher.unverified, "what was not verified must be said"


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("max_new", "max_neww", ["unknown key 'expectations.max_neww'", "did you mean 'max_new'"]),
        ("per_page", "per_pages", ["per_pages", "did you mean 'per_page'"]),
        ("homepage", "homepge", ["'homepage' is missing", "did you mean 'homepage'"]),
        ('layout = "wordpress"', '[layout]\nname = "wordpress"', ["'verified'", "above the first [table]"]),
        ('layout = "wordpress"', 'layout = "wordpres"', ["no layout 'wordpres'", "wordpress"]),
        ('kind = "feed"', 'kind = "fed"', ["'fed'", "'feed'"]),
        ('key = "dga"', 'key = "D G A"', ["key"]),
        ('"https://www.dga.or.th/"', '"www.dga.or.th"', ["homepage", "https://"]),
        ('verdict = "unverified"', 'verdict = "fine"', ["terms.verdict", "'allowed'"]),
        ("[[discovery]]", "[[discovery", ["is not TOML"]),
    ],
)
def test_mistakes_are_named_with_file_place_and_remedy(old: str, new: str, parts: list[str]) -> None:
    assert old in DGA
    with pytest.raises(PublisherError) as error:
        parse_publisher(DGA.replace(old, new, 1), "here/dga.toml")
    message = str(error.value)
    assert message.startswith("here/dga.toml: ")
    assert "Correct the file" in message
    for part in parts:
        assert part in message


def test_one_bad_file_does_not_take_the_others_along(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(DGA.replace('key = "dga"', 'key = "mine"'), "utf-8")
    (tmp_path / "bad.toml").write_bytes("key = 'ก'".encode("cp874"))
    (tmp_path / "other-name.toml").write_text(DGA, "utf-8")
    errors: list[PublisherError] = []
    publishers = load_publishers(tmp_path, on_error=errors.append)
    assert {"mine", "dga"} <= set(publishers)
    assert ["UTF-8" in str(errors[0]), "dga.toml" in str(errors[1])] == [True, True]
    with pytest.raises(PublisherError):
        load_publishers(tmp_path)
    with pytest.raises(PublisherError, match="is not a folder"):
        load_publishers(tmp_path / "missing")


def test_file_of_ones_own_replaces_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "dga.toml").write_text(DGA.replace('"unverified"', '"allowed"'), "utf-8")
    assert load_publishers(tmp_path)["dga"].refusal() is None


def test_hosts_of_a_publisher() -> None:
    publisher = parse_publisher(DGA.replace("homepage =", 'hosts = ["dga-cdn.net"]\nhomepage ='), "dga.toml")
    assert publisher.owns("https://dga.or.th/x")
    assert publisher.owns("http://news.dga.or.th/x")
    assert publisher.owns("https://dga-cdn.net/x")
    assert not publisher.owns("https://evil-dga.or.th/")
    assert not publisher.owns("https://dga.or.th.evil.com/")
    assert not publisher.owns("file:///etc/passwd")
    moved = publisher.with_base_url("http://127.0.0.1:8000/")
    assert moved.root == "http://127.0.0.1:8000/"
    assert Publisher.model_validate_json(moved.model_dump_json()) == moved


def test_expectations() -> None:
    expected = parse_publisher(
        DGA.replace("max_new = 300", "max_new = 5\nmin_found = 3"), "dga.toml"
    ).expectations
    assert list(unmet(expected, Counts(found=3, new=5, dated=5))) == []
    few, many, undated, empty = unmet(expected, Counts(found=2, new=9, dated=1, failed=9))
    assert "at least 3" in few
    assert "at most 5" in many
    assert undated.startswith("1 of 9 articles")
    assert empty.startswith("9 of 18 pages")
