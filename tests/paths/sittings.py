"""A meeting in each state of its way, with all that hangs from one, for the pages that show them."""

from __future__ import annotations

from datetime import date, timedelta

from tests.meeting import item_of, make_meeting, seat_people
from tests.paths.place import Place, press
from tests.paths.walking import Walk
from tests.register import make_account
from wapentake.accounts.models import Account, Membership, Partnership, Role
from wapentake.meetings.models import Meeting
from wapentake.minutes.models import Correction, LeftIn, Minutes, Resolution, RestrictedNote
from wapentake.terms import MeetingState

BODY = "Harrowmere Road Safety Group"
STATES = [state for state in MeetingState if state != MeetingState.RECORDED]
WAYS = [f"way-{state.value.replace(' ', '-')}" for state in STATES]
TYPED = (
    "TA reported that the late bus is full. It was agreed that £1,250 be given to the Lantern Youth Club, on condition "
    "that a report comes back.\n\nACTION: TA to write to the landlords by 30 April 2026. ZZ to ask the school."
)
TOLD = "A household on Tallow Lane was told of: the mother is known to mental health services."


def fill_sittings(partnership: Partnership, by: Account) -> dict[str, object]:
    """Put a meeting into each state, and return their ids and those of what hangs from them."""
    chair = make_account("ruth@chair.example", partnership, name="Ruth Ashdown")
    Membership.objects.filter(account=chair, partnership=partnership).update(role=Role.CHAIR)
    first = date.today() - timedelta(40 * len(STATES))  # noqa: DTZ011 - any days that have passed will do
    meetings = {
        name: _sit(partnership, first + timedelta(30 * number), state.value)
        for number, (name, state) in enumerate(zip(WAYS, STATES, strict=True))
    }
    held = meetings["way-held"]
    decision = Resolution.objects.create(item=item_of(held, "Grants"), kind="agreed", text="the order be renewed")
    _settle(meetings["way-circulated"], by)
    confirmed = meetings["way-confirmed"]
    Correction.objects.create(meeting=confirmed, item="3. Late bus", was="is full", should_be="is often full")
    Minutes.objects.create(
        meeting=confirmed,
        cleared_by="Ruth Ashdown",
        cleared_on=confirmed.on,
        cleared_how="by telephone",
        circulated_on=confirmed.on,
        confirmed_at=meetings["way-published"],
        confirmed_on=meetings["way-published"].on,
        signed_by="Ruth Ashdown",
    )
    Meeting.objects.filter(pk=meetings["way-cancelled"].pk).update(cancelled_because="The hall is flooded.")
    ids = {name.replace("-", "_"): meeting.pk for name, meeting in meetings.items()}
    return ids | {"way_item": item_of(held, "Late bus").pk, "way_decision": decision.pk}


def _sit(partnership: Partnership, on: date, state: str) -> Meeting:
    hits = state in (MeetingState.CIRCULATED, MeetingState.MINUTES_DRAFT)
    items = [
        "Apologies for absence",
        "Declarations of interest",
        {"title": "Late bus", "text": f"{TYPED}\n\n{TOLD}" if hits else TYPED},
        "Grants",
        {"title": "A case", "paragraph": "1", "public_interest": "They would be known.", "text": "A family was named."},
    ]
    meeting = make_meeting(partnership, on, items=items, state=state, body=BODY)
    people = (("Tom Ash", "Fenland Police", "present"), ("Dana Colley", "", "apologies"), ("Jo May", "", "invited"))
    seat_people(meeting, *people)
    return meeting


def _settle(meeting: Meeting, by: Account) -> None:
    """One leak stays to be settled; other words were moved, and others left in."""
    item = item_of(meeting, "Late bus")
    RestrictedNote.objects.create(
        meeting=meeting, item=item, words="The widow spoke.", neutral="A resident spoke.", moved_by=by
    )
    LeftIn.objects.create(
        meeting=meeting, likeness="other", words="Tom Ash spoke.", name="Tom Ash", reason="He is a member.", said_by=by
    )


def clear_wrongly(walk: Walk) -> None:
    """Clear a draft in nobody's name."""
    walk.page.get_by_label("Who cleared it").fill("")
    walk.press("Clear the draft")


def open_roll(walk: Walk) -> None:
    """Open all that is folded on the roll."""
    folded = walk.page.locator("#roll details:not([open]) > summary")
    while folded.count():
        folded.first.click()


def leave_in(walk: Walk) -> None:
    """Say why words may be public."""
    walk.page.get_by_label("Or say why the public may read them").first.fill("They asked for it.")
    walk.press("Leave them in")


SITTINGS = {name: Place(f"/harrowmere/meetings/{{{name.replace('-', '_')}}}/way/") for name in WAYS}
SITTINGS |= {
    "home-drafts": Place("/harrowmere/"),
    "meetings-of-a-state": Place("/harrowmere/meetings/?state=minutes+draft"),
    "meeting-held": Place("/harrowmere/meetings/{way_held}/"),
    "meeting-from-a-page-way": Place("/harrowmere/meetings/{meeting}/way/"),
    "way-clear-wrong": Place("/harrowmere/meetings/{way_minutes_draft}/way/", (clear_wrongly,)),
    "minutes-planned": Place("/harrowmere/meetings/{way_planned}/minutes/"),
    "minutes-held": Place("/harrowmere/meetings/{way_held}/minutes/"),
    "minutes-closed": Place("/harrowmere/meetings/{way_circulated}/minutes/"),
    "roll-open": Place("/harrowmere/meetings/{way_held}/minutes/", (open_roll,)),
    "decision": Place("/harrowmere/minutes/items/{way_item}/decision/"),
    "decision-wrong": Place("/harrowmere/minutes/items/{way_item}/decision/", (press("^Save$"),)),
    "decision-change": Place("/harrowmere/minutes/decisions/{way_decision}/"),
    "interest": Place("/harrowmere/minutes/items/{way_item}/interest/"),
    "interest-wrong": Place("/harrowmere/minutes/items/{way_item}/interest/", (press("^Save$"),)),
    "leaks-agenda": Place("/harrowmere/meetings/{way_planned}/leaks/agenda/"),
    "leaks-none": Place("/harrowmere/meetings/{way_chair_cleared}/leaks/minutes/"),
    "leaks-hits": Place("/harrowmere/meetings/{way_circulated}/leaks/minutes/"),
    "leaks-left-in": Place("/harrowmere/meetings/{way_circulated}/leaks/minutes/", (leave_in,)),
    "notes": Place("/harrowmere/meetings/{way_circulated}/notes/"),
    "notes-none": Place("/harrowmere/meetings/{way_held}/notes/"),
    "exempt": Place("/harrowmere/meetings/{way_held}/exempt/"),
    "corrections": Place("/harrowmere/meetings/{way_confirmed}/corrections/"),
    "corrections-wrong": Place("/harrowmere/meetings/{way_confirmed}/corrections/", (press("Add the correction"),)),
    "corrections-not-yet": Place("/harrowmere/meetings/{way_held}/corrections/"),
    "chair-home": Place("/harrowmere/", who="chair"),
    "chair-way": Place("/harrowmere/meetings/{way_minutes_draft}/way/", who="chair"),
    "chair-way-held": Place("/harrowmere/meetings/{way_held}/way/", who="chair"),
    "chair-minutes": Place("/harrowmere/meetings/{way_minutes_draft}/minutes/", who="chair"),
    "chair-leaks": Place("/harrowmere/meetings/{way_minutes_draft}/leaks/minutes/", who="chair"),
}
