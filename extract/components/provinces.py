"""Provinces: named with จังหวัด or จ., or by their name alone where it is no everyday word."""

from __future__ import annotations

import re

from extract.lexicons import trie_pattern
from extract.mention import Mention
from normalize.provinces import nearest_province, province_surface_forms

THAI = "ก-ฮะ-ฺเ-๎"


MISSPELT = re.compile(rf"(?:จังหวัด|จ\.)\s?(?P<name>[{THAI}]{{4,20}})(?=[\s,)]|$)")


GOES_ON = "(?=และ|พร้อม(?:ทั้ง|ด้วย)|รวมทั้ง|ตามลำดับ|เป็นต้น)"
"""Behind the last province of a list, with the space forgotten; a short name is an everyday word there."""


class ProvinceFinder:
    """Finds provinces; made once, then used for every text.  `value` is the official name."""

    def __init__(self) -> None:
        self._forms = {form: province.name for form, province in province_surface_forms().items()}
        names = trie_pattern(
            form for form in self._forms if len(form) >= 3 and not form.startswith(("จังหวัด", "จ."))
        )
        self._led = re.compile(rf"(?:จังหวัด|จ\.)\s?(?P<name>{names})")
        self._alone = re.compile(
            rf"(?:(?<![{THAI}])|(?<=และ))(?P<name>{names})(?:(?![{THAI}])|(?<=[{THAI}]{{5}}){GOES_ON})"
        )

    def __call__(self, text: str) -> list[Mention]:
        found: dict[int, Mention] = {}
        for pattern in (self._led, self._alone):
            for match in pattern.finditer(text):
                start, end = match.span("name")
                if start not in found:
                    found[start] = Mention("province", start, end, match["name"], self._forms[match["name"]])
        for match in MISSPELT.finditer(text):
            start, end = match.span("name")
            if start not in found and (province := nearest_province(match["name"])):
                found[start] = Mention("province", start, end, match["name"], province.name)
        return sorted(found.values(), key=lambda m: m.start)
