"""What somebody sees by their link, on a telephone most of all: what is asked of them, and a tap to answer each."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from wapentake.actions.models import Action, ActionState
from wapentake.agendas.checks import check_file, check_size
from wapentake.chasing.calendars import list_due, make_calendar
from wapentake.chasing.changes.answers import Replier, Reply, take_reply
from wapentake.chasing.changes.digests import KIND
from wapentake.chasing.changes.links import CALENDAR, end_own, give_calendar, renew
from wapentake.chasing.forms import REPLIES, HandOverForm, NoteForm, ReplyForm, mark_form
from wapentake.chasing.models import Answer, AnswerKind
from wapentake.chasing.queries.asked import find_led, tell_parts, tell_rows
from wapentake.chasing.queries.own import find_colleagues, find_own, group_own, mark_of, tell_own
from wapentake.chasing.views.asked import SAID as DID
from wapentake.chasing.views.opening import by_link, may_renew, person_of, show
from wapentake.contacts.queries import find_bodies_of
from wapentake.kit.errors import Refused
from wapentake.letters.changes import note_use
from wapentake.letters.links import full_address, sign
from wapentake.letters.models import Link
from wapentake.returns.queries import find_asked

SAID = {
    AnswerKind.DONE: "You said that it is done. The next meeting closes it.",
    AnswerKind.DAY: "You said by when. We ask again near that day.",
    AnswerKind.PROGRESS: "You said that it is in progress.",
    AnswerKind.BLOCKED: "You said that it is blocked. The coordinator sees why.",
    AnswerKind.NOT_MINE: "You said that it is not yours. The coordinator finds who leads it.",
    AnswerKind.HAND_OVER: "You handed it over.",
    AnswerKind.NOTE: "Your note is with the action.",
}
ASKED = "The coordinator confirms to whom it goes. Until then it stays with you."


@by_link(KIND, takes="read")
def show_actions(request: HttpRequest, link: Link, token: str) -> HttpResponse:
    """Show what is asked of somebody: actions, late first, each with a button that says it is done; parts; rows."""
    note_use(link, "Opened the page" if request.method == "GET" else "Looked whether the page is there")
    person, today = person_of(link), timezone.localdate()
    own = list(find_own(link.partnership_id, person.pk))
    told = {
        "person": person,
        "body": find_bodies_of([person.pk]).get(person.pk),
        "groups": group_own(own, on=today),
        "ended": [tell_own(one, on=today) for one in own if one.state == ActionState.DONE],
        "once": mark_form(),
        "said": _say_answer(link, request.GET.get("said", "")),
        "did": DID.get(request.GET.get("did", ""), ""),
        "parts": tell_parts(link.partnership_id, person.pk, on=today),
        "plan_rows": tell_rows(link.partnership_id, person.pk, on=today),
    }
    return show(request, "by_link/actions.html", link, token, **told)


def _say_answer(link: Link, once: str) -> dict[str, Any] | None:
    """Return what was just answered, by the mark of its form; nothing for any other words in the address."""
    answer = (
        Answer.objects.filter(link=link, once=once).select_related("action", "part", "row").first() if once else None
    )
    if answer is None:
        return None
    asked = answer.kind == AnswerKind.HAND_OVER and answer.state == "asked"
    return {"title": answer.title, "words": ASKED if asked else SAID[AnswerKind(answer.kind)]}


@by_link(KIND)
def answer_action(request: HttpRequest, link: Link, token: str, pk: int) -> HttpResponse:
    """Show one action with all that may be answered, and take an answer up."""
    action = _find_action(link, pk)
    if request.method != "POST":
        note_use(link, f"Opened: {action.text}")
        return _show_action(request, link, token, action)
    form = _read_form(request, link, action)
    if not form.is_valid():
        return _show_action(request, link, token, action, wrong=form)
    try:
        answer = take_reply(action, _make_reply(form, link, action), by=replier_of(link), on=timezone.localdate())
    except Refused as refused:
        note_use(link, f"Not taken up, {form.kind.label.lower()}: {action.text}")
        action.refresh_from_db()
        return _show_action(request, link, token, action, refused=refused.words)
    note_use(link, f"{form.kind.label}: {action.text}")
    return redirect(reverse("by-link:actions", args=[token]) + f"?{urlencode({'said': answer.once})}")


def _find_action(link: Link, pk: int) -> Action:
    """Return an action that the person leads, open or not. Raises Http404 for any other."""
    rows = Action.objects.filter(partnership=link.partnership_id, lead=person_of(link))
    action = rows.select_related("meeting", "item", "passage__document").filter(pk=pk).first()
    if action is None:
        raise Http404("no such action of theirs")
    return action


def replier_of(link: Link) -> Replier:
    """Return who replies by a link."""
    return Replier(person_of(link), "link", link)


def _read_form(request: HttpRequest, link: Link, action: Action) -> ReplyForm:
    """Return the form that was sent. Raises Http404 for one that this page does not have."""
    wanted = request.POST.get("kind", "")
    kind = next((one for one in REPLIES if one.kind == wanted), None)
    if kind is None:
        raise Http404("no such answer")
    return make_form(kind, link, request.POST, request.FILES)


def make_form(kind: type[ReplyForm], link: Link, *data: Any, **told: Any) -> ReplyForm:
    """Return a form of an answer; one that hands over knows the colleagues of the person."""
    if kind is HandOverForm:
        told["colleagues"] = find_colleagues(link.partnership, person_of(link))
    return kind(*data, **told)


def _make_reply(form: ReplyForm, link: Link, action: Action) -> Reply:
    """Return what a form says. Raises Refused for a file that may not be kept."""
    upload = None
    if isinstance(form, NoteForm) and (file := form.cleaned_data.get("file")):
        check_size(file.name, file.size)
        upload = check_file(file.name, file.read()).values
    told = form.said
    once = f"{link.pk} {action.pk} {told.pop('once')}"
    return Reply(kind=form.kind, once=once, upload=upload, **told)


def _show_action(
    request: HttpRequest,
    link: Link,
    token: str,
    action: Action,
    *,
    wrong: ReplyForm | None = None,
    refused: str = "",
) -> HttpResponse:
    """Show one action; a form that was wrong stays open, and a refusal stands at the head."""
    once, seen = mark_form(), mark_of(action)
    closed = action.state == ActionState.CLOSED
    kinds = [one for one in REPLIES if not closed or one.kind == AnswerKind.NOTE]
    forms = [
        wrong
        if wrong is not None and one.kind == wrong.kind
        else make_form(one, link, initial={"once": once, "seen": seen})
        for one in kinds
        if one.kind != action.state
    ]
    told = {
        "person": person_of(link),
        "own": tell_own(action, on=timezone.localdate()),
        "words": action.passage.words,
        "forms": forms,
        "form": wrong,
        "refused": refused,
        "is_closed": closed,
        "notes": list(action.notes.filter(person=person_of(link)).defer("data").order_by("at")),
    }
    status = 422 if wrong is not None else 409 if refused else 200
    return show(request, "by_link/action.html", link, token, status=status, **told)


@by_link(KIND)
def say_not_me(request: HttpRequest, link: Link, token: str) -> HttpResponse:
    """Ask whether somebody else holds the link, and end it where they say so."""
    if request.method == "POST":
        note_use(link, "Said that they are somebody else")
        end_own(link)
        return show(request, "by_link/ended.html", link, token)
    note_use(link, "Asked how to say that they are somebody else")
    return show(request, "by_link/not_me.html", link, token, person=person_of(link))


@by_link(KIND, takes="send", closed=True)
def ask_again(request: HttpRequest, link: Link, token: str) -> HttpResponse:
    """Send a new link to the address of one that expired."""
    if link.is_open(timezone.now()):
        return redirect("by-link:actions", token)
    note_use(link, "Asked for a new link")
    if may_renew(link):
        renew(link)
    return show(request, "by_link/renewed.html", link, token, may_renew=may_renew(link))


@by_link(KIND)
def show_calendar(request: HttpRequest, link: Link, token: str) -> HttpResponse:
    """Tell the address under which a calendar reads the days of one's actions; it is made when it is asked for."""
    address = ""
    if request.method == "POST":
        note_use(link, "Asked for the calendar")
        calendar = give_calendar(person_of(link))
        address = full_address(reverse("by-link:feed", args=[sign(calendar)]))
    return show(request, "by_link/calendar.html", link, token, address=address)


@by_link(CALENDAR, takes="read")
def send_calendar(request: HttpRequest, link: Link, token: str) -> HttpResponse:
    """Send the days of what is asked of somebody as a calendar."""
    note_use(link, "Read the calendar")
    host = request.get_host().partition(":")[0]
    asked = (link.partnership_id, person_of(link).pk)
    due = list_due(find_own(*asked), find_asked(*asked), find_led(*asked, on=timezone.localdate()))
    data = make_calendar(due, name=f"Actions for {link.partnership.name}", host=host)
    return HttpResponse(data, content_type="text/calendar; charset=utf-8")
