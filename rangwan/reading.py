"""Reads JSON lines as people have them: plain, gzip or zstd, from a file or the standard input.

Streams, so memory stays flat; each damaged line becomes one `Problem` and the lines after it are read.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import zstandard

from rangwan.encodings import guess_encoding, is_utf16
from rangwan.messages import Problem, Report, Trouble

MAX_LINE_BYTES = 64 * 1024 * 1024
"""A longer line is skipped without being held in memory."""


_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_ARCHIVES = {
    b"PK\x03\x04": "a zip archive",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"%PDF": "a PDF",
}
_DATABASE = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Record:
    """One JSON object of a file and the line (from 1) on which it stands.

    `read` is how many bytes of the file were read up to it; 0 for the standard input.
    """

    where: str
    line: int
    values: dict[str, Any]
    read: int = 0


def read_records(path: str, report: Report, *, after_line: int = 0) -> Iterator[Record]:
    """The JSON objects of a JSON-lines file, or of the standard input when `path` is "-".

    Those up to `after_line` are passed over unread.

    Empty lines are passed over.  A line that holds no JSON object is reported and passed over.

    Raises `Trouble` when the file as a whole cannot be read as JSON lines: it does not exist, is empty, is in
    another encoding, is some other kind of file.
    """
    name = "standard input" if path == "-" else path
    with _open(path, name) as (stream, file):
        lines = 0
        utf8_seen = False
        for number, raw in _lines(stream, name, report):
            if number <= after_line:
                lines += 1
                continue
            text = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
            if not text.strip():
                continue
            lines += 1
            where = f"{name}, line {number}"
            try:
                decoded = text.decode("utf-8")
            except UnicodeDecodeError as error:
                encoding = guess_encoding(text)
                if encoding and not utf8_seen:
                    raise Trouble(_other_encoding(name, path, encoding)) from None
                report(_undecodable(where, text, error, encoding))
                continue
            utf8_seen = utf8_seen or not text.isascii()
            values = _parse(decoded, where, first=lines == 1, name=name, path=path, report=report)
            if values is not None:
                yield Record(where, number, values, file.tell() if file else 0)
        if not lines:
            raise Trouble(
                Problem(name, "the file is empty", "Expected one JSON object a line.", kind="empty file")
            )


def _parse(
    text: str, where: str, *, first: bool, name: str, path: str, report: Report
) -> dict[str, Any] | None:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        if first and text.strip() in ("[", "{"):
            raise Trouble(_not_lines(name, path, text.strip())) from None
        reason = (
            f"{error.msg} at character {error.pos + 1}"
            if isinstance(error, json.JSONDecodeError)
            else str(error)
        )
        report(
            Problem(
                where, f"this is no JSON ({reason})", "The line was skipped.", kind="line that is no JSON"
            )
        )
        return None
    if isinstance(values, dict):
        return values
    if first and isinstance(values, list) and values and isinstance(values[0], dict):
        raise Trouble(_not_lines(name, path, "["))
    report(
        Problem(
            where,
            f"expected a JSON object, found {type_name(values)}",
            "The line was skipped.",
            kind="line that is no object",
        )
    )
    return None


def type_name(value: object) -> str:
    """What JSON calls a value, for messages."""
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a text",
        list: "a list",
        dict: "an object",
    }
    return "null" if value is None else names.get(type(value), type(value).__name__)


def _lines(stream: BinaryIO, name: str, report: Report) -> Iterator[tuple[int, bytes]]:
    number = 0
    try:
        while raw := stream.readline(MAX_LINE_BYTES + 1):
            number += 1
            if len(raw) > MAX_LINE_BYTES:
                while raw and not raw.endswith(b"\n"):
                    raw = stream.readline(MAX_LINE_BYTES)
                what = f"the line is longer than {MAX_LINE_BYTES // 1024 // 1024} MB"
                report(Problem(f"{name}, line {number}", what, "The line was skipped.", kind="line too long"))
                continue
            yield number, raw
    except (EOFError, gzip.BadGzipFile, zstandard.ZstdError) as error:
        what = f"the compressed file is damaged after line {number} ({error})"
        advice = "The lines before it were read. Fetch the file again."
        report(Problem(name, what, advice, kind="damaged file"))
    except OSError as error:
        raise Trouble(
            Problem(name, f"cannot be read on after line {number} ({error.strerror or error})")
        ) from None


@contextmanager
def _open(path: str, name: str) -> Iterator[tuple[BinaryIO, BinaryIO | None]]:
    """What to read from, unpacked, and the file itself (none for the standard input)."""
    if path == "-":
        standard_input = sys.stdin.buffer
        buffered = isinstance(standard_input, io.BufferedReader)
        yield (
            _unpacked(standard_input if buffered else io.BufferedReader(standard_input), name, path),  # type: ignore[arg-type]
            None,
        )
        return
    with _file(path, name) as file:
        yield _unpacked(file, name, path), file


def _file(path: str, name: str) -> io.BufferedReader:
    try:
        return Path(path).open("rb")
    except FileNotFoundError:
        raise Trouble(Problem(name, "there is no such file", "Check the name and the folder.")) from None
    except IsADirectoryError:
        raise Trouble(Problem(name, "is a folder, expected a file of JSON lines")) from None
    except OSError as error:
        raise Trouble(
            Problem(name, f"cannot be opened ({error.strerror})", "Check the permissions.")
        ) from None


def _unpacked(file: io.BufferedReader, name: str, path: str) -> BinaryIO:
    head = file.peek(64)[:64]
    if head.startswith(_GZIP):
        return gzip.open(file, "rb")  # type: ignore[return-value]
    if head.startswith(_ZSTD):
        return io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True))
    if head.startswith(_DATABASE):
        raise Trouble(Problem(name, "is an SQLite database, expected JSON lines", "Did you mean --database?"))
    for magic, kind in _ARCHIVES.items():
        if head.startswith(magic):
            raise Trouble(Problem(name, f"is {kind}, expected JSON lines", "Unpack or convert it first."))
    if encoding := is_utf16(head):
        raise Trouble(_other_encoding(name, path, encoding))
    return file


def _other_encoding(name: str, path: str, encoding: str) -> Problem:
    source = "FILE" if path == "-" else path
    return Problem(
        name,
        f"the file is not in UTF-8; it looks like {encoding}",
        f"Convert it and run again: iconv -f {encoding} -t UTF-8 {source} > {Path(source).stem}.utf8.jsonl",
        kind="other encoding",
    )


def _undecodable(where: str, raw: bytes, error: UnicodeDecodeError, encoding: str | None) -> Problem:
    what = f"byte {error.start + 1} (0x{raw[error.start]:02x}) is not UTF-8"
    if encoding:
        what += f"; the line looks like {encoding}"
    return Problem(
        where, what, "The line was skipped. Write the whole file in UTF-8.", kind="line not in UTF-8"
    )


def _not_lines(name: str, path: str, opening: str) -> Problem:
    source = "FILE" if path == "-" else path
    what, program = ("one JSON list", ".[]") if opening == "[" else ("JSON laid out over several lines", ".")
    return Problem(
        name,
        f"holds {what}, expected one JSON object a line",
        f"Convert it and run again: jq -c '{program}' {source} > {Path(source).stem}.jsonl",
        kind="not JSON lines",
    )
