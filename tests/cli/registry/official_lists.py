"""Small official lists in the layouts that people meet, and what the tests ask of an import."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result

from rangwan.cli import main

LOCAL = """\
บัญชีรายชื่อองค์กรปกครองส่วนท้องถิ่น,,,,
ลำดับ,จังหวัด,อำเภอ,ประเภท,ชื่อ อปท.
1,เชียงใหม่,เมืองเชียงใหม่,อบจ.,องค์การบริหารส่วนจังหวัดเชียงใหม่
2,เชียงใหม่,เมืองเชียงใหม่,ทน.,เชียงใหม่
3,เชียงใหม่,เมืองเชียงใหม่,ทม.,เทศบาลเมืองแม่เหียะ
4,เชียงใหม่,สันป่าตอง,ทต.,บ้านกลาง
5,ลำพูน,เมือง,ทต.,ทต.บ้านกลาง
6,ลำพูน,อ.เมืองลำพูน,ทต.,เทศบาลตำบลอุโมงค์
7,พิษณุโลก,วังทอง,อบต.,ตำบลบ้านกลาง
8,พิษณุโลก,วัดโบสถ์,ทต.,วัดโบสถ์
9,จ.ขอนแก่น,พล,ทม.,เมืองพล
10,ชลบุรี,เมืองชลบุรี,ทม.,เทศบาลแสนสุข
11,ชลบุรี,บางละมุง,เมืองพัทยา,เมืองพัทยา
12,ยะลา,เมืองยะลา,ทน.,เทศบาลนครยะลา
"""
"""Twelve bodies, their names written out, abbreviated and bare, below a title as official lists have it."""

PROVINCES = [
    {"id": 1, "provinceCode": 51, "provinceNameEn": "Lamphun", "provinceNameTh": "ลำพูน"},
    {"id": 2, "provinceCode": 50, "provinceNameEn": "Chiang Mai", "provinceNameTh": "เชียงใหม่"},
]
DISTRICTS = [
    {"id": 1, "provinceCode": 51, "districtCode": 5101, "districtNameEn": "Mueang Lamphun",
     "districtNameTh": "เมืองลำพูน", "postalCode": 51000},
    {"id": 2, "provinceCode": 50, "districtCode": 5007, "districtNameEn": "Mae Rim",
     "districtNameTh": "แม่ริม", "postalCode": 50180},
]  # fmt: skip
SUBDISTRICTS = [
    {"id": 1, "provinceCode": 51, "districtCode": 5101, "subdistrictCode": 510104,
     "subdistrictNameEn": "Umong", "subdistrictNameTh": "อุโมงค์", "postalCode": 51150},
    {"id": 2, "provinceCode": 50, "districtCode": 5007, "subdistrictCode": 500701,
     "subdistrictNameEn": "Rim Tai", "subdistrictNameTh": "ริมใต้", "postalCode": 50180},
]  # fmt: skip


def rangwan(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


Run = Callable[..., Result]
"""Imports files with these options."""


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def counts(result: Result) -> dict[str, object]:
    assert not result.exception or isinstance(result.exception, SystemExit), result.output
    return dict(json.loads(result.stdout)["lists"][0])


def changes(result: Result) -> tuple[object, ...]:
    return tuple(counts(result)[name] for name in ("added", "removed", "changed"))
