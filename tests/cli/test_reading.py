"""Files as people have them: every kind of damage gives one clear problem, and the rest is read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import zstandard

from rangwan.documents import Document, read_documents
from rangwan.messages import Problem, Trouble

GOOD = {"id": "a1", "title": "เทศบาลนครยะลา รับรางวัล", "text": "เทศบาลนครยะลาได้รับรางวัลท้องถิ่นดิจิทัล"}


def line(**changes: object) -> str:
    return json.dumps({**GOOD, **changes}, ensure_ascii=False)


def read(path: Path) -> tuple[list[Document], list[Problem]]:
    problems: list[Problem] = []
    return list(read_documents(str(path), problems.append)), problems


def write(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "articles.jsonl"
    path.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
    return path


def test_bad_lines_are_named_by_number_and_the_others_read(tmp_path: Path) -> None:
    path = write(tmp_path, line(), "{not json", "[1]", "", line(id="a2"))
    documents, problems = read(path)
    assert [document.id for document in documents] == ["a1", "a2"]
    assert [problem.where.rsplit(", ")[1] for problem in problems] == ["line 2", "line 3"]
    assert "no JSON" in problems[0].what
    assert "found a list" in problems[1].what


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": 5}, '"text" is a number, expected a text'),
        ({"title": ["x"]}, '"title" is a list, expected a text'),
        ({"id": 17}, '"id" is a number, expected a text'),
        ({"url": {}}, '"url" is an object, expected a text'),
        ({"id": None}, 'no "id"'),
        ({"id": ""}, 'no "id"'),
        ({"text": None}, 'no "text"'),
        ({"id": "\ud800"}, "half a character"),
    ],
)
def test_a_field_that_cannot_be_used_skips_the_article_only(
    tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    path = write(tmp_path, json.dumps({**GOOD, **changes}), line(id="a2"))
    documents, problems = read(path)
    assert [document.id for document in documents] == ["a2"]
    assert len(problems) == 1
    assert said in problems[0].what


def test_optional_fields_may_be_missing_or_null(tmp_path: Path) -> None:
    path = write(tmp_path, json.dumps({"id": "a1", "text": "ก"}), line(url=None, published=None))
    documents, problems = read(path)
    assert not problems
    assert documents[0] == Document("a1", "", "ก")


def test_a_date_that_cannot_be_read_costs_the_date_only(tmp_path: Path) -> None:
    documents, problems = read(write(tmp_path, line(published="10/10/66"), line(published="2023-10-10")))
    assert [str(document.published) for document in documents] == ["None", "2023-10-10"]
    assert "10/10/66" in problems[0].what


def test_a_text_beyond_the_limit_is_skipped_and_the_rest_read(tmp_path: Path) -> None:
    path = write(tmp_path, line(id="huge", text="ก" * 3_500_000), line(id="a2"))
    documents, problems = read(path)
    assert [document.id for document in documents] == ["a2"]
    assert "article huge has 3,500,0" in problems[0].what


def test_an_article_without_text_is_told_and_its_title_kept(tmp_path: Path) -> None:
    documents, problems = read(write(tmp_path, line(text="  \n")))
    assert documents[0].title == GOOD["title"]
    assert "no text" in problems[0].what


@pytest.mark.parametrize(
    ("encoding", "named"), [("utf-16", "UTF-16LE"), ("utf-16-be", "UTF-16BE"), ("cp874", "CP874")]
)
def test_a_file_in_another_encoding_says_which_and_how_to_convert(
    tmp_path: Path, encoding: str, named: str
) -> None:
    path = write(tmp_path, line(), line(id="a2"), encoding=encoding)
    with pytest.raises(Trouble) as caught:
        read(path)
    assert named in caught.value.problem.what
    assert f"iconv -f {named} -t UTF-8 {path}" in caught.value.problem.advice


def test_one_damaged_line_in_a_utf8_file_is_skipped_alone(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    damaged = line(id="bad").encode().replace("ย".encode(), b"\xe0\xb8", 1)
    path.write_bytes(damaged + b"\n" + line().encode() + b"\n")
    documents, problems = read(path)
    assert [document.id for document in documents] == ["a1"]
    assert "not UTF-8" in problems[0].what


def test_a_byte_order_mark_is_no_damage(tmp_path: Path) -> None:
    documents, problems = read(write(tmp_path, line(), encoding="utf-8-sig"))
    assert (len(documents), problems) == (1, [])


@pytest.mark.parametrize(
    "content", [b"", b"\n\n  \n", gzip.compress(b"")], ids=["nothing", "blank", "packed"]
)
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(content)
    with pytest.raises(Trouble, match="empty"):
        read(path)


@pytest.mark.parametrize("compress", [gzip.compress, zstandard.compress], ids=["gzip", "zstd"])
def test_compressed_files_are_unpacked_whatever_their_name(tmp_path: Path, compress: object) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(compress(f"{line()}\n{line(id='a2')}\n".encode()))  # type: ignore[operator]
    assert len(read(path)[0]) == 2


def test_a_truncated_compressed_file_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl.gz"
    lines = "".join(
        f"{line(id=str(number), url=f'https://example.org/{number * 7919}')}\n" for number in range(3000)
    )
    path.write_bytes(gzip.compress(lines.encode())[:-4000])
    documents, problems = read(path)
    assert documents
    assert "damaged after line" in problems[-1].what


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (json.dumps([GOOD], indent=1), "one JSON list"),
        (json.dumps([GOOD]), "one JSON list"),
        (json.dumps(GOOD, indent=1), "several lines"),
        ("PK\x03\x04rest", "zip"),
        ("SQLite format 3\x00rest", "database"),
    ],
)
def test_other_kinds_of_file_are_recognised(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(Trouble, match=said):
        read(write(tmp_path, content))


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_path_that_is_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(Trouble):
        read(tmp_path / name)


@pytest.mark.parametrize("content", ["[" * 100_000, '{"id": "a", "text": "b", "year": ' + "9" * 5000 + "}"])
def test_hostile_json_is_a_bad_line(tmp_path: Path, content: str) -> None:
    documents, problems = read(write(tmp_path, content, line()))
    assert [document.id for document in documents] == ["a1"]
    assert len(problems) == 1
