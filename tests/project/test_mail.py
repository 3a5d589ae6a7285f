"""The mail server as one address: what each part of it means, and what is refused in words."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from wapentake.project.mail import read_mail

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
