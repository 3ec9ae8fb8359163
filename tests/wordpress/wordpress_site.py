"""A real WordPress on loopback with a database server of its own; nothing of it outlives the test."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).parent
WORDPRESS = Path("/usr/share/wordpress")
THEMES = WORDPRESS / "wp-content" / "themes"
PACKAGES = (
    "wordpress wordpress-theme-twentytwentyone wordpress-theme-twentytwentythree "
    "mariadb-server php-cli php-mysql php-xml"
)
_CONFIG = """<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""
# Seconds until a server that does not answer is given up.
_PATIENCE = 60.0


@dataclass(frozen=True)
class Post:
    """One post; `date` in Thailand as WordPress takes it."""

    title: str
    content: str
    date: str
    slug: str
    category: str = "ข่าวประชาสัมพันธ์"
    status: str = "publish"
    type: str = "post"
    password: str = ""


def missing() -> str | None:
    """What is not installed here; null if a WordPress can be set up."""
    for program in ("php", "mariadbd", "mariadb-install-db", "mariadb"):
        if _program(program) is None:
            return f"there is no {program} here"
    if not (WORDPRESS / "wp-includes" / "version.php").exists():
        return f"there is no WordPress in {WORDPRESS}"
    modules = subprocess.run([_found("php"), "-m"], capture_output=True, text=True, check=True).stdout.split()
    for module in ("mysqli", "SimpleXML"):
        if module not in modules:
            return f"PHP has no module {module}"
    if not themes():
        return f"there is no theme in {THEMES}"
    return None


def themes() -> list[str]:
    """The themes that are installed."""
    return sorted(path.parent.name for path in THEMES.glob("*/style.css"))


@contextmanager
def serve(folder: Path, theme: str, posts: list[Post]) -> Iterator[str]:
    """The address of a WordPress with these posts, kept in a folder while the context lasts.

    `folder` must have a short path: a Unix socket's has at most 107 bytes.
    """
    with ExitStack() as stack:
        database = stack.enter_context(_database(folder))
        site = folder / "site"
        # Not linked: PHP would follow the links and read Debian's configuration instead of ours.
        shutil.copytree(WORDPRESS, site, ignore=shutil.ignore_patterns("wp-config.php"))
        (site / "wp-config.php").write_text(_CONFIG.format(socket=database), "utf-8")
        listed = folder / "posts.json"
        listed.write_text(json.dumps([asdict(post) for post in posts]), "utf-8")
        port = _free_port()
        url = f"http://127.0.0.1:{port}"
        told = _run([_found("php"), str(HERE / "publish.php"), str(site), url, theme, str(listed)])
        # WordPress ends the script with success where it would send a browser elsewhere.
        if told != f"{len(posts)} posts":
            raise RuntimeError(f"WordPress was not set up: {told}")
        server = [_found("php"), "-S", f"127.0.0.1:{port}", "-t", str(site), str(HERE / "router.php")]
        stack.enter_context(_process(server, folder / "php.log", lambda: _answers(port)))
        yield url


@contextmanager
def _database(folder: Path) -> Iterator[Path]:
    """The socket of a MariaDB that listens nowhere else."""
    data, where = folder / "data", folder / "db.sock"
    user = pwd.getpwuid(os.getuid()).pw_name
    options = ["--no-defaults", f"--datadir={data}", f"--user={user}"]
    install = [_found("mariadb-install-db"), *options, "--auth-root-authentication-method=normal"]
    _run([*install, "--skip-test-db"])
    server = [_found("mariadbd"), *options, f"--socket={where}", "--skip-networking"]
    with _process([*server, f"--pid-file={folder / 'db.pid'}"], folder / "db.log", where.exists):
        client = [_found("mariadb"), "--no-defaults", f"--socket={where}", "--user=root"]
        _run([*client, "--execute=CREATE DATABASE wordpress CHARACTER SET utf8mb4"])
        yield where


@contextmanager
def _process(command: list[str], log: Path, is_ready: Callable[[], bool]) -> Iterator[None]:
    with log.open("wb") as written:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=written, stderr=written)
        try:
            _wait(process, log, is_ready)
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process: subprocess.Popen[bytes], log: Path, is_ready: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE
    while not is_ready():
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(
                f"{process.args!r} does not answer: {log.read_text('utf-8', 'replace')[-2000:]}"
            )
        time.sleep(0.05)


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {(done.stdout + done.stderr)[-2000:]}")
    return done.stdout


def _program(name: str) -> str | None:
    # Server programs are not on the path of every user.
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def _found(name: str) -> str:
    program = _program(name)
    assert program is not None
    return program


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
