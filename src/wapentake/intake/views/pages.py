"""The pages that came in, how far each is, and adding more."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wapentake.accounts.requests import PartnershipRequest
from wapentake.intake.changes import accept_passages
from wapentake.intake.changes.fetching import ask_fetch
from wapentake.intake.forms import FetchForm, FilesForm, PasteForm
from wapentake.intake.queries import find_certain, find_fetches, list_sources
from wapentake.intake.views.told import say_decided
from wapentake.reading.page import LIMIT_BYTES
from wapentake.sources.changes import receive_source
from wapentake.sources.models import Source
from wapentake.sources.queries import count_waiting


def show_pages(request: PartnershipRequest) -> HttpResponse:
    """List the pages, newest first, with what waits in each."""
    return render(request, "intake/pages.html", _gather(request))


def show_progress(request: PartnershipRequest) -> HttpResponse:
    """Return the list alone, which the page asks for every other second while pages wait."""
    return render(request, "intake/_pages.html", _gather(request))


def _gather(request: PartnershipRequest) -> dict[str, object]:
    sources = list_sources(request.partnership)
    page = Paginator(sources, 50).get_page(request.GET.get("page"))
    return {
        "page": page,
        "fetches": find_fetches(request.partnership),
        "waiting": count_waiting(request.partnership),
        "certain": find_certain(request.partnership).count(),
    }


def add_pages(request: PartnershipRequest) -> HttpResponse:
    """Take files or pasted text into the queue."""
    which = request.POST.get("which", "")
    sent = request.method == "POST"
    post, files = request.POST, request.FILES
    files_form = FilesForm(post, files, prefix="f") if which == "files" else FilesForm(prefix="f")
    paste_form = PasteForm(post, prefix="p") if which == "paste" else PasteForm(prefix="p")
    if files_form.is_valid():
        return _receive(request, [(one.name or "page", one) for one in files.getlist("f-pages")])
    if paste_form.is_valid():
        held = paste_form.cleaned_data
        return _receive(request, [(held["name"] or "Pasted text", held["text"].replace("\r\n", "\n").encode())])
    forms = {"files_form": files_form, "paste_form": paste_form, "fetch_form": FetchForm(prefix="m")}
    return render(request, "intake/add.html", forms, status=422 if sent else 200)


def _receive(request: PartnershipRequest, files: list[tuple[str, UploadedFile | bytes]]) -> HttpResponse:
    """Keep each file, and say what was new, what was known and what is too large."""
    batch, new = uuid4(), 0
    known: list[Source] = []
    for name, file in files:
        size = len(file) if isinstance(file, bytes) else file.size or 0
        if size > LIMIT_BYTES:
            most = LIMIT_BYTES >> 20
            words = f"{name} was not added: it is larger than {most} MB, the most that is read. Save it in parts."
            messages.error(request, words)
            continue
        data = file if isinstance(file, bytes) else file.read()
        source, made = receive_source(request.partnership, name=name, data=data, by=request.user, batch=batch)
        new += made
        known += [] if made else [source]
    if new:
        messages.success(request, f"{new} {'page is' if new == 1 else 'pages are'} in the queue to be read.")
    for source in known[:5]:
        words = f"{source.name} is here already, so nothing was changed."
        messages.info(request, words)
    if len(known) > 5:
        messages.info(request, f"So are {len(known) - 5} others.")
    return redirect("intake:pages", request.partnership.slug)


@require_POST
def fetch_pages(request: PartnershipRequest) -> HttpResponse:
    """Ask for the pages of a committee; the worker brings them in."""
    form = FetchForm(request.POST, prefix="m")
    if not form.is_valid():
        forms = {"files_form": FilesForm(prefix="f"), "paste_form": PasteForm(prefix="p"), "fetch_form": form}
        return render(request, "intake/add.html", forms, status=422)
    ask_fetch(request.partnership, by=request.user, **form.cleaned_data)
    messages.success(request, "The pages are being brought in. You can leave this page; it goes on.")
    return redirect("intake:pages", request.partnership.slug)


@require_POST
def accept_everywhere(request: PartnershipRequest) -> HttpResponse:
    """Accept all that is certain on all pages, in one step that can be undone."""
    ids = list(find_certain(request.partnership).values_list("pk", flat=True))
    decided = accept_passages(request.partnership, ids, by=request.user)
    say_decided(request, decided, "accepted")
    return redirect("intake:pages", request.partnership.slug)
