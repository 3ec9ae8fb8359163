"""A site on loopback with news of two sources, that grows and corrects itself from one run to the next."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from towns import TOWNS

sys.path.insert(0, str(Path(__file__).parents[1] / "crawler"))
from site_server import Site, article, listing

SOURCES = ("province", "town")
PUBLISHER = """
key = "{key}"
homepage = "{url}/{key}/"
publishes = "Test pages."
layout = "plain"
[name]
th = "ข่าว {key}"
en = "News {key}"
[[discovery]]
kind = "listing"
url = "/{key}/"
match = "/{key}/news/"
[politeness]
delay = 0
timeout = 10
[schedule]
recheck_days = 0
[terms]
verdict = "allowed"
why = "our own"
"""
TIERS = ("ยอดเยี่ยม", "ดีเด่น", "ดี")


class GrowingSite:
    """Writes the pages of a `Site`: each article tells who won what."""

    def __init__(self, site: Site, seed: int) -> None:
        self.site = site
        self.chance = random.Random(seed)
        self.articles: dict[str, dict[int, str]] = {key: {} for key in SOURCES}
        self._next = 0

    def publishers(self, folder: Path) -> Path:
        """Write the publishers' files; their folder."""
        folder.mkdir()
        for key in SOURCES:
            text = PUBLISHER.format(key=key, url=self.site.url)
            (folder / f"{key}.toml").write_text(text, encoding="utf-8")
        return folder

    def grow(self, articles: int) -> None:
        """New articles of each source, and a correction of an older one."""
        for key in SOURCES:
            for _ in range(articles):
                self.write(key, self._next)
                self._next += 1
            self.write(key, self.chance.choice(list(self.articles[key])))

    def write(self, key: str, number: int) -> None:
        """An article that is new or says something else from now on."""
        chance = self.chance
        winners = chance.sample(TOWNS, chance.randrange(1, 4))
        year = 2560 + chance.randrange(6)
        said = "\n".join(
            f"เทศบาล{rank}{name} จังหวัด{province} ได้รับรางวัลท้องถิ่นดิจิทัล ประจำปี {year} ระดับ{chance.choice(TIERS)}"
            for name, rank, province in winners
        )
        self.articles[key][number] = said
        day = f"{1 + number % 28} ตุลาคม 2566"
        self.site.add(f"/{key}/news/{number}", article(f"ข่าวที่ {number}", said, day))
        newest_first = reversed(self.articles[key])
        self.site.add(f"/{key}/", listing(*(f"/{key}/news/{one}" for one in newest_first)))
