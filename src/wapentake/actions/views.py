"""Actions: the list, and what the coordinator says of one; its page, and who leads it, are in `desk`."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.views.decorators.http import require_POST

from wapentake.accounts.requests import PartnershipRequest
from wapentake.actions.changes import (
    add_note,
    close_action,
    fan_out,
    set_action_state,
    set_due,
)
from wapentake.actions.forms import (
    ActionFilter,
    CloseForm,
    DueForm,
    NoteForm,
    StateForm,
    WhyForm,
)
from wapentake.actions.lists import list_actions
from wapentake.actions.models import Action, ActionState, Note, Via
from wapentake.actions.queries import find_actions, find_meetings_since
from wapentake.agendas.checks import check_file, check_size
from wapentake.kit import pages
from wapentake.kit.lists import answer_list
from wapentake.kit.templatetags.kit import count
from wapentake.meetings.queries import find_called


def show_list(request: PartnershipRequest) -> HttpResponseBase:
    """Show the actions that are asked for."""
    today = timezone.localdate()
    form = ActionFilter(request.GET, partnership=request.partnership)
    rows = find_actions(request.partnership, form.wanted, today=today)
    return answer_list(request, rows, list_actions(request.partnership, today=today), form=form)


def get_action(request: PartnershipRequest, pk: int) -> Action:
    """Return an action of the partnership with its meeting and lead. Raises Http404 where there is none."""
    rows = Action.objects.filter(partnership=request.partnership).select_related("meeting", "lead")
    return get_object_or_404(rows, pk=pk)


def read_form(request: PartnershipRequest) -> dict[str, Any]:
    """Return what a form is made of: what was sent, if anything."""
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


def answer_form(
    request: PartnershipRequest,
    action: Action,
    form: forms.Form,
    title: str,
    do: Callable[[], str],
    button: str = "Save",
) -> HttpResponse:
    """Show a form, or do what it says and go to the page of the action with the words that `do` returns."""
    slug = request.partnership.slug
    page = reverse("desk:action", args=[slug, action.pk])
    if request.method == "POST" and form.is_valid():
        messages.success(request, do())
        return redirect(page)
    steps = (("Actions", "actions:list", None), ("Action", "desk:action", action.pk), (title, "", None))
    intro = capfirst(Truncator(action.text).chars(200))
    return pages.answer_form(request, title, form, pages.name_crumbs(slug, *steps), intro=intro, save=button)


def change_state(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say how far an action has come."""
    action = get_action(request, pk)
    form = StateForm(**read_form(request), action=action)

    def save() -> str:
        state = ActionState(form.cleaned_data["state"])
        set_action_state(action, state, by=request.user, on=timezone.localdate(), why=form.cleaned_data["why"])
        return f"Saved: {state.label.lower()}."

    return answer_form(request, action, form, "How far has it come?", save)


def close(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Close an action, at a meeting or outside of one with a reason."""
    action, today = get_action(request, pk), timezone.localdate()
    form = CloseForm(**read_form(request), meetings=find_meetings_since(action, today=today))

    def save() -> str:
        at = form.meetings.get(form.cleaned_data["at"])
        close_action(action, by=request.user, on=at.on if at else today, at=at, why=form.cleaned_data["why"])
        return "Closed. You can open it again at any time."

    return answer_form(request, action, form, "Close this action", save, button="Close it")


def open_again(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Open a closed action again, with the reason."""
    action = get_action(request, pk)
    form = WhyForm(**read_form(request))

    def save() -> str:
        set_action_state(
            action, ActionState.OPEN, by=request.user, on=timezone.localdate(), why=form.cleaned_data["why"]
        )
        return "Open again."

    return answer_form(request, action, form, "Open this action again", save, button="Open it again")


def change_due(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say by when an action is due."""
    action = get_action(request, pk)
    how = "meeting" if action.due_meeting_id else "day" if action.due_on else None
    initial = {"how": how, "day": action.due_on, "meeting": action.due_meeting_id}
    form = DueForm(**read_form(request), called=find_called(request.partnership), initial=initial)

    def save() -> str:
        set_due(action, **form.values, by=request.user, why=form.cleaned_data["why"])
        return "Saved: the due date is changed."

    return answer_form(request, action, form, "Change the due date", save)


def write_note(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Add a note to an action, with a file that was looked at."""
    action = get_action(request, pk)
    form = NoteForm(**read_form(request))

    def save() -> str:
        upload = None
        if file := form.cleaned_data["file"]:
            check_size(file.name, file.size)
            upload = check_file(file.name, file.read()).values
        add_note(action, form.cleaned_data["text"], by=request.user, via=Via.DESK, upload=upload)
        return "Your note is kept."

    return answer_form(request, action, form, "Add a note", save, button="Add this note")


@require_POST
def give_to_each(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Give an action that is for all partners to each member body."""
    action = get_action(request, pk)
    children = fan_out(action, by=request.user)
    if children:
        messages.success(request, f"Given to {count(len(children), 'body,bodies')}, each to do its own.")
    else:
        messages.info(request, "Each member body has its own already. Nothing was changed.")
    return redirect("desk:action", request.partnership.slug, action.pk)


def give_file(request: PartnershipRequest, pk: int) -> FileResponse:
    """Send the file of a note as a download that no browser opens as a page."""
    note = get_object_or_404(Note, action__partnership=request.partnership, pk=pk)
    if note.data is None:
        raise Http404("no file")
    answer = FileResponse(BytesIO(bytes(note.data)), as_attachment=True, filename=note.name)
    answer["Content-Type"] = note.media_type
    answer["Content-Length"] = str(note.size)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
