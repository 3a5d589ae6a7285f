"""Letters and the mail that came in: the lists, one of each with its words, and what a person decides of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wapentake.accounts.requests import PartnershipRequest
from wapentake.kit.lists import answer_list
from wapentake.kit.queries import find_history
from wapentake.letters import changes
from wapentake.letters.forms import LetterFilter, ReceivedFilter
from wapentake.letters.lists import hide_links, link_places, list_letters, list_received
from wapentake.letters.models import Letter, Received
from wapentake.letters.queries import count_care, find_letters_of, find_received_of
from wapentake.letters.rules import check_again, check_arrived
from wapentake.letters.shown import explain_letter, explain_received, summarise_letter, summarise_received


def show_list(request: PartnershipRequest) -> HttpResponseBase:
    """Show the letters that are asked for."""
    form = LetterFilter(request.GET, partnership=request.partnership)
    rows = find_letters_of(request.partnership, form.wanted)
    told = {
        "places": link_places(request.partnership.slug, "letters:list"),
        "care": 0 if form.wanted.get("state") else count_care(request.partnership),
    }
    listing = list_letters(request.partnership)
    return answer_list(request, rows, listing, form=form, template="letters/list.html", more=told)


def show_received(request: PartnershipRequest) -> HttpResponseBase:
    """Show the mail that came in and is asked for."""
    form = ReceivedFilter(request.GET)
    rows = find_received_of(request.partnership, form.wanted)
    told = {"places": link_places(request.partnership.slug, "letters:received")}
    listing = list_received(request.partnership)
    return answer_list(request, rows, listing, form=form, template="letters/list.html", more=told)


def show_letter(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show one letter: its words, what became of it, what came back, and what to do next."""
    letter = get_object_or_404(
        Letter.objects.select_related("person__joined_to"), partnership=request.partnership, pk=pk
    )
    told = {
        "letter": letter,
        "text": hide_links(letter.text),
        "rows": summarise_letter(letter, request.partnership.slug),
        "explained": explain_letter(letter),
        "may_again": check_again(letter.state).ok,
        "may_arrived": check_arrived(letter.state).ok,
        "answers": letter.answers.defer("raw", "text").order_by("pk"),
        "history": find_history(request.partnership.pk, letter),
        "crumbs": _crumbs(request, "letters:list", "Letters", "Letter"),
    }
    return render(request, "letters/letter.html", told)


def show_mail(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show one mail that came in: what its sender wrote, what was made of it, and what to do next."""
    received = _find_mail(request, pk)
    told = {
        "received": received,
        "text": hide_links(received.text),
        "rows": summarise_received(received, request.partnership.slug),
        "explained": explain_received(received),
        "history": find_history(request.partnership.pk, received),
        "crumbs": _crumbs(request, "letters:received", "Mail that came in", "Mail"),
    }
    return render(request, "letters/mail.html", told)


@require_POST
def send_again(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Have a letter sent again."""
    letter = get_object_or_404(Letter, partnership=request.partnership, pk=pk)
    changes.send_again(letter, by=request.user)
    messages.success(request, "The letter will be sent again when letters are sent next.")
    return redirect("letters:letter", request.partnership.slug, pk)


@require_POST
def confirm_arrival(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say that a letter in doubt arrived."""
    letter = get_object_or_404(Letter, partnership=request.partnership, pk=pk)
    changes.confirm_arrival(letter, by=request.user)
    messages.success(request, "Noted that the letter arrived.")
    return redirect("letters:letter", request.partnership.slug, pk)


@require_POST
def take_mail(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Let a mail count as the answer to its letter."""
    changes.take_as_answer(_find_mail(request, pk), by=request.user)
    messages.success(request, "It counts as the answer now, and is taken up next.")
    return redirect("letters:mail", request.partnership.slug, pk)


@require_POST
def leave_mail(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say that nothing is to be done with a mail."""
    changes.leave_received(_find_mail(request, pk), by=request.user)
    messages.success(request, "Noted that there is nothing to do.")
    return redirect("letters:mail", request.partnership.slug, pk)


def _find_mail(request: PartnershipRequest, pk: int) -> Received:
    rows = Received.objects.defer("raw").select_related("letter", "partnership")
    return get_object_or_404(rows, partnership=request.partnership, pk=pk)


def _crumbs(request: PartnershipRequest, name: str, words: str, last: str) -> list[dict[str, str]]:
    return [{"text": words, "href": reverse(name, args=[request.partnership.slug])}, {"text": last, "href": ""}]
