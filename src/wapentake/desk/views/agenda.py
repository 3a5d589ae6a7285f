"""The agenda of a meeting: building it, its items and their order, and the papers that hang from them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from wapentake.accounts.requests import PartnershipRequest
from wapentake.actions.lists import list_actions
from wapentake.actions.queries import find_open_before
from wapentake.agendas.changes import add_paper, arrange_item, drop_paper, put_back, put_item, take_off
from wapentake.agendas.checks import check_file, check_size
from wapentake.agendas.forms import ItemForm, PaperForm
from wapentake.agendas.models import AgendaItem, Paper
from wapentake.agendas.queries import count_minutes, find_items, say_papers
from wapentake.agendas.rules import may_edit, needs_reason, say_paragraph
from wapentake.desk.changes.calendar import build_agenda
from wapentake.desk.queries import list_new_items
from wapentake.desk.queries.way import find_corrections
from wapentake.kit.pages import answer_form
from wapentake.kit.templatetags.kit import count, date_words
from wapentake.meetings.models import Meeting
from wapentake.meetings.queries import find_notice_rules
from wapentake.meetings.rules import find_notice, say_left
from wapentake.terms import ItemOrigin, MeetingState

ACTIONS_SHOWN = 10
WALES_DAYS = 3  # clear days of notice by which a partnership in Wales is known


def show_agenda(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show the agenda of a meeting with what can be done to each item, and the actions that are still open."""
    meeting = _find_meeting(request, pk)
    items = list(find_items(meeting))
    corrections = find_corrections(meeting)
    listing = list_actions(request.partnership, today=timezone.localdate())
    still_open = find_open_before(meeting)
    many = still_open.order_by().count()
    told = {
        "meeting": meeting,
        "items": [_tell_item(item, corrections.get(item.pk, [])) for item in items],
        "minutes": count_minutes(items),
        "dropped": list(AgendaItem.with_dropped.filter(meeting=meeting, dropped=True).select_related("previous")),
        "editable": may_edit(meeting.state).ok,
        "new": list_new_items(meeting) if items and meeting.state == MeetingState.AGENDA_DRAFT else [],
        "published": needs_reason(meeting.state),
        "open_total": many,
        "actions": listing,
        "action_table": listing.draw(still_open[:ACTIONS_SHOWN]) if many else [],
        "notice": _say_notice(request, meeting),
        "crumbs": _crumbs(request, meeting, "Agenda"),
    }
    return render(request, "desk/agenda.html", told)


def _tell_item(item: AgendaItem, corrections: list[str]) -> dict[str, Any]:
    papers = [(paper, say_papers(paper)) for paper in item.papers.all()]
    exempt = say_paragraph(item.paragraph) if item.is_exempt else ""
    return {"item": item, "papers": papers, "exempt": exempt, "corrections": corrections}


def _say_notice(request: PartnershipRequest, meeting: Meeting) -> str:
    """Return by when the agenda is published, as a reminder or a warning; nothing once it is, or without a rule."""
    by = find_notice_rules(request.partnership, [meeting.on]).publish_by(meeting.on)
    if by is None or meeting.state == MeetingState.AGENDA_PUBLISHED or not may_edit(meeting.state).ok:
        return ""
    left = say_left(by, today=timezone.localdate())
    if left.endswith("ago"):
        return f"This agenda was to be published by {date_words(by)}, {left}. You can still publish it."
    return f"Publish this agenda by {date_words(by)}, {left}."


def _crumbs(request: PartnershipRequest, meeting: Meeting, *texts: str) -> list[dict[str, str]]:
    slug = request.partnership.slug
    crumbs = [
        {"text": "Calendar", "href": reverse("calendar:list", args=[slug])},
        {"text": str(meeting.body), "href": reverse("desk:meeting", args=[slug, meeting.pk])},
    ]
    if len(texts) > 1:
        crumbs.append({"text": texts[0], "href": reverse("desk:agenda", args=[slug, meeting.pk])})
    return [*crumbs, {"text": texts[-1], "href": ""}]


def _find_meeting(request: PartnershipRequest, pk: int) -> Meeting:
    rows = Meeting.objects.filter(partnership=request.partnership).select_related("series")
    return get_object_or_404(rows, pk=pk)


def _find_item(request: PartnershipRequest, pk: int, *, dropped: bool = False) -> AgendaItem:
    rows = (AgendaItem.with_dropped if dropped else AgendaItem.objects).filter(meeting__partnership=request.partnership)
    return get_object_or_404(rows.select_related("meeting__series", "previous"), pk=pk)


def _to_agenda(request: PartnershipRequest, meeting: int, anchor: str = "") -> HttpResponse:
    return redirect(reverse("desk:agenda", args=[request.partnership.slug, meeting]) + anchor)


@require_POST
def build(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Build the agenda of what the register knows, or add what is new."""
    meeting = _find_meeting(request, pk)
    added = build_agenda(meeting, by=request.user)
    if added:
        messages.success(request, f"{count(added, 'item')} put on the agenda. Nothing that was there is changed.")
    else:
        messages.info(request, "There is nothing new to put on the agenda. Nothing was changed.")
    return _to_agenda(request, meeting.pk)


def add_item(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Put an item on an agenda; a late one with the chair's reason."""
    return _edit_item(request, _find_meeting(request, pk), None)


def edit_item(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Change an item of an agenda."""
    item = _find_item(request, pk)
    return _edit_item(request, item.meeting, item)


def _edit_item(request: PartnershipRequest, meeting: Meeting, item: AgendaItem | None) -> HttpResponse:
    late = bool(item.urgent_because) if item else needs_reason(meeting.state)
    wales = find_notice(find_notice_rules(request.partnership, [meeting.on]).rules, meeting.on) == WALES_DAYS
    initial = ItemForm.read(item) if item else None
    form = ItemForm(request.POST if request.method == "POST" else None, initial=initial, late=late, wales=wales)
    if item and item.origin == ItemOrigin.PREVIOUS and item.previous:
        del form.fields["title"]  # it is made of the day of that meeting
    if request.method == "POST" and form.is_valid():
        item = put_item(meeting, form.cleaned_data, by=request.user, item=item)
        messages.success(request, f"Saved: “{item.heading}”.")
        return _to_agenda(request, meeting.pk, f"#item-{item.pk}")
    title = "Change an item" if item else "Add a late item" if late else "Add an item"
    fixed = item.heading if item and "title" not in form.fields else ""
    intro = f"{fixed}. The title is made of the day of that meeting, and moves with it." if fixed else ""
    return answer_form(request, title, form, _crumbs(request, meeting, "Agenda", title), intro=intro)


@require_POST
def arrange(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Move an item up or down, or to a place to which it was dragged."""
    item = _find_item(request, pk)
    to = request.POST.get("to", "")
    if to.isdigit():
        arrange_item(item, to=int(to), by=request.user)
    elif (do := request.POST.get("do")) in ("up", "down"):
        places = list(AgendaItem.objects.filter(meeting=item.meeting_id).values_list("pk", flat=True))
        arrange_item(item, to=max(0, places.index(item.pk) + (-1 if do == "up" else 1)), by=request.user)
    return _to_agenda(request, item.meeting_id, f"#item-{item.pk}")


@require_POST
def remove(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Take an item off the agenda, and offer to put it back."""
    item = _find_item(request, pk)
    take_off(item, by=request.user)
    words = "“{}” is off the agenda, with its papers. You can put it back below."
    messages.success(request, format_html(words, item.heading))
    return _to_agenda(request, item.meeting_id)


@require_POST
def restore(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Put an item back on the agenda."""
    item = _find_item(request, pk, dropped=True)
    put_back(item, by=request.user)
    messages.success(request, f"“{item.heading}” is back on the agenda.")
    return _to_agenda(request, item.meeting_id, f"#item-{item.pk}")


# Papers


def add_file(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Hang a paper from an item, once it has been looked at."""
    item = _find_item(request, pk)
    form = PaperForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        check_size(file.name, file.size)
        checked = check_file(file.name, file.read())
        title = form.cleaned_data["title"] or checked.name.rpartition(".")[0].replace("_", " ")
        paper = add_paper(item, {**checked.values, "title": title}, by=request.user)
        messages.success(request, f"“{paper}” is with the item ({say_papers(paper)}).")
        if checked.warning:
            messages.warning(request, checked.warning)
        return _to_agenda(request, item.meeting_id, f"#item-{item.pk}")
    crumbs = _crumbs(request, item.meeting, "Agenda", "Add a paper")
    return answer_form(request, "Add a paper", form, crumbs, intro=item.heading, save="Add this paper")


def _find_paper(request: PartnershipRequest, pk: int) -> Paper:
    rows = Paper.objects.filter(item__meeting__partnership=request.partnership)
    return get_object_or_404(rows.select_related("item__meeting"), pk=pk)


def give_paper(request: PartnershipRequest, pk: int) -> FileResponse:
    """Send a paper as a download that no browser opens as a page."""
    paper = _find_paper(request, pk)
    answer = FileResponse(BytesIO(bytes(paper.data)), as_attachment=True, filename=paper.name)
    answer["Content-Type"] = paper.media_type
    answer["Content-Length"] = str(paper.size)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def remove_paper(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Take a paper away from its item."""
    paper = _find_paper(request, pk)
    drop_paper(paper, by=request.user)
    messages.success(request, f"“{paper}” is taken away. Add the file again if that was a mistake.")
    return _to_agenda(request, paper.item.meeting_id, f"#item-{paper.item_id}")
