"""Facts of sentences whose winner stands far before its verb, is referred to, or is spoken for."""

from __future__ import annotations

import pytest
from award_reading import facts, recipients, told

FAR = {
    "the only one of its kind": (
        "โดย ธอส. เป็นรัฐวิสาหกิจแห่งเดียวในสังกัดกระทรวงการคลัง ที่ได้รับรางวัลองค์กรโปร่งใส ประจำปี 2565",
        ["ธอส."],
    ),
    "one of so many": (
        "กรมอนามัย 1 ใน 5 หน่วยงานของประเทศไทย ได้รับรางวัลเลิศรัฐ ประจำปี 2564",
        ["กรมอนามัย"],
    ),
    "it succeeded by what it did": (
        "ทั้งนี้ โรงพยาบาลสวนดอก ได้พัฒนาระบบบริการผู้ป่วยอย่างต่อเนื่องร่วมกับกรมการแพทย์ จนได้รับรางวัลเลิศรัฐ ประจำปี 2563",
        ["โรงพยาบาลสวนดอก"],
    ),
    "told of its partner": (
        "กรมอนามัย จึงได้สร้างความร่วมมือกับโรงพยาบาลปากพลี ซึ่งเป็นหน่วยงานที่ได้รับรางวัลเลิศรัฐ ประจำปี 2563",
        ["โรงพยาบาลปากพลี"],
    ),
    "what kind of body it is": (
        "นายสมชาย ใจงาม กล่าวว่า โรงพยาบาลปากพลี เป็นโรงพยาบาลชุมชนขนาด 30 เตียง ได้รับรางวัลเลิศรัฐ ประจำปี 2563",
        ["โรงพยาบาลปากพลี"],
    ),
    "it opens a numbered item": (
        "ผู้ประกอบการที่เข้าร่วมงาน ได้แก่ 1) บริษัท ชาดอยสูง จำกัด ผู้ผลิตชาออร์แกนิกส่งออกไปกว่าสิบประเทศ ได้รับรางวัล "
        "Prime Minister's Export Award ประจำปี 2562",
        ["บริษัท ชาดอยสูง จำกัด"],
    ),
    "it opens its line": (
        "โรงพยาบาลปากพลี ประหยัดไฟฟ้าได้ปีละสองแสนหน่วย ลดการใช้กระดาษลงกว่าครึ่ง ได้รับรางวัลเลิศรัฐ ประจำปี 2563",
        ["โรงพยาบาลปากพลี"],
    ),
    "what it is, behind where it stands": (
        "โดย บริษัท ชาดอยสูง จำกัด ประกอบธุรกิจชา ตั้งอยู่ที่ตำบลแม่สลอง จังหวัดเชียงราย เป็นสถานประกอบการที่ได้รับรางวัลเลิศรัฐ",
        ["บริษัท ชาดอยสูง จำกัด"],
    ),
    "its bank received": (
        "นายสมชาย ใจงาม รองกรรมการผู้จัดการ ธนาคารออมสิน เป็นผู้แทนธนาคาร เข้ารับรางวัลเลิศรัฐ ประจำปี 2563",
        ["ธนาคาร"],
    ),
    "a body led by an officer of its ministry": (
        "สำนักงานปลัดกระทรวงยุติธรรม โดยนายสมชาย ใจงาม ปลัดกระทรวงยุติธรรม รับมอบรางวัลเลิศรัฐ ประจำปี 2564",
        ["สำนักงานปลัดกระทรวงยุติธรรม"],
    ),
    "the officer of a department, its ministry behind it": (
        "นายสมชาย ใจงาม อธิบดีกรมอนามัย กระทรวงสาธารณสุข เข้ารับรางวัลเลิศรัฐ ประจำปี 2565",
        ["กรมอนามัย"],
    ),
    "the officer without a name": (
        "อธิบดีกรมอนามัย กระทรวงสาธารณสุข เข้ารับรางวัลเลิศรัฐ ประจำปี 2565",
        ["กรมอนามัย"],
    ),
    "on the occasion of the win": (
        "ผู้ว่าราชการจังหวัดแสดงความยินดีกับโรงพยาบาลปากพลี ในโอกาสได้รับรางวัลเลิศรัฐ ประจำปี 2565",
        ["โรงพยาบาลปากพลี"],
    ),
    "several represented": (
        "โดยมีนายสมชาย ใจงาม อธิบดีกรมอนามัย นางกานดา มีสุข รองอธิบดีกรมการแพทย์ และนายวิชัย ทองดี เลขานุการกรมปศุสัตว์ "
        "ผู้แทนหน่วยงานร่วมรับมอบรางวัลเลิศรัฐ ประจำปี 2565",
        ["กรมอนามัย", "กรมการแพทย์", "กรมปศุสัตว์"],
    ),
    "provinces": (
        "จังหวัดลำพูน ยโสธร และสตูล คว้ารางวัลจังหวัดสะอาด ประจำปี 2566",
        ["จังหวัดลำพูน", "จังหวัดยโสธร", "จังหวัดสตูล"],
    ),
}


@pytest.mark.parametrize(("text", "winners"), FAR.values(), ids=FAR)
def test_the_winner_is_found(text: str, winners: list[str]) -> None:
    assert [won.organisation for won in facts(text)] == [expected(winner) for winner in winners]
    assert {won.rule for won in facts(text)} == {"subject-won"}


def expected(winner: str) -> str:
    """The full name that a short form stands for."""
    return {"ธอส.": "ธนาคารอาคารสงเคราะห์", "ธนาคาร": "ธนาคารออมสิน"}.get(winner, winner)


NOBODY = {
    "units of the body": "3 หน่วยงาน กระทรวงสาธารณสุข ได้รับรางวัลเลิศรัฐ ประจำปี 2566",
    "its young people": "เด็กมหาวิทยาลัยขอนแก่น กวาดรางวัลชนะเลิศการประกวดนวัตกรรมสิ่งทอ",
    "others in its sentence": "กรมอนามัย มีสถานประกอบการผ่านเกณฑ์และได้รับรางวัลสถานประกอบการดีเด่น จำนวน 20 แห่ง",
    "those whom it helps": "กรมอนามัย ได้พัฒนาระบบบริการ และชื่นชมโรงเรียนที่มีผลงานดีจนได้รับรางวัลเลิศรัฐ ประจำปี 2564",
    "it will": "กรมอนามัย จะพัฒนาระบบบริการอย่างต่อเนื่อง จนได้รับรางวัลเลิศรัฐ ประจำปี 2564",
    "the giver of something else": "รางวัลนี้จัดโดยกรมอนามัย ซึ่งเป็น 1 ใน 31 หน่วยงานที่ได้รับรางวัลเลิศรัฐ ประจำปี 2564",
    "a ministry and its bodies": "กระทรวงสาธารณสุข และหน่วยงานในสังกัด รับรางวัลเลิศรัฐ ประจำปี 2564",
    "who announces": "กรมอนามัย เผยข้าวไทย ได้รับรางวัลเลิศรัฐ ประจำปี 2564",
    "a province that tells where": "องค์กรปกครองส่วนท้องถิ่นในพื้นที่จังหวัดกาฬสินธุ์ ได้รับรางวัลเลิศรัฐ ประจำปี 2567",
    "one of so many works": "โครงการนี้ผ่านการคัดเลือกจาก กรมอนามัย ซึ่งเป็น 1 ใน 19 โครงการที่ได้รับรางวัลเลิศรัฐ",
    "whose work it is under": "ระบบเตือนภัยน้ำท่วม ภายใต้การดำเนินงานของกรมชลประทาน ได้รับรางวัลเลิศรัฐ ประจำปี 2565",
    "a chance": "โรงพยาบาลปากพลี มีโอกาสได้รับรางวัลเลิศรัฐ ประจำปี 2565",
    "who honours": "โดยในปีนี้กรมอนามัยได้ประกาศเกียรติคุณโรงเรียนดีเด่นทั่วประเทศ",
    "the staff of a body": "ผลงานของทีมบุคลากรโรงพยาบาลปากพลี กรมการแพทย์ ที่ได้รับรางวัลเลิศรัฐ ประจำปี 2559",
    "what it visits": ("กรมประมง ลงพื้นที่ศึกษาดูงานแหล่งน้ำหนองพัง อำเภอนาแก ซึ่งเป็นชุมชนที่ได้รับรางวัลเลิศรัฐ ประจำปี 2565"),
    "provinces where children live": "เด็กใน 3 จังหวัด (จังหวัดลำพูน ลำปาง และแพร่) ที่ได้รับรางวัลจังหวัดสะอาด",
}


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY)
def test_nobody_is_named_as_the_winner(text: str) -> None:
    assert recipients(text) == []


def test_one_of_the_staff_wins_himself() -> None:
    text = "นายสมชาย ใจงาม นักวิชาการชำนาญการ กรมอนามัย ได้รับรางวัลเพชรน้ำหนึ่ง ประจำปี 2566"
    assert [told(fact).recipient for fact in facts(text)] == ["นายสมชาย ใจงาม"]


def test_one_of_the_staff_receives_for_the_body() -> None:
    text = "นายสมชาย ใจงาม นักวิชาการชำนาญการ กรมอนามัย เข้ารับรางวัลเลิศรัฐ ประจำปี 2566"
    assert recipients(text) == ["กรมอนามัย"]


def test_a_heading_with_for_is_no_win() -> None:
    text = "สำหรับรางวัลชนะเลิศการประกวดคลองสวยน้ำใส ประจำปี 2566 ได้แก่ เทศบาลเมืองแสนสุข"
    assert [told(fact).recipient for fact in facts(text)] == ["เทศบาลเมืองแสนสุข"]


def test_one_from_a_body_wins_himself() -> None:
    text = "นางสาวกานดา มีสุข จากมูลนิธิสายธาร ได้รับรางวัลเพชรน้ำหนึ่ง ประจำปี 2566"
    assert [told(fact).recipient for fact in facts(text)] == ["นางสาวกานดา มีสุข"]


def test_a_company_called_by_its_kind() -> None:
    text = "คณะเยี่ยมชมบริษัท ชาดอยสูง จำกัด ซึ่งอยู่ในเครือบริษัท ชาไทย จำกัด\nบริษัทฯ ได้รับรางวัลอุตสาหกรรมสีเขียว ประจำปี 2566"
    assert [fact.organisation for fact in facts(text)] == ["บริษัท ชาดอยสูง จำกัด"]


def test_members_that_are_told_with_their_own_awards() -> None:
    text = (
        "รางวัลคลองสวยน้ำใส ประจำปี 2566 จำนวน 2 รางวัล ได้แก่ เทศบาลเมืองแสนสุข ได้รับรางวัลตลิ่งสะอาด "
        "และเทศบาลตำบลบ้านกลาง ได้รับรางวัลน้ำใสไร้ขยะ"
    )
    assert len(facts(text)) == 2


def test_who_won_before_has_won_this_too() -> None:
    text = (
        "กรมอนามัย ได้รับรางวัลเลิศรัฐ ประจำปี 2565 จากสำนักงานคณะกรรมการพัฒนาระบบราชการ "
        "และยังได้รับรางวัลองค์กรโปร่งใส ประจำปี 2566"
    )
    assert [(fact.organisation, fact.award) for fact in facts(text)] == [
        ("กรมอนามัย", "รางวัลเลิศรัฐ"),
        ("กรมอนามัย", "รางวัลองค์กรโปร่งใส"),
    ]


def test_another_who_is_named_has_not() -> None:
    text = "กรมอนามัย ได้รับรางวัลเลิศรัฐ ประจำปี 2565 ขณะที่ทีมหมอหมู่บ้านยังได้รับรางวัลองค์กรโปร่งใส"
    assert [fact.award for fact in facts(text) if fact.organisation == "กรมอนามัย"] == ["รางวัลเลิศรัฐ"]


def test_the_permanent_secretary_receives_for_his_own_office() -> None:
    text = (
        "ปลัดกระทรวงยุติธรรม เข้ารับรางวัลเลิศรัฐ ประจำปี 2565\n"
        "หน่วยงานที่ได้รับรางวัล ได้แก่ กรมบังคับคดี สำนักงานปลัดกระทรวงยุติธรรม และกรมคุมประพฤติ"
    )
    assert {fact.organisation for fact in facts(text)} == {
        "สำนักงานปลัดกระทรวงยุติธรรม",
        "กรมบังคับคดี",
        "กรมคุมประพฤติ",
    }


def test_the_permanent_secretary_receives_for_the_ministry() -> None:
    text = "ปลัดกระทรวงยุติธรรม เข้ารับรางวัลเลิศรัฐ ประจำปี 2565\nหน่วยงานในสังกัดสำนักงานปลัดกระทรวงยุติธรรมรับรางวัลอีก 2 แห่ง"
    assert recipients(text) == ["กระทรวงยุติธรรม"]


THANKS = {
    "who gave": "อธิบดีกรมอนามัย รับโล่เกียรติคุณในฐานะผู้บริจาคเงินสนับสนุนงานวันเด็ก จากรางวัลเลิศรัฐ ประจำปี 2565",
    "who helped": "กรมการจัดหางาน รับโล่ผู้มีอุปการคุณ ในงานวันคนพิการ ประจำปี 2565",
}


@pytest.mark.parametrize("text", THANKS.values(), ids=THANKS)
def test_a_plaque_of_thanks_is_no_award(text: str) -> None:
    assert recipients("ผู้ร่วมงานชมนิทรรศการ\n" + text) == []


def test_so_many_awards_of_a_kind_are_not_those_of_one_winner() -> None:
    text = "กรมอนามัย ได้รับรางวัลเลิศรัฐ ประจำปี 2563 และรางวัลองค์กรโปร่งใส 48 รางวัล มอบให้หน่วยงานทั่วประเทศ"
    assert [fact.award for fact in facts(text)] == ["รางวัลเลิศรัฐ"]


def test_a_further_tier_is_a_further_win() -> None:
    text = (
        "กรมอนามัย คว้า 2 รางวัลบริการภาครัฐ ระดับดีเด่น ประเภทบูรณาการข้อมูล ด้วยระบบเตือนภัยฝุ่น "
        "และระดับดี ประเภทพัฒนาการบริการ ด้วยระบบนัดหมอฟัน"
    )
    assert [(fact.tier, fact.category, fact.project) for fact in facts(text)] == [
        ("ดีเด่น", "ประเภทบูรณาการข้อมูล", "ระบบเตือนภัยฝุ่น"),
        ("ดี", "ประเภทพัฒนาการบริการ", "ระบบนัดหมอฟัน"),
    ]


def test_a_tier_of_others_is_none_of_the_winner() -> None:
    text = "กรมอนามัย ได้รับรางวัลเลิศรัฐ ประจำปี 2565 ระดับดีเด่น ร่วมด้วยโรงพยาบาลปากพลี และระดับดี อีกหลายแห่ง"
    assert [fact.tier for fact in facts(text) if fact.organisation == "กรมอนามัย"] == ["ดีเด่น"]


def test_an_officer_claims_his_own_award() -> None:
    assert [fact.recipient_type for fact in facts("“ปลัดกระทรวงยุติธรรม” คว้ารางวัลเพชรน้ำหนึ่ง ประจำปี 2566")] == [
        "person"
    ]


def test_the_winner_behind_a_win_in_a_row() -> None:
    text = "นายสมชายแถลงข่าวการเข้ารับรางวัลเลิศรัฐ เป็นครั้งที่ 2 ติดต่อกันของกรมอนามัย"
    assert recipients(text) == ["กรมอนามัย"]
