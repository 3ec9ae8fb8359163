"""Made-up names of Thai places, built as real ones are: a word for land or water, and what is known of it.

The parts stand in the order of how common they are; a part's weight falls with its place in the list.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST = _words(
    "หนอง บ้าน นา บาง ท่า แม่ วัง คลอง ทุ่ง ห้วย ดอน โคก โนน เขา ป่า โพน กุด น้ำ ดง ศรี เกาะ สระ ปาก บ่อ ลำ หัว บึง คำ "
    "ไร่ สวน ควน เวียง ทับ ซับ หาด ช่อง พระ สัน เหล่า ผา ยาง ไทร โพธิ์ หลัก ค่าย วัด เชียง ตลาด ลาด คู เนิน อ่าง ซำ ภู "
    "โป่ง โรง ถ้ำ สาม แหลม เมือง"
)
SECOND = _words(
    "บัว ใหญ่ ไผ่ กลาง แดง ทอง ใหม่ ยาง แก้ว หิน หลวง ขาม ไร่ น้อย ดี สูง งาม ช้าง สะอาด เหนือ ใต้ ม่วง "
    "โพธิ์ แวง ไทร เสือ ขาว พลวง ข่า ดินแดง ตาล สว่าง เค็ม ยาว แฝก เรือ ทราย หญ้า ข้าว ค้อ หว้า กุง แขม "
    "ปรือ มะค่า กระทุ่ม กระเจา ปลิง กวาง นกทา สำโรง แสง เจริญ มะเขือ ฝาย คล้า พระ ควาย หมู เต่า แค แพง "
    "ขอน หมาก สนุ่น ตะเคียน ประดู่ สมบูรณ์ มงคล ชัย ทรายขาว สามัคคี พัฒนา หวาย จาน คูณ กอก แต้ ยูง "
    "กระบอก ลาน ปลาดุก ปลาหมอ กุ่ม ลำพู เปือย จิก แซง ชุมพล ชะอม ตะแบก มะกอก มะขาม มะพร้าว มะม่วง มะนาว "
    "กุ้ง เสื่อ ขา ไร"
)
THIRD = _words("เหนือ ใต้ พัฒนา สามัคคี ใหม่ นคร ทอง เจริญ งาม ตะวันตก ตะวันออก น้อย ใหญ่ กลาง พิทยา วนาราม")

_SPREAD = 6.0
"""How flat the weights fall: more makes rare parts more frequent, and shared names rarer."""
_LONGER = 0.04
"""Share of names of three parts."""


def _weights(parts: tuple[str, ...]) -> list[float]:
    return list(accumulate(1 / (place + _SPREAD) for place in range(len(parts))))


_FIRST_WEIGHTS, _SECOND_WEIGHTS = _weights(FIRST), _weights(SECOND)


def place_name(rng: Random) -> str:
    """A name of two or three parts."""
    while True:
        first = rng.choices(FIRST, cum_weights=_FIRST_WEIGHTS)[0]
        second = rng.choices(SECOND, cum_weights=_SECOND_WEIGHTS)[0]
        third = rng.choice(THIRD) if rng.random() < _LONGER else ""
        if second not in (first, third):
            return first + second + third
