"""Meetings: the list, one meeting with its page and all that hangs from it, and the way from a fact to its words."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from wapentake.accounts.requests import PartnershipRequest
from wapentake.actions.lists import show_owners
from wapentake.actions.queries import find_closed_at
from wapentake.desk.queries import find_marks, tell_meeting
from wapentake.desk.queries import list_meetings as find_meetings
from wapentake.desk.queries.bidding import find_bids_before, find_bids_decided
from wapentake.intake.shown import make_cards
from wapentake.kit.columns import address_of
from wapentake.kit.marked import Mark
from wapentake.meetings.lists import link_places
from wapentake.meetings.models import Meeting, Page
from wapentake.sources.models import Document, Passage, PassageState, Strike
from wapentake.terms import MeetingState


def list_meetings(request: PartnershipRequest) -> HttpResponse:
    """List the meetings, newest first."""
    state = request.GET.get("state", "")
    state = state if state in set(MeetingState) else ""
    page = Paginator(find_meetings(request.partnership, state=state), 50).get_page(request.GET.get("page"))
    places = link_places(request.partnership.slug, "desk:meetings")
    return render(request, "desk/meetings.html", {"page": page, "places": places, "state": state})


def show_meeting(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show a meeting: who was there, what was taken up and settled, and the page's words with what they made."""
    meeting = get_object_or_404(Meeting, partnership=request.partnership, pk=pk)
    told = tell_meeting(meeting)
    wanted = request.GET.get("page", "")
    chosen = next(
        (one for one in told.documents if str(one.pk) == wanted), told.documents[-1] if told.documents else None
    )
    people, today = address_of("desk:person", request.partnership.slug), timezone.localdate()
    for taken in told.taken:
        taken.shown = [(action, show_owners(action, people, today=today)) for action in taken.actions]
    context = {
        "told": told,
        "meeting": meeting,
        "document": chosen,
        "closed": list(find_closed_at(meeting)),
        "bids": find_bids_before(meeting),
        "decided": find_bids_decided(meeting),
    }
    if chosen is not None:
        document = Document.objects.only("text").get(pk=chosen.pk)
        passages = find_marks(document)
        cards = make_cards(passages)
        strikes = list(Strike.objects.filter(document=document).values_list("start", "end"))
        marks = [
            Mark(card.passage.start, card.passage.end, card.passage.kind, card.passage.pk, card.number)
            for card in cards
            if card.passage.end > card.passage.start
        ]
        context |= {"text": document.text, "marks": marks, "struck": strikes, "cards": cards}
    return render(request, "desk/meeting.html", context)


def show_words(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Go from a fact to the words that said so: on its meeting's page, or beside its proposals."""
    found = Passage.objects.filter(partnership=request.partnership, pk=pk).select_related("document")
    passage = found.defer("document__text", "document__record").first()
    if passage is None or passage.state == PassageState.WITHDRAWN:
        raise Http404("no such words")
    slug = request.partnership.slug
    page = Page.objects.filter(document=passage.document_id).first()
    if page is not None and passage.state == PassageState.ACCEPTED and passage.document.current:
        address = reverse("desk:meeting", args=[slug, page.meeting_id]) + f"?page={passage.document_id}"
    else:
        address = reverse("intake:page", args=[slug, passage.document_id])
    return redirect(f"{address}#mark-{pk}")
