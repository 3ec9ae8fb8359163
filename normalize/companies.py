"""Names of registered companies and partnerships.

The Civil and Commercial Code (section 1098) and the Public Limited Companies Act of 2535 (section 10)
require "บริษัท ... จำกัด" and "บริษัท ... จำกัด (มหาชน)"; text shortens them to บจก. and บมจ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORM = re.compile(
    r"(?:(?P<company>บริษัท|บ\s?\.\s?จ\s?\.\s?ก\s?\.|บจก\s?\.?|บจ\s?\.|บ\s?\.)"
    r"|(?P<public>บ\s?\.\s?ม\s?\.\s?จ\s?\.|บมจ\s?\.?)"
    r"|(?P<limited>ห้างหุ้นส่วนจำกัด|ห้างหุ้นส่วน\s+จำกัด|หจก\s?\.?)"
    r"|(?P<ordinary>ห้างหุ้นส่วนสามัญ(?:นิติบุคคล)?|หสน\s?\.?|หสม\s?\.?))\s*"
)
# Sara am of จำกัด is often broken in text taken from PDF files.
_SUFFIX = re.compile(r"\s*จ\s?(?:ำ|า)กัด\s*(?P<public>\(\s*มหาชน\s*\))?\s*")
_BRANCH = re.compile(
    r"\s+(?=(?:สาขา|สำนักงานใหญ่|โรงงาน|โรงแยก|โรงไฟฟ้า)\S*)|\s*(?=\((?:สาขา|โรงงาน|สำนักงานใหญ่))"
)


@dataclass(frozen=True, slots=True)
class CompanyName:
    """The registered form in front ("บริษัท"), the proper name, the suffix ("จำกัด (มหาชน)", empty when the text
    states none), and a plant or branch named behind it."""

    form: str
    proper: str
    suffix: str = ""
    branch: str | None = None

    @property
    def registered(self) -> str:
        """The name of the legal person, without the branch."""
        return " ".join(part for part in (self.form, self.proper, self.suffix) if part)

    @property
    def canonical(self) -> str:
        """The registered name and the branch."""
        return f"{self.registered} {self.branch}" if self.branch else self.registered


def parse_company(text: str) -> CompanyName | None:
    """The parts of a clean company name; None when the text does not begin with a registered form."""
    form = _FORM.match(text)
    if form is None or form.end() == len(text):
        return None
    rest = text[form.end() :]
    branch: str | None = None
    suffix = _SUFFIX.search(rest)
    public = bool(form["public"]) or bool(suffix and suffix["public"])
    if suffix:
        branch = rest[suffix.end() :].strip(" ,") or None
        rest = rest[: suffix.start()]
    elif (cut := _BRANCH.search(rest)) and cut.start():
        branch = rest[cut.end() :].strip()
        rest = rest[: cut.start()]
    proper = rest.strip(" ,")
    if not proper:
        return None
    if form["limited"]:
        return CompanyName("ห้างหุ้นส่วนจำกัด", proper, "", branch)
    if form["ordinary"]:
        return CompanyName("ห้างหุ้นส่วนสามัญ", proper, "", branch)
    limited = bool(suffix) or "จ" in re.sub(r"บริษัท", "", form[0])
    ending = "จำกัด (มหาชน)" if public else "จำกัด" if limited else ""
    return CompanyName("บริษัท", proper, ending, branch)
