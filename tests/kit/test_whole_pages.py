"""A part of a page that is asked for alone is never filled with a whole page, and signing in leads back to a page."""

from django.contrib.sessions.models import Session
from django.urls import reverse

from tests.register import MINUTES, take_page
from wapentake.intake.changes.removing import withdraw_source

PART = {"HX-Request": "true"}


def test_stranger_is_led_to_sign_in_as_a_whole_page(client, partnership):
    answer = client.get("/harrowmere/pages/progress/", headers=PART)
    assert answer.headers["HX-Redirect"] == "/account/sign-in/?next=/harrowmere/pages/progress/"
    assert answer.content == b""


def test_page_withdrawn_meanwhile_leads_to_the_list(client_in, partnership, coordinator):
    document = take_page(partnership, "march.txt", MINUTES, coordinator)
    withdraw_source(document.source, by=coordinator)
    address = reverse("intake:decide", args=["harrowmere", document.pk])
    answer = client_in.post(address, {"accept": document.passages.first().pk}, headers=PART)
    assert answer.headers["HX-Redirect"] == "/harrowmere/pages/"
    assert b"withdrawn while you were reading it" in client_in.get("/harrowmere/pages/").content


def test_form_sent_after_the_session_ended_leads_back_to_its_page(client_in, partnership):
    Session.objects.all().delete()
    sent = client_in.post(
        "/harrowmere/pages/accept-certain/", headers={"Referer": "http://testserver/harrowmere/pages/"}
    )
    assert sent.headers["Location"] == "/account/sign-in/?next=/harrowmere/pages/"
