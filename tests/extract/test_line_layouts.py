"""Lists laid out in lines: headings over headings, the last item behind และ, contestants behind จาก."""

from __future__ import annotations

import pytest
from award_reading import Won, assert_told, facts, recipients

PLANTS = "กระทรวงอุตสาหกรรมมอบรางวัลโรงงานใสสะอาด ประจำปี 2562 ดังนี้\n"
CLIPS = "ผลการประกวดคลิปสั้นรักษ์น้ำ ประจำปี 2563 มีดังนี้\n"


def test_a_heading_under_a_heading() -> None:
    """What stands between two headings is no list yet: the winners of the lower one follow."""
    found = facts(
        f"{PLANTS}1. ประเภทการจัดการน้ำ จำนวน 1 รางวัล\n(1) บริษัท ใสสยาม จำกัด จังหวัดระยอง\n"
        "2. ประเภทการบริหารทั่วไป จำนวน 2 รางวัล\nประเภทการบริหารขนาดกลาง จำนวน 1 รางวัล\n"
        "(1) บริษัท ลานนาแก้ว จำกัด จังหวัดลำปาง\nประเภทการบริหารขนาดย่อม จำนวน 1 รางวัล\n"
        "บริษัท ชัยกระดาษ จำกัด จังหวัดตาก\n"
    )
    assert [(f.organisation_text, f.category) for f in found] == [
        ("บริษัท ใสสยาม จำกัด", "ประเภทการจัดการน้ำ"),
        ("บริษัท ลานนาแก้ว จำกัด", "ประเภทการบริหารขนาดกลาง"),
        ("บริษัท ชัยกระดาษ จำกัด", "ประเภทการบริหารขนาดย่อม"),
    ]


def test_the_last_line_of_a_list_opens_with_and() -> None:
    assert recipients(
        "มอบรางวัลอำเภอน่าอยู่ ประจำปี 2561 ได้แก่\n1. เทศบาลตำบลบ้านกลาง\n2. เทศบาลตำบลครึ่ง\nและ 3. เทศบาลเมืองแสนสุข"
    ) == ["เทศบาลตำบลบ้านกลาง", "เทศบาลตำบลครึ่ง", "เทศบาลเมืองแสนสุข"]


def test_contestants_behind_from() -> None:
    """รางวัลชนะเลิศ จากโรงเรียน...: the school competed and won."""
    assert [
        (f.organisation_text, f.tier)
        for f in facts(
            f"{CLIPS}รางวัลชนะเลิศ จากโรงเรียนบ้านหนองแสง จังหวัดเลย\nรางวัลรองชนะเลิศ อันดับ 1 จากวิทยาลัยเทคนิคแพร่"
        )
    ] == [("โรงเรียนบ้านหนองแสง", "ชนะเลิศ"), ("วิทยาลัยเทคนิคแพร่", "รองชนะเลิศ อันดับ 1")]


def test_givers_behind_from() -> None:
    """จากกระทรวง...: who gives the prize has not won it."""
    assert recipients(f"{CLIPS}รางวัลชนะเลิศ จากกระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม มูลค่า 5,000 บาท") == []


def test_placings_joined_by_and() -> None:
    """และรองชนะเลิศ...: no space stands before the last placing."""
    assert [
        (f.organisation_text, f.tier)
        for f in facts(
            "ผลรางวัลคลินิกใจดี ปี 2564 ได้แก่ รางวัลชนะเลิศ ได้แก่ โรงพยาบาลปัว จังหวัดน่าน, รองชนะเลิศอันดับหนึ่ง โรงพยาบาลเทิง "
            "จังหวัดเชียงราย และรองชนะเลิศอันดับสอง โรงพยาบาลปาย จังหวัดแม่ฮ่องสอน"
        )
    ] == [
        ("โรงพยาบาลปัว", "ชนะเลิศ"),
        ("โรงพยาบาลเทิง", "รองชนะเลิศอันดับหนึ่ง"),
        ("โรงพยาบาลปาย", "รองชนะเลิศอันดับสอง"),
    ]


@pytest.mark.parametrize("level", ["ระดับกลุ่มจังหวัด", "ระดับประชาชนทั่วไป", "ระดับปฐมวัย", "ระดับส่วนราชการ"])
def test_levels_of_competition(level: str) -> None:
    """A level at which is competed is a category that heads its list."""
    found = facts(
        f"มอบรางวัลถนนปลอดฝุ่น ประจำปี 2560 ดังนี้\n{level} จำนวน 2 รางวัล ประกอบด้วย เทศบาลเมืองแสนสุข และเทศบาลตำบลครึ่ง"
    )
    assert [(f.organisation_text, f.category) for f in found] == [
        ("เทศบาลเมืองแสนสุข", level),
        ("เทศบาลตำบลครึ่ง", level),
    ]


def test_symbols_are_bullets() -> None:
    assert [
        (f.organisation_text, f.tier)
        for f in facts(
            f"{CLIPS}🏆 รางวัลชนะเลิศ : โรงเรียนบ้านหนองแสง\n🏅 รางวัลชมเชย ได้แก่\n✅ โรงเรียนบ้านห้วยไร่\n"
            "✅ โรงเรียนบ้านแม่จัน"
        )
    ] == [
        ("โรงเรียนบ้านหนองแสง", "ชนะเลิศ"),
        ("โรงเรียนบ้านห้วยไร่", "ชมเชย"),
        ("โรงเรียนบ้านแม่จัน", "ชมเชย"),
    ]


@pytest.mark.parametrize("joint", [" - ", " จังหวัดเลย "])
def test_placings_close_their_items(joint: str) -> None:
    """The placing that closes an item is its own, no heading of the next one."""
    assert [
        (f.organisation_text, f.tier)
        for f in facts(f"{CLIPS}1. โรงเรียนบ้านหนองแสง{joint}รางวัลชนะเลิศ\n2. โรงเรียนบ้านแม่จัน{joint}รางวัลชมเชย")
    ] == [("โรงเรียนบ้านหนองแสง", "ชนะเลิศ"), ("โรงเรียนบ้านแม่จัน", "ชมเชย")]


def test_a_level_right_behind_award() -> None:
    """รางวัลระดับดีเยี่ยม is no award without a level."""
    assert [
        (f.organisation_text, f.tier)
        for f in facts(
            "ผลรางวัลอำเภอน่าอยู่ ประจำปี 2561 มีดังนี้\n1. เทศบาลตำบลครึ่ง ได้รับรางวัลระดับดีเด่น\n"
            "2. เทศบาลเมืองแสนสุข ได้รับรางวัลระดับดีเยี่ยม"
        )
    ] == [("เทศบาลตำบลครึ่ง", "ดีเด่น"), ("เทศบาลเมืองแสนสุข", "ดีเยี่ยม")]


def test_the_given_in_lines() -> None:
    """Lines without bullets behind ได้แก่ go on as long as they name bodies."""
    assert recipients(
        "กรมอนามัยมอบรางวัลตลาดใสสะอาด ประจำปี 2561 จำนวน 2 แห่ง ได้แก่\nเทศบาลตำบลครึ่ง จังหวัดเชียงราย\n"
        "เทศบาลเมืองแสนสุข จังหวัดชลบุรี\nทั้งนี้ เทศบาลนครยะลาจะจัดงานครั้งต่อไป"
    ) == ["เทศบาลตำบลครึ่ง", "เทศบาลเมืองแสนสุข"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("ภาคเหนือ", "ภาคตะวันออก"), ("เทศบาลขนาดเล็ก", "เทศบาลขนาดกลาง")],
)
@pytest.mark.parametrize("joint", ["\n- ", " ได้แก่ ", " : "])
def test_regions_and_sizes_head_their_winners(first: str, second: str, joint: str) -> None:
    found = facts(
        f"ผลรางวัลอำเภอน่าอยู่ ประจำปี 2561 มีดังนี้\n{first}{joint}เทศบาลตำบลครึ่ง\n{second}{joint}เทศบาลเมืองแสนสุข"
    )
    assert [(f.organisation_text, f.category) for f in found] == [
        ("เทศบาลตำบลครึ่ง", first),
        ("เทศบาลเมืองแสนสุข", second),
    ]


def test_regions_of_a_shortlist() -> None:
    """Who reached the last round has not won, however the lines are headed."""
    assert (
        recipients(
            "การแข่งขันทักษะภาษาชิงรางวัลเยาวชนเก่งภาษา ประจำปี 2561 มีทีมผ่านเข้ารอบจาก 2 ภูมิภาค ประกอบด้วย\n"
            "ภาคเหนือ : โรงเรียนบ้านแม่จัน และโรงเรียนวัดดอนทอง\nภาคใต้ : โรงเรียนบ้านหนองแสง"
        )
        == []
    )


@pytest.mark.parametrize(
    "lines",
    [
        "ผลงาน “คลองใส”\nโรงเรียนบ้านหนองแสง จังหวัดเลย",
        "โรงเรียนบ้านหนองแสง จังหวัดเลย\nผลงาน “คลองใส”",
        "ชื่อผลงาน : คลองใส\nหน่วยงาน : โรงเรียนบ้านหนองแสง จังหวัดเลย",
        "ทีม: โรงเรียนบ้านหนองแสง จังหวัดเลย\nผลงาน: คลองใส",
        "- โรงเรียนบ้านหนองแสง จังหวัดเลย\nผลงานเรื่อง คลองใส",
    ],
)
def test_works_in_lines_of_their_own(lines: str) -> None:
    """A work above or below its owner, each in a line of its own, perhaps with a label."""
    assert_told(
        f"{CLIPS}รางวัลชนะเลิศ\n{lines}\nรางวัลชมเชย\nโรงเรียนบ้านแม่จัน",
        Won(
            "โรงเรียนบ้านหนองแสง",
            "การประกวดคลิปสั้นรักษ์น้ำ",
            tier="ชนะเลิศ",
            year=2563,
            project="คลองใส",
            province="เลย",
        ),
        Won("โรงเรียนบ้านแม่จัน", "การประกวดคลิปสั้นรักษ์น้ำ", tier="ชมเชย", year=2563),
    )


def test_sentences_about_works_are_no_works() -> None:
    """A line that goes on to tell of the works is not the name of one."""
    found = facts(
        f"{CLIPS}รางวัลชนะเลิศ\nโรงเรียนบ้านหนองแสง\nผลงานทั้งหมดจะนำไปจัดแสดงที่ศาลากลางจังหวัด ตลอดเดือนมกราคม"
    )
    assert [(f.organisation_text, f.project) for f in found] == [("โรงเรียนบ้านหนองแสง", None)]


@pytest.mark.parametrize("mark", ["", "- ", "1. "])
def test_fields_behind_an_opener(mark: str) -> None:
    """A field and a colon head its winners, with or without a bullet."""
    found = facts(
        f"ผลรางวัลอำเภอน่าอยู่ ประจำปี 2561 มีดังนี้\n{mark}ประเภทเทศบาล: เทศบาลตำบลครึ่ง และเทศบาลเมืองแสนสุข\n"
        f"{mark}ประเภทสถานศึกษา: โรงเรียนบ้านแม่จัน"
    )
    assert [(f.organisation_text, f.category) for f in found] == [
        ("เทศบาลตำบลครึ่ง", "ประเภทเทศบาล"),
        ("เทศบาลเมืองแสนสุข", "ประเภทเทศบาล"),
        ("โรงเรียนบ้านแม่จัน", "ประเภทสถานศึกษา"),
    ]


def test_placings_of_persons_and_in_brackets() -> None:
    """ผู้ชนะเลิศ heads its winner; a placing in brackets is of the body before it."""
    assert [
        (f.organisation_text, f.tier)
        for f in facts(f"{CLIPS}ผู้ชนะเลิศ ได้แก่ โรงเรียนบ้านหนองแสง\nรองชนะเลิศ ได้แก่ โรงเรียนบ้านแม่จัน")
    ] == [("โรงเรียนบ้านหนองแสง", "ชนะเลิศ"), ("โรงเรียนบ้านแม่จัน", "รองชนะเลิศ")]
    assert [
        (f.organisation_text, f.tier)
        for f in facts(
            f"{CLIPS}ผลรางวัลมีดังนี้\n1. โรงเรียนบ้านหนองแสง จ.เลย (รางวัลชนะเลิศ)\n2. โรงเรียนบ้านแม่จัน (ระดับดี)"
        )
    ] == [("โรงเรียนบ้านหนองแสง", "ชนะเลิศ"), ("โรงเรียนบ้านแม่จัน", "ดี")]


def test_branches_numbered_within_a_line() -> None:
    found = facts(
        "กรมเจ้าท่าได้รับรางวัลเลิศรัฐ ประจำปี 2566 จำนวน 2 รางวัล ได้แก่ 1) สาขาบริการภาครัฐ ระดับดีเด่น ผลงาน “ท่าเรือใส” "
        "และ 2) สาขาการมีส่วนร่วม ระดับดี ผลงาน “คลองเรา”"
    )
    assert [(f.organisation_text, f.category, f.tier, f.project) for f in found] == [
        ("กรมเจ้าท่า", "สาขาบริการภาครัฐ", "ดีเด่น", "ท่าเรือใส"),
        ("กรมเจ้าท่า", "สาขาการมีส่วนร่วม", "ดี", "คลองเรา"),
    ]


@pytest.mark.parametrize("mark", ["", "- ", "๑. "])
def test_a_relative_clause_heads_lines(mark: str) -> None:
    """รายชื่อ...ที่ได้รับรางวัล needs no opener where lines of names follow."""
    assert recipients(
        f"กรมอนามัยประกาศรายชื่อโรงพยาบาลที่ได้รับรางวัลสุขใจ ประจำปี 2566\n{mark}โรงพยาบาลปัว\n{mark}โรงพยาบาลเทิง"
    ) == ["โรงพยาบาลปัว", "โรงพยาบาลเทิง"]


def test_a_relative_clause_before_sentences() -> None:
    """Lines that tell something of the bodies that open them are no list of winners."""
    assert (
        recipients(
            "กรมอนามัยแสดงความยินดีกับโรงพยาบาลที่ได้รับรางวัลสุขใจ ประจำปี 2566\nโรงพยาบาลปัว จัดงานวันเด็กเมื่อวานนี้\n"
            "โรงพยาบาลเทิง เปิดอาคารใหม่"
        )
        == []
    )


def test_wrapped_lines_stay_in_their_category() -> None:
    """A line of placings that goes on with the list above it keeps the category, however long it is."""
    more = " ".join(
        f"รางวัลชมเชยอันดับ {n} ได้แก่ ทีมสายน้ำใสใจงามจากแดนไกล{n} เรื่อง “น้ำใสที่ {n}”" for n in range(1, 5)
    )
    found = facts(
        f"{CLIPS}1) ระดับนักเรียน รางวัลชนะเลิศ ได้แก่ ทีมใส เรื่อง “คลองใส”\nรางวัลรองชนะเลิศ ได้แก่ ทีมน้ำ {more}"
    )
    assert [f.category for f in found] == ["ระดับนักเรียน"] * 6


def test_the_next_place_behind_words_about_the_first() -> None:
    """Within its paragraph a next place that a body follows belongs to the places told before."""
    assert [
        (f.organisation_text, f.tier)
        for f in facts(
            "ผลการประกวดกลองยาวชิงรางวัลกลองทอง ประจำปี 2560 ทีมชนะเลิศ ได้แก่ บ้านม่วง ตำบลคำชะโนด "
            "ซึ่งมีพระร่วมตีด้วย รองชนะเลิศอันดับ 1 "
            "บ้านดงภู่ และทีมรองชนะเลิศอันดับ 2 บ้านหนองแวง"
        )
    ] == [("บ้านม่วง", "ชนะเลิศ"), ("บ้านดงภู่", "รองชนะเลิศอันดับ 1"), ("บ้านหนองแวง", "รองชนะเลิศอันดับ 2")]


def test_places_behind_the_owner_of_a_work() -> None:
    assert_told(
        f"{CLIPS}• รางวัลชนะเลิศ ได้แก่ คลองใสใจดี กลุ่มสตรีบ้านดง ต.ทุ่งสมอ จ.กาญจนบุรี\n"
        "• รางวัลชมเชย ได้แก่ โรงเรียนบ้านแม่จัน",
        Won("กลุ่มสตรีบ้านดง", "การประกวดคลิปสั้นรักษ์น้ำ", None, None, "ชนะเลิศ", 2563, "คลองใสใจดี", "กาญจนบุรี"),
        Won("โรงเรียนบ้านแม่จัน", "การประกวดคลิปสั้นรักษ์น้ำ", tier="ชมเชย", year=2563),
    )


def test_numbered_health_regions() -> None:
    """The number behind ที่ is of the region, not a count of what follows."""
    assert recipients("ผลรางวัลหอผู้ป่วยใจดี ประจำปี 2566 ได้แก่ เขตสุขภาพที่ 2 เขตสุขภาพที่ 5 และเขตสุขภาพที่ 8") == [
        "เขตสุขภาพที่ 2",
        "เขตสุขภาพที่ 5",
        "เขตสุขภาพที่ 8",
    ]


def test_explained_prizes_and_who_made_them() -> None:
    """A long description between a prize and โดย<body> is not the name of the work."""
    told = "ผลิตภัณฑ์และบริการที่ถูกค้นคว้าและสร้างขึ้นใหม่ด้วยความรู้และเครื่องมือใหม่ เพื่อตอบสนองความต้องการของตลาดโลก"
    assert [
        (f.organisation_text, f.tier, f.project)
        for f in facts(
            f"{CLIPS}(1) รางวัล Gold หมวดการวิจัย {told} โดยทีมน้ำใส\n"
            "(2) รางวัล Silver หมวดเอกชน คลองใสใจดี โดย ทีมคลองงาม"
        )
    ] == [("ทีมน้ำใส", "Gold", None), ("ทีมคลองงาม", "Silver", "คลองใสใจดี")]


def test_regions_of_partners() -> None:
    """A region alone heads no winners where nothing above it speaks of awards."""
    assert (
        recipients(
            "กรมอนามัยจัดพิธีมอบรางวัลตลาดใส ประจำปี 2566\nภาคีเครือข่าย\nภาคเหนือ\n- เทศบาลตำบลครึ่ง\n"
            "ภาคใต้\n- เทศบาลนครยะลา"
        )
        == []
    )
