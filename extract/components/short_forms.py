"""Short forms: abbreviations that an article defines, standing ones (ธอส., EGAT) and short names (กรุงไทย)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extract.components.tokens import THAI
from extract.lexicons import read_csv, trie_pattern
from extract.mention import Mention
from normalize.abbreviations import abbreviation_forms

HEADED = re.compile(
    r"(?=[สกธมอศบ])(?P<office>สำนักงานปลัด(?=กระทรวง))?"
    r"(?P<head>กระทรวง|กรม|สำนักงาน|สนง\.|สถาบัน|ธนาคาร|มหาวิทยาลัย|กองทุน|องค์การ|ศูนย์|บริษัท)\s?"
    rf"(?P<short>(?:[ก-ฮ]{{1,4}}\.){{1,5}}(?:[ก-ฮ](?![{THAI}]))?|ดีอีเอส|ดีอี|อว|[ก-ฮ]{{3,6}}(?![{THAI}.]))"
)
"""A head and the abbreviation of a name that begins with it: กระทรวง พม., สำนักงาน คปภ."""
NO_BODY = re.compile(
    r"(?:พ\.?\s?ศ\.|ค\.\s?ศ\.|ร\.\s?ศ\.|ม\.ค\.|ก\.พ\.(?=\s?[0-9๐-๙])|มี\.ค\.|เม\.ย\.|พ\.ค\.|มิ\.ย\.|ก\.ค\."
    r"|ส\.ค\.|ก\.ย\.|ต\.ค\.|พ\.ย\.|ธ\.ค\.)"
    r"|(?:อสม|อปพร|ทสม|อพม|ครม)\.?(?![ก-ฮ])|[ก-ฮ.]{2,8}\s?[0-9๐-๙]{4}"
)
"""Dotted letters that name no body: eras, months, volunteers, an abbreviation that runs into a year."""
DOTTED = re.compile(
    rf"(?<![{THAI}.])(?:[ก-ฮเ-ไ][ก-ฮะ-ูเ-๎]{{0,2}}\.){{1,6}}(?![{THAI}]?\.)"
    rf"|(?<![{THAI}.])(?:[ก-ฮ]{{2,5}})\.(?![ก-ฮ]\.)|(?<![{THAI}.])[ก-ฮ]{{2,6}}(?![{THAI}])"
)
LATIN_ABBREVIATION = re.compile(r"(?<![A-Za-z&-])[A-Za-z][A-Za-z&-]{1,10}(?:\s(?:BANK|Bank))?(?![A-Za-z&-])")
DEFINED = re.compile(
    r"\s?(?:\(|หรือ\s?)\s?[“\"‘']?(?:หรือ\s)?(?P<short>[^()\n“”\"‘’,;]{2,40}?)[”\"’']?\s?(?:\)|(?=\s))"
)
SHORT_FORM = re.compile(
    rf"^(?:[{THAI}]{{1,6}}\.)+[{THAI}]*\.?$|^[ก-ฮ]{{2,6}}\.?$|^[A-Z][A-Za-z&. -]{{1,40}}$"
    rf"|^สำนักงาน\s?[ก-ฮ.]{{2,8}}$|^[{THAI}]{{2,14}}$"
)
PLAIN_WORD = re.compile(rf"(?![ก-ฮ]{{2,6}}$)[{THAI}]+$")
"""A word of Thai without full stops: in brackets it is a remark more often than a short form."""
WORD = re.compile(rf"(?![ก-ฮ]+$)[{THAI} ]{{3,}}")
LETTERS = re.compile(
    r"(?:เอ็ม|เอ็น|เอ็กซ์|เอฟ|เอช|เอส|เอ|บี|ซี|ดี|อี|จี|ไอ|เจ|เค|แอล|โอ|พี|คิว|อาร์|ที|ยู|วี|ดับเบิลยู|วาย|แซด|แบงก์|แบงค์|เทค|เน็ต|ไทยเซิร์ต){2,}$"
)
"""An English abbreviation spelt by its letters (ดีอีเอส, บีโอไอ, ไอแบงก์)."""
PLACE = re.compile(r"จ\.|อ\.|ต\.|ประเทศ|จังหวัด")
"""What stands in brackets behind a name and is no short form of it."""


class ShortForms:
    """Finds short forms; made once, then used for every text."""

    def __init__(self, provinces: Mapping[str, str]) -> None:
        self._provinces = provinces
        self._abbreviations = {_undotted(short): names for short, names in abbreviation_forms().items()}
        self._short_names = {
            **{short: names[0] for short, names in abbreviation_forms().items() if _is_word(short, names)},
            **{row["short"]: row["name_th"] for row in read_csv("short_names.csv")},
        }
        self._short_pattern = re.compile(
            rf"(?<![^\s“\"(‘'])(?<![A-Za-z] ){trie_pattern(self._short_names)}"
            r"(?=[\s”\"’')]|ได้|คว้า|รับ|กวาด|ซิว|โชว์|ปลื้ม|ครอง)"
        )

    def headed(self, text: str) -> list[Mention]:
        """กระทรวง พม., สำนักงาน คปภ., สำนักงานปลัดกระทรวง พม.: the head and the abbreviation are one name."""
        found = []
        for match in HEADED.finditer(text):
            head = match["head"].replace("สนง.", "สำนักงาน")
            stands_for = self._abbreviations.get(_undotted(match["short"]), ())
            names = [name for name in stands_for if name.startswith(head) and name != match[0]]
            if len(names) == 1:
                found.append(_short(match, (match["office"] or "") + names[0], {"source": "abbreviation"}))
        return found

    def defined(self, full: Sequence[Mention], text: str) -> list[Mention]:
        """Short forms that the article defines: ธนาคารอาคารสงเคราะห์ (ธอส.), DGA หรือ สำนักงาน..."""
        found = []
        for mention in full:
            if mention.attributes.get("source") == "province":
                continue
            match = DEFINED.match(text, mention.end)
            if match and self._is_short_form(match, mention):
                short, start = match["short"].strip(), match.start("short")
                attributes = {"source": "defined", "full": mention}
                name = mention.value or mention.text
                found.append(Mention("organisation", start, start + len(short), short, name, attributes))
        return found

    def _is_short_form(self, match: re.Match[str], full: Mention) -> bool:
        short = match["short"].strip()
        if not SHORT_FORM.match(short) or short in self._provinces or PLACE.match(match["short"]):
            return False
        if PLAIN_WORD.match(short) and not (LETTERS.match(short) or _is_of_name(short, full)):
            return False
        return not match[0].lstrip().startswith("หรือ") or _looks_abbreviated(match["short"])

    def find(self, text: str, defined: Sequence[Mention]) -> list[Mention]:
        """Every place where a short form stands for a body; `value` is the name it stands for.

        What the article defines comes before what the lexicon knows; a form that several bodies use is
        "ambiguous" and stands for itself.
        """
        by_form = {mention.text: mention for mention in defined}
        return [
            *self._abbreviated(text, by_form),
            *_defined_words(text, by_form),
            *(
                _short(m, self._short_names[m[0]], {"source": "short"})
                for m in self._short_pattern.finditer(text)
            ),
        ]

    def _abbreviated(self, text: str, defined: Mapping[str, Mention]) -> Iterator[Mention]:
        known = {_undotted(short): mention for short, mention in defined.items()}
        for pattern in (DOTTED, LATIN_ABBREVIATION):
            for match in pattern.finditer(text):
                if NO_BODY.match(text, match.start()):
                    continue
                plain = _undotted(match[0])
                names = self._abbreviations.get(plain, ()) if _is_strong(match[0]) else ()
                if plain in known:
                    attributes = {"source": "defined", "full": known[plain].attributes["full"]}
                    yield _short(match, known[plain].value, attributes)
                elif len(names) == 1:
                    yield _short(match, names[0], {"source": "abbreviation"})
                elif names:
                    yield _short(match, match[0], {"source": "ambiguous"})


def _defined_words(text: str, defined: Mapping[str, Mention]) -> Iterator[Mention]:
    """Defined short forms that are written like words (กรุงไทย), where they stand alone or before a verb."""
    words = [short for short in defined if _undotted(short) == short and not short.isascii()]
    if not words:
        return
    alone = re.compile(rf"(?<![{THAI}]){trie_pattern(words)}(?=[\s,)”\"]|$|ได้|คว้า|รับ|จะ|มี)")
    for match in alone.finditer(text):
        mention = defined[match[0]]
        attributes = {"source": "defined", "full": mention.attributes["full"]}
        yield _short(match, mention.value, attributes)


def _is_word(short: str, names: Sequence[str]) -> bool:
    """Whether an abbreviation of one body is written like a word (ไทยพีบีเอส, สภาพัฒน์)."""
    return len(names) == 1 and WORD.fullmatch(short) is not None


def _is_of_name(short: str, full: Mention) -> bool:
    """Whether a short form is cut from the name itself, and not its head word (สำนักงาน)."""
    return short in full.text and not full.text.startswith(short)


def _short(match: re.Match[str], name: object, attributes: dict[str, object]) -> Mention:
    return Mention("organisation", match.start(), match.end(), match[0], name, attributes)


def _undotted(short: str) -> str:
    return short.replace(".", "").replace(" ", "").casefold()


def _is_strong(short: str) -> bool:
    """Whether an abbreviation can't be an everyday word: dots, Latin capitals, or four Thai consonants."""
    return "." in short or (short.isascii() and len(short) >= 3 and short.upper() == short)


def _looks_abbreviated(short: str) -> bool:
    return "." in short or short.isascii() or bool(re.fullmatch(r"[ก-ฮ]{2,6}", short))
