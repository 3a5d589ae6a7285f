"""One return: the missing board, and what the coordinator does next: ask, compile, send."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.chasing.changes.asking import ask_return, send_part_back
from wapentake.desk.changes.returns import compile_whole, make_files, send_return
from wapentake.desk.queries.returns import find_board
from wapentake.kit.queries import find_history
from wapentake.kit.templatetags.kit import count, date_words
from wapentake.returns.content import say_totals
from wapentake.returns.forms import WhyForm
from wapentake.returns.models import Frozen, Return, ReturnFile
from wapentake.returns.queries import find_template
from wapentake.returns.queries.contents import compare_frozen, tell_content
from wapentake.returns.rules import hash_content, say_due
from wapentake.returns.views.shared import answer_form, find_part, find_return, list_crumbs, take
from wapentake.terms import Amount


def show_return(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show a return: who answered which part, days left, when people were asked and reminded, and what comes next."""
    rows = Return.objects.prefetch_related("funds__journal", "moved")
    of = get_object_or_404(rows, partnership=request.partnership, pk=pk)
    today = timezone.localdate()
    board = find_board(of)
    told = {
        "of": of,
        "board": board,
        "rows": _summarise(of),
        "template": find_template(of),
        "files": list(of.files.defer("data").order_by("pk")) if of.is_sent else [],
        "history": find_history(request.partnership.pk, of),
        "crumbs": list_crumbs(request, None, (of.name, "")),
        "left": say_due(of.due_internal_on, today=today),
        "is_late": of.due_internal_on < today,
        "may_write": request.role == Role.COORDINATOR,
    }
    return render(request, "desk/return.html", told)


def _summarise(of: Return) -> list[dict[str, Any]]:
    rows = {
        "Funder": of.funder,
        "Funds": ", ".join(f"{one}, {one.journal}" for one in of.funds.all()),
        "Period": f"{date_words(of.period_from)} to {date_words(of.period_to)}",
        "Partners answer by": date_words(of.due_internal_on),
        "The funder has it by": date_words(of.due_on),
        "Asks why, below the budget by more than": Amount(of.asks_below).say(),
        "Asked on": date_words(of.asked_on),
        "Sent": f"{date_words(of.sent_at)}, by {of.sent_by_name}" if of.sent_at else "",
    }
    moved = [
        f"{'Partners’ day' if one.is_internal else 'Funder’s day'} moved from {date_words(one.was)} to "
        f"{date_words(one.to)}: {one.why}"
        for one in of.moved.all()
    ]
    told = [{"key": key, "value": value} for key, value in rows.items() if value]
    return [*told, *({"key": "Moved", "value": words} for words in moved)]


@require_POST
def ask(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Ask the leads for the parts that they were not asked for yet."""
    of = find_return(request, pk)
    letters = ask_return(of, on=timezone.localdate(), by=request.user)
    words = f"{count(len(letters), 'letter')} written, one for each lead." if letters else "Everybody was asked before."
    messages.success(request, words)
    return redirect("desk:return", request.partnership.slug, of.pk)


def give_back(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Send a part back to its lead, with the reason."""
    part = find_part(request, pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if take(request, form, lambda: send_part_back(part, form.cleaned_data["why"], by=request.user)):
        messages.success(request, "It is asked for again. The reason stands in the letter, and on the lead’s page.")
        return redirect("desk:return", request.partnership.slug, part.of_id)
    step = (part.title, reverse("returns:part", args=[request.partnership.slug, part.pk]))
    return answer_form(request, "Send the part back", form, part.of, step, save="Send it back")


@require_POST
def compile_it(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Compile a return, once all of it is there."""
    of = compile_whole(find_return(request, pk), by=request.user)
    messages.success(request, "The return is compiled. Look at its files, then send them, and say here that you did.")
    return redirect("desk:return", request.partnership.slug, of.pk)


@require_POST
def send(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say that a return was sent, and freeze it."""
    of = find_return(request, pk)
    send_return(of, by=request.user)
    messages.success(request, "The return is frozen as it was sent. Its figures and files stay as they are.")
    return redirect("desk:return", request.partnership.slug, of.pk)


def make_file(request: PartnershipRequest, pk: int, ending: str) -> HttpResponse:
    """Make a file of a return as it stands; of one that was sent, of its frozen copy, as it was then."""
    of = find_return(request, pk)
    frozen = Frozen.objects.filter(of=of).first()
    at = frozen.ledger_at if frozen else timezone.now()
    content = frozen.content if frozen else tell_content(of, at=at)
    files = make_files(of, content, at=at, sent=frozen is not None)
    for name, media_type, data in files:
        if name.endswith(f".{ending}"):
            return _give(name, media_type, data)
    raise Http404("no such file of this return")


def give_file(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Send a file that was kept when its return was sent."""
    file = get_object_or_404(ReturnFile, of__partnership=request.partnership, pk=pk)
    return _give(file.name, file.media_type, bytes(file.data))


def _give(name: str, media_type: str, data: bytes) -> HttpResponse:
    """Answer with a download that no browser opens as a page."""
    told = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type=media_type, headers={**told, "Cache-Control": "private, no-store"})


def show_frozen(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show the figures of a return as they were sent, reckoned again from the ledger as of then, and as of now."""
    rows = Frozen.objects.select_related("of__partnership")
    frozen = get_object_or_404(rows, of__partnership=request.partnership, of=pk)
    told = {
        "of": frozen.of,
        "frozen": frozen,
        "is_whole": hash_content(frozen.content) == frozen.sha256,
        "totals": say_totals(frozen.content),
        "template": find_template(frozen.of),
        "then": compare_frozen(frozen, at=None),
        "now": compare_frozen(frozen, at=timezone.now()),
        "crumbs": list_crumbs(request, frozen.of, ("As it was sent", "")),
    }
    return render(request, "desk/return_frozen.html", told)
