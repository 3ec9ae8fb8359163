"""Servers that take alerts, on this machine: HTTP, HTTPS and SMTP, well-behaved and otherwise."""

from __future__ import annotations

import base64
import email
import email.policy
import http.server
import ipaddress
import json
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Hook:
    """What a web server was asked for; `answers` are the statuses of its next answers, then 200."""

    url: str
    asked: list[tuple[str, str, bytes]] = field(default_factory=list)
    """Method, path, body."""
    answers: list[int] = field(default_factory=list)
    release: threading.Event = field(default_factory=threading.Event)
    slow: bool = False
    """Does not answer before the event is set."""

    @property
    def alerts(self) -> list[dict[str, Any]]:
        return [json.loads(body) for method, _, body in self.asked if method == "POST"]

    @property
    def events(self) -> list[str]:
        return [alert["event"] for alert in self.alerts]


@contextmanager
def hook(certificate: Certificate | None = None, *, slow: bool = False) -> Iterator[Hook]:
    """A web server that takes everything."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            told.asked.append((self.command, self.path, body))
            if told.slow:
                told.release.wait(30)
            status = told.answers.pop(0) if told.answers else 200
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("location", f"{told.url}/elsewhere")
            self.end_headers()

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that goes away is no failure of a test."""

    server = Server(("127.0.0.1", 0), Handler)
    scheme = "http"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate.file, certificate.key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    told = Hook(f"{scheme}://127.0.0.1:{server.server_address[1]}/hook-s3cret", slow=slow)
    with _running(server):
        yield told
        told.release.set()


@dataclass
class Post:
    """A mail server: what it took."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)


@contextmanager
def post(
    certificate: Certificate | None = None,
    *,
    password: str | None = None,
    encrypted_at_once: bool = False,
    refuses: Callable[[str], bool] = lambda _: False,
) -> Iterator[Post]:
    """A mail server; with a certificate it offers STARTTLS, with a password a login."""

    class Handler(socketserver.StreamRequestHandler):
        def say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

        def encrypt(self) -> None:
            assert certificate is not None
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate.file, certificate.key)
            self.request = context.wrap_socket(self.request, server_side=True)
            self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", 0)

        def handle(self) -> None:
            encrypted, known = encrypted_at_once, password is None
            if encrypted:
                self.encrypt()
            self.say("220 post.test")
            while line := self.rfile.readline().decode().strip():
                verb = line.split(" ")[0].upper()
                if verb == "EHLO":
                    offers = ["STARTTLS"] * (certificate is not None and not encrypted)
                    offers += ["AUTH PLAIN"] * (password is not None)
                    self.say("".join(f"250-{offer}\r\n" for offer in ["post.test", *offers]) + "250 HELP")
                elif verb == "STARTTLS" and certificate is not None:
                    self.say("220 go ahead")
                    self.encrypt()
                    encrypted = True
                elif verb == "AUTH":
                    said = base64.b64decode(line.split(" ")[2]).decode().split("\0")
                    known = said[2] == password
                    self.say("235 welcome" if known else "535 5.7.8 who are you")
                elif verb in ("MAIL", "RCPT") and not known:
                    self.say("530 log in first")
                elif verb == "RCPT" and refuses(line):
                    self.say("550 unknown here")
                elif verb == "DATA":
                    self.say("354 go on")
                    text = b"".join(iter(self.rfile.readline, b".\r\n"))
                    taken.encrypted.append(encrypted)
                    mail = email.message_from_bytes(text, policy=email.policy.default)
                    assert isinstance(mail, EmailMessage)
                    taken.mails.append(mail)
                    self.say("250 taken")
                elif verb == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that goes away is no failure of a test."""

    server = Server(("127.0.0.1", 0), Handler)
    taken = Post(server.server_address[1])
    with _running(server):
        yield taken


@contextmanager
def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(frozen=True)
class Certificate:
    """A certificate that nobody has signed but itself, with its key."""

    file: Path
    key: Path


def self_signed(folder: Path) -> Certificate:
    """A certificate for 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    certificate = Certificate(folder / "post.pem", folder / "post.key")
    certificate.file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    certificate.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate
