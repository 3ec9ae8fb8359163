"""Made-up press releases, of which some tell of an award; the same ones every time.

Words are everyday ones of government texts, chosen as unevenly as words are in real texts, and rare ones
made of Thai syllables, so that the index has as many different trigrams to hold as it would have.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from noisy_names import Body, make_bodies

from crawler.article import Article
from extract.fact import AwardFact, Extraction
from normalize.text import clean, document_text

_COMMON = (
    "การ ที่ และ ของ ใน ให้ เป็น ได้ มี ประชาชน โครงการ พัฒนา บริการ ประเทศไทย จังหวัด หน่วยงาน ข้อมูล ระบบ ดำเนินงาน"
    " ส่งเสริม สนับสนุน พื้นที่ ชุมชน ความร่วมมือ เศรษฐกิจ สังคม สิ่งแวดล้อม ท้องถิ่น ดิจิทัล นวัตกรรม คุณภาพชีวิต"
    " ผู้สูงอายุ เยาวชน การศึกษา สาธารณสุข เกษตรกร น้ำ ที่ดิน ป่าไม้ พลังงาน คมนาคม ท่องเที่ยว วัฒนธรรม กีฬา แรงงาน"
    " การลงทุน ผู้ประกอบการ ตลาด ผลิตภัณฑ์ มาตรฐาน ความปลอดภัย ภัยพิบัติ อุทกภัย งบประมาณ แผนงาน ยุทธศาสตร์ นโยบาย"
    " รัฐบาล รัฐมนตรี ประชุม เปิดเผย กล่าว ลงนาม บันทึก ข้อตกลง ติดตาม ตรวจเยี่ยม มอบหมาย ร่วมกับ เพื่อ อย่าง ยั่งยืน"
    " ต่อเนื่อง ทั่วประเทศ สปสช. กปภ. อปท. ธ.ก.ส. โรงพยาบาล โรงเรียน วัด ตำบล อำเภอ วันที่ มกราคม ๒๕๖๖ 2567 เวลา"
)
COMMON = tuple(_COMMON.split())
CONSONANTS = "กขคงจชซดตถทนบปผพฟมยรลวสหอ"
SYLLABLES = ("{}า{}", "{}ี{}", "{}ุ{}", "เ{}{}", "แ{}{}", "โ{}{}", "{}ั{}", "{}ู{}", "{}อ{}", "{}ิ{}")
AWARDS = (
    "รางวัลท้องถิ่นดิจิทัล", "รางวัลเลิศรัฐ", "รางวัลองค์กรโปร่งใส", "รางวัลเมืองสิ่งแวดล้อมยั่งยืน", "รางวัลบริการภาครัฐ",
    "รางวัลพระปกเกล้า", "รางวัลตำบลสุขภาวะ", "รางวัลโรงเรียนสีเขียว",
)  # fmt: skip
TIERS = ("ชนะเลิศ", "ดีเด่น", "ดีมาก", "ชมเชย", "ยอดเยี่ยม")
SHARE = 0.07
"""Of the releases, those that tell of an award."""
RARE_WORDS = 30_000


def make_press(
    number: int, characters: int = 2_500, seed: int = 5
) -> Iterator[tuple[Article, Extraction | None]]:
    """So many articles of about so many characters, each with what is to be read from it, if anything."""
    rng = Random(seed)
    bodies = make_bodies()
    words = [*COMMON, *dict.fromkeys(_rare(rng) for _ in range(RARE_WORDS))]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    for i in range(number):
        published = date(2014, 1, 1) + timedelta(days=i * 4000 // number)
        size = max(200, int(rng.gauss(characters, characters / 3)))
        # Three texts in four are paragraphs of words in groups without spaces, as Thai is written.
        drawn = rng.choices(words, cum_weights=weights, k=size // 6)
        lines, at = [], 0
        while at < len(drawn):
            step = rng.randint(30, 80)
            parts = [
                "".join(drawn[j : j + rng.randint(3, 9)]) for j in range(at, min(at + step, len(drawn)), 9)
            ]
            lines.append(" ".join(parts))
            at += step
        fact, sentence = _award(rng, rng.choice(bodies), published.year + 543)
        told = rng.random() < SHARE
        if told:
            lines.insert(rng.randint(0, len(lines)), sentence)
        title = ("".join(drawn[:6]) + " " + (sentence[:60] if told else "".join(drawn[6:12])))[:110]
        text = clean("\n".join(lines))
        title = clean(title)
        article = Article(
            id=f"press-{i:06}",
            url=f"https://www.example.go.th/press/{i}",
            title=title,
            text=text,
            published=published,
            source="example",
            layout="plain",
        )
        if not told:
            yield article, None
            continue
        document = document_text(title, text)
        start = document.rindex(sentence)
        fact = replace(fact, spans={"evidence": (start, start + len(sentence))})
        yield (
            article,
            Extraction(
                id=article.id,
                url=article.url,
                title=title,
                published=published,
                text=document,
                awards=(fact,),
                checks=(),
            ),
        )


def _rare(rng: Random) -> str:
    return "".join(
        rng.choice(SYLLABLES).format(rng.choice(CONSONANTS), rng.choice(CONSONANTS))
        for _ in range(rng.randint(1, 3))
    )


def _award(rng: Random, body: Body, year: int) -> tuple[AwardFact, str]:
    award, tier = rng.choice(AWARDS), rng.choice(TIERS)
    project = "โครงการ" + "".join(rng.choices(COMMON[9:60], k=4)).replace(".", "")
    sentence = clean(f"{body.name} จังหวัด{body.province} ได้รับ{award} ระดับ{tier} ประจำปี {year} ผลงาน{project}")
    fact = AwardFact(
        recipient_type="organisation",
        award=award,
        organisation=body.name,
        organisation_text=body.name,
        aliases=(),
        province=body.province,
        category=None,
        tier=tier,
        year=year,
        year_ce=year - 543,
        project=project,
        person=None,
        confidence=0.9,
        rule="benchmark",
    )
    return fact, sentence
