"""The channels of alerts: webhooks and mail, what they carry, and whom they trust."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from alert_servers import hook, post, self_signed
from operators import Operator, mail


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    return Operator(tmp_path)


def test_redirects_are_not_followed(operator: Operator) -> None:
    with hook() as told:
        operator.set(f'[alerts]\nwebhooks = [{{url = "{told.url}"}}]')
        told.answers = [307]
        operator.run("too many facts")
    assert len(told.asked) == 1
    assert "redirect (307)" in operator.reported[0].what


def test_one_that_does_not_answer_is_given_up(operator: Operator) -> None:
    with hook(slow=True) as told:
        operator.set(f'[alerts]\ntimeout = 0.2\nwebhooks = [{{url = "{told.url}"}}]')
        operator.run("too many facts")
        assert "in time" in operator.reported[0].what or "took longer" in operator.reported[0].what


def test_one_that_is_not_there_is_told_of_without_its_address(operator: Operator) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    operator.set(f'[alerts]\nwebhooks = [{{url = "http://127.0.0.1:{port}/hook-s3cret"}}]')
    operator.run("too many facts")
    assert "127.0.0.1: no connection" in operator.reported[0].what
    assert "s3cret" not in str(operator.reported)


def test_a_certificate_that_nobody_signed_is_refused_unless_the_settings_trust_it(
    operator: Operator, tmp_path: Path
) -> None:
    certificate = self_signed(tmp_path)
    with hook(certificate) as told:
        operator.set(f'[alerts]\nwebhooks = [{{url = "{told.url}"}}]')
        operator.run("too many facts")
        assert "its certificate is not trusted" in operator.reported[0].what
        assert told.asked == []
        operator.set(f'[alerts]\nwebhooks = [{{url = "{told.url}", ca_file = "{certificate.file.name}"}}]')
        operator.run("too many facts")
    assert told.events == ["problem"]


def test_other_formats_are_text(operator: Operator) -> None:
    with hook() as slack, hook() as text:
        operator.set(
            f'[alerts]\nwebhooks = [{{url = "{slack.url}", format = "slack"}},'
            f' {{url = "{text.url}", format = "text"}}]'
        )
        operator.run("too many facts")
    assert list(slack.alerts[0]) == ["text"]
    assert slack.alerts[0]["text"] == text.asked[0][2].decode()
    assert "ต้องตรวจดู" in slack.alerts[0]["text"]
    assert "needs a look" in slack.alerts[0]["text"]


def test_mail_is_plain_text_in_both_languages_over_starttls_with_a_login(
    operator: Operator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RANGWAN_MAIL_PASSWORD", "open sesame")
    login = 'user = "rangwan"\npassword_env = "RANGWAN_MAIL_PASSWORD"\nca_file = "post.pem"'
    with post(self_signed(tmp_path), password="open sesame") as server:
        operator.set(mail(server.port, login))
        operator.run("too many facts")
        operator.run()
    assert operator.reported == []
    assert server.encrypted == [True, True]
    first, last = server.mails
    assert (first["from"], first["to"]) == ("rangwan@example.go.th", "data@example.go.th, ops@example.go.th")
    assert "ต้องตรวจดู / needs a look" in first["subject"]
    assert "กลับมาเป็นปกติ" in last["subject"]
    assert first.get_content_type() == "text/plain"
    assert first.get_content_charset() == "utf-8"
    said = first.get_content()
    assert "ผลไม่เป็นไปตามที่คาด (ข้อเท็จจริงมากเกินไป)" in said
    assert "not as expected (too many facts)" in said


@pytest.mark.parametrize(
    ("password", "more", "offers_tls", "why"),
    [
        ("wrong", 'ca_file = "post.pem"', True, "refuses the user or the password"),
        ("right", "", True, "certificate is not trusted"),
        ("right", 'ca_file = "post.pem"', False, "offers no STARTTLS"),
        ("", 'ca_file = "post.pem"', True, "secret.txt, is empty"),
    ],
)
def test_mail_that_is_not_taken_is_told_without_the_password(
    operator: Operator, password: str, more: str, offers_tls: bool, why: str
) -> None:
    folder = operator.database.parent
    certificate = self_signed(folder)
    (folder / "secret.txt").write_text(f"{password}-s3cret\n" if password else "")
    login = f'user = "rangwan"\npassword_file = "secret.txt"\n{more}'
    with post(certificate if offers_tls else None, password="right-s3cret") as server:
        operator.set(mail(server.port, login))
        operator.run("too many facts")
    assert server.mails == []
    assert why in operator.reported[0].what
    assert "-s3cret" not in str(operator.reported)


def test_mail_over_tls_from_the_first_byte(operator: Operator, tmp_path: Path) -> None:
    with post(self_signed(tmp_path), encrypted_at_once=True) as server:
        operator.set(mail(server.port, 'security = "tls"\nca_file = "post.pem"'))
        operator.run("too many facts")
    assert operator.reported == []
    assert server.encrypted == [True]


def test_a_refused_recipient_is_told_of(operator: Operator) -> None:
    with post(refuses=lambda line: "ops@" in line) as server:
        operator.set(mail(server.port, 'security = "none"'))
        operator.run("too many facts")
    assert len(server.mails) == 1
    assert "refused for ops@example.go.th" in operator.reported[0].what
