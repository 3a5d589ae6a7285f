"""What a name in minutes is, and how a meeting goes from the calendar to the archive. Pure values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wapentake.kit.errors import Verdict
from wapentake.terms import MeetingState as State

_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z]|[A-Z]{2,4}")


def is_initials(written: str) -> bool:
    """Return whether an owner is written as initials: "MS", "MFl", "TBL"; "Clerk" and "All Partners" are none."""
    return bool(_INITIALS.fullmatch(written)) and written != "ALL"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a meeting: from which states, to which, what its button says, and whether a chair may take it too."""

    name: str
    words: str
    start: tuple[State, ...]
    end: State
    chair: bool = False


CALLED = (State.PLANNED, State.AGENDA_DRAFT, State.AGENDA_PUBLISHED)
STEPS = {
    step.name: step
    for step in (
        Step("draft-agenda", "Start the agenda", (State.PLANNED,), State.AGENDA_DRAFT),
        Step(
            "publish-agenda",
            "Publish the agenda",
            (State.AGENDA_DRAFT, State.AGENDA_PUBLISHED),
            State.AGENDA_PUBLISHED,
        ),
        Step("hold", "Start the minutes", CALLED, State.HELD),
        Step("finish", "Send the draft to the chair", (State.HELD,), State.MINUTES_DRAFT),
        Step(
            "reopen",
            "Write on",
            (State.MINUTES_DRAFT, State.CLEARED, State.CIRCULATED, State.PUBLISHED_DRAFT),
            State.HELD,
        ),
        Step("clear", "Clear the draft", (State.MINUTES_DRAFT,), State.CLEARED, chair=True),
        Step("circulate", "Circulate the draft", (State.CLEARED,), State.CIRCULATED),
        Step("publish-draft", "Publish as a draft", (State.CLEARED, State.CIRCULATED), State.PUBLISHED_DRAFT),
        Step(
            "confirm",
            "Record that they were confirmed",
            (State.CLEARED, State.CIRCULATED, State.PUBLISHED_DRAFT),
            State.CONFIRMED,
        ),
        Step("publish", "Publish the minutes", (State.CONFIRMED, State.RECORDED), State.PUBLISHED),
        Step("archive", "Archive", (State.PUBLISHED,), State.ARCHIVED),
        Step("cancel", "Cancel the meeting", CALLED, State.CANCELLED),
    )
}
"""Every step that a meeting may take, by name."""

TYPED = (State.HELD,)  # the minutes may be written
CLOSED = (State.CONFIRMED, State.PUBLISHED, State.ARCHIVED)  # their text is not edited any more


def may_step(state: str, step: Step) -> Verdict:
    """Return whether a meeting in a state may take a step."""
    if state in step.start:
        return Verdict()
    wanted = " or ".join(f"“{one.value}”" for one in step.start)
    return Verdict((f"This meeting stands at “{state}”. “{step.words}” needs {wanted}.",))


def steps_from(state: str) -> tuple[Step, ...]:
    """Return the steps that a meeting in a state may take, the way forward first."""
    return tuple(step for step in STEPS.values() if state in step.start)
