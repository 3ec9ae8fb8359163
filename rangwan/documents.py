"""The articles that `rangwan extract` reads, checked field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rangwan.messages import Problem, Report
from rangwan.reading import Record, read_records, type_name

MAX_CHARACTERS = 400_000
"""Longer texts are not read: the longest of 91,790 government releases has 243,084 characters."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it comes: what the extraction needs of it.  `published` is in the common era."""

    id: str
    title: str
    text: str
    url: str | None = None
    published: date | None = None


def read_documents(path: str, report: Report) -> Iterator[Document]:
    """The articles of a JSON-lines file ("-": the standard input); what cannot be read is reported.

    Raises `Trouble` when the file as a whole cannot be read (see `rangwan.reading.read_records`).
    """
    for record in read_records(path, report):
        document = to_document(record, report)
        if document is not None:
            yield document


def to_document(record: Record, report: Report) -> Document | None:
    """The article that a JSON object holds; none, after reporting why, when there is none."""
    fields: dict[str, str | None] = {}
    for name in ("id", "title", "text", "url", "published"):
        value = record.values.get(name)
        if value is not None and not isinstance(value, str):
            what = f'"{name}" is {type_name(value)}, expected a text'
            report(Problem(record.where, what, "The article was skipped.", kind="field of the wrong type"))
            return None
        if name in ("id", "url") and value is not None and not _is_unicode(value):
            what = f'"{name}" holds half a character (an unpaired surrogate such as \\ud83d)'
            report(Problem(record.where, what, "The article was skipped.", kind="damaged text"))
            return None
        fields[name] = value
    if not fields["id"] or fields["text"] is None:
        missing = "id" if not fields["id"] else "text"
        what = f'the article has no "{missing}"'
        advice = (
            'Each line needs at least "id" and "text"; "title", "url" and "published" may be null. Skipped.'
        )
        report(Problem(record.where, what, advice, kind="missing field"))
        return None
    title, text = fields["title"] or "", fields["text"]
    if len(title) + len(text) > MAX_CHARACTERS:
        what = (
            f"article {fields['id']} has {len(title) + len(text):,} characters, more than {MAX_CHARACTERS:,}"
        )
        advice = "It was skipped. If it holds several articles, give each its own line."
        report(Problem(record.where, what, advice, kind="article too long"))
        return None
    if not text.strip():
        advice = "Only its title was read." if title.strip() else "Nothing was read."
        report(
            Problem(record.where, f"article {fields['id']} has no text", advice, kind="article without text")
        )
    return Document(fields["id"], title, text, fields["url"], _published(fields["published"], record, report))


def _published(value: str | None, record: Record, report: Report) -> date | None:
    if not value:
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        what = f'"published" is "{value[:40]}", expected a date like 2023-10-10 (common era)'
        advice = "The article was read as one without a date."
        report(Problem(record.where, what, advice, kind="date that cannot be read"))
        return None


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
