"""Made-up local bodies of the whole country, and their names as people write them.

7,850 bodies, in the numbers of each kind that there are; many share a name across provinces, some differ
by one letter inside one.  Each is written four times: abbreviated; without its province; with a typing
error; with an oddity that nobody sees.  The same seed gives the same names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from place_names import place_name
from rapidfuzz import process
from rapidfuzz.distance import OSA
from slips import odd, slip

from normalize.provinces import PROVINCES

BANGKOK = "กรุงเทพมหานคร"
SUBDISTRICT_ADMINISTRATION = "องค์การบริหารส่วนตำบล"
SUBDISTRICT_MUNICIPALITY = "เทศบาลตำบล"
TOWN = "เทศบาลเมือง"
CITY = "เทศบาลนคร"
PROVINCIAL = "องค์การบริหารส่วนจังหวัด"
SPECIAL = ""
NUMBERS = {
    SUBDISTRICT_ADMINISTRATION: 5_300,
    SUBDISTRICT_MUNICIPALITY: 2_247,
    TOWN: 195,
    CITY: 30,
    PROVINCIAL: 76,
    SPECIAL: 2,
}
"""How many bodies there are of each head; the two of a kind of their own have none."""
CITIES_OF_PROVINCES = 22
TOWNS_OF_PROVINCES = 40
"""How many cities and towns bear their province's name."""
NEIGHBOURS = 0.7
"""Share of names one letter away from another of their kind and province that is let through.

It leaves about as many as there are: 2.3% of real subdistricts have such a neighbour in their province.
"""
SHORT = {
    SUBDISTRICT_ADMINISTRATION: ("อบต.", "อบต. ", "อบต ", "อ.บ.ต.", "องค์การบริหารส่วน ต."),
    SUBDISTRICT_MUNICIPALITY: ("ทต.", "ทต. ", "ท.ต.", "เทศบาลต.", "เทศบาล ต."),
    TOWN: ("ทม.", "ทม. ", "ท.ม.", "เทศบาลม.", "เทศบาล ม."),
    CITY: ("ทน.", "ทน. ", "ท.น.", "เทศบาลน.", "เทศบาล น."),
    PROVINCIAL: ("อบจ.", "อบจ. ", "อบจ ", "อ.บ.จ."),
}
BEHIND = (" จ.{}", " จ. {}", " จังหวัด{}", " (จ.{})")
"""How a province stands behind a name."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its kind as the first word of its name (empty: it has none), its proper name, its province."""

    id: int
    head: str
    proper: str
    province: str

    @property
    def name(self) -> str:
        """The name written out."""
        return self.head + self.proper


@dataclass(frozen=True, slots=True)
class Record:
    """A name of a body as somebody wrote it.

    `text` and `province` (null: not in a column of its own) are what a method is shown.  The rest is for the
    reader who knows all bodies: `written` is the proper name with its typing error, `stated` the province,
    wherever it stands (null: nowhere); `body` is the truth.
    """

    id: int
    text: str
    province: str | None
    head: str
    written: str
    stated: str | None
    body: int

    @property
    def row(self) -> tuple[int, str, str | None]:
        """What `db.resolve.cluster_names` takes."""
        return self.id, self.text, self.province


def make_bodies(seed: int = 1) -> tuple[Body, ...]:
    """All bodies, shuffled; no two have kind, name and province in common."""
    rng = Random(seed)
    provinces = [province.name for province in PROVINCES if province.name != BANGKOK]
    shares = [rng.lognormvariate(0, 0.55) for _ in provinces]
    made: list[tuple[str, str, str]] = [
        (SPECIAL, BANGKOK, BANGKOK),
        (SPECIAL, "เมืองพัทยา", "ชลบุรี"),
        *((PROVINCIAL, province, province) for province in provinces),
    ]
    capitals = rng.sample(provinces, CITIES_OF_PROVINCES + TOWNS_OF_PROVINCES)
    for head, own in ((CITY, capitals[:CITIES_OF_PROVINCES]), (TOWN, capitals[CITIES_OF_PROVINCES:])):
        made += [(head, province, province) for province in own]
    there: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for head, proper, province in made:
        there[head, "" if head == CITY else province].append(proper)
    for head in (CITY, TOWN, SUBDISTRICT_MUNICIPALITY, SUBDISTRICT_ADMINISTRATION):
        missing = NUMBERS[head] - sum(one[0] == head for one in made)
        while missing:
            proper = place_name(rng)
            province = rng.choices(provinces, shares)[0]
            # Cities are some thirty of different names.
            others = there[head, "" if head == CITY else province]
            if proper in others or (near(proper, others) and rng.random() >= NEIGHBOURS):
                continue
            others.append(proper)
            made.append((head, proper, province))
            missing -= 1
    rng.shuffle(made)
    return tuple(Body(number, *one) for number, one in enumerate(made))


def near(proper: str, others: Sequence[str]) -> bool:
    """Whether one of the other names is one letter away."""
    found = process.extractOne(proper, others, scorer=OSA.distance, processor=None, score_cutoff=1)
    return found is not None


def make_records(bodies: Iterable[Body], seed: int = 2) -> tuple[Record, ...]:
    """Four records of each body, shuffled."""
    rng = Random(seed)
    made: list[tuple[str, str | None, str, str, str | None, int]] = []
    for body in bodies:
        short = rng.choice(SHORT[body.head]) if body.head else ""
        abbreviated = "กทม." if body.name == BANGKOK else short + body.proper
        wrong = slip(rng, body.proper)
        for text, written, placed in (
            (abbreviated, body.proper, True),
            (body.name, body.proper, False),
            (body.head + wrong, wrong, True),
            (odd(rng, body.head, body.proper), body.proper, True),
        ):
            inside = placed and body.province != BANGKOK and rng.random() < 0.5
            made.append(
                (
                    text + rng.choice(BEHIND).format(body.province) if inside else text,
                    body.province if placed and not inside else None,
                    body.head,
                    written,
                    body.province if placed else None,
                    body.id,
                )
            )
    rng.shuffle(made)
    return tuple(Record(number, *one) for number, one in enumerate(made))
