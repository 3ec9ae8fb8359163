"""`rangwan sources` and its subcommands as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawler.publisher import Verdict, parse_publisher
from rangwan.cli import main
from rangwan.demo import serve_demo

GOOD = """\
key = "town"
name.th = "เทศบาล"
name.en = "Town"
homepage = "https://www.town.go.th/"
publishes = "News."
layout = "plain"

[[discovery]]
kind = "feed"
url = "/feed"

[expectations]
min_found = 1
min_new = 0
max_new = 9

[terms]
verdict = "allowed"
checked_by = "A"
checked_on = 2020-01-05
why = "its terms permit it"
"""


def rangwan(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["sources", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "town.toml").write_text(GOOD, "utf-8")
    return tmp_path


def test_without_a_subcommand_sources_are_listed_or_shown(folder: Path) -> None:
    assert "opdc" in rangwan().stdout
    shown = rangwan("town", "--publishers", folder)
    assert shown.exit_code == 0
    assert "its terms permit it" in shown.stdout
    assert [one["key"] for one in json.loads(rangwan("dla", "moi", "--json").stdout)] == ["dla", "moi"]
    assert rangwan("list", "dla").stdout == rangwan("dla").stdout
    assert rangwan("--json", "dla").exit_code == 0
    assert rangwan("no-such-source").exit_code == 2


def test_check_of_the_shipped_files_finds_nothing_wrong() -> None:
    result = rangwan("check")
    assert result.exit_code == 0, result.stderr
    assert "9 files are sound, 0 are not; the terms of 8 nobody has checked." in result.stdout


def test_check_warns_of_an_old_verdict_and_is_content(folder: Path) -> None:
    result = rangwan("check", "town", "--publishers", folder)
    assert result.exit_code == 0
    assert "town.toml: terms.checked_on: the verdict is of 2020-01-05" in result.stderr
    assert "Read robots.txt and the terms of use again" in result.stderr


def test_check_names_what_is_wrong_where_and_what_to_do(folder: Path) -> None:
    (folder / "far.toml").write_text(
        GOOD.replace('"town"', '"far"').replace('"/feed"', '"https://feeds.example.com/"'), "utf-8"
    )
    (folder / "bad.toml").write_text('key = "bad"\nhomepag = "x"\n', "utf-8")
    result = rangwan("check", "town", "far", "bad", "--publishers", folder)
    assert result.exit_code == 1
    assert (
        "far.toml: discovery 1 (feed): url: https://feeds.example.com/ can never be reached" in result.stderr
    )
    assert 'hosts = ["feeds.example.com"]' in result.stderr
    assert "did you mean 'homepage'" in result.stderr
    assert "1 files are sound, 2 are not" in result.stdout

    told = json.loads(rangwan("check", "far", "bad", "--publishers", folder, "--json").stdout)
    assert (told["sound"], told["wrong"]) == (0, 2)
    assert {remark["source"] for remark in told["remarks"] if remark["serious"]} == {"far", "bad"}
    assert rangwan("check", "no-such-source").exit_code == 2


def test_explain_says_what_a_crawl_would_do(folder: Path) -> None:
    result = rangwan("explain", "town", "--publishers", folder)
    assert result.exit_code == 0
    for words in ("May it be crawled?", "The feed https://www.town.go.th/feed", "robots.txt is read first"):
        assert words in result.stdout
    told = json.loads(rangwan("explain", "town", "--publishers", folder, "--json").stdout)
    assert told["Where it looks"] == ["The feed https://www.town.go.th/feed."]
    assert rangwan("explain").exit_code == 2
    assert rangwan("explain", "no-such-source").exit_code == 2


def test_new_drafts_a_file_for_each_demonstration_site(tmp_path: Path) -> None:
    kinds = {}
    with serve_demo() as urls:
        for key in ("demo-wordpress", "demo-newspaper"):
            path = tmp_path / f"{key}.toml"
            result = rangwan("new", urls[key], "--out", path, "--allow-loopback", "--delay", "0")
            assert result.exit_code == 0, result.stderr
            publisher = parse_publisher(path.read_text("utf-8"), path.name)
            assert publisher.terms.verdict is Verdict.UNVERIFIED
            assert publisher.unverified
            kinds[publisher.layout.name] = [stage.kind for stage in publisher.discovery]
            assert rangwan("check", key, "--publishers", tmp_path).exit_code == 0
    assert kinds == {"wordpress": ["wordpress", "feed"], "news": ["sitemap"]}


def test_new_tells_its_findings_as_json(tmp_path: Path) -> None:
    with serve_demo() as urls:
        arguments = (urls["demo-plain"], "--out", tmp_path / "plain.toml", "--allow-loopback", "--delay", "0")
        told = json.loads(rangwan("new", *arguments, "--json").stdout)
    assert told["findings"]["indexes"][0]["match"] == "/news[0-9]+[.]html"
    assert told["findings"]["article"]["published"] == "2025-06-05"
    assert told["draft"] == str(tmp_path / "plain.toml")


def test_new_overwrites_nothing(folder: Path) -> None:
    result = rangwan("new", "http://127.0.0.1:1/", "--out", folder / "town.toml", "--allow-loopback")
    assert result.exit_code == 1
    assert "is there already and is not overwritten" in result.stderr
    assert (folder / "town.toml").read_text("utf-8") == GOOD


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["http://127.0.0.1:1/"], 1, "--allow-loopback"),
        (["http://10.0.0.1/"], 1, "private network"),
        (["http://"], 2, "is no address of a site"),
        (["http://127.0.0.1:1/", "--allow-loopback"], 1, "refuses connections"),
        (["ftp://town.go.th/"], 2, "is no address of a site"),
        (["https://town.go.th/", "--key", "Town"], 2, "is no key"),
        (["https://town.go.th/", "--delay", "0"], 2, "--delay must be 1 or more"),
        (["https://town.go.th/", "--key", "x", "--out", "y.toml"], 2, "must be named x.toml"),
        (["https://town.go.th/", "--out", "nowhere/y.toml"], 1, "mkdir -p nowhere"),
    ],
)
def test_new_says_why_it_cannot(
    arguments: list[str], code: int, words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RANGWAN_CONTACT", "test@example.org")
    result = rangwan("new", *arguments)
    assert result.exit_code == code
    assert words in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_new_asks_who_is_looking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("RANGWAN_CONTACT", raising=False)
    monkeypatch.chdir(tmp_path)
    result = rangwan("new", "www.town.example")
    assert result.exit_code == 1
    assert "RANGWAN_CONTACT" in result.stderr
