"""Names as resolution compares them: the keys of organisations and persons."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from db.settings import matching
from normalize.organisations import OrganisationName, parse_organisation
from normalize.text import fold


@dataclass(frozen=True, slots=True)
class NameKey:
    """What tells organisations apart by their names alone.

    `head` (เทศบาลเมือง, โรงพยาบาล; empty for companies, whose form changes and is often left out) and `proper`
    are folded (`normalize.text.fold`); a unit's `proper` ends in the body it belongs to.  `province` is null
    where none is stated or the kind needs none.  The text of a key, "kind|head|proper|province", is what
    judgements refer to.  `scope` is the article of a name that recurs from province to province and is stated
    without one: the same words in another article may mean another body, so its key ends in "|@article".
    """

    kind: str
    head: str
    proper: str
    province: str | None = None
    scope: str | None = None

    def __str__(self) -> str:
        scope = "" if self.scope is None else f"|@{self.scope}"
        return f"{self.kind}|{self.head}|{self.proper}|{self.province or ''}{scope}"

    @property
    def name(self) -> tuple[str, str, str]:
        """The key without its place."""
        return self.kind, self.head, self.proper

    @property
    def unplaced(self) -> bool:
        """Whether the province is missing that tells it from others of its name."""
        return self.province is None and self.kind in matching().kinds.recurring

    def within(self, article: str) -> NameKey:
        """The key as one article states it: the same, unless it is unplaced."""
        return replace(self, scope=article) if self.unplaced else self


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A name as an article states it, taken apart.

    `province` is the one in the name or else the one stated beside it; `in_name` tells which.
    """

    key: NameKey
    proper: str
    canonical: str
    province: str | None
    in_name: bool
    district: str | None = None
    parent: str | None = None


_COMPANY_FORMS = ("บริษัท", "ห้างหุ้นส่วน")


@lru_cache(maxsize=100_000)
def parse_name(text: str, province: str | None = None) -> ParsedName:
    """The key and parts of an organisation's name with the province that is stated for it."""
    kinds = matching().kinds
    own = parse_organisation(text)
    stated: OrganisationName = own if own.province else parse_organisation(text, province)
    place = own.province if stated.kind in kinds.nationwide else stated.province
    identified = stated.kind in kinds.nationwide or stated.kind in kinds.identified_by_name
    company = stated.head.startswith(
        _COMPANY_FORMS
    )  # its form is often left out; a branch's name has its company's
    owned = stated.parent and not company and stated.kind not in kinds.known_without_owner
    head = "" if company else fold(stated.head)
    proper = fold(stated.proper) + (f"/{fold(str(stated.parent))}" if owned else "")
    key = NameKey(stated.kind, head, proper, None if identified else place)
    in_name = own.province is not None and place is not None
    return ParsedName(key, stated.proper, stated.canonical, place, in_name, stated.district, stated.parent)


_TITLES = re.compile(
    r"^(?:นางสาว|นาย|นาง|น\.ส\.|ด\.ช\.|ด\.ญ\.|เด็กชาย|เด็กหญิง|รศ\.|ผศ\.|ศ\.|ดร\.|นพ\.|พญ\.|คุณ|mr\.?|mrs\.?|ms\.?|dr\.?)+"
)


def person_key(name: str) -> str:
    """A person's name without its titles, as it is compared."""
    key = fold(name)
    return _TITLES.sub("", key) or key
