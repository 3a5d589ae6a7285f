"""Exempt items have minutes of their own, and nothing of them is anywhere else."""

from django.urls import reverse

from tests.meeting import make_meeting
from wapentake.actions.models import Action
from wapentake.desk.changes.way import take_minutes
from wapentake.desk.queries.way import public_text
from wapentake.sources.models import Entry, Source

CLOSED = {"title": "A tender", "paragraph": "3", "public_interest": "Prices are told.", "text": "PN to ask Hartwell."}
OPEN = {"title": "Late bus", "text": "ACTION: PN to ask the depot by 30 April 2026."}


def test_exempt_words_are_in_their_own_minutes_alone(client_in, partnership, coordinator):
    meeting = make_meeting(partnership, items=[OPEN, CLOSED])
    page = client_in.get(reverse("desk:exempt", args=[partnership.slug, meeting.pk])).content.decode()
    assert "PN to ask Hartwell." in page
    assert "ask the depot" not in page
    take_minutes(meeting, by=coordinator)
    assert [one.text for one in Action.objects.all()] == ["ask the depot by 30 April 2026."]
    assert "A tender" in public_text(meeting, "minutes")
    for kept in (public_text(meeting, "minutes"), bytes(Source.objects.get().data).decode()):
        assert "Hartwell" not in kept
    assert not Entry.objects.filter(words__contains="Hartwell").exists()


def test_meeting_without_exempt_items_says_so(client_in, partnership):
    meeting = make_meeting(partnership, items=[OPEN])
    page = client_in.get(reverse("desk:exempt", args=[partnership.slug, meeting.pk])).content.decode()
    assert "No item of this meeting is exempt." in page
