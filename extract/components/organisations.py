"""Organisations: names of the gazetteer, headed names, companies, provinces and short forms together."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.components.companies import companies
from extract.components.elisions import Elisions
from extract.components.headed_names import HeadedNames
from extract.components.name_closings import with_bank_branch, with_closing
from extract.components.name_ends import NameEnds
from extract.components.name_joins import houses_joined, parts_joined, with_office, with_prefix, without_kind
from extract.components.organisation_heads import Heads
from extract.components.short_forms import ShortForms
from extract.components.tokens import Tokens, is_thai
from extract.lexicons import read_csv, read_toml, trie_pattern
from extract.mention import Mention, without_overlaps
from normalize.abbreviations import abbreviation_forms
from normalize.provinces import province_surface_forms

ENDS = read_toml("name_ends.toml")
PRAISED = tuple(ENDS["praise"])
"""A name that ends so is a kind of winner (ห้องสมุดประชาชนดีเด่น)."""
INCOMPLETE = ("สำนักงานปลัดกระทรวง", "สำนักงานปลัด")
"""Names that lack their ministry, whose abbreviation may follow."""
NO_WINNERS = frozenset(ENDS["no_winners"])
"""Names of the gazetteer that releases never give an award to."""
UNIT_ONLY = {
    "กลุ่มธุรกิจ": (" บริษัท", " บมจ", " บจก", " ธนาคาร", " การ"),
    "สายงาน": (" บริษัท", " บมจ", " บจก", " ธนาคาร", " การ"),
    "กลุ่มงาน": (" โรงพยาบาล", " รพ.", " สำนักงานสาธารณสุข", " สถาบัน", " กอง", " สำนัก", " ศูนย์"),
}
"""Units that are named only with the body behind them, and how that begins."""
CLOSED = re.compile(r" (?:\(องค์การมหาชน\)|ในพระบรมราชูปถัมภ์|ในพระบรมราชินูปถัมภ์)$")
"""What closes an official name and is often left out."""
IN_PLACE = re.compile(r"(?:พื้นที่|เขต|ใน|ณ|ทั่ว) ?$")
SHORTEST = 6
"""Characters: shorter names of the gazetteer are found by their head words only."""


class OrganisationFinder:
    """Finds organisations; made once, then used for every text."""

    def __init__(self) -> None:
        provinces = {form: province.name for form, province in province_surface_forms().items()}
        long_forms = [form for form in provinces if len(form) >= 3 and not form.endswith(".")]
        self._provinces = provinces
        self._province_head = re.compile(rf"จังหวัด\s?(?P<name>{trie_pattern(long_forms)})")
        self._heads = Heads()
        self._headed = HeadedNames(self._heads, NameEnds(self._heads, long_forms))
        self._short_forms = ShortForms(provinces)
        self._generic = re.compile(trie_pattern(read_toml("heads.toml")["generic"]["beginnings"]))
        known = _gazetteer()
        self._gazetteer = re.compile(trie_pattern(_written(known)))
        self._elisions = Elisions(known)

    def __call__(self, text: str, tokens: Tokens) -> list[Mention]:
        full = self._full_names(text, tokens)
        defined = self._short_forms.defined(full, text)
        found = [*self._short_forms.headed(text), *full, *defined, *self._short_forms.find(text, defined)]
        found = [
            m
            for m in found
            if m.attributes["source"] == "gazetteer" or not self._generic.match(str(m.value or ""))
        ]
        named = self._elisions.written_out(houses_joined(text, without_overlaps(found), self._heads.part))
        return [with_office(text, with_prefix(text, with_bank_branch(text, m))) for m in named]

    def _full_names(self, text: str, tokens: Tokens) -> list[Mention]:
        known = self._gazetteer_names(text, tokens)
        found = [
            *known,
            *companies(text),
            *self._headed.find(text, tokens, known),
            *self._headed.mayors(text, tokens),
            *self._provinces_as_bodies(text),
        ]
        found = [m for m in found if not self._is_generic(m) and not _lacks_body(text, m)]
        found = [without_kind(text, mention) for mention in without_overlaps(found)]
        closed = [with_closing(text, mention) for mention in found]
        return parts_joined(text, closed, self._heads.part)

    def _is_generic(self, mention: Mention) -> bool:
        """Whether a mention names a kind of body and none in particular."""
        source = mention.attributes["source"]
        if source in ("province", "company"):
            return False
        if source == "gazetteer":
            return mention.text in NO_WINNERS
        if source == "head" and (mention.text.endswith(PRAISED) or mention.text in INCOMPLETE):
            return True
        generic = self._generic.match(mention.text)
        head = str(mention.attributes.get("head") or "")
        specific = len(head) > (generic.end() if generic else 0) and mention.text.startswith(head)
        return generic is not None and not specific

    def _gazetteer_names(self, text: str, tokens: Tokens) -> list[Mention]:
        return [
            Mention("organisation", m.start(), m.end(), m[0], m[0], {"source": "gazetteer"})
            for m in self._gazetteer.finditer(text)
            if tokens.begins(m.start())
            or m.start() == 0
            or not is_thai(text[m.start() - 1])
            or m[0].startswith(("กระทรวง", "สำนักงาน", "กรม"))
        ]

    def _provinces_as_bodies(self, text: str) -> list[Mention]:
        found = []
        for match in self._province_head.finditer(text):
            if IN_PLACE.search(text, max(0, match.start() - 8), match.start()):
                continue  # where something is, not who did it
            name = self._provinces[match["name"]]
            attributes = {"source": "province", "province": name}
            found.append(Mention("organisation", *match.span(), match[0], f"จังหวัด{name}", attributes))
        return found


def _gazetteer() -> list[str]:
    """Full names of national bodies, and those that abbreviations stand for."""
    names = {row["name_th"] for row in read_csv("agencies.csv")}
    names |= {name for found in abbreviation_forms().values() for name in found}
    return [name for name in names if len(name) >= SHORTEST and not name.endswith(("จังหวัด", "อำเภอ", "ตำบล"))]


def _written(names: Iterable[str]) -> set[str]:
    """The names with and without their spaces, with a space before และ, and without what closes them."""
    forms = set()
    for name in names:
        for form in {name, CLOSED.sub("", name)}:
            forms |= {form, form.replace(" และ", "และ").replace(", ", " ")}
            forms.add(re.sub(r"(?<=[^ ])และ", " และ", form))
            if not form.startswith("บริษัท"):
                forms.add(form.replace(" ", ""))
    return {form for form in forms if len(form) >= SHORTEST}


def _lacks_body(text: str, mention: Mention) -> bool:
    """Whether a unit that is named only with its body (กลุ่มธุรกิจ... บริษัท...) stands without one."""
    bodies = UNIT_ONLY.get(str(mention.attributes.get("head")))
    return bodies is not None and not text.startswith(bodies, mention.end)
