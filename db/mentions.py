"""The organisations that standing facts name, each with what its article says beside the name."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlite_utils import Database

from db.definitions import Definitions
from db.names import NameKey, ParsedName, parse_name
from db.naming import Naming, name_of
from db.placing import Win
from db.programmes import programme_of


@dataclass(frozen=True, slots=True)
class Mention:
    """A fact's organisation: its written form and aliases, the name taken apart, the award beside it, and how
    the name was arrived at."""

    fact_id: int
    article_id: str
    published: str | None
    text: str
    aliases: tuple[str, ...]
    name: ParsedName
    win: Win
    naming: Naming

    @property
    def key(self) -> NameKey:
        """The name as it is compared; within its article, where it lacks the province that it needs or is an
        abbreviation that may stand for several bodies."""
        if self.naming.how == "undecided":
            return replace(self.name.key, scope=self.article_id)
        return self.name.key.within(self.article_id)

    @property
    def age(self) -> tuple[str, str]:
        """Older articles first; those without a date last.  It does not depend on the order of arrival."""
        return (self.published or "9999", self.article_id)

    def days_from(self, other: Mention) -> int:
        """Days between the two articles; a great many when one has no date."""
        if self.published is None or other.published is None:
            return 10**6
        return abs((date.fromisoformat(self.published) - date.fromisoformat(other.published)).days)


_MENTIONS = """
    SELECT f.id, f.article_id, v.published, coalesce(f.organisation_text, f.organisation) AS text, f.aliases,
        coalesce(f.organisation, f.organisation_text) AS name, f.province, f.award, f.year, f.tier, f.project
    FROM fact f
    JOIN article_version v ON v.article_id = f.article_id AND v.version = f.article_version
    WHERE f.withdrawn_at IS NULL AND coalesce(f.organisation, f.organisation_text) <> ''
    ORDER BY f.id
"""


def read_mentions(db: Database) -> list[Mention]:
    """The mentions of all standing facts, in the order of the facts' ids."""
    definitions = Definitions(db)
    return [
        Mention(
            row["id"],
            row["article_id"],
            row["published"],
            row["text"],
            tuple(json.loads(row["aliases"])),
            parse_name(naming.text, row["province"]),
            Win(row["article_id"], programme_of(row["award"]), row["year"], row["tier"], row["project"]),
            naming,
        )
        for row in db.query(_MENTIONS)
        for naming in [name_of(row, definitions)]
    ]


def oldest(mentions: Iterable[Mention]) -> Mention:
    """The first of them in time."""
    return min(mentions, key=lambda mention: mention.age)
