"""Awards by year and tier as stacked bars, one bar a year; the widths are percents of the longest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from db.overviews import YearCount, tier_order

FAMILIES = 6
"""So many families of tiers have a colour of their own; the others share one."""
YEARS = 10
"""So many years have bars; the table beneath has all."""

Kind = Literal["tier", "others", "none"]


@dataclass(frozen=True, slots=True)
class Series:
    """A part of the bars: a family of tiers, all the others, or the awards without a tier."""

    kind: Kind
    colour: int
    family: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar; `left` and `width` in percent of the longest bar."""

    series: Series
    number: int
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A year; `numbers` has one for each series of the chart, `segments` those that are not 0."""

    year: int | None
    total: int
    numbers: tuple[int, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """`bars`: the newest years without gaps; `rows`: all years that have awards, and the unknown one."""

    series: tuple[Series, ...]
    bars: tuple[Bar, ...]
    rows: tuple[Bar, ...]

    @property
    def earlier(self) -> int:
        """The awards of years before the oldest bar."""
        oldest = min((bar.year for bar in self.bars if bar.year is not None), default=0)
        return sum(row.total for row in self.rows if row.year is not None and row.year < oldest)

    @property
    def unknown(self) -> int:
        """The awards without a year."""
        return sum(row.total for row in self.rows if row.year is None)


def chart(years: Sequence[YearCount]) -> Chart:
    """A chart of awards by year and tier."""
    totals: Counter[str | None] = Counter()
    for count in years:
        totals.update(count.by_tier)
    named = [family for family, _ in totals.most_common() if family is not None]
    own = tier_order(named[:FAMILIES])
    series = [Series("tier", colour, family) for colour, family in enumerate(own)]
    if len(named) > FAMILIES:
        series.append(Series("others", FAMILIES))
    if None in totals:
        series.append(Series("none", FAMILIES + 1))
    longest = max((count.awards for count in years if count.year is not None), default=0)
    rows = tuple(_bar(count, series, longest) for count in years)
    return Chart(tuple(series), _without_gaps(rows), rows)


def _bar(count: YearCount, series: Sequence[Series], longest: int) -> Bar:
    own = {one.family for one in series if one.kind == "tier"}
    numbers = []
    for one in series:
        if one.kind == "tier":
            numbers.append(count.by_tier.get(one.family, 0))
        elif one.kind == "none":
            numbers.append(count.by_tier.get(None, 0))
        else:
            numbers.append(
                sum(n for tier, n in count.by_tier.items() if tier is not None and tier not in own)
            )
    segments, left = [], 0.0
    for one, number in zip(series, numbers, strict=True):
        if number and longest:
            width = round(100 * number / longest, 3)
            segments.append(Segment(one, number, round(left, 3), width))
            left += width
    return Bar(count.year, count.awards, tuple(numbers), tuple(segments))


def _without_gaps(rows: Sequence[Bar]) -> tuple[Bar, ...]:
    by_year = {bar.year: bar for bar in rows if bar.year is not None}
    if not by_year:
        return ()
    newest = max(by_year)
    oldest = max(min(by_year), newest - YEARS + 1)
    return tuple(by_year.get(year, Bar(year, 0, (), ())) for year in range(newest, oldest - 1, -1))
