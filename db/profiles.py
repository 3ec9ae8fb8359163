"""What the dataset knows of an organisation, for a person who decides: names, place, awards, sentences.

Persons are left out: their awards are counted only, and no sentence that names one for an award is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from normalize.text import document_text

AROUND = 70
"""Characters shown on either side of a name that stands outside its evidence."""


@dataclass(frozen=True, slots=True)
class Form:
    """A written form and in how many facts it stands."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name as resolution compares it: one key, as people write it.

    `forms` by frequency; `article` is the title of the only article that the key is about, where it is about
    one; `in_use` tells whether a standing fact states it.
    """

    key: str
    organisation_id: str
    kind: str
    head: str
    proper: str
    province: str | None
    home_id: str | None
    article_id: str | None
    article: str | None
    forms: tuple[Form, ...]

    @property
    def in_use(self) -> bool:
        """Whether a standing fact states it."""
        return bool(self.forms)

    @property
    def text(self) -> str:
        """Its most frequent form."""
        return self.forms[0].text if self.forms else f"{self.head}{self.proper}"


@dataclass(frozen=True, slots=True)
class AwardLine:
    """An award of the organisation itself (year in the Buddhist era)."""

    id: str
    programme: str
    year: int | None
    tier: str | None
    project: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that names the organisation; `name` is where in `text` (start, end), if that can be told."""

    text: str
    name: tuple[int, int] | None
    form: str
    title: str
    published: str | None
    url: str | None
    article_id: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One organisation as it is now."""

    id: str
    name: str
    kind: str
    province: str | None
    province_basis: str | None
    province_source: str | None
    province_source_title: str | None
    province_registry: str | None
    district: str | None
    parent: str | None
    name_en: str | None
    undecided: str | None
    forms: tuple[Form, ...]
    awards: tuple[AwardLine, ...]
    awards_of_persons: int
    articles: int


def profile(db: Database, identity: str) -> Profile:
    """The organisation of a standing id; raises `LookupError` for another."""
    row = db.conn.execute(
        "SELECT o.name, o.kind, o.province, o.province_basis, o.province_source, v.title,"
        " o.province_registry, o.district, o.parent, o.name_en, o.undecided FROM organisation o"
        " LEFT JOIN article a ON a.id = o.province_source"
        " LEFT JOIN article_version v ON v.article_id = a.id AND v.version = a.version WHERE o.id = ?",
        [identity],
    ).fetchone()
    if row is None:
        raise LookupError(identity)
    forms = db.conn.execute(
        "SELECT text, count FROM organisation_name WHERE organisation_id = ? ORDER BY count DESC, text",
        [identity],
    )
    (persons,) = db.conn.execute(
        "SELECT count(*) FROM awards WHERE organisation_id = ? AND recipient_type = 'person'", [identity]
    ).fetchone()
    (articles,) = db.conn.execute(
        "SELECT count(DISTINCT f.article_id) FROM mention m JOIN fact f ON f.id = m.fact_id"
        " WHERE m.organisation_id = ?",
        [identity],
    ).fetchone()
    values = (*row, tuple(Form(*form) for form in forms), _awards(db, identity), persons, articles)
    return Profile(identity, *values)


def redirects_to(db: Database, identity: str) -> tuple[str, ...]:
    """The ids that lead on to this one."""
    rows = db.conn.execute("SELECT id FROM organisation WHERE redirected_to = ? ORDER BY id", [identity])
    return tuple(other for (other,) in rows)


def names(db: Database, identity: str) -> tuple[Name, ...]:
    """The names (keys) of an organisation, those most often stated first, then those out of use."""
    keys = [key for (key,) in db.conn.execute(
        "SELECT k.key FROM organisation_key k LEFT JOIN mention m ON m.key = k.key"
        " WHERE k.organisation_id = ? GROUP BY k.key ORDER BY count(m.fact_id) DESC, k.key",
        [identity],
    )]  # fmt: skip
    return tuple(name for key in keys if (name := name_of(db, key)))


def name_of(db: Database, key: str) -> Name | None:
    """A key as people write it; null for one that no article has ever stated."""
    row = db.conn.execute(
        "SELECT k.organisation_id, k.kind, k.head, k.proper, k.province, k.home_id, k.scope, v.title"
        " FROM organisation_key k LEFT JOIN article a ON a.id = k.scope"
        " LEFT JOIN article_version v ON v.article_id = a.id AND v.version = a.version WHERE k.key = ?",
        [key],
    ).fetchone()
    if row is None:
        return None
    forms = db.conn.execute(
        "SELECT coalesce(f.organisation_text, f.organisation), count(*) FROM mention m"
        " JOIN fact f ON f.id = m.fact_id WHERE m.key = ? GROUP BY 1 ORDER BY 2 DESC, 1",
        [key],
    )
    values = (*row, tuple(Form(*form) for form in forms))
    return Name(key, *values)


def evidence(db: Database, identity: str, *, key: str | None = None, most: int = 3) -> tuple[Evidence, ...]:
    """Sentences that name an organisation, one an article: those with the name `key` first, newest first."""
    rows = db.conn.execute(
        "SELECT f.article_id, v.title, v.text, v.published, r.url,"
        " coalesce(f.organisation_text, f.organisation), e.start_char, e.end_char, e.text,"
        " n.start_char, n.end_char FROM mention m JOIN fact f ON f.id = m.fact_id"
        " JOIN article r ON r.id = f.article_id"
        " JOIN article_version v ON v.article_id = f.article_id AND v.version = f.article_version"
        " LEFT JOIN span e ON e.fact_id = f.id AND e.field = 'evidence'"
        " LEFT JOIN span n ON n.fact_id = f.id AND n.field = 'organisation'"
        " WHERE m.organisation_id = ? AND f.recipient_type <> 'person' AND (e.text IS NOT NULL OR n.text IS"
        " NOT NULL) ORDER BY m.key IS NOT ?, v.published IS NULL, v.published DESC, f.article_id, f.id",
        [identity, key],
    )
    found: dict[str, Evidence] = {}
    for article_id, title, text, published, url, form, *spans in rows:
        if article_id not in found:
            start, end, said, *name_span = spans
            sentence, name = _sentence(document_text(title, text), said, (start, end), name_span)
            found[article_id] = Evidence(sentence, name, form, title, published, url, article_id)
            if len(found) == most:
                break
    return tuple(found.values())


def _sentence(
    document: str, said: str | None, span: Sequence[int | None], name: Sequence[int | None]
) -> tuple[str, tuple[int, int] | None]:
    """The evidence and where the name stands in it; a name from elsewhere comes before it, in its line."""
    (start, end), (name_start, name_end) = span, name
    if name_start is None or name_end is None:
        return said or "", None
    if start is not None and end is not None and start <= name_start and name_end <= end:
        return said or "", (name_start - start, name_end - start)
    line_start = max(document.rfind("\n", 0, name_start) + 1, name_start - AROUND)
    line_end = document.find("\n", name_end)
    line_end = min(len(document) if line_end < 0 else line_end, name_end + AROUND)
    line = document[line_start:line_end]
    text = f"{line} … {said}" if said else line
    return text, (name_start - line_start, name_end - line_start)


def _awards(db: Database, identity: str) -> tuple[AwardLine, ...]:
    rows = db.conn.execute(
        "SELECT id, programme, year, tier, project FROM awards"
        " WHERE organisation_id = ? AND recipient_type <> 'person'"
        " ORDER BY year DESC, programme, tier_rank, project, id",
        [identity],
    )
    return tuple(AwardLine(*row) for row in rows)
