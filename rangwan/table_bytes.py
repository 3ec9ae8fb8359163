"""The bytes of a table: read within a limit, unpacked, decoded in whatever encoding Thai tables come in."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zlib
from pathlib import Path
from typing import BinaryIO

import zstandard

from rangwan.encodings import guess_encoding, is_utf16
from rangwan.messages import Problem, Trouble

MAX_BYTES = 200 * 1024 * 1024
"""A list is held in memory; every list of all of Thailand's bodies is a hundredth of this."""

_OTHER_FILES = {
    b"PK\x03\x04": (
        "a zip archive or an Excel workbook",
        "Save the sheet as CSV UTF-8, or unpack the archive.",
    ),
    b"\xd0\xcf\x11\xe0": ("an old Excel workbook", "Save the sheet as CSV UTF-8."),
    b"BZh": ("a bzip2 file", "Unpack it first."),
    b"\xfd7zXZ": ("an xz file", "Unpack it first."),
    b"%PDF": ("a PDF", "Look for the list as CSV, Excel or JSON."),
    b"SQLite format 3\x00": ("an SQLite database", "Did you mean --database?"),
}


def read_bytes(path: Path) -> tuple[bytes, str]:
    """The unpacked bytes of a file (plain, gzip or zstd), and the SHA-256 of the file as it is.

    Raises `Trouble` when it cannot be read, is larger than `MAX_BYTES`, or is some other kind of file.
    """
    name = str(path)
    try:
        with path.open("rb") as file:
            packed = _limited(file, name)
    except FileNotFoundError:
        raise Trouble(Problem(name, "there is no such file", "Check the name and the folder.")) from None
    except IsADirectoryError:
        raise Trouble(Problem(name, "is a folder, expected a file", "Name one file, CSV or JSON.")) from None
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        raise Trouble(Problem(name, what, "Check the permissions.")) from None
    sha256 = hashlib.sha256(packed).hexdigest()
    for magic, (kind, advice) in _OTHER_FILES.items():
        if packed.startswith(magic):
            raise Trouble(Problem(name, f"is {kind}, expected CSV or JSON", advice))
    return _unpacked(packed, name), sha256


def _limited(file: BinaryIO, name: str) -> bytes:
    raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        what = f"is larger than {MAX_BYTES // 1024 // 1024} MB"
        raise Trouble(Problem(name, what, "Is it a list of areas or bodies? Leave out what is none."))
    return raw


def _unpacked(packed: bytes, name: str) -> bytes:
    try:
        if packed.startswith(b"\x1f\x8b"):
            with gzip.open(io.BytesIO(packed)) as file:
                return _limited(file, name)  # type: ignore[arg-type]
        if packed.startswith(b"\x28\xb5\x2f\xfd"):
            reader = zstandard.ZstdDecompressor().stream_reader(packed, read_across_frames=True)
            with io.BufferedReader(reader) as file:
                return _limited(file, name)
    except (EOFError, OSError, zlib.error, zstandard.ZstdError) as error:
        raise Trouble(
            Problem(name, f"the compressed file is damaged ({error})", "Fetch the file again.")
        ) from None
    return packed


def decode(raw: bytes, name: str) -> str:
    """The text of a table: UTF-8, UTF-16 (as Excel saves Unicode text) or CP874, which contains TIS-620.

    Raises `Trouble` when it is none of them.
    """
    if is_utf16(raw[:64]) and raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        encoding = _single_byte(raw) or "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = (
            f"byte {error.start + 1} (0x{raw[error.start]:02x}) is no {encoding.removesuffix('-sig').upper()}"
        )
        raise Trouble(
            Problem(f"{name}, line {line}", what, "Save the file as UTF-8 and run again.")
        ) from None


def _single_byte(raw: bytes) -> str | None:
    """The encoding of bytes that are not UTF-8, judged by the surroundings of the first that is not."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return guess_encoding(raw[max(0, error.start - 1000) : error.start + 100_000])
    return None
