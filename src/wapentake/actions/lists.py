"""How actions are shown: who, by when, how far; on their list, in downloads, and wherever else they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from wapentake.accounts.models import Partnership
from wapentake.actions.models import Action, ActionState, Owner
from wapentake.actions.rules import find_meant
from wapentake.contacts.models import Person
from wapentake.kit.columns import Column, address_of, link
from wapentake.kit.lists import Listing
from wapentake.kit.templatetags.kit import count, date_words, state_tag, state_words


def say_state(action: Action, *, today: date) -> str:
    """Return how far an action has come; an open one whose day has passed is "overdue"."""
    return "overdue" if action.state == ActionState.OPEN and action.is_overdue(today) else action.state


def show_state(action: Action, *, today: date) -> SafeString:
    """Show how far an action has come; of one for all bodies, how many of them have done theirs."""
    state = say_state(action, today=today)
    tag = state_tag(state, "" if state == "overdue" else action.get_state_display())
    late = state != "overdue" and action.is_overdue(today)
    parts = [tag, state_tag("overdue")] if late else [tag]
    if bodies := count_bodies(action):
        parts.append(format_html("{} of {} have done it", action.bodies_done, count(bodies, "body,bodies")))  # type: ignore[attr-defined]  # annotated with bodies
    return format_html_join(" ", "{}", ((part,) for part in parts))


def count_bodies(action: Action) -> int:
    """Return to how many bodies an action was given, as `queries` counted them."""
    return int(getattr(action, "bodies", 0))


def say_due(action: Action) -> str:
    """Return by when, in words: the day, the event, or both."""
    day = date_words(action.due_on)
    if action.due_given and action.due_meeting is not None:
        named = f"At the meeting of {action.due_meeting.body}"
        return f"{named}, {day}" if day else f"{named} after {date_words(action.due_meeting.on)}"
    event = action.due_event[:1].upper() + action.due_event[1:]
    if day and event and not day.endswith(event):  # a month is kept as its last day and as words: "July 2017"
        return f"{event}, {day}"
    return event or day


def show_due(action: Action) -> SafeString:
    """Show by when, or that the minutes do not say; and the day that its lead promised."""
    due = format_html("{}", say_due(action)) if action.has_due else state_tag("undated", "Without a date")
    promised = format_html("<br>Promised for {}", date_words(action.promised_on)) if action.promised_on else ""
    return format_html("{}{}", due, promised)


def person_of(owner: Owner) -> Person | None:
    """Return who an owner is, under the name that was kept."""
    return (owner.person.joined_to or owner.person) if owner.person else None


def show_owners(action: Action, person_at: Callable[[int], str], *, today: date) -> SafeString:
    """Show who leads and who helps: a known person with a link to their page, and what was written where it differs.

    Means: where nobody leads, or who leads has left, the page says so and why.
    """
    owners = list(action.owners.all())
    shown = [_show_owner(owner, person_at) for owner in owners]
    if action.lead is not None and not (owners and person_of(owners[0]) == action.lead):
        lead = link(person_at(action.lead.pk), action.lead.name)
        body = f" for {action.lead_body}" if action.parent_id and action.lead_body else ""
        first = format_html("{}{} leads", lead, body)
        others = [one for owner, one in zip(owners, shown, strict=True) if person_of(owner) != action.lead]
        shown = [first] if action.parent_id else [first, *others]
    elif len(shown) > 1 and action.lead is not None:
        shown[0] = format_html("{} leads", shown[0])
    words = format_html_join(", ", "{}", ((one,) for one in shown))
    missing = find_missing_lead(action, today=today)
    return format_html("{}<br>{}", words or "Nobody", missing) if missing else words


def find_missing_lead(action: Action, *, today: date) -> str:
    """Return why a live action has nobody to lead it, in words; nothing where somebody does."""
    if not action.is_live or count_bodies(action):
        return ""
    if action.lead is not None:
        left = action.lead.left_on
        return f"{action.lead} left on {date_words(left)}. A new lead is needed." if left and left <= today else ""
    first = next(iter(action.owners.all()), None)
    if action.lead_given:
        return "No lead: it was given back."
    if first is None:
        return "No lead: the minutes name nobody."
    if find_meant(first.written):
        return "For all of them, and not given to each body yet."
    if action.lead_body is not None:
        body = "it" if first.written == action.lead_body.name else action.lead_body
        return f"No lead yet: nobody is named to represent {body}."
    return f"No lead yet: nobody knows who {first.written} is."


def _show_owner(owner: Owner, person_at: Callable[[int], str]) -> str:
    person = person_of(owner)
    if person is None:
        return owner.written
    named = link(person_at(person.pk), person.name)
    return named if person.name == owner.written else format_html("{} (“{}”)", named, owner.written)


def say_people(action: Action) -> str:
    """Return the names of the owners who are known."""
    names = (person_of(owner) or owner.organisation for owner in action.owners.all())
    return ", ".join(str(name) for name in names if name)


def _say_due_at(action: Action) -> str:
    return str(action.due_meeting.body) if action.due_given and action.due_meeting else action.due_event


def _say_closed_at(action: Action) -> date | None:
    return action.closed_at.on if action.closed_at else None


def _say_state_words(action: Action, *, today: date) -> str:
    state = say_state(action, today=today)
    return state_words(state) if state == "overdue" else action.get_state_display()


def _meeting_columns(slug: str) -> tuple[Column[Action], ...]:
    meeting_at = address_of("desk:meeting", slug)
    return (
        Column[Action](
            title="Meeting",
            value=lambda action: action.meeting.on,
            show=lambda action: link(meeting_at(action.meeting_id), date_words(action.meeting.on)),
            key="meeting",
            order=("meeting__on",),
            nowrap=True,
            width=18,
        ),
        Column[Action](title="Body", value=lambda action: action.meeting.body, width=40, only="download"),
    )


def list_children(partnership: Partnership, *, today: date) -> Listing[Action]:
    """Return the list of the bodies' own actions, as it stands on the page of the one that was given to all."""
    action_at, person_at = (address_of(name, partnership.slug) for name in ("desk:action", "desk:person"))
    columns = (
        Column[Action](
            title="Body",
            value=lambda action: action.owners_text,
            show=lambda action: link(action_at(action.pk), action.owners_text),
            key="body",
            order=("owners_text",),
        ),
        Column[Action](
            title="Lead",
            value=lambda action: str(action.lead or ""),
            show=lambda action: format_html(
                "{} {}", _link_lead(action, person_at), find_missing_lead(action, today=today)
            ),
        ),
        Column[Action](title="Due", value=say_due, show=show_due),
        Column[Action](
            title="State", value=lambda action: action.state, show=lambda action: show_state(action, today=today)
        ),
    )
    return Listing(title="Each body’s own", noun="action", columns=columns, sort="body", empty="", name="bodies")


def _link_lead(action: Action, person_at: Callable[[int], str]) -> str:
    return link(person_at(action.lead.pk), action.lead.name) if action.lead else ""


def _lead_columns(today: date) -> tuple[Column[Action], ...]:
    return (
        Column[Action](title="Lead", value=lambda action: str(action.lead or ""), width=25, only="download"),
        Column[Action](
            title="Lead’s organisation", value=lambda action: str(action.lead_body or ""), width=30, only="download"
        ),
        Column[Action](
            title="Without a lead because",
            value=lambda action: find_missing_lead(action, today=today),
            width=30,
            only="download",
        ),
    )


def _course_columns(today: date) -> tuple[Column[Action], ...]:
    """Return by when an action is due and how far it has come."""
    return (
        Column[Action](title="Due", value=say_due, show=show_due, key="due", order=("due_on", "event"), only="page"),
        Column[Action](title="Due day", value=lambda action: action.due_on, width=18, only="download"),
        Column[Action](title="Due at", value=_say_due_at, only="download"),
        Column[Action](title="Promised for", value=lambda action: action.promised_on, width=18, only="download"),
        Column[Action](
            title="State",
            value=lambda action: _say_state_words(action, today=today),
            show=lambda action: show_state(action, today=today),
            width=16,
        ),
        Column[Action](title="Bodies", value=lambda action: count_bodies(action) or None, only="download"),
        Column[Action](title="Done on", value=lambda action: action.done_on, width=18, only="download"),
        Column[Action](title="Closed on", value=lambda action: action.closed_on, width=18, only="download"),
        Column[Action](title="Closed at the meeting of", value=_say_closed_at, width=18, only="download"),
    )


def list_actions(partnership: Partnership, *, today: date) -> Listing[Action]:
    """Return the list of actions of a partnership."""
    slug = partnership.slug
    action_at, person_at, words_at = (address_of(name, slug) for name in ("desk:action", "desk:person", "desk:words"))
    columns = (
        Column[Action](
            title="Action",
            value=lambda action: action.text,
            show=lambda action: link(action_at(action.pk), capfirst(action.text)),
            key="text",
            order=("text",),
            width=70,
        ),
        Column[Action](
            title="Owner",
            value=lambda action: action.owners_text,
            show=lambda action: show_owners(action, person_at, today=today) or "Nobody",
            key="owner",
            order=("owners_text",),
        ),
        *_lead_columns(today),
        Column[Action](title="Known as", value=say_people, width=25, only="download"),
        *_course_columns(today),
        *_meeting_columns(slug),
        Column[Action](title="Item", value=lambda action: str(action.item or ""), width=40, only="download"),
        Column[Action](
            title="Words",
            value=lambda action: "",
            show=lambda action: link(words_at(action.passage_id), "See the words", f"of: {action.text[:60]}"),
            only="page",
        ),
    )
    empty = "There are no actions yet. They come from pages whose proposals you accept."
    return Listing(title="Actions", noun="action", columns=columns, sort="due", empty=empty, name=f"{slug}-actions")
