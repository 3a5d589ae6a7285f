"""A mail server, and letters to send through it. It is loaded before Django, so what is of the room comes later."""

from itertools import count

import pytest
from django.utils import timezone

from tests.letters.smtp import serve_mail

NUMBERS = count(1)


@pytest.fixture
def through(settings):
    """Have letters sent through a server of this port."""

    def aim(port, **more):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.DEFAULT_FROM_EMAIL = "wapentake@harrowmere.example"
        for name, value in more.items():
            setattr(settings, name, value)

    return aim


@pytest.fixture
def mail_server(through):
    """A mail server that takes everything, through which letters go."""
    with serve_mail() as handler:
        through(handler.port)
        yield handler


@pytest.fixture
def write(partnership):
    """Write so many letters, or one to this address; return them."""

    from wapentake.letters.changes import Draft, write_letters

    def write(many=1, **told):
        drafts = []
        for _ in range(many):
            number = next(NUMBERS)
            first = {"key": f"digest:{number}", "to": f"person{number}@harrowmere.example", "person": None}
            words = {
                "kind": "digest",
                "subject": f"Your actions {number}",
                "text": f"Dear number {number},\n\nGood day.",
            }
            drafts.append(Draft(partnership=partnership, **{**first, **words, **told}))
        return write_letters(drafts)

    return write


@pytest.fixture
def send():
    """Send what waits, now; return what came of it."""
    from wapentake.letters.sending import send_waiting

    return lambda **told: send_waiting(**{"now": timezone.now(), **told})
