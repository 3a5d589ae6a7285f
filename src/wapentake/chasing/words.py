"""The words of a letter that reminds of things to do, as text and as a web page. Plain, short, with no colour. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import groupby

from wapentake.chasing.plan import Draft, Entry, What
from wapentake.chasing.rules import Group
from wapentake.terms import say_date, say_day

HEADINGS = {
    Group.LATE: "Late",
    Group.TODAY: "Due today",
    Group.SOON: "Due soon",
    Group.NO_DAY: "Without a day",
}
_MOST_IN_SUBJECT = 150
_EXAMPLE_DAYS = 14


@dataclass(frozen=True, slots=True)
class Frame:
    """What is round the actions of a letter: who asks, where one answers, until when, and whether a reply is read.

    `opening` is what is said first where it is not the usual sentence.
    """

    partnership: str
    address: str
    until: date
    replies: bool
    opening: str = ""


def count_things(draft: Draft) -> str:
    """Return what a letter asks for: "2 actions", "1 action, 3 parts of a return and 1 row of the plan"."""
    nouns = (
        (What.ACTION, "action", "actions"),
        (What.PART, "part of a return", "parts of a return"),
        (What.ROW, "row of the plan", "rows of the plan"),
    )
    counted = [
        f"{many} {one if many == 1 else several}" for what, one, several in nouns if (many := draft.count_of(what))
    ]
    return " and ".join(filter(None, [", ".join(counted[:-1]), *counted[-1:]]))


def say_subject(draft: Draft, partnership: str) -> str:
    """Return the subject: how many things, and how many of them are late or due today."""
    late, today = draft.count(Group.LATE), draft.count(Group.TODAY)
    told = ", ".join(filter(None, [f"{late} late" if late else "", f"{today} due today" if today else ""]))
    return f"{count_things(draft)}{f' ({told})' if told else ''} for {partnership[:_MOST_IN_SUBJECT]}"


def say_opening(draft: Draft, frame: Frame) -> str:
    """Return the first sentence."""
    if frame.opening:
        return frame.opening
    many = len(draft.entries)
    if draft.count_of(What.ACTION) < many:
        return f"{frame.partnership} asks you for {count_things(draft)}."
    what = "this action" if many == 1 else f"these {many} actions"
    return f"{frame.partnership} asks how far you have come with {what}."


_HANDED = {
    What.ACTION: ("An action", "lead this action", "this action"),
    What.PART: ("A part of a return", "answer this part of a return", "this part of a return"),
    What.ROW: ("A row of the plan", "lead this row of the delivery plan", "this row of the delivery plan"),
}


def say_yours(what: What, partnership: str) -> str:
    """Return the subject of a letter to whom something was handed."""
    return f"{_HANDED[what][0]} is yours now, for {partnership[:_MOST_IN_SUBJECT]}"


def say_handed(what: What, partnership: str, giver: str, words: str) -> str:
    """Return the first sentence of a letter to whom something was handed, with what its giver wrote with it."""
    _, asked, thing = _HANDED[what]
    if not giver:
        return f"{partnership} asks you to {asked}."
    wrote = " ".join(words.split())
    return f"{giver} handed {thing} for {partnership} over to you." + (f" They wrote: “{wrote}”" if wrote else "")


def say_entry(entry: Entry) -> str:
    """Return what stands below an action: by when, which meeting gave it, and what is asked."""
    row = entry.row
    if row.what == What.PART:
        return (
            f"{_say_due(entry)} For the return “{row.body}”. Answer it on your page: you can save it and go on later."
        )
    if row.what == What.ROW:
        return f"{_say_due(entry)} In “{row.body}”. Say on your page how it stands, and why."
    told = [_say_due(entry), f"From the meeting of {row.body} on {say_date(row.met_on)}."]
    if row.state == "blocked":
        told.insert(1, "You said that it is blocked. Is it still?")
    if row.due is None and row.state != "blocked":
        told.append("Please say by when, or how far it has come.")
    if entry.meeting and any(step.target == entry.meeting and step.why == "meeting" for step in entry.steps):
        told.append(f"The next meeting is on {say_day(entry.meeting)}.")
    return " ".join(filter(None, told))


def _say_due(entry: Entry) -> str:
    due = entry.row.due
    if due is None:
        return ""
    if entry.row.promised:
        return f"You said by {say_day(due)}."
    thing = "An update" if entry.row.what == What.ROW else "It"
    return f"{thing} {'was' if entry.group == Group.LATE else 'is'} due on {say_day(due)}."


def list_ways(draft: Draft, frame: Frame) -> tuple[str, list[str]]:
    """Return how one answers by mail: a sentence, and lines as an example.

    Means: empty where nobody reads replies, and where something is asked for that needs more than a line.
    """
    if not frame.replies or draft.count_of(What.ACTION) < len(draft.entries):
        return "", []
    day = say_date(draft.on + timedelta(_EXAMPLE_DAYS))
    if len(draft.entries) == 1:
        return "Or reply to this e-mail, with files if you like. Begin with one of these:", ["done", f"by {day}"]
    return "Or reply to this e-mail, with files if you like: a line for each action, with its number:", [
        "1 done",
        f"2 by {day}",
    ]


def say_link(frame: Frame) -> str:
    """Return what stands with the link."""
    return (
        f"The link is for you alone, so please do not pass it on. It works until {say_date(frame.until)}. "
        "You need no password."
    )


def _by_group(draft: Draft) -> Iterator[tuple[str, list[Entry]]]:
    for group, entries in groupby(draft.entries, key=lambda one: one.group):
        yield HEADINGS[group], list(entries)


def write_text(draft: Draft, frame: Frame) -> str:
    """Return the letter as text."""
    parts = [f"Dear {draft.reach.name}", say_opening(draft, frame)]
    for heading, entries in _by_group(draft):
        lines = [f"{one.number}. {_begin(one.row.text)}\n   {say_entry(one)}" for one in entries]
        parts.append("\n\n".join([heading.upper(), *lines]))
    parts.append(f"Say how it stands on your page:\n{frame.address}\n\n{say_link(frame)}")
    how, lines = list_ways(draft, frame)
    if how:
        parts.append(f"{how}\n\n" + "\n".join(f"   {line}" for line in lines))
    return "\n\n".join(parts) + "\n"


def write_html(draft: Draft, frame: Frame) -> str:
    """Return the letter as a web page: the same words."""
    page = [
        "<!DOCTYPE html>",
        '<html lang="en-GB"><head><meta charset="utf-8">',
        f"<title>{escape(say_subject(draft, frame.partnership))}</title>",
        "</head><body>",
        f"<p>Dear {escape(draft.reach.name)}</p><p>{escape(say_opening(draft, frame))}</p>",
    ]
    for heading, entries in _by_group(draft):
        page.append(f'<h2>{heading}</h2><ol start="{entries[0].number}">')
        page += [
            f"<li><p><b>{escape(_begin(one.row.text))}</b><br>{escape(say_entry(one))}</p></li>" for one in entries
        ]
        page.append("</ol>")
    address = escape(frame.address)
    page.append(f'<p><a href="{address}">Say how it stands on your page</a></p><p>{escape(say_link(frame))}</p>')
    how, lines = list_ways(draft, frame)
    if how:
        page.append(f"<p>{escape(how)}</p><p>{'<br>'.join(map(escape, lines))}</p>")
    page.append("</body></html>")
    return "\n".join(page)


def _begin(text: str) -> str:
    """Return a task in one line that begins with a capital."""
    line = " ".join(text.split())
    return line[:1].upper() + line[1:]


def say_counts(draft: Draft) -> str:
    """Return what a letter holds in numbers: "1 late, 2 due soon"."""
    told = (
        (Group.LATE, "late"),
        (Group.TODAY, "due that day"),
        (Group.SOON, "due soon"),
        (Group.NO_DAY, "without a day"),
    )
    return ", ".join(f"{many} {words}" for group, words in told if (many := draft.count(group)))
