"""The mail server, the mailbox, and how the product is reached: what each part means, and what is refused in words."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from wapentake.project.mail import read_address, read_inbox, read_mail

FROM = "?from=csp@harrowmere.example"


@pytest.mark.parametrize(
    ("written", "server", "person", "tls_ssl"),
    [
        (f"smtp://mail.example/{FROM}", ("mail.example", 587), ("", ""), (True, False)),
        (f"smtp://mail.example:2525/{FROM}", ("mail.example", 2525), ("", ""), (True, False)),
        (f"smtps://rowan:secret@mail.example/{FROM}", ("mail.example", 465), ("rowan", "secret"), (False, True)),
        (f"smtp+plain://localhost{FROM}", ("localhost", 25), ("", ""), (False, False)),
        (f"smtp://r%40x:a%3Ab%2F@mail.example{FROM}", ("mail.example", 587), ("r@x", "a:b/"), (True, False)),
    ],
)
def test_address_says_it_all(monkeypatch, written, server, person, tls_ssl):
    monkeypatch.setenv("WAPENTAKE_MAIL", written)
    made = read_mail()
    assert made["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert (made["EMAIL_HOST"], made["EMAIL_PORT"]) == server
    assert (made["EMAIL_HOST_USER"], made["EMAIL_HOST_PASSWORD"]) == person
    assert (made["EMAIL_USE_TLS"], made["EMAIL_USE_SSL"]) == tls_ssl
    assert made["DEFAULT_FROM_EMAIL"] == "csp@harrowmere.example"


def test_without_a_server_letters_go_to_the_terminal(monkeypatch):
    monkeypatch.delenv("WAPENTAKE_MAIL", raising=False)
    assert read_mail() == {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}


@pytest.mark.parametrize(
    "written",
    ["mail.example", f"http://mail.example/{FROM}", "smtp://mail.example", "smtp://mail.example/?from=nobody",
     f"smtp://{FROM}", f"smtp://mail.example:many/{FROM}"],
)  # fmt: skip
def test_what_is_no_such_address_is_refused_in_words(monkeypatch, written):
    monkeypatch.setenv("WAPENTAKE_MAIL", written)
    with pytest.raises(ImproperlyConfigured, match="must look like smtp://"):
        read_mail()


@pytest.mark.parametrize(
    ("written", "host", "secure", "expected"),
    [
        ("https://wapentake.example", "localhost", False, "https://wapentake.example"),
        ("https://wapentake.example/csp/", "localhost", True, "https://wapentake.example/csp"),
        ("", "wapentake.example", True, "https://wapentake.example"),
        ("", ".wapentake.example", False, "http://wapentake.example"),
    ],
)
def test_how_it_is_reached_from_outside(monkeypatch, written, host, secure, expected):
    monkeypatch.setenv("WAPENTAKE_ADDRESS", written)
    assert read_address(host, secure=secure) == expected


@pytest.mark.parametrize(
    "written", ["wapentake.example", "ftp://wapentake.example", "https://", "https://a.example/?b"]
)
def test_what_is_no_address_from_outside_is_refused_in_words(monkeypatch, written):
    monkeypatch.setenv("WAPENTAKE_ADDRESS", written)
    with pytest.raises(ImproperlyConfigured, match="must look like https://"):
        read_address("localhost", secure=True)


@pytest.mark.parametrize(
    ("written", "server", "person", "folder", "address"),
    [
        ("imaps://csp:secret@mail.example", ("mail.example", 993, True), ("csp", "secret"), "INBOX", ""),
        ("imaps://c%40x:a%2F@m.example:9/A%20b?address=r@x.y", ("m.example", 9, True), ("c@x", "a/"), "A b", "r@x.y"),
        ("imap+plain://csp:secret@localhost/In", ("localhost", 143, False), ("csp", "secret"), "In", ""),
    ],
)
def test_the_mailbox_as_one_address(monkeypatch, written, server, person, folder, address):
    monkeypatch.setenv("WAPENTAKE_INBOX", written)
    box, own = read_inbox()
    assert (box["host"], box["port"], box["tls"]) == server
    assert (box["user"], box["password"]) == person
    assert (box["folder"], own) == (folder, address)


def test_without_a_mailbox(monkeypatch):
    monkeypatch.delenv("WAPENTAKE_INBOX", raising=False)
    assert read_inbox() == ({}, "")


@pytest.mark.parametrize(
    "written",
    ["mail.example", "pop://a:b@mail.example", "imaps://mail.example", "imaps://a:b@", "imaps://a:b@mail.example:many",
     "imaps://a:b@mail.example/INBOX?address=nobody"],
)  # fmt: skip
def test_what_is_no_mailbox_is_refused_in_words(monkeypatch, written):
    monkeypatch.setenv("WAPENTAKE_INBOX", written)
    with pytest.raises(ImproperlyConfigured, match="must look like imaps://"):
        read_inbox()
