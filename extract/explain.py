"""Explains an extraction: what the components found, what became of each award and draft, and why.

Nothing is decided here.  The components, the reader and the merging run as for `Extractor.extract` and are
watched; the reasons come from the functions that the reader itself asks (`role_of`, its test for noise).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from extract.assembly.assemble import Reader
from extract.assembly.drafting import Drafting
from extract.assembly.drafts import Draft, Frame
from extract.assembly.merge import merge
from extract.assembly.noise import AROUND, LOTTERY, SPORTS, is_lottery, is_noise
from extract.assembly.phrases import AwardPhrase, read_phrase
from extract.assembly.progress import Progress
from extract.assembly.reading import Reading, split_lines
from extract.assembly.recipients import Recipient, RecipientList
from extract.assembly.roles import NEAR_PROSPECT, Role, role_of
from extract.assembly.tellings import recipient_key
from extract.assembly.umbrella import umbrella_of
from extract.fact import Extraction, Span
from extract.mention import Mention
from extract.pipeline import TRIGGER, Extractor

NO_TRIGGER = "none of the words by which awards are looked for occurs: the article was read no further"
NO_VERB = "only named: no verb of winning or giving before it, no recipient behind it"
NO_WINNER = "won, but no recipient is named before {verb} and none is listed behind"
NO_RECEIVER = "given, but no recipient follows {verb}"
PROSPECT = "still to be won: {cue}"
LOTTERY_WORD = "a lottery or a prize draw: {word}"
SPORTS_WORD = "sports: {word}"
NOISE = "a lottery, a prize draw or sports"
LOTTERY_TITLE = "the title is about a lottery ({word}): the article was read no further"
READ_OVER = "it lies in a phrase or list that was read as a whole, and no rule uses it there"
NO_AWARD = "a recipient ({rule}), but no award is named that it could have won"
TOLD_TWICE = "the same win as fact {number}, which tells it more fully"
PARENT = "left out when drafts were merged: a parent speaks of the awards of the bodies under it"


@dataclass(frozen=True, slots=True)
class Rejection:
    """Characters of the document text that no fact was made of, and why."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One extraction with what led to it.

    `mentions` are what the components found, by label and in text order; `drafts` what the rules drew from
    them, before merging; `rejections` the awards and drafts that became no fact; `umbrella` the award that
    the article as a whole is about, for lists that state placings only.
    """

    extraction: Extraction
    mentions: Mapping[str, tuple[Mention, ...]]
    drafts: tuple[Draft, ...]
    rejections: tuple[Rejection, ...]
    umbrella: Frame

    def to_json(self) -> dict[str, Any]:
        """The JSON of the extraction, and besides it the text, mentions, drafts and rejections."""
        text = self.extraction.text
        return {
            **self.extraction.to_json(),
            "text": text,
            "umbrella": _frame_json(text, self.umbrella),
            "mentions": {
                label: [_mention_json(mention) for mention in found] for label, found in self.mentions.items()
            },
            "drafts": [_draft_json(text, draft) for draft in self.drafts],
            "rejections": [
                {"start": one.start, "end": one.end, "text": one.text, "reason": one.reason}
                for one in self.rejections
            ],
        }


class Trace(Protocol):
    """Is told by a step of the extraction what it rejects."""

    def rejected(self, start: int, end: int, reason: str) -> None:
        """No fact is made of these characters of the document text."""


class Rejections:
    """A trace that keeps what it is told, one reason for a stretch of text, in text order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._reasons: dict[Span, str] = {}

    def rejected(self, start: int, end: int, reason: str) -> None:
        """Keep a rejection; of several for the same characters the first one counts."""
        self._reasons.setdefault((start, end), reason)

    def all(self) -> tuple[Rejection, ...]:
        """What was rejected, in text order."""
        found = sorted(self._reasons.items())
        return tuple(Rejection(start, end, self._text[start:end], why) for (start, end), why in found)


class WatchedDrafting(Drafting):
    """Drafting that tells a trace of recipients without an award, and notes which awards were used."""

    def __init__(self, reading: Reading, trace: Trace, used: set[int]) -> None:
        super().__init__(reading)
        self._trace = trace
        self._used = used

    def emit_list(self, rule: str, found: RecipientList, frame: Frame, phrase: AwardPhrase | None) -> None:
        """Draft a list; the award that heads it is used."""
        if phrase is not None and phrase.mention is not None:
            self._used.add(phrase.mention.start)
        super().emit_list(rule, found, frame, phrase)

    def emit(
        self,
        rule: str,
        recipient: Recipient,
        frame: Frame,
        evidence: Span,
        *,
        nests: bool = True,
        claimed: int = 1,
    ) -> None:
        """Draft a fact, or tell that no award is named for it."""
        before = len(self.drafts)
        super().emit(rule, recipient, frame, evidence, nests=nests, claimed=claimed)
        if len(self.drafts) == before:
            self._trace.rejected(recipient.start, recipient.end, NO_AWARD.format(rule=rule))


class WatchedReader(Reader):
    """A reader that tells a trace which awards and recipients it makes nothing of."""

    def __init__(self, reading: Reading, trace: Trace) -> None:
        self._used: set[int] = set()
        super().__init__(reading, WatchedDrafting(reading, trace, self._used))
        self._trace = trace
        self._visited: dict[int, str] = {}

    def watch(self) -> list[Draft]:
        """The drafts of the article, as `read` gives them; the trace is told of the rest."""
        reading = self._reading
        drafts, _ = self.read()
        awards = reading.of("award")
        if is_lottery(reading):
            word = LOTTERY.search(reading.title)
            reason = LOTTERY_TITLE.format(word=word[0] if word else reading.title)
            for mention in awards:
                self._trace.rejected(*mention.span, reason)
            return drafts
        spans = _Cover(span for draft in drafts for span in _spans_of(draft))
        for mention in awards:
            if mention.start not in self._used and not spans.touches(mention.span):
                self._trace.rejected(*mention.span, self._visited.get(mention.start, READ_OVER))
        return drafts

    def _award(self, progress: Progress, mention: Mention) -> None:
        before = len(self._drafting.drafts)
        self._visited[mention.start] = self._reason(mention)
        super()._award(progress, mention)
        if len(self._drafting.drafts) > before:
            self._used.add(mention.start)

    def _reason(self, mention: Mention) -> str:
        """Why this award stays without a fact, unless the reader finds a recipient for it."""
        phrase = read_phrase(self._reading, mention)
        role, verb = role_of(self._reading, phrase)
        said = self._reading.text[verb : phrase.start].strip() or mention.text
        if role is Role.PROSPECT:
            return PROSPECT.format(cue=self._cue(verb, phrase.start))
        if is_noise(self._reading, phrase):
            return self._noise(phrase)
        if role is Role.WON:
            return NO_WINNER.format(verb=said)
        return NO_RECEIVER.format(verb=said) if role is Role.GIVEN else NO_VERB

    def _cue(self, verb: int, end: int) -> str:
        """The words that put a win into the future, or those before the award where no single cue does."""
        line = self._reading.line_of(end)
        start = max(line.start, verb - 28, end - 60)
        found = [match for match in NEAR_PROSPECT.finditer(self._reading.text, start, end) if match[0]]
        return found[-1][0] if found else self._reading.text[max(line.start, verb - 12) : end].strip()

    def _noise(self, phrase: AwardPhrase) -> str:
        line = self._reading.line_of(phrase.start)
        start, end = max(line.start, phrase.start - AROUND), min(line.end, phrase.end + AROUND)
        for pattern, reason in ((LOTTERY, LOTTERY_WORD), (SPORTS, SPORTS_WORD)):
            if word := pattern.search(self._reading.text, start, end):
                return reason.format(word=word[0])
        return NOISE


class _Cover:
    """Stretches of text joined where they overlap, asked whether one of them touches another stretch."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touches(self, span: Span) -> bool:
        index = bisect_left(self._starts, span[1]) - 1
        return index >= 0 and self._ends[index] > span[0]


class ExplainingExtractor(Extractor):
    """An extractor that can also explain; made once, then used for any number of articles."""

    def explain(
        self, *, id: str, title: str, text: str, url: str | None = None, published: date | None = None
    ) -> Explanation:
        """The extraction of one article, exactly as `extract` gives it, with what led to it.

        Takes about three times as long as `extract`, whose arguments it shares.
        """
        extraction = self.extract(id=id, title=title, text=text, url=url, published=published)
        trace = Rejections(extraction.text)
        if not TRIGGER.search(extraction.text):
            trace.rejected(0, 0, NO_TRIGGER)
            return Explanation(extraction, {}, (), trace.all(), Frame())
        mentions = self._mentions(extraction)
        reading = Reading(extraction.text, extraction.title, split_lines(extraction.text), mentions)
        drafts = WatchedReader(reading, trace).watch()
        _tell_merged(reading, drafts, trace)
        # Leads of projects say nothing alone; the works that the rules read behind them are in the drafts.
        shown = {label: found for label, found in mentions.items() if label != "project"}
        return Explanation(extraction, shown, tuple(drafts), trace.all(), umbrella_of(reading))

    def _mentions(self, extraction: Extraction) -> dict[str, tuple[Mention, ...]]:
        doc = self._read(extraction.title, extraction.text)
        return {label: tuple(found) for label, found in doc._.mentions.items()}


def _tell_merged(reading: Reading, drafts: Sequence[Draft], trace: Trace) -> None:
    """Tell which drafts merging left out, and for which fact."""
    kept = merge(reading, drafts)
    left = Counter(map(_identity, kept))
    numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, draft in enumerate(kept):
        numbers[_recipient_key(draft)].append(position)
    for draft in drafts:
        identity = _identity(draft)
        if left[identity]:
            left[identity] -= 1
            continue
        same = (n for n in numbers[_recipient_key(draft)] if len(merge(reading, [kept[n], draft])) == 1)
        fact = next(same, None)
        trace.rejected(*draft.evidence, PARENT if fact is None else TOLD_TWICE.format(number=fact + 1))


def _identity(draft: Draft) -> tuple[object, ...]:
    """What merging does not change of a draft."""
    return draft.rule, draft.evidence, draft.recipient.start, draft.recipient.end, draft.frame.award


def _recipient_key(draft: Draft) -> tuple[str, str]:
    recipient = draft.recipient
    person = recipient.person if recipient.kind == "person" else None
    return recipient.kind, recipient_key(recipient.organisation, person)


def _spans_of(draft: Draft) -> Iterator[Span]:
    frame, recipient = draft.frame, draft.recipient
    parts = (frame.award, frame.category, frame.tier, frame.project, recipient.category, recipient.tier)
    yield draft.evidence
    yield from (span for span in (*parts, recipient.project) if span is not None)


# JSON


def _mention_json(mention: Mention) -> dict[str, Any]:
    plain = (str, int, float, bool, tuple)
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "value": mention.value if isinstance(mention.value, plain) else None,
        "attributes": {name: value for name, value in mention.attributes.items() if isinstance(value, plain)},
    }


def _frame_json(text: str, frame: Frame) -> dict[str, Any]:
    """The parts of a frame as written, with their spans; those that it lacks are null."""
    spans = {"award": frame.award, "category": frame.category, "tier": frame.tier, "project": frame.project}
    stated: dict[str, Any] = {name: text[span[0] : span[1]] if span else None for name, span in spans.items()}
    found = {name: list(span) for name, span in {**spans, "year": frame.year}.items() if span}
    return {**stated, "programme": frame.programme, "year": frame.year_value, "spans": found}


def _draft_json(text: str, draft: Draft) -> dict[str, Any]:
    recipient = draft.recipient
    return {
        "rule": draft.rule,
        "recipient_type": recipient.kind,
        "recipient": text[recipient.start : recipient.end],
        "recipient_span": [recipient.start, recipient.end],
        "frame": _frame_json(text, draft.frame),
        "evidence": list(draft.evidence),
    }
