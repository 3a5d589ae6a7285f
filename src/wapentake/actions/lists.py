"""How actions are shown: who, by when, how far; on their list, in downloads, and wherever else they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from wapentake.accounts.models import Partnership
from wapentake.actions.models import Action, Owner
from wapentake.contacts.models import Person
from wapentake.kit.columns import Column, address_of, link
from wapentake.kit.lists import Listing
from wapentake.kit.templatetags.kit import date_words, state_tag, state_words


def say_state(action: Action, *, today: date) -> str:
    """Return "open", "overdue" or "done"."""
    return "overdue" if action.is_overdue(today) else action.state


def say_due(action: Action) -> str:
    """Return by when, in words: the day, the event, or both."""
    day = date_words(action.due_on)
    event = action.due_event[:1].upper() + action.due_event[1:]
    if day and event and not day.endswith(event):  # a month is kept as its last day and as words: "July 2017"
        return f"{event}, {day}"
    return event or day


def show_due(action: Action) -> SafeString:
    """Show by when, or that the minutes do not say."""
    return format_html("{}", say_due(action)) if action.has_due else state_tag("undated", "Without a date")


def person_of(owner: Owner) -> Person | None:
    """Return who an owner is, under the name that was kept."""
    return (owner.person.joined_to or owner.person) if owner.person else None


def show_owners(action: Action, person_at: Callable[[int], str]) -> SafeString:
    """Show the owners: a known person leads to their page, with what was written where that is another name."""
    return format_html_join(", ", "{}", ((_show_owner(owner, person_at),) for owner in action.owners.all()))


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


def list_actions(partnership: Partnership, *, today: date) -> Listing[Action]:
    """Return the list of actions of a partnership."""
    slug = partnership.slug
    action_at, person_at, words_at = (
        address_of(name, slug) for name in ("actions:action", "desk:person", "desk:words")
    )
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
            show=lambda action: show_owners(action, person_at) or "Nobody",
            key="owner",
            order=("owners_text",),
        ),
        Column[Action](title="Known as", value=say_people, width=25, only="download"),
        Column[Action](title="Due", value=say_due, show=show_due, key="due", order=("due_on", "event"), only="page"),
        Column[Action](title="Due day", value=lambda action: action.due_on, width=18, only="download"),
        Column[Action](title="Due at", value=lambda action: action.due_event, only="download"),
        Column[Action](
            title="State",
            value=lambda action: state_words(say_state(action, today=today)),
            show=lambda action: state_tag(say_state(action, today=today)),
            width=10,
        ),
        Column[Action](title="Done on", value=lambda action: action.done_on, width=18, only="download"),
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
