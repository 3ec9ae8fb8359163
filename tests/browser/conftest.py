"""A site over a small dataset on a free port, and Debian's Chromium to look at it with."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "db"))

from telling import DIGITAL, GOOD_GOVERNANCE, Told, tell, won

from db.resolve import resolve
from db.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = '<script>document.title="x"</script><img src=x onerror=alert(1)> "\'&amp; {{ 7*7 }}'
_BODIES = (
    ("เทศบาลนครยะลา", "ยะลา"),
    ("เทศบาลเมืองแม่เหียะ", "เชียงใหม่"),
    ("เทศบาลตำบลอุโมงค์", "ลำพูน"),
    ("เทศบาลนครขอนแก่น", "ขอนแก่น"),
    ("องค์การบริหารส่วนจังหวัดสงขลา", "สงขลา"),
    ("องค์การบริหารส่วนตำบลดอนแก้ว", "เชียงใหม่"),
    ("เทศบาลเมืองทุ่งสง", "นครศรีธรรมราช"),
    ("เทศบาลนครพิษณุโลก", "พิษณุโลก"),
    ("เทศบาลตำบลเกาะคา", "ลำปาง"),
    ("เทศบาลเมืองร้อยเอ็ด", "ร้อยเอ็ด"),
)


def told() -> Iterator[Told]:
    """Ten organisations with two awards each, one of a person, and an article full of code."""
    for number, (body, province) in enumerate(_BODIES):
        tier = ("ยอดเยี่ยม", "ดีเด่น", "ชมเชย")[number % 3]
        yield tell(
            f"dla-{number}",
            won(body, DIGITAL, province=province, tier=tier, year=2566, project=f"ระบบข้อมูลเมืองชุดที่ {number}"),
            won(body, GOOD_GOVERNANCE, province=province, year=2560 + number % 5),
        )
    yield tell("person", won("เทศบาลนครยะลา", "รางวัลผู้นำท้องถิ่นดีเด่น", year=2565, person="นายสมชาย รักเมือง"))
    yield tell(
        "hostile",
        won("เทศบาลนครยะลา", "รางวัลเมืองปลอดภัย", province="ยะลา", year=2564, project=f"โครงการ {HOSTILE}"),
        title=f"ข่าว {HOSTILE}",
        source="<b>source</b>",
    )


# Playwright runs an event loop in its thread as long as it is open: closed behind each module, it leaves none
# to the tests after it, some of which run loops of their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, or a reason why these tests are skipped."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (extra: dev)")
    pytest.importorskip(
        "datasette", reason="the site's libraries are not installed: pip install 'rangwan[site]'"
    )
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    with playwright.sync_playwright() as running:
        # Without a sandbox of its own, which a container does not allow; the pages are ours.
        opened = running.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that runs in a thread."""
    uvicorn = pytest.importorskip("uvicorn", reason="the site's libraries are not installed")
    from db.site.app import make_site  # noqa: PLC0415 - the libraries may be missing

    path = tmp_path_factory.mktemp("site") / "rangwan.db"
    with Store.open(path) as store:
        for one in told():
            one.put(store)
        resolve(store)
    made = make_site(path)
    server = uvicorn.Server(uvicorn.Config(made.app(), port=0, log_level="warning", lifespan="on"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the site did not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
    made.close()
